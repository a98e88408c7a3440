//! *Phương pháp khảo sát*: how every survey was made, what its intervals cover and what not,
//! and how wide they are by the number of forms.

use crate::results::Results;
use crate::survey::scheme::{Groups, Overall};
use crate::survey::weights::{ROUNDS, Targets};
use crate::survey::{Confidence, Satisfaction, UnitSatisfaction};

use crate::report::block::{Block, Cell, Column, Figure, Line, Page, Role, Row, Rows, Table};
use crate::report::heading;
use crate::report::survey::method_words as said;
use crate::report::survey::{fieldwork, names, series_break};
use crate::report::words;
use crate::report::workbook::Workbook;
use crate::terms::{Exact, Lang, Text};

/// Numbers of forms and indices (in percent) of the table of margins.
const FORMS: &[u32] = &[30, 50, 100, 150, 200, 300, 400, 600, 1_000, 2_000];
const INDICES: &[i64] = &[50, 70, 80, 85, 90, 95];

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    if results.surveys.is_empty() {
        return Vec::new();
    }
    let mut blocks = heading::title(results, name, lang);
    for (at, survey) in results.surveys.iter().enumerate() {
        if at > 0 {
            blocks.push(Block::Break);
        }
        blocks.push(Block::Gap);
        let title = heading::survey(survey, lang);
        blocks.push(Block::Line(Line::new(Role::Section, title)));
        let rows = topics(results, survey, lang)
            .into_iter()
            .map(|(topic, said)| Row::new(vec![Cell::text(topic.say(lang)), Cell::text(said)]));
        let columns = vec![Column::left(said::TOPIC.say(lang)), Column::left(said::SAID.say(lang))];
        let rows = Rows::Held(rows.collect());
        blocks.push(Block::Table(Table { columns, rows, size: 12, ..Table::default() }));
    }
    let mut pages = vec![Page { widths: vec![26.0, 110.0], blocks, ..Page::default() }];
    pages.extend(margins_pages(results, lang));
    pages
}

fn topics(results: &Results, survey: &Satisfaction, lang: Lang) -> Vec<(Text, String)> {
    let mut topics = vec![
        (said::SCHEME, format!("{} ({})", survey.title, survey.scheme)),
        (said::BASIS, survey.basis.clone()),
        (said::READING, reading(survey, lang)),
        (said::OVERALL, overall(survey, lang)),
        (said::OPTIONS, options(survey, lang)),
        (said::GROUPS, groups(survey, lang)),
        (said::WEIGHTS, weights(survey, lang)),
        (said::SAMPLE, sample(survey, lang)),
        (said::SIZE, size(survey, lang)),
        (said::RATE, response(survey, lang)),
        (said::LEAST, said::LEAST_SAID.with(lang, &[("n", &survey.min_n.to_string())])),
    ];
    if survey.self_selected {
        topics.push((said::RANKS, said::RANKS_NONE.say(lang).to_string()));
    } else {
        topics.extend([
            (said::ERROR, errors(survey, lang)),
            (said::FINITE, finite(survey, lang)),
            (said::EFFECT, effects(survey, lang)),
            (said::RANKS, ranks(survey, lang)),
        ]);
    }
    topics.push((said::NOT_COVERED, said::NOT_COVERED_SAID.say(lang).to_string()));
    if let Some(Block::Line(line)) = series_break::lines(results, survey, lang).into_iter().next() {
        topics.push((said::SERIES, line.text));
    }
    topics.retain(|(_, said)| !said.is_empty());
    topics.into_iter().map(|(topic, said)| (topic, words::capital(&said))).collect()
}

fn reading(survey: &Satisfaction, lang: Lang) -> String {
    use crate::survey::Reading::BlanksUnsatisfied;
    let blanks = if survey.reading == BlanksUnsatisfied { said::BLANKS_D } else { said::BLANKS };
    let mut said = heading::reading(survey.reading, lang).to_string();
    said += ". ";
    said + blanks.say(lang)
}

fn overall(survey: &Satisfaction, lang: Lang) -> String {
    match survey.method.overall {
        Overall::Questions => said::BY_QUESTIONS.say(lang).to_string(),
        Overall::Factors => said::BY_FACTORS.say(lang).to_string(),
        Overall::Weighted => {
            let percent = |weight: &Exact| match *weight > Exact::one() {
                true => words::percent(
                    &weight.checked_div(&Exact::whole(100)).unwrap_or_default(),
                    lang,
                ),
                false => words::percent(weight, lang),
            };
            let named = survey.method.factors.iter();
            let named =
                named.filter_map(|f| Some(format!("{} {}", f.name, percent(f.weight.as_ref()?))));
            let weights = named.collect::<Vec<_>>().join("; ");
            said::BY_SCHEME_WEIGHTS.with(lang, &[("weights", &weights)])
        }
        Overall::Question(at) => {
            let text = survey.method.questions.get(at).map_or("", |q| q.text.as_str());
            said::BY_ONE.with(lang, &[("text", text)])
        }
    }
}

/// `Rất hài lòng 100%; …; Không áp dụng: ngoài mẫu số`.
fn options(survey: &Satisfaction, lang: Lang) -> String {
    let one = |option: &crate::survey::scheme::AnswerOption| match &option.share {
        Some(share) => format!("{} {}", option.label, words::percent(share, lang)),
        None => format!("{}: {}", option.label, said::OUTSIDE.say(lang)),
    };
    survey.method.options.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn groups(survey: &Satisfaction, lang: Lang) -> String {
    match &survey.method.groups {
        Groups::MeanOfPeople => said::PEOPLE.say(lang).to_string(),
        Groups::MeanOfGroups(names) => {
            let said = said::MEAN_OF_GROUPS.say(lang);
            if names.is_empty() { said.into() } else { format!("{said}: {}", names.join(", ")) }
        }
        Groups::Weighted(weights) => {
            let one = |(name, weight): &(String, Exact)| {
                format!("{name} {}", words::number(weight, 4, lang))
            };
            let list: Vec<String> = weights.iter().map(one).collect();
            said::BY_WEIGHTS.with(lang, &[("list", &list.join(", "))])
        }
    }
}

fn weights(survey: &Satisfaction, lang: Lang) -> String {
    if survey.method.margins.is_empty() {
        return said::UNWEIGHTED.say(lang).to_string();
    }
    let margin = |margin: &crate::survey::weights::Margin| match &margin.targets {
        Targets::Services => said::KNOWN_SERVICES.with(lang, &[("name", &margin.name)]),
        Targets::Fixed(shares) => {
            let all: Exact = shares.iter().map(|(_, n)| n).sum();
            let one = |(name, n): &(String, Exact)| {
                let share = n.checked_div(&all).unwrap_or_default();
                format!("{name} {}", words::percent(&share, lang))
            };
            let shares: Vec<String> = shares.iter().map(one).collect();
            format!("{} ({})", margin.name, shares.join(", "))
        }
    };
    let margins: Vec<String> = survey.method.margins.iter().map(margin).collect();
    let facts = [("margins", margins.join("; ")), ("rounds", ROUNDS.to_string())];
    said::RAKED.with(lang, &facts.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn whole(n: usize, lang: Lang) -> String {
    let digits = n.to_string();
    let mark = if lang == Lang::Vi { "." } else { "," };
    let first = digits.len() % 3;
    let mut parts: Vec<&str> = Vec::new();
    if first > 0 {
        parts.push(&digits[..first]);
    }
    parts.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    parts.join(mark)
}

fn sample(survey: &Satisfaction, lang: Lang) -> String {
    let forms = || survey.units.iter().map(|u| u.n);
    let facts = [
        ("n", whole(forms().sum(), lang)),
        ("units", whole(survey.units.len(), lang)),
        ("least", whole(forms().min().unwrap_or(0), lang)),
        ("most", whole(forms().max().unwrap_or(0), lang)),
    ];
    let word = if survey.self_selected { said::SELF } else { said::RANDOM };
    let mut said = word.with(lang, &facts.each_ref().map(|(name, text)| (*name, text.as_str())));
    let clusters = &survey.method.columns.cluster;
    if !clusters.is_empty() && survey.units.iter().any(|u| u.clustered) {
        said += &said::CLUSTERS.with(lang, &[("columns", &clusters.join(", "))]);
    }
    said
}

/// A formula that nothing was sized by is not stated as the method.
fn size(survey: &Satisfaction, lang: Lang) -> String {
    match survey.quotas.is_empty() {
        true if survey.self_selected => String::new(),
        true => said::SIZE_UNKNOWN.say(lang).to_string(),
        false => fieldwork::formula(&survey.method.plan, lang),
    }
}

fn response(survey: &Satisfaction, lang: Lang) -> String {
    let known: Vec<_> = survey.quotas.iter().filter(|w| w.issued.is_some()).collect();
    if known.is_empty() {
        return said::RATE_UNKNOWN.say(lang).to_string();
    }
    let issued: u64 = known.iter().filter_map(|w| w.issued).sum();
    let returned = known.iter().map(|w| w.returned).sum::<Option<u64>>();
    let valid: u64 = known.iter().map(|w| w.have).sum();
    let share = Exact::whole(valid as i64).checked_div(&Exact::whole(issued as i64));
    let facts = [
        ("issued", whole(issued as usize, lang)),
        ("returned", returned.map_or("?".into(), |n| whole(n as usize, lang))),
        ("valid", whole(valid as usize, lang)),
        ("units", whole(known.len(), lang)),
        ("rate", share.map_or("?".into(), |s| words::percent(&s, lang))),
    ];
    said::RATE_KNOWN.with(lang, &facts.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn errors(survey: &Satisfaction, lang: Lang) -> String {
    let confidence = survey.method.confidence;
    let z = words::statistic(confidence.z(), 4, lang);
    let mut said = said::ERROR_SAID.with(lang, &[("c", confidence.key()), ("z", &z)]);
    if survey.units.iter().any(|u| u.clustered) {
        said += said::ERROR_CLUSTERS.say(lang);
    }
    let ratio = |u: &UnitSatisfaction| u.se.zip(u.naive_se).filter(|(_, n)| *n > 0.0);
    let mut ratios: Vec<f64> =
        survey.units.iter().filter_map(ratio).map(|(se, naive)| se / naive).collect();
    ratios.sort_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2).filter(|_| survey.method.questions.len() > 1)
    {
        said += &said::ERROR_RATIO.with(lang, &[("ratio", &words::statistic(*median, 2, lang))]);
    }
    said
}

fn finite(survey: &Satisfaction, lang: Lang) -> String {
    match survey.units.iter().filter(|u| u.transactions.is_some()).count() {
        0 => said::FINITE_NONE.say(lang).to_string(),
        units => said::FINITE_SAID.with(lang, &[("units", &units.to_string())]),
    }
}

fn effects(survey: &Satisfaction, lang: Lang) -> String {
    let range = |pick: fn(&UnitSatisfaction) -> Option<f64>| {
        let values = || survey.units.iter().filter_map(pick);
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        low.is_finite().then_some((words::statistic(low, 2, lang), words::statistic(high, 2, lang)))
    };
    let weighted = !survey.method.margins.is_empty();
    if !weighted && !survey.units.iter().any(|u| u.clustered) {
        return said::EFFECT_NONE.say(lang).to_string();
    }
    let said = |word: Text, range: Option<(String, String)>| {
        range
            .map_or(String::new(), |(low, high)| word.with(lang, &[("low", &low), ("high", &high)]))
    };
    said(said::EFFECT_SAID, range(|u| u.design_effect))
        + &said(said::EFFECT_KISH, range(|u| u.kish))
}

fn ranks(survey: &Satisfaction, lang: Lang) -> String {
    let alpha = words::statistic(survey.method.confidence.alpha(), 2, lang);
    said::RANKS_SAID.with(lang, &[("alpha", &alpha)])
}

/// The table of margins by the number of forms, once for each confidence in use.
fn margins_pages<'r>(results: &Results, lang: Lang) -> Vec<Page<'r>> {
    let mut used: Vec<Confidence> = Vec::new();
    for survey in results.surveys.iter().filter(|s| !s.self_selected) {
        if !used.contains(&survey.method.confidence) {
            used.push(survey.method.confidence);
        }
    }
    let several = used.len() > 1;
    let page = |confidence: Confidence| {
        let page = margins_page(results, confidence, lang);
        let name = page.name.as_deref().filter(|_| several);
        let name = name.map(|name| names::sheet(name, confidence.key(), ""));
        match name {
            Some(name) => Page { name: Some(name), ..page },
            None => page,
        }
    };
    used.into_iter().map(page).collect()
}

fn margins_page<'r>(results: &Results, confidence: Confidence, lang: Lang) -> Page<'r> {
    let name = match lang {
        Lang::Vi => "Sai số theo số phiếu",
        Lang::En => "Margins by forms",
    };
    let mut columns = vec![Column::right(said::N.say(lang))];
    columns.extend(INDICES.iter().map(|index| Column::right(format!("{index}%"))));
    let row = |n: &u32| {
        let mut cells = vec![Cell::whole(*n as usize)];
        cells.extend(INDICES.iter().map(|index| {
            let share = Exact::fraction(*index, 100).unwrap_or_default();
            let half = fieldwork::half_width(*n, &share, confidence);
            half.map_or(Cell::Empty, |half| {
                Cell::Number((half * 1e4).round() / 1e2, Figure::Fixed(2))
            })
        }));
        Row::new(cells)
    };
    let title = said::TABLE_TITLE.with(lang, &[("c", confidence.key())]);
    let mut blocks = heading::title(results, name, lang);
    blocks.push(Block::Line(Line::new(Role::Subtitle, title)));
    blocks.push(Block::Gap);
    let rows = Rows::Held(FORMS.iter().map(row).collect());
    blocks.push(Block::Table(Table { columns, rows, size: 12, ..Table::default() }));
    Page { name: Some(name.into()), widths: vec![16.0; 7], blocks, ..Page::default() }
}
