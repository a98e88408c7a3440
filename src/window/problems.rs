//! What was found wrong, for the clerk who mends it: the words of the commands, with a button
//! that opens the file.

use super::forms;
use super::html::{Html, html};
use super::rounds::Opened;
use crate::problem::{Group, Level, Problem, by_cause};
use crate::terms::Lang;

/// Pages are in Vietnamese.
pub(crate) const LANG: Lang = Lang::Vi;
/// So many places that follow from a cause are named.
const NAMED: usize = 12;

/// A list of problems, of each cause one, worst first; `None` when there are none down to `least`.
pub(crate) fn list<'p>(
    problems: impl IntoIterator<Item = &'p Problem>,
    least: Level,
    round: Option<&Opened>,
) -> Option<Html> {
    let groups = by_cause(problems);
    let shown = groups.iter().filter(|group| group.level() <= least);
    let items: Vec<Html> = shown.map(|group| one(group, round)).collect();
    let is_empty = items.is_empty();
    let items: Html = items.into_iter().collect();
    (!is_empty).then(|| html!("<ul class=\"problems\">{items}</ul>", items = items))
}

fn one(group: &Group<'_>, round: Option<&Opened>) -> Html {
    let problem = group.first;
    let excerpt = problem.excerpt.as_ref().map(|text| html!("<pre>{text}</pre>", text = text));
    let help = problem.help(LANG);
    let help = (!help.is_empty()).then(|| html!("<p class=\"help\">→ {help}</p>", help = help));
    html!(
        "<li class=\"{level}\"><div class=\"place\"><strong>{word}</strong> {place} {open}</div>\
         <p>{message}</p>{excerpt}{help}{others}</li>",
        level = problem.kind.level.key(),
        word = problem.kind.level.word(LANG),
        place = problem.place.to_string(),
        open = round.and_then(|round| open_button(round, &problem.place.file)),
        message = problem.message(LANG),
        excerpt = excerpt,
        help = help,
        others = others(group),
    )
}

/// Where else it was found, or what follows from it.
fn others(group: &Group<'_>) -> Option<Html> {
    let count: usize = group.others.iter().map(|problem| problem.times).sum();
    if count == 0 {
        return None;
    }
    let places = group.others.iter().take(NAMED).map(|problem| problem.place.to_string());
    let more = if group.others.len() > NAMED { " …" } else { "" };
    let places = places.collect::<Vec<_>>().join("; ") + more;
    let follows = group.others.iter().any(|problem| problem.because.is_some());
    let word = if follows { "Vì vậy còn" } else { "Còn" };
    Some(html!(
        "<p class=\"note\">{word} {count} chỗ: {places}</p>",
        word = word,
        count = count,
        places = places,
    ))
}

/// *Mở tệp*, for a file that lies below the round.
pub(crate) fn open_button(round: &Opened, file: &str) -> Option<Html> {
    round.inside(file).filter(|path| path.is_file())?;
    let field = html!("<input type=\"hidden\" name=\"tep\" value=\"{file}\">", file = file);
    Some(forms::form(&round.address("mo-tep"), "Mở tệp", field))
}
