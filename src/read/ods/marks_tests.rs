use super::*;

#[test]
fn repeats_are_counted_not_written_out() {
    let sheet = r#"<table:table><table:table-row table:number-rows-repeated="9">
        <table:table-cell table:number-columns-repeated="2"/>
        <table:table-cell office:value-type="percentage" office:value="0.95"/>
    </table:table-row></table:table>"#;
    let marks = scan(sheet, Styles::default()).unwrap().sheets;
    assert_eq!(marks[0].areas, [Area { first: (0, 2), last: (8, 2) }]);
    assert!(marks[0].by_cell().said(4, 2).unwrap().is_percent);
    assert_eq!(marks[0].by_cell().said(4, 1), None);
    let bomb = sheet
        .replace("rows-repeated=\"9\"", "rows-repeated=\"99999\"")
        .replace("columns-repeated=\"2\"", "columns-repeated=\"9999\"");
    assert_eq!(scan(&bomb, Styles::default()).err(), Some(Fault::TooLarge));
    // Each sheet is small enough, all together are not.
    let large = sheet
        .replace("rows-repeated=\"9\"", "rows-repeated=\"99999\"")
        .replace("columns-repeated=\"2\"", "columns-repeated=\"9\"");
    assert!(scan(&large, Styles::default()).is_ok());
    assert_eq!(scan(&large.repeat(9), Styles::default()).err(), Some(Fault::TooLarge));
    let untyped = bomb.replace("office:value-type=\"percentage\" ", "");
    assert_eq!(scan(&untyped, Styles::default()).err(), Some(Fault::TooLarge));
    // Few cells with one long text.
    let spaces = r#"<text:s text:c="4000000000"/></table:table-cell></table:table-row>"#;
    let long = sheet.replace("\"0.95\"/>\n    </table:table-row>", &format!("\"0.95\">{spaces}"));
    assert_eq!(scan(&long, Styles::default()).err(), Some(Fault::TooLarge));
}

#[test]
fn formulas_are_told_as_excel_writes_them() {
    assert_eq!(plain_formula("of:=[.C5]/[.$C$6]"), "C5/$C$6");
    assert_eq!(plain_formula("of:=SUM([.C5:.C9];[.D1])"), "SUM(C5:C9;D1)");
    assert_eq!(plain_formula("of:=['Tự chấm'.A1]"), "'Tự chấm'.A1");
    assert_eq!(plain_formula("of:=['file:///a.ods'#$T.A1]"), "'file:///a.ods'#$T.A1");
}
