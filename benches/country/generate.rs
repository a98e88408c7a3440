//! The generated country: its round, its criteria set, and one filled-in form per commune.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use rust_xlsxwriter::{Workbook, Worksheet};

use super::{BLOCKS, FIELDS, LEAVES};

pub(crate) fn generate(folder: &Path, units: usize) {
    fs::create_dir_all(folder.join("evidence")).unwrap();
    fs::write(folder.join("set.toml"), criteria()).unwrap();
    (0..units).into_par_iter().for_each(|unit| {
        let path = folder.join(format!("evidence/xa-{unit:04}.xlsx"));
        fs::write(path, workbook(unit)).unwrap();
    });
    fs::write(folder.join("round.toml"), round(units)).unwrap();
}

fn round(units: usize) -> String {
    let mut text = String::from(
        "schema = 1\n[round]\nid = \"country\"\nyear = 2026\ntitle = \"Chỉ số CCHC năm 2026\"\n\
         issuer = \"Số liệu minh họa\"\noffice = \"Phòng Nội vụ\"\nillustration = true\n\
         [evidence]\nfiles = [\"evidence/*.xlsx\"]\n",
    );
    for block in 0..BLOCKS {
        let _ = write!(
            text,
            "[[block]]\nid = \"tinh-{block:02}\"\nname = \"Tỉnh {block:02}\"\ncriteria = \"set.toml\"\n"
        );
    }
    for unit in 0..units {
        let _ = write!(
            text,
            "[[unit]]\nid = \"xa-{unit:04}\"\nname = \"Xã {unit:04}\"\nblock = \"tinh-{:02}\"\n",
            unit % BLOCKS
        );
    }
    text
}

/// Leaf `n` of a field: kinds in turn, one point each.
fn kind_of(leaf: usize) -> usize {
    leaf % 5
}

fn leaves() -> impl Iterator<Item = (usize, usize, usize)> {
    (0..LEAVES).map(|leaf| (leaf, leaf * FIELDS / LEAVES + 1, leaf))
}

fn criteria() -> String {
    let mut text = String::from(
        "schema = 1\n[set]\nid = \"country\"\ntitle = \"Bộ tiêu chí minh họa\"\nyear = 2026\n\
         decision = \"Minh họa\"\ntotal = 100\n[[class]]\nname = \"Tốt\"\nfrom = 80\n\
         [[class]]\nname = \"Khá\"\nfrom = 0\n[data]\n",
    );
    for shared in 0..10 {
        let _ = writeln!(
            text,
            "tong_{shared} = {{ label = \"Tổng số hồ sơ loại {shared}\", unit = \"hồ sơ\", type = \"count\" }}"
        );
    }
    let mut field = 0;
    for (leaf, of, _) in leaves() {
        if of != field {
            field = of;
            let _ = writeln!(text, "[{field}]\nname = \"Lĩnh vực {field}\"");
        }
        let code = format!("{of}.{}", leaf + 1);
        let shared = leaf % 10;
        let (data, rule) = match kind_of(leaf) {
            0 => ("type = \"yes_no\"", "kind = \"yes_no\"\nvalue = \"so_KEY\"".to_string()),
            1 => (
                "type = \"count\", unit = \"hồ sơ\"",
                format!("kind = \"steps\"\nvalue = \"so_KEY / tong_{shared}\"\nzero_base = \"not_applicable\"\nsteps = [{{ from = \"98%\", points = 1 }}, {{ from = \"80%\", points = 0.5 }}]"),
            ),
            2 => ("type = \"percent\"", "kind = \"proportional\"\nvalue = \"so_KEY\"\nfloor = \"50%\"".to_string()),
            3 => ("type = \"date\"", "kind = \"deadline\"\nvalue = \"so_KEY\"\ndue = 2026-06-30\nlate = [{ days = 30, points = 0.5 }]".to_string()),
            _ => ("type = \"count\", unit = \"văn bản\"", "kind = \"count\"\nvalue = \"so_KEY\"\neach = 0.1".to_string()),
        };
        let rule = rule.replace("KEY", &leaf.to_string());
        let _ = write!(
            text,
            "[{code}]\nname = \"Tiêu chí thành phần số {leaf}\"\nmax = 1\nsource = \"Minh họa\"\nproof = \"Báo cáo\"\nappraiser = \"noi-vu\"\n\
             [{code}.data]\nso_{leaf} = {{ label = \"Số liệu số {leaf}\", {data} }}\n[{code}.rule]\n{rule}\n"
        );
    }
    text
}

/// A fixed sequence of numbers per unit and leaf: the same files on every machine.
fn noise(unit: usize, leaf: usize) -> usize {
    (unit.wrapping_mul(2_654_435_761) ^ leaf.wrapping_mul(40_503)) >> 7
}

fn workbook(unit: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Tự chấm").unwrap();
    sheet.write_string(0, 0, "BIỂU TỰ CHẤM (Số liệu minh họa)").unwrap();
    sheet.write_string(1, 0, "Đơn vị:").unwrap();
    sheet.write_string(1, 1, format!("Xã {unit:04}")).unwrap();
    let header = [
        "Mã",
        "Lĩnh vực, tiêu chí, tiêu chí thành phần",
        "Điểm tối đa",
        "Mã số liệu",
        "Số liệu kê khai",
        "Đơn vị tính",
        "Giá trị",
        "Cách tính điểm",
        "Yêu cầu kiểm chứng",
        "Điểm tự chấm",
        "Tài liệu kiểm chứng",
        "Giải trình",
    ];
    for (column, text) in header.iter().enumerate() {
        sheet.write_string(3, column as u16, *text).unwrap();
    }
    let mut row = 4;
    sheet.write_string(row, 1, "Số liệu chung").unwrap();
    for shared in 0..10 {
        row += 1;
        sheet.write_string(row, 3, format!("tong_{shared}")).unwrap();
        sheet.write_string(row, 4, format!("Tổng số hồ sơ loại {shared}")).unwrap();
        sheet.write_number(row, 6, 1000.0).unwrap();
    }
    let mut field = 0;
    for (leaf, of, _) in leaves() {
        if of != field {
            field = of;
            row += 1;
            sheet.write_string(row, 0, of.to_string()).unwrap();
            sheet.write_string(row, 1, format!("Lĩnh vực {of}")).unwrap();
        }
        row += 1;
        leaf_row(sheet, row, unit, leaf, of);
    }
    workbook.save_to_buffer().unwrap()
}

fn leaf_row(sheet: &mut Worksheet, row: u32, unit: usize, leaf: usize, field: usize) {
    sheet.write_string(row, 0, format!("{field}.{}", leaf + 1)).unwrap();
    sheet.write_string(row, 1, format!("Tiêu chí thành phần số {leaf}")).unwrap();
    sheet.write_number(row, 2, 1.0).unwrap();
    sheet.write_string(row, 3, format!("so_{leaf}")).unwrap();
    sheet.write_string(row, 4, format!("Số liệu số {leaf}")).unwrap();
    let n = noise(unit, leaf);
    match kind_of(leaf) {
        0 => sheet.write_string(row, 6, if n.is_multiple_of(4) { "Không" } else { "Có" }),
        1 => sheet.write_number(row, 6, (900 + n % 101) as f64),
        2 => sheet.write_string(row, 6, format!("{}%", 40 + n % 61)),
        3 => sheet.write_string(row, 6, format!("{:02}/{:02}/2026", n % 28 + 1, n % 8 + 1)),
        _ => sheet.write_number(row, 6, (n % 14) as f64),
    }
    .unwrap();
    sheet.write_number(row, 9, 1.0).unwrap();
    sheet.write_string(row, 10, format!("Báo cáo số {leaf}/BC-UBND")).unwrap();
}
