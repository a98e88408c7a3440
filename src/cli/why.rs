//! `parindex why ROUND UNIT CODE`: the account of one leaf, one node, or the whole index.

use std::path::Path;

use serde_json::{Value, json};

use super::progress::Bar;
use super::{Common, DONE, FAILED, Format, print};
use crate::report::account;
use crate::results::{BlockResults, Results};
use crate::round::{Matched, Names};
use crate::run::assess;
use crate::source::did_you_mean;
use crate::terms::{Code, Lang};
use crate::write::json;

pub(super) fn run(path: &Path, unit: &str, code: Option<&str>, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let (results, found) = assess(path, &bar);
    bar.finish();
    let Some(results) = results else {
        print::refusal(&found, common);
        return FAILED;
    };
    let (block, at) = match place(&results, unit, lang) {
        Ok(place) => place,
        Err(message) => {
            print::failure(&message);
            return FAILED;
        }
    };
    match account(&results, (block, at), code, lang) {
        Ok(lines) if common.format == Format::Json => {
            let id = results.round.units[block.units[at]].id.as_str();
            let result = result(&results, block, at, code, lang);
            let told = json!({ "unit": id, "code": code, "lines": lines, "result": result });
            print::json(&told);
            DONE
        }
        Ok(lines) => {
            lines.iter().for_each(|line| print::line(line));
            DONE
        }
        Err(message) => {
            print::failure(&message);
            FAILED
        }
    }
}

/// The leaf, the node or the whole unit as it stands in `results.json`.
fn result(
    results: &Results,
    block: &BlockResults,
    at: usize,
    code: Option<&str>,
    lang: Lang,
) -> Value {
    let bytes = json::write_unit(results, block, at, lang).unwrap_or_default();
    let unit: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let Some(code) = code.and_then(parsed) else {
        return unit;
    };
    let among = |list: &str| {
        let parts = unit[list].as_array()?;
        parts.iter().find(|part| part["code"] == code.as_str()).cloned()
    };
    among("leaves").or_else(|| among("nodes")).unwrap_or_default()
}

fn parsed(code: &str) -> Option<Code> {
    Code::parse(code.trim_end_matches('.'))
}

/// The unit's block and its position there, or why there is none.
fn place<'r>(
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

/// The lines to print, or why there are none.
fn account(
    results: &Results,
    (block, at): (&BlockResults, usize),
    code: Option<&str>,
    lang: Lang,
) -> Result<Vec<String>, String> {
    let Some(code) = code else {
        return Ok(account::of_unit(results, block, at, lang));
    };
    parsed(code)
        .and_then(|code| account::of_code(results, block, at, &code, lang))
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
