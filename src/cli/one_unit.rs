//! What a command asks about one unit: the round scored, the unit found by what people call it.

use std::path::Path;

use super::common::{Common, DONE, FAILED};
use super::print;
use super::progress::Bar;
use crate::results::{BlockResults, Results};
use crate::round::{Matched, Names};
use crate::run::assess;
use crate::source::did_you_mean;
use crate::terms::Lang;

/// Scores the round and tells of the unit, which stands in its block at the position given.
/// `tell` may say why it cannot.
pub(super) fn about(
    path: &Path,
    unit: &str,
    common: &Common,
    tell: impl FnOnce(&Results, &BlockResults, usize) -> Result<(), String>,
) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let (results, found) = assess(path, &bar);
    bar.finish();
    let Some(results) = results else {
        print::refusal(&found, common);
        return FAILED;
    };
    match place(&results, unit, lang).and_then(|(block, at)| tell(&results, block, at)) {
        Ok(()) => DONE,
        Err(message) => {
            print::failure(&message);
            FAILED
        }
    }
}

/// The unit's block and its position there, or why there is none.
pub(super) fn place<'r>(
    results: &'r Results,
    unit: &str,
    lang: Lang,
) -> Result<(&'r BlockResults, usize), String> {
    let at = find_unit(results, unit, lang)?;
    let mut blocks = results.blocks.iter();
    let found = blocks.find_map(|block| Some((block, block.units.iter().position(|&u| u == at)?)));
    found.ok_or_else(|| {
        print::pick(
            lang,
            "Khối của đơn vị này chưa chấm được vì bộ tiêu chí có lỗi; chạy parindex check.",
            "The block of this unit was not scored: its criteria set has errors.",
        )
        .to_string()
    })
}

fn find_unit(results: &Results, text: &str, lang: Lang) -> Result<usize, String> {
    let known = Names::new(&results.round);
    let names = |list: &[usize]| known.named(list).collect::<Vec<_>>().join(", ");
    match known.find(text) {
        Matched::Exact(at) | Matched::ByAlias(at) => Ok(at),
        Matched::Ambiguous(list) => Err(match lang {
            Lang::Vi => format!("“{text}” có thể là: {}. Hãy ghi rõ.", names(&list)),
            Lang::En => format!("`{text}` may be: {}.", names(&list)),
        }),
        Matched::Former(into) => Err(match lang {
            Lang::Vi => format!("“{text}” đã nhập vào {}.", names(&into)),
            Lang::En => format!("`{text}` was merged into {}.", names(&into)),
        }),
        Matched::Refused(_) => Err(match lang {
            Lang::Vi => format!(
                "Dòng của “{text}” trong danh sách đơn vị có lỗi nên đơn vị chưa được chấm; \
                 chạy parindex check."
            ),
            Lang::En => format!("The entry of `{text}` in the list of units has an error."),
        }),
        Matched::Unknown(near) => Err(match (lang, near.is_empty()) {
            (Lang::Vi, true) => format!("Không có đơn vị “{text}” trong đợt đánh giá."),
            (Lang::Vi, false) => format!("Không có đơn vị “{text}”. Có phải: {}?", names(&near)),
            (Lang::En, true) => format!("There is no unit `{text}` in the round."),
            (Lang::En, false) => format!("There is no unit `{text}`. Perhaps: {}?", names(&near)),
        }),
        Matched::Bad(_) => Err(match lang {
            Lang::Vi => format!("Tên đơn vị “{text}” có ký tự lạ hoặc bảng mã cũ; hãy gõ lại."),
            Lang::En => format!("The name `{text}` has strange letters; type it again."),
        }),
    }
}

pub(super) fn unknown_code(block: &BlockResults, code: &str, lang: Lang) -> String {
    let known = block.rubric.nodes.iter().map(|n| n.code.as_str());
    let near = did_you_mean(code, known);
    match (lang, near) {
        (Lang::Vi, Some(near)) => format!("Không có tiêu chí mã {code}. Có phải {near}?"),
        (Lang::Vi, None) => format!(
            "Không có tiêu chí mã {code} trong bộ tiêu chí. \
             Ngoài mã tiêu chí còn hỏi được: chỉ số, hạng, loại."
        ),
        (Lang::En, Some(near)) => format!("There is no node {code}. Perhaps {near}?"),
        (Lang::En, None) => {
            format!("There is no node {code} in the set. You may also ask: index, rank, class.")
        }
    }
}
