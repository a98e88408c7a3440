//! *Giấy chứng nhận*: what a sealed package holds and the code that tells it from any other, on one
//! page, to be handed in with the submission.

use crate::report::block::{Block, Line, Page, Role};
use crate::report::papers::frame;
use crate::report::papers::frame::{Number, Sender, Signs, text};
use crate::results::Results;
use crate::terms::Date;

/// What a certificate says of its package.
#[derive(Debug, Clone)]
pub struct Sealing<'m> {
    /// The name of the package when it was made.
    pub file: String,
    /// SHA-256 of its list.
    pub seal: &'m str,
    pub day: Date,
    /// How many files it holds,
    pub inputs: usize,
    pub outputs: usize,
    /// and of how many it holds the hash alone.
    pub left_out: usize,
    pub proof: bool,
    pub personal: bool,
}

/// The certificate. Everything on it is the package's own.
pub fn certificate<'s>(results: &'s Results, sealing: &Sealing<'_>) -> Page<'s> {
    let office = frame::office(results);
    let mut blocks = frame::head(results, &Sender::office(results), Number::Open("GCN", &office));
    let about = format!("Niêm phong số liệu và {}", frame::subject(results));
    blocks.extend(frame::title("GIẤY CHỨNG NHẬN", &about));
    blocks.extend(frame::alarms(results));
    let day = frame::day(sealing.day);
    blocks.push(text(format!("{office} chứng nhận số liệu, bộ tiêu chí, phương pháp và toàn bộ kết quả của đợt đánh giá “{}” được niêm phong theo số liệu đến {day} trong tệp {}.", results.round.title, sealing.file)));
    blocks.push(text("Mã niêm phong (SHA-256 của danh mục tệp trong gói):"));
    blocks.push(Block::Line(Line::new(Role::Plain, sealing.seal)));
    blocks.push(text(held(sealing)));
    blocks.push(text(ranked(results)));
    blocks.push(text(format!("Kiểm tra bằng lệnh parindex verify {} của phần mềm {}: phần mềm băm lại từng tệp, chạy lại từ số liệu trong gói và so từng byte của kết quả; mã niêm phong in ra phải đúng như trên./.", sealing.file, results.program)));
    blocks.extend(frame::signature(results, Signs::Body(&office)));
    Page { blocks, ..Page::default() }
}

fn held(sealing: &Sealing<'_>) -> String {
    let Sealing { inputs, outputs, left_out, .. } = sealing;
    let proof = match (sealing.proof, left_out) {
        (true, _) => "kèm tệp minh chứng".to_string(),
        (false, 0) => "không kèm tệp minh chứng".to_string(),
        (false, count) => {
            format!("không kèm {count} tệp minh chứng (danh mục ghi mã của từng tệp)")
        }
    };
    let personal = match sealing.personal {
        true => "phiếu khảo sát giữ nguyên các cột",
        false => "phiếu khảo sát đã bỏ các cột thông tin cá nhân",
    };
    format!("Gói có {inputs} tệp số liệu đầu vào và {outputs} tệp kết quả; {proof}; {personal}.")
}

fn ranked(results: &Results) -> String {
    let units: usize = results.blocks.iter().map(|block| block.units.len()).sum();
    let ranked = results.blocks.iter().flat_map(|block| &block.index.units);
    let ranked = ranked.filter(|unit| unit.rank.is_some()).count();
    let blocks = results.blocks.len();
    format!(
        "Kết quả trong gói: {blocks} khối, {units} đơn vị, trong đó {ranked} đơn vị được xếp hạng."
    )
}
