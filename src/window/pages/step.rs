//! The page of a step, and its buttons.

use std::ffi::OsString;
use std::sync::Arc;

use crate::source::day_first;
use crate::window::answer::Answer;
use crate::window::call::{Action, Call, FORM, Page};
use crate::window::forms;
use crate::window::html::{Html, html};
use crate::window::jobs::Order;
use crate::window::layout::{self, Frame};
use crate::window::problems::LANG;
use crate::window::rounds::Opened;
use crate::window::steps::{Ask, Out, STEPS, Step, Work, works, works_for};

pub(crate) const PAGE: Page = Page { path: "/dot/{dot}/{buoc}", show };

/// Runs the command of a button.
pub(crate) const RUN: Action = Action { path: "/dot/{dot}/chay", limit: FORM, act: run };

fn show(call: &Call) -> Answer {
    let step = STEPS.iter().find(|step| step.slug() == call.path);
    let (Some(round), Some(step)) = (call.round(), step) else {
        return Answer::Missing(layout::missing());
    };
    let view = round.look();
    let body = view.snapshot.as_ref().map(|snapshot| (step.body)(call, snapshot));
    let main = html!(
        "<p>{about}</p>{told}<div class=\"works\">{works}</div>{body}",
        about = step.about,
        told = view.step(step.kind).map(told),
        works = works_for(step, round)
            .into_iter()
            .map(|work| button(round, step, work))
            .collect::<Html>(),
        body = body,
    );
    Answer::Page(
        Frame { title: step.name(), round: Some((round, &view)), at: step.slug(), main }.page(),
    )
}

/// How far the step is, and what to do next.
fn told(step: &crate::steps::Step) -> Html {
    let next = step.next.map(|next| html!(" → {next}", next = next.say(LANG)));
    html!(
        "<p class=\"told is-{key}\"><strong>{word}.</strong> {words}{next}</p>",
        key = step.state.key(),
        word = step.state.word(LANG),
        words = step.words.vi,
        next = next,
    )
}

fn button(round: &Opened, step: &Step, work: &Work) -> Html {
    let fields = html!(
        "<input type=\"hidden\" name=\"viec\" value=\"{work}\">\
         <input type=\"hidden\" name=\"buoc\" value=\"{step}\">{asks}",
        work = work.id,
        step = step.slug(),
        asks = work.asks.iter().map(question).collect::<Html>(),
    );
    forms::form(&round.address("chay"), work.button, fields)
}

fn question(ask: &Ask) -> Html {
    match ask {
        // A field for days would show them in the order of the browser's language.
        Ask::Day(option, words) => html!(
            "<label>{words} <input name=\"{option}\" size=\"12\" placeholder=\"ngày/tháng/năm\" \
             pattern=\"\\d{{1,2}}[\\/.\\-]\\d{{1,2}}[\\/.\\-]\\d{{4}}\" title=\"Ngày/tháng/năm, như 31/12/2026\"></label>",
            words = words,
            option = option,
        ),
        Ask::Tick(option, words) => html!(
            "<label><input type=\"checkbox\" name=\"{option}\"> {words}</label>",
            words = words,
            option = option,
        ),
    }
}

fn run(call: &Call) -> Answer {
    let asked = call.form.get("viec");
    let found = works().find(|(_, work)| work.id == asked);
    let (Some(round), Some((step, work))) = (call.round(), found) else {
        return Answer::Missing(layout::missing());
    };
    if !works_for(step, round).iter().any(|known| known.id == work.id) {
        return Answer::Refused(layout::only_looked_at());
    }
    let from = round.address(step.slug());
    let order = Order { label: work.button.into(), from, words: words(call, round, work) };
    let job = call.app.jobs.start(&round.key, order);
    // Another button met the command that runs already.
    let other = job.label != work.button;
    let page = if other { format!("viec?chua={}", work.id) } else { "viec".to_string() };
    Answer::See(round.address(&page))
}

/// The words of the command.
fn words(call: &Call, round: &Arc<Opened>, work: &Work) -> Vec<OsString> {
    let mut words: Vec<OsString> = work.command.iter().take(1).map(OsString::from).collect();
    words.push(round.source().into());
    words.extend(work.command.iter().skip(1).map(OsString::from));
    match work.out {
        Out::Own => {}
        Out::Results => words.extend(["--out".into(), round.results().into()]),
        Out::Folder(name) => {
            let folder = round.folder.join(name);
            // A package goes into a folder that is there; a refusal is told by the command.
            let _ = std::fs::create_dir_all(&folder);
            words.extend(["--out".into(), folder.into()]);
        }
    }
    for ask in work.asks {
        match ask {
            Ask::Day(option, _) => match call.form.get(option) {
                "" => {}
                day => {
                    // What is no day, the command refuses.
                    let as_asked = day_first(day).flatten();
                    let day = as_asked.unwrap_or_else(|| day.to_string());
                    words.extend([(*option).into(), day.into()]);
                }
            },
            Ask::Tick(option, _) if !call.form.get(option).is_empty() => {
                words.push((*option).into())
            }
            Ask::Tick(..) => {}
        }
    }
    words
}
