//! *Quyết định*: the result is published, by articles.

use crate::results::{BlockResults, Results};

use crate::report::block::{Block, Line, Page, Role};
use crate::report::papers::annexes;
use crate::report::papers::bodies::in_full;
use crate::report::papers::frame;
use crate::report::papers::frame::{Number, Sender, Signs};
use crate::report::papers::set::{Paper, Set, one};
use crate::report::standing::block_name;

pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    one("quyet-dinh", || page(set.results))
}

fn page(results: &Results) -> Page<'_> {
    let issuer = in_full(&results.round.issuer);
    let given = results.round.papers.number.as_str();
    let number = if given.is_empty() { Number::Open("QĐ", &issuer) } else { Number::Given(given) };
    let mut blocks = frame::head(results, &Sender::issuer(results), number);
    let subject = frame::subject(results);
    let about = format!("Về việc công bố {subject}");
    blocks.extend(frame::title("QUYẾT ĐỊNH", &about));
    blocks.extend(frame::alarms(results));
    blocks.push(Block::Line(Line::new(Role::Title, issuer.to_uppercase())));
    blocks.push(Block::Gap);
    let office = in_full(&results.round.office);
    let asked = (!office.is_empty()).then(|| format!("Theo đề nghị của {office}"));
    blocks.extend(frame::basis(results, asked));
    blocks.push(Block::Gap);
    blocks.push(Block::Line(Line::new(Role::Title, "QUYẾT ĐỊNH:")));
    blocks.push(Block::Gap);
    blocks.extend(articles(results, &subject, &office));
    blocks.extend(frame::signature(results, Signs::Issuer));
    Page { blocks, ..Page::default() }
}

fn articles<'s>(results: &Results, subject: &str, office: &str) -> Vec<Block<'s>> {
    let annexes = match annexes::count(results) {
        1 => "có Phụ lục kèm theo".to_string(),
        n => format!("có {n} Phụ lục kèm theo"),
    };
    let office = if office.is_empty() { "Cơ quan thực hiện" } else { office };
    let article = |text: String| Block::Line(Line::new(Role::Article, text));
    vec![
        article(format!("Điều 1. Công bố {subject} của {} ({annexes}).", ranked(results))),
        article(format!(
            "Điều 2. {office} thông báo kết quả đến từng đơn vị, theo dõi việc khắc phục tồn tại, \
             hạn chế. Căn cứ kết quả được công bố, các đơn vị xây dựng kế hoạch nâng cao chỉ số."
        )),
        article(
            "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có \
             liên quan chịu trách nhiệm thi hành Quyết định này./."
                .to_string(),
        ),
    ]
}

/// `8 đơn vị thuộc khối xã, phường và 12 đơn vị thuộc khối phòng, ban`
fn ranked(results: &Results) -> String {
    let block = |block: &BlockResults| {
        let ranked = block.index.units.iter().filter(|unit| unit.rank.is_some()).count();
        let name = block_name(results, block).replacen("Khối ", "khối ", 1);
        (ranked > 0).then(|| format!("{ranked} đơn vị thuộc {name}"))
    };
    let said: Vec<String> = results.blocks.iter().filter_map(block).collect();
    match said.as_slice() {
        [] => "các đơn vị".to_string(),
        [all @ .., last] if !all.is_empty() => format!("{} và {last}", all.join("; ")),
        [only, ..] => only.clone(),
    }
}
