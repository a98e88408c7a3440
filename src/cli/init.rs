//! `parindex init DIR`: a new round folder from the shipped example, whole in itself: the
//! round, its criteria sets and survey schemes, the table of transactions, and one filled-in
//! form to look at.

use std::fs;
use std::io;
use std::path::Path;

use super::{Common, DONE, FAILED, print};
use crate::machine;
use crate::problem::Problem;
use crate::run::outline;
use crate::terms::Lang;

/// The files of the new folder; workbooks come in by the post.
const FILES: &[(&str, &[u8])] = &[
    ("round.toml", include_bytes!("../../data/hoa-thanh-2020/round.toml")),
    ("criteria/xa-phuong.toml", include_bytes!("../../criteria/hoa-thanh-2020/xa-phuong.toml")),
    ("criteria/phong-ban.toml", include_bytes!("../../criteria/hoa-thanh-2020/phong-ban.toml")),
    ("criteria/sipas-2017.toml", include_bytes!("../../criteria/sipas-2017.toml")),
    ("criteria/khao-sat-can-bo.toml", include_bytes!("../../criteria/khao-sat-can-bo.toml")),
    ("survey/giao-dich.xlsx", include_bytes!("../../data/hoa-thanh-2020/survey/giao-dich.xlsx")),
    ("evidence/long-hoa.xlsx", include_bytes!("../../data/hoa-thanh-2020/evidence/long-hoa.xlsx")),
];

const FOLDERS: &[&str] = &["evidence", "appraisal", "survey", "criteria"];

pub(super) fn run(folder: &Path, common: &Common) -> u8 {
    let lang = common.lang();
    if let Some(problem) = within_inputs(folder) {
        print::refusal(&[problem].into_iter().collect(), common);
        return FAILED;
    }
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() {
        let at = folder.display();
        print::failure(&match lang {
            Lang::Vi => {
                format!("{at} đã có và không trống; hãy chọn thư mục khác để không ghi đè tệp nào.")
            }
            Lang::En => format!("{at} is there and not empty; choose another."),
        });
        return FAILED;
    }
    if let Err(error) = write(folder) {
        let (vi, en) = machine::words(&error);
        print::failure(&format!("{}: {}", folder.display(), print::pick(lang, &vi, &en)));
        return FAILED;
    }
    let at = folder.display();
    print::line(&match lang {
        Lang::Vi => format!(
            "Đã tạo {at} từ ví dụ thị xã Hòa Thành (số liệu minh họa).\n\
             1. Sửa {at}/round.toml: tên đợt, cơ quan, khối, đơn vị.\n\
             2. Sửa các bộ tiêu chí trong {at}/criteria, rồi chạy: parindex check {at}\n\
             3. Chép tệp các đơn vị gửi vào {at}/evidence, phiếu thẩm định vào {at}/appraisal,\n   \
             phiếu khảo sát vào {at}/survey.\n\
             4. Chạy: parindex score {at}"
        ),
        Lang::En => format!(
            "Created {at} from the example of Hòa Thành (illustrative data).\n\
             1. Edit {at}/round.toml: title, issuer, blocks, units.\n\
             2. Edit the criteria sets in {at}/criteria, then run: parindex check {at}\n\
             3. Copy the units' files into {at}/evidence, appraisals into {at}/appraisal,\n   \
             survey forms into {at}/survey.\n\
             4. Run: parindex score {at}"
        ),
    });
    DONE
}

/// A new round does not begin in an input folder of another.
fn within_inputs(folder: &Path) -> Option<Problem> {
    let whole = std::path::absolute(folder).ok()?;
    let mut above = whole.ancestors().skip(1);
    above.find_map(|round| match round.join("round.toml").is_file() {
        true => outline(round)?.refuses(folder, false),
        false => None,
    })
}

fn write(folder: &Path) -> io::Result<()> {
    for name in FOLDERS {
        fs::create_dir_all(folder.join(name))?;
    }
    for (name, bytes) in FILES {
        match *name {
            "round.toml" => {
                let text = String::from_utf8_lossy(bytes);
                // In the shipped round the sets stand two folders up; here they stand inside.
                let text = text
                    .replace("../../criteria/hoa-thanh-2020/", "criteria/")
                    .replace("../../criteria/", "criteria/");
                fs::write(folder.join(name), text)?;
            }
            _ => fs::write(folder.join(name), bytes)?,
        }
    }
    Ok(())
}
