//! `parindex why ROUND UNIT CODE`: the account of one leaf, one node, or the whole index.

use std::path::Path;

use serde_json::json;

use super::progress::Bar;
use super::{Common, DONE, FAILED, Format, print};
use crate::report::account;
use crate::results::{BlockResults, Results};
use crate::round::{Matched, Names};
use crate::run::assess;
use crate::source::did_you_mean;
use crate::terms::{Code, Lang};

pub(super) fn run(path: &Path, unit: &str, code: Option<&str>, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let (results, found) = assess(path, &bar);
    bar.finish();
    let Some(results) = results else {
        print::refusal(&found, common);
        return FAILED;
    };
    match account(&results, unit, code, lang) {
        Ok(lines) if common.format == Format::Json => {
            print::line(&json!({ "unit": unit, "code": code, "lines": lines }).to_string());
            DONE
        }
        Ok(lines) => {
            lines.iter().for_each(|line| print::line(line));
            DONE
        }
        Err(message) => {
            eprintln!("{message}");
            FAILED
        }
    }
}

/// The lines to print, or why there are none.
fn account(
    results: &Results,
    unit: &str,
    code: Option<&str>,
    lang: Lang,
) -> Result<Vec<String>, String> {
    let at = find_unit(results, unit, lang)?;
    let found = results
        .blocks
        .iter()
        .find_map(|block| Some((block, block.units.iter().position(|&u| u == at)?)));
    let Some((block, position)) = found else {
        return Err(print::pick(
            lang,
            "Khối của đơn vị này chưa chấm được vì bộ tiêu chí có lỗi; chạy parindex check.",
            "The block of this unit was not scored: its criteria set has errors.",
        )
        .to_string());
    };
    let Some(code) = code else {
        return Ok(account::of_unit(results, block, position, lang));
    };
    Code::parse(code.trim_end_matches('.'))
        .and_then(|code| account::of_code(results, block, position, &code, lang))
        .ok_or_else(|| unknown_code(block, code, lang))
}

fn find_unit(results: &Results, text: &str, lang: Lang) -> Result<usize, String> {
    let units = &results.round.units;
    let names = |list: &[usize]| {
        list.iter().map(|&u| units[u].name.as_str()).collect::<Vec<_>>().join(", ")
    };
    match Names::new(&results.round).find(text) {
        Matched::Exact(at) | Matched::ByAlias(at) => Ok(at),
        Matched::Ambiguous(list) => Err(match lang {
            Lang::Vi => format!("“{text}” có thể là: {}. Hãy ghi rõ.", names(&list)),
            Lang::En => format!("`{text}` may be: {}.", names(&list)),
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

fn unknown_code(block: &BlockResults, code: &str, lang: Lang) -> String {
    let known = block.rubric.nodes.iter().map(|n| n.code.as_str());
    let near = did_you_mean(code, known);
    match (lang, near) {
        (Lang::Vi, Some(near)) => format!("Không có tiêu chí mã {code}. Có phải {near}?"),
        (Lang::Vi, None) => format!("Không có tiêu chí mã {code} trong bộ tiêu chí."),
        (Lang::En, Some(near)) => format!("There is no node {code}. Perhaps {near}?"),
        (Lang::En, None) => format!("There is no node {code} in the set."),
    }
}
