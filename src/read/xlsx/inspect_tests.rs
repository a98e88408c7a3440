use super::*;
use crate::grid::Area;
use crate::read::xlsx::addresses::nth_cells;

fn sheet(rows: &str) -> String {
    format!("<?xml version=\"1.0\"?><worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn found(rows: &str) -> Inspection {
    inspect(&sheet(rows), &Runs::default(), &Pictures::default()).unwrap()
}

#[test]
fn formulas_are_found_at_their_cells() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="3"><f>IF(A1&lt;2,"&amp;",3)</f></c></row>
        <row r="2"><c r="A2"><f t="shared" ref="A2:A4" si="0">A1*$B$1</f><v>1</v></c></row>
        <row r="4"><c r="A4"><f t="shared" si="0"/><v>2</v></c><c r="B4"><f t="array" ref="B4">SUM(A1:A2*2)</f></c></row>"#;
    let formulas: Vec<(usize, String)> = found(rows)
        .beside
        .into_iter()
        .map(|(nth, beside)| match beside {
            Beside::Formula(text) => (nth, text.to_string()),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [(1, "IF(A1<2,\"&\",3)"), (2, "A1*$B$1"), (3, "A3*$B$1"), (4, "{SUM(A1:A2*2)}")];
    assert_eq!(formulas, expected.map(|(nth, text)| (nth, text.to_string())));
    assert_eq!(nth_cells(&sheet(rows), &[3]), Some(vec![(3, 0)]));
    assert_eq!(nth_cells(&sheet(rows), &[99]), None);
}

#[test]
fn only_plain_values_pass() {
    let ok = [
        r#"<c r="A1"><f>A2</f><v>120</v></c><c r="B1"/>"#,
        r#"<c t="str"><f>A1&amp;A2</f><v>A &amp; B</v> </c>"#,
        "<x:c><x:v>1</x:v></x:c>",
        r#"<c t="inlineStr"><is><t>a &amp; b</t></is></c>"#,
        r#"<c t="s"><v>0</v></c><c><v/></c>"#,
    ];
    let odd = [
        "<c><v>1<!-- -->20</v></c>",
        "<c><v><![CDATA[1]]></v></c>",
        "<c><v>12<?x?>0</v></c>",
        "<c ><v>12&#48;</v></c>",
        "<c><v>1</v><v>2</v></c>",
        "<x:c ><x:v>1</x:v>\n<x:is></x:is></x:c>",
        "<c t=\"s\"><v>x</v></c>",
        "<c t=\"s\"><v>-1</v></c>",
        "<c t=\"str\"><v>1<![CDATA[2]]></v></c>",
        "<c><!-- --><v>1</v></c>",
    ];
    let unclear = |cells: &str| {
        let found = found(&format!("<row>{cells}</row>"));
        found.beside.iter().any(|(_, beside)| *beside == Beside::Unclear)
    };
    assert_eq!(ok.map(unclear), [false; 5]);
    assert_eq!(odd.map(unclear), [true; 10]);
    let nested = sheet("<row><c><c><v>1</v></c></c></row>");
    assert!(inspect(&nested, &Runs::default(), &Pictures::default()).is_none());
}

#[test]
fn addresses_that_no_cell_has_are_lost_and_nothing_else() {
    let rows = r#"<row r="7"><c r="A7"><v>1</v></c><c r="B99999999999"><v>2</v></c><c r="C8"><v>3</v></c><c r="D7"/></row>"#;
    let part = sheet(rows);
    let found = inspect(&part, &Runs::default(), &Pictures::default()).unwrap();
    let lost: Vec<(&str, &str)> =
        found.lost.iter().map(|(at, written)| (&part[at.clone()], written.as_str())).collect();
    let first = r#"<c r="B99999999999"><v>2</v></c>"#;
    assert_eq!(lost, [(first, "B99999999999"), (r#"<c r="C8"><v>3</v></c>"#, "C8")]);
    assert_eq!((found.cells, found.unaddressed), (2, false));
}

#[test]
fn what_stands_around_the_cells_is_read() {
    let part = r#"<worksheet><dimension ref="A1:B99999999"/><cols><col min="3" max="4" hidden="1"/><col min="6" max="6" width="0"/></cols>
        <sheetData><row r="3" spans="1:2" hidden="1"><c r="A3"/></row><row r="4" hidden="0"/></sheetData>
        <mergeCells count="1"><mergeCell ref="B2:C10"/></mergeCells>
        <hyperlinks><hyperlink ref="K9" r:id="rId1"/><hyperlink ref="K10" location="Tờ2!A1"/></hyperlinks></worksheet>"#;
    let found = inspect(part, &Runs::default(), &Pictures::default()).unwrap();
    assert_eq!(found.hidden_columns, [2, 3, 5]);
    assert_eq!(found.hidden_rows, [2]);
    assert_eq!(found.merged, [Area { first: (1, 1), last: (9, 2) }]);
    assert_eq!(&part[found.needless[0].clone()], r#"<dimension ref="A1:B99999999"/>"#);
    assert_eq!(found.links[0].relation.as_deref(), Some("rId1"));
    assert_eq!(found.links[1].location.as_deref(), Some("Tờ2!A1"));
}
#[test]
fn the_short_way_sees_what_the_long_way_sees() {
    let strings = r#"<sst><si><t>a</t></si><si><r><rPr><strike/></rPr><t>8</t></r></si></sst>"#;
    let strings = Runs::scan(strings).unwrap();
    let rows = r#"<row r="1" hidden="1"><c r="A1" t="s"><v>1</v></c><c r="B1"/><c r="C1" s="2"><f>A1</f><v>1</v></c><c r="D1"><v>4</v></c><c r="E2"><v>5</v></c></row>
        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1</v><v>2</v></c><c r="C2" t="s"><v>1</v></c></row>"#;
    let short = inspect(&sheet(rows), &strings, &Pictures::default()).unwrap();
    // Two spaces are as good as one, but not usual.
    let long =
        inspect(&sheet(&rows.replace("<c r=", "<c  r=")), &strings, &Pictures::default()).unwrap();
    assert_eq!(short.beside, long.beside);
    assert_eq!((short.cells, &short.hidden_rows), (long.cells, &long.hidden_rows));
    let lost = |found: &Inspection| {
        found.lost.iter().map(|(_, written)| written.clone()).collect::<Vec<_>>()
    };
    assert_eq!((lost(&short), lost(&long)), (vec!["E2".into()], vec!["E2".into()]));
    let struck = Beside::Runs(RunMarks { marked: true, font: None });
    let expected =
        [(0, struck.clone()), (2, Beside::Formula("A1".into())), (5, Beside::Unclear), (6, struck)];
    assert_eq!(short.beside, expected);
}
