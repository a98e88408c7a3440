//! What frames a page: the official heading, titles, remarks, and the signature block.

use std::collections::BTreeMap;

use crate::counts::Counts;
use crate::index::UnitIndex;
use crate::problem::kinds;
use crate::results::{BlockResults, Results};
use crate::round::{NotSubmitted, RankOn, Ties};
use crate::survey::scheme::Overall;
use crate::survey::{Reading, Satisfaction};
use crate::terms::{Lang, Text};
use crate::text::fold;

use crate::report::block::{Block, Line, Page, Role, Rows, Table};
use crate::report::parting;
use crate::report::provisional;
use crate::report::standing::block_name;
use crate::report::words;

/// Issuer on the left, the nation and its motto on the right.
pub(super) fn official<'r>(results: &Results, lang: Lang) -> Block<'r> {
    let issuer = results.round.issuer.to_uppercase();
    Block::Sides(vec![
        [Line::new(Role::Office, issuer), Line::new(Role::Office, words::NATION.say(lang))],
        [Line::new(Role::Office, "________"), Line::new(Role::Motto, words::MOTTO.say(lang))],
    ])
}

/// Title lines of the ranking: annex, title, "attached to", and what nobody may overlook.
pub(super) fn ranking_title<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    let mut blocks = annex_title(results, lang);
    blocks.extend(alarms(results, lang));
    blocks
}

/// The same for a page to be signed: what is provisional in the words of an office.
pub(super) fn signed_title<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    let mut blocks = annex_title(results, lang);
    blocks.extend(marks(results, lang));
    blocks
}

fn annex_title<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    let title = words::RANKING_TITLE.say(lang);
    let title = format!("{title} {}", results.round.title.to_uppercase());
    let attached = words::ATTACHED.with(lang, &[("issuer", &results.round.issuer)]);
    vec![
        Block::Gap,
        Block::Line(Line::new(Role::Title, words::ANNEX.say(lang))),
        Block::Line(Line::new(Role::Title, title)),
        Block::Line(Line::new(Role::Subtitle, attached)),
    ]
}

/// Title of an inner page.
pub fn title<'r>(results: &Results, name: &str, lang: Lang) -> Vec<Block<'r>> {
    let mut subtitle = results.round.title.clone();
    if results.round.illustration {
        subtitle = format!("{subtitle} – {}", words::ILLUSTRATION_SMALL.say(lang));
    }
    vec![
        Block::Line(Line::new(Role::Title, name.to_uppercase())),
        Block::Line(Line::new(Role::Subtitle, subtitle)),
    ]
}

/// An inner page that is one long table below its title.
pub(super) fn listing<'r>(results: &Results, name: &str, lang: Lang, table: Table<'r>) -> Page<'r> {
    let mut blocks = listing_head(results, name, lang);
    blocks.push(Block::Table(table));
    Page { blocks, long: true, ..Page::default() }
}

/// A page with what was found as one table below its notes, or the sentence that there is nothing.
pub(super) fn found<'r>(
    results: &Results,
    (name, none): (Text, Text),
    notes: Vec<Line>,
    table: Table<'r>,
    lang: Lang,
) -> Page<'r> {
    let widths = table.columns.iter().map(|column| column.width).collect();
    let name = name.say(lang);
    let mut blocks = title(results, name, lang);
    blocks.extend(notes.into_iter().map(Block::Line));
    blocks.push(Block::Gap);
    blocks.push(match &table.rows {
        Rows::Held(rows) if rows.is_empty() => Block::Line(Line::new(Role::Text, none.say(lang))),
        _ => Block::Table(table),
    });
    Page { name: Some(name.to_string()), widths, blocks, ..Page::default() }
}

/// What stands above the table of an inner page.
pub(super) fn listing_head<'r>(results: &Results, name: &str, lang: Lang) -> Vec<Block<'r>> {
    let mut blocks = title(results, name, lang);
    blocks.push(Block::Gap);
    blocks
}

/// What stands above the table of *Chi tiết*.
pub(super) fn detail_head<'r>(
    results: &Results,
    block: &BlockResults,
    name: &str,
    lang: Lang,
) -> Vec<Block<'r>> {
    let name = format!("{name} – {}", block_name(results, block));
    let mut blocks = title(results, &name, lang);
    let set = format!("{} – {}", block.rubric.title, block.rubric.decision);
    blocks.push(Block::Line(Line::new(Role::Subtitle, set)));
    blocks.push(Block::Gap);
    blocks
}

/// What stands above the table of *Vì sao*.
pub(super) fn why_head<'r>(results: &Results, name: &str, lang: Lang) -> Vec<Block<'r>> {
    let mut blocks = title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Note, words::WHY_NOTE.say(lang))));
    blocks
}

/// Illustration, and what is provisional, in the words of an office.
pub(super) fn marks<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    marked(results, provisional::said(results, lang), lang)
}

/// The same for everyone.
pub(super) fn public_marks<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    marked(results, provisional::public(results, lang).into_iter(), lang)
}

fn marked<'r>(results: &Results, open: impl Iterator<Item = String>, lang: Lang) -> Vec<Block<'r>> {
    let illustration = words::ILLUSTRATION.say(lang).to_string();
    let illustration = results.round.illustration.then_some(illustration);
    let texts = illustration.into_iter().chain(open);
    texts.map(|text| Block::Line(Line::new(Role::Alarm, text))).collect()
}

/// Illustration and open input errors.
pub(super) fn alarms<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    let mut blocks = marks(results, lang);
    if results.problems.has_errors() {
        let counts = Counts::of(&results.ledger, &results.problems).line(lang);
        let facts = [("counts", counts.as_str())];
        blocks.push(Block::Line(Line::new(Role::Alarm, words::ERRORS_OPEN.with(lang, &facts))));
    }
    blocks
}

/// How the figures were made, as the round declares it, with a word on the workbook itself;
/// `live` where its tables have formulas.
pub(super) fn notes<'r>(results: &Results, live: bool, lang: Lang) -> Vec<Block<'r>> {
    let mut notes = method(results, lang);
    notes.push(if live { words::NOTE_LIVE } else { words::NOTE_PLAIN }.say(lang).to_string());
    let head = Block::Line(Line::new(Role::Section, words::NOTES.say(lang)));
    let lines = notes
        .iter()
        .enumerate()
        .map(|(at, text)| Block::Line(Line::new(Role::Note, format!("{}. {text}", at + 1))));
    std::iter::once(head).chain(lines).collect()
}

/// How the figures were made: rounding, denominator, ranks, what is open, surveys.
pub(super) fn method(results: &Results, lang: Lang) -> Vec<String> {
    method_for(results, false, lang)
}

/// The same; for everyone without what is still open.
pub(super) fn method_for(results: &Results, public: bool, lang: Lang) -> Vec<String> {
    let rules = &results.round.rules;
    let decimals = rules.decimals.to_string();
    let mut notes = vec![
        words::NOTE_ROUNDING.with(lang, &[("decimals", &decimals)]),
        words::NOTE_DENOMINATOR.say(lang).to_string(),
    ];
    if results.blocks.iter().any(|b| !b.rubric.over_max) {
        notes.push(words::NOTE_BOUNDS.say(lang).to_string());
    }
    let ties = match rules.ties {
        Ties::Competition => words::NOTE_TIES_COMPETITION,
        Ties::Dense => words::NOTE_TIES_DENSE,
    };
    let rank_on = match rules.rank_on {
        RankOn::Published => words::NOTE_RANK_PUBLISHED,
        RankOn::Exact => words::NOTE_RANK_EXACT,
    };
    let not_submitted = match rules.not_submitted {
        NotSubmitted::Unranked => words::NOTE_UNRANKED,
        NotSubmitted::Zero => words::NOTE_ZERO,
    };
    notes.push(rank_on.say(lang).to_string());
    notes.extend(parting::rule(results, lang));
    for word in [ties, words::NOTE_MEAN, not_submitted] {
        notes.push(word.say(lang).to_string());
    }
    let any = |open: fn(&UnitIndex) -> bool| {
        let mut units = results.blocks.iter().flat_map(|b| &b.index.units);
        units.any(|unit| unit.rank.is_some() && open(unit))
    };
    let said = [
        (any(|u| u.missing + u.unreadable + u.pending > 0), words::NOTE_PROVISIONAL),
        (any(|u| u.unconfirmed > 0), words::NOTE_UNCONFIRMED),
        (any(|u| u.failed_checks > 0), words::NOTE_CHECKS),
        (any(|u| u.doubts > 0), words::NOTE_DOUBTS),
        (any(|u| u.outdated > 0), words::NOTE_OUTDATED),
        (any(|u| u.official_refused > 0), words::NOTE_OFFICIAL_REFUSED),
        (any(|u| u.appraisal_unusable() > 0), words::NOTE_APPRAISAL_REFUSED),
        (any(|u| u.appraisal_absent > 0), words::NOTE_APPRAISAL_ABSENT),
        (any(|u| u.reply_refused > 0), words::NOTE_REPLY_REFUSED),
        (any(|u| u.unread_files() > 0), words::NOTE_FILE_UNREAD),
        (any(|u| u.survey_refused > 0), words::NOTE_SURVEY_REFUSED),
        (any(|u| u.open_peers > 0), words::NOTE_OPEN_PEERS),
    ];
    notes.extend(
        said.iter()
            .filter(|(said, _)| *said && !public)
            .map(|(_, word)| word.say(lang).to_string()),
    );
    notes.extend(not_held(results, lang));
    for survey in &results.surveys {
        let reading = index(survey, lang);
        let facts = [("title", survey.title.as_str()), ("reading", reading.as_str())];
        notes.push(words::NOTE_SURVEY.with(lang, &facts));
    }
    notes
}

/// How the index of a survey comes about: the reading, and what `overall` says.
pub(super) fn index(survey: &Satisfaction, lang: Lang) -> String {
    let reading = reading(survey.reading, lang);
    match (survey.method.overall, lang) {
        (Overall::Questions, _) => reading.to_string(),
        (Overall::Factors, Lang::Vi) => {
            format!("{reading} trong từng yếu tố, rồi trung bình các yếu tố")
        }
        (Overall::Factors, Lang::En) => {
            format!("{reading} within each factor, then the mean of the factors")
        }
        (Overall::Weighted, Lang::Vi) => {
            format!("{reading} trong từng yếu tố, rồi bình quân các yếu tố theo trọng số")
        }
        (Overall::Weighted, Lang::En) => {
            format!("{reading} within each factor, then the factors by their weights")
        }
        (Overall::Question(at), _) => {
            let text = survey.method.questions.get(at).map_or("", |q| q.text.as_str());
            crate::report::survey::method_words::BY_ONE.with(lang, &[("text", text)])
        }
    }
}

/// Surveys that the criteria ask for and the round does not hold, with what that leaves out.
fn not_held(results: &Results, lang: Lang) -> Vec<String> {
    let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for problem in results.problems.iter().filter(|p| p.kind == kinds::scores::SURVEY_NOT_HELD) {
        let facts = (problem.plain_fact("scheme"), problem.plain_fact("code"));
        if let (Some(scheme), Some(code)) = facts {
            let list = codes.entry(scheme).or_default();
            if !list.contains(&code) {
                list.push(code);
            }
        }
    }
    let one = |(scheme, codes): (&&str, &Vec<&str>)| {
        let facts = [("scheme", *scheme), ("codes", &codes.join(", "))];
        words::NOTE_NOT_HELD.with(lang, &facts)
    };
    codes.iter().map(one).collect()
}

/// The reading of the survey index, in words.
pub(super) fn reading(reading: Reading, lang: Lang) -> &'static str {
    let (vi, en) = match reading {
        Reading::MeanOfQuestions => ("trung bình các câu hỏi (A)", "the mean of the questions (A)"),
        Reading::Pooled => ("gộp mọi câu trả lời (B)", "all answers pooled (B)"),
        Reading::MeanOfPeople => ("trung bình từng người (C)", "the mean of people (C)"),
        Reading::BlanksUnsatisfied => {
            ("bỏ trống coi là không hài lòng (D)", "blanks count as not satisfied (D)")
        }
        Reading::CompleteForms => ("chỉ phiếu trả lời đủ (E)", "complete forms only (E)"),
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Who signs for the issuer: for the committee its chair, else the head of the office.
pub(super) fn signer(results: &Results, lang: Lang) -> Vec<&'static str> {
    let issuer = fold(&results.round.issuer);
    let committee = issuer.starts_with("ubnd") || issuer.starts_with("ủy ban nhân dân");
    match committee {
        true => vec![words::FOR_THE_COMMITTEE.say(lang), words::CHAIR.say(lang)],
        false => vec![words::HEAD_OF_OFFICE.say(lang)],
    }
}

/// Place for the signatures of who made the table and who answers for it.
pub(super) fn signature<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    let head = signer(results, lang);
    signed_by(results, lang, &head)
}

/// The signature block of the office that runs the round.
pub(super) fn office_signature<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    signed_by(results, lang, &[&results.round.office.to_uppercase()])
}

fn signed_by<'r>(results: &Results, lang: Lang, head: &[&str]) -> Vec<Block<'r>> {
    let italic = |text: &str| Line::new(Role::Italic, text);
    let office = |text: &str| Line::new(Role::Office, text);
    let empty = || Line::new(Role::Text, "");
    let mut lines = vec![[empty(), italic(words::PLACE_AND_DATE.say(lang))]];
    let left = [words::PREPARED_BY.say(lang).to_string(), results.round.office.clone()];
    for at in 0..head.len().max(1) {
        let right = head.get(at).map_or_else(empty, |text| office(text));
        let left = if at == 0 { office(&left[0]) } else { empty() };
        lines.push([left, right]);
    }
    lines.push([italic(words::SIGN_NAME.say(lang)), italic(words::SIGN_SEAL.say(lang))]);
    lines.extend((0..3).map(|_| [empty(), empty()]));
    vec![Block::Gap, Block::Sides(lines)]
}

/// What stands at the foot of every sheet of paper: the round, and whether it is illustration.
pub fn footer(results: &Results, lang: Lang) -> [String; 2] {
    let right = if results.round.illustration {
        words::ILLUSTRATION_SMALL.say(lang).to_string()
    } else {
        String::new()
    };
    [format!("{} – {}", results.round.issuer, results.round.title), right]
}

/// Which survey, and whether its answers came by themselves.
pub(super) fn survey(survey: &Satisfaction, lang: Lang) -> String {
    let (vi, en) = survey.own_words();
    let own = if lang == Lang::Vi { vi } else { en };
    format!("{}{own}", survey.title)
}
