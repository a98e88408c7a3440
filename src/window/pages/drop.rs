//! *Thu nhận*: files that somebody drops are shown with what they are and whose, then copied to
//! where the round reads them from, never over anything.

use serde_json::{Value, json};

use super::assets;
use crate::intake::{Desk, Dropped, Planned, What, Whose, plan, summary, take};
use crate::problem::Level;
use crate::window::answer::Answer;
use crate::window::call::{Action, Call, Page};
use crate::window::changes::round_to_change;
use crate::window::html::{Html, html};
use crate::window::problems::{self, LANG};
use crate::window::rounds::Opened;

/// What the files are and what would become of them.
pub(crate) const LOOK: Action = Action { path: "/dot/{dot}/tha/xem", limit: MOST, act: look };

/// Copies them.
pub(crate) const TAKE: Action = Action { path: "/dot/{dot}/tha/nhan", limit: MOST, act: copy };

pub(crate) const SCRIPT: Page = Page {
    path: "/phan/tha-tep.js",
    show: |_| assets::script(&[include_str!("../assets/drop.js")]),
};

/// All files of one drop together; a year of scanned proof goes in several.
const MOST: usize = 512 * 1024 * 1024;

fn look(call: &Call) -> Answer {
    answer(call, plan, false)
}

fn copy(call: &Call) -> Answer {
    answer(call, take, true)
}

fn answer(call: &Call, act: impl Fn(&Desk, &[Dropped]) -> Vec<Planned>, is_done: bool) -> Answer {
    let round = match round_to_change(call) {
        Ok(round) => round,
        Err(why) => return why,
    };
    let Some(sent) = files(&call.body) else {
        let words = html!("<p>Tệp gửi đến máy chủ bị đứt giữa chừng. Thả lại các tệp ấy.</p>");
        return Answer::Json(json!({ "loi": words.into_string(), "chep": 0 }));
    };
    let (words, copied) = match Desk::open(&round.folder) {
        Ok(desk) => {
            let files: Vec<Dropped> = sent.into_iter().map(|one| one.with_whose(&desk)).collect();
            let planned = act(&desk, &files);
            let copied = planned.iter().filter(|one| one.fate.goes_to().is_some()).count();
            (told(round, &desk, (&files, &planned), is_done), copied)
        }
        Err(found) => {
            let list = problems::list(found.iter(), Level::Error, Some(round));
            (html!("<p>Chưa nhận được tệp: round.toml còn lỗi.</p>{list}", list = list), 0)
        }
    };
    Answer::Json(json!({ "loi": words.into_string(), "chep": copied }))
}

/// A file as the page sends it.
struct Sent {
    name: String,
    bytes: Vec<u8>,
    /// Whose proof it is by the one who dropped it: the id of a unit and the code of a criterion, or
    /// empty.
    unit: String,
    criterion: String,
}

impl Sent {
    fn with_whose(self, desk: &Desk) -> Dropped {
        let unit = desk.setting.round.units.iter().position(|unit| unit.id.as_str() == self.unit);
        let of = unit.map(|unit| Whose { unit, criterion: desk.criterion(unit, &self.criterion) });
        Dropped { name: self.name, bytes: self.bytes, of }
    }
}

/// The files as the script of the page sends them: the length of a list of names and lengths, four
/// bytes, the greatest first; the list in JSON; then the bytes of each. `None` when it is not that.
fn files(body: &[u8]) -> Option<Vec<Sent>> {
    let (length, rest) = body.split_first_chunk::<4>()?;
    let (list, mut rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    let list: Vec<Value> = serde_json::from_slice(list).ok()?;
    let mut files = Vec::new();
    for one in list {
        let length = usize::try_from(one["dai"].as_u64()?).ok()?;
        let (bytes, after) = rest.split_at_checked(length)?;
        rest = after;
        let text = |key: &str| one[key].as_str().map(String::from);
        let (unit, criterion) =
            (text("cua").unwrap_or_default(), text("tieu-chi").unwrap_or_default());
        files.push(Sent { name: text("ten")?, unit, criterion, bytes: bytes.to_vec() });
    }
    rest.is_empty().then_some(files)
}

fn told(
    round: &Opened,
    desk: &Desk,
    (files, planned): (&[Dropped], &[Planned]),
    is_done: bool,
) -> Html {
    let rows = files.iter().zip(planned).enumerate();
    let rows = rows.map(|(at, (file, one))| {
        let asked = (!is_done).then(|| whose(desk, at, file, one)).flatten();
        row(desk, one, is_done, asked)
    });
    html!(
        "<p class=\"{class}\" role=\"status\">{summary}</p><div class=\"wide\"><table><caption>Các tệp vừa thả</caption>\
         <thead><tr><th scope=\"col\">Tệp</th><th scope=\"col\">Là</th><th scope=\"col\">Xử lý</th></tr></thead>\
         <tbody>{rows}</tbody></table></div>{mend}",
        class = if is_done { "done" } else { "note" },
        summary = summary(planned, 0, is_done, LANG),
        rows = rows.collect::<Html>(),
        mend = is_done.then(|| html!(
            "<p><a href=\"{mend}\">Xem chỗ phải sửa</a></p>",
            mend = round.address("phai-sua"),
        )),
    )
}

/// The question whose proof a document is, and of which criterion; what was answered stays chosen.
fn whose(desk: &Desk, at: usize, file: &Dropped, one: &Planned) -> Option<Html> {
    let is_open = matches!(one.is.what, What::Proof { unit: None });
    if !is_open && file.of.is_none() {
        return None;
    }
    let units = desk.setting.round.units.iter().enumerate();
    let units = units.map(|(unit, own)| {
        let is_chosen = file.of.as_ref().is_some_and(|of| of.unit == unit);
        choice(own.id.as_str(), &own.name, is_chosen)
    });
    let criteria = file.of.as_ref().map(|of| {
        let block = desk.setting.round.units[of.unit].block;
        let rubric = desk.setting.rubrics.get(block).and_then(Option::as_ref);
        let leaves = rubric.into_iter().flat_map(|rubric| rubric.leaves());
        let leaves = leaves.map(|(_, node, _)| {
            let name = format!("{} {}", node.code, node.name);
            choice(node.code.as_str(), &name, of.criterion.as_ref() == Some(&node.code))
        });
        html!(
            "<label>Tiêu chí <select data-tieu-chi=\"{at}\" aria-label=\"Tiêu chí mà {name} chứng minh\">\
             <option value=\"\">chung, không riêng tiêu chí nào</option>{leaves}</select></label>",
            at = at,
            name = one.name,
            leaves = leaves.collect::<Html>(),
        )
    });
    Some(html!(
        "<div class=\"whose\"><label>Của đơn vị <select data-cua=\"{at}\" aria-label=\"{name} là của đơn vị\">\
         <option value=\"\">chọn đơn vị…</option>{units}</select></label> {criteria}</div>",
        at = at,
        name = one.name,
        units = units.collect::<Html>(),
        criteria = criteria,
    ))
}

fn choice(value: &str, name: &str, is_chosen: bool) -> Html {
    let chosen = is_chosen.then(|| html!(" selected"));
    html!(
        "<option value=\"{value}\"{chosen}>{name}</option>",
        value = value,
        chosen = chosen,
        name = name
    )
}

fn row(desk: &Desk, one: &Planned, is_done: bool, whose: Option<Html>) -> Html {
    let line = |text: String| html!("<br>{text}", text = text);
    let is_copied = one.fate.goes_to().is_some();
    let mend = (is_copied && one.is.to_mend > 0)
        .then(|| line(format!("{} chỗ phải sửa trong tệp", one.is.to_mend)));
    let problems = one.is.problems.iter().filter(|_| is_copied);
    html!(
        "<tr><th scope=\"row\">{name}</th><td>{what}</td><td>{words}{question}{mend}{problems}{whose}</td></tr>",
        name = one.name,
        what = one.is.what.words(&desk.setting.round).pick(LANG),
        words = one.words(is_done, LANG),
        question = one.question(LANG).map(line),
        mend = mend,
        whose = whose,
        problems = problems.map(|problem| line(problem.message(LANG))).collect::<Html>(),
    )
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn a_body_is_its_list_and_its_files_or_nothing() {
        let list = br#"[{"ten":"a.xlsx","dai":2},{"ten":"b.csv","dai":0}]"#;
        let body =
            |bytes: &[u8]| [&(list.len() as u32).to_be_bytes()[..], &list[..], bytes].concat();
        let whole = files(&body(b"PK")).unwrap();
        assert_eq!((whole[0].name.as_str(), &whole[0].bytes[..]), ("a.xlsx", &b"PK"[..]));
        assert_eq!(whole.len(), 2);
        for broken in [&body(b"P")[..], &body(b"PKx"), b"", b"\0\0\0\x09[]", b"\0\0\0\x02{}"] {
            assert!(files(broken).is_none());
        }
    }
}
