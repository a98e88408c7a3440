//! *Quyết định*: the result is published, by articles.

use crate::results::Results;

use crate::report::block::{Block, Line, Page, Role};
use crate::report::papers::annexes;
use crate::report::papers::frame;
use crate::report::papers::frame::{Number, Sender, Signs};
use crate::report::papers::set::{Paper, Set, one};
use crate::report::standing::block_name;

pub(super) fn papers<'s>(set: &'s Set<'s>) -> Vec<Paper<'s>> {
    one("quyet-dinh", || page(set.results))
}

fn page(results: &Results) -> Page<'_> {
    let given = results.round.papers.number.as_str();
    let number = if given.is_empty() { Number::Open("QĐ") } else { Number::Given(given) };
    let mut blocks = frame::head(results, &Sender::issuer(results), number);
    let subject = frame::title_in_sentence(results);
    let about = format!("Về việc công bố kết quả xác định {subject}");
    blocks.extend(frame::title("QUYẾT ĐỊNH", &about));
    blocks.extend(frame::alarms(results));
    let issuer = frame::in_full(&results.round.issuer);
    blocks.push(Block::Line(Line::new(Role::Title, issuer.to_uppercase())));
    blocks.push(Block::Gap);
    let office = frame::in_full(&results.round.office);
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
    let blocks = results.blocks.iter();
    let units: Vec<String> = blocks
        .map(|block| {
            let ranked = block.index.units.iter().filter(|unit| unit.rank.is_some()).count();
            let name = block_name(results, block);
            format!("{ranked} đơn vị thuộc {}", name.replacen("Khối ", "khối ", 1))
        })
        .collect();
    let annexes = match annexes::count(results) {
        1 => "có Phụ lục kèm theo".to_string(),
        n => format!("có {n} Phụ lục kèm theo"),
    };
    let office = if office.is_empty() { "Cơ quan thực hiện" } else { office };
    let article = |text: String| Block::Line(Line::new(Role::Article, text));
    vec![
        article(format!(
            "Điều 1. Công bố kết quả xác định {subject} của {} ({annexes}).",
            units.join("; ")
        )),
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
