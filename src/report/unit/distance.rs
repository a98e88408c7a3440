//! How far a unit is from the next place and the next class, in words.

use crate::index::reach::{self, Need, NextPlace, WayToClass};
use crate::results::BlockResults;
use crate::round::RankOn;
use crate::rubric::FieldKind;
use crate::terms::{Exact, Lang};

use crate::report::parting;
use crate::report::standing::Standing;
use crate::report::words;

/// So many units are named; the rest is counted.
const NAMED: usize = 5;

/// Why it stands where it stands, who is just above and below, and what it takes to pass.
pub(crate) fn rank_lines(standing: &Standing<'_>, lang: Lang) -> Vec<String> {
    let (block, at) = (standing.block, standing.at);
    let rules = &standing.results.round.rules;
    let Some(rank) = standing.index.rank else {
        let unranked = words::UNRANKED.say(lang);
        return vec![format!("{unranked}: {}.", standing.why_unranked(lang))];
    };
    let mut lines = vec![ahead(standing, rank, lang)];
    if let Some(place) = reach::next_place(&block.index, at, &block.rubric, rules) {
        lines.extend(to_next(standing, &place, rank, lang));
        lines.extend(place.units.iter().take(1).filter_map(|&next| fields(standing, next, lang)));
    }
    if let Some((units, ahead)) = reach::margin(&block.index, at, rules) {
        let names = names(block, standing, &units, lang);
        let gap = words::nearly(&ahead, standing.decimals().max(4), lang);
        lines.push(match lang {
            Lang::Vi => format!("Hơn {names} {gap} điểm phần trăm về chỉ số."),
            Lang::En => format!("Ahead of {names} by {gap} percentage points of the index."),
        });
    }
    lines.push(words::OTHERS_UNCHANGED.say(lang).to_string());
    lines
}

/// `Đứng thứ 5/8 vì 4 đơn vị có chỉ số cao hơn: …`
fn ahead(standing: &Standing<'_>, rank: usize, lang: Lang) -> String {
    let block = standing.block;
    let own = ranked_on(standing, standing.at);
    let others = || (0..block.units.len()).filter(|at| *at != standing.at);
    let mut better: Vec<usize> = others().filter(|&at| ranked_on(standing, at) > own).collect();
    better.sort_by_key(|&at| (block.index.units[at].rank, at));
    let level: Vec<usize> =
        others().filter(|&at| own.is_some() && ranked_on(standing, at) == own).collect();
    let ranked = block.index.units.iter().filter(|u| u.rank.is_some()).count();
    let why = match (better.len(), lang) {
        (0, Lang::Vi) => "không đơn vị nào có chỉ số cao hơn".to_string(),
        (0, Lang::En) => "no unit has a higher index".to_string(),
        (n, Lang::Vi) => {
            format!("{n} đơn vị có chỉ số cao hơn: {}", with_indices(standing, &better, lang))
        }
        (n, Lang::En) => {
            format!("{n} units have a higher index: {}", with_indices(standing, &better, lang))
        }
    };
    let own = own.map_or_else(String::new, |index| shown(standing, index, lang));
    let mut text = match lang {
        Lang::Vi => format!("Đứng thứ {rank}/{ranked} với chỉ số {own} vì {why}."),
        Lang::En => format!("Place {rank} of {ranked} with an index of {own}: {why}."),
    };
    let place = |at: &usize| block.index.units[*at].rank;
    let (level, parted): (Vec<usize>, Vec<usize>) =
        level.into_iter().partition(|at| place(at) == Some(rank));
    for (before, vi, en) in [
        (true, "Cùng chỉ số nhưng xếp trước", "Of the same index, but before it"),
        (false, "Cùng chỉ số nhưng xếp sau", "Of the same index, but behind it"),
    ] {
        let here = |at: &usize| place(at).is_some_and(|other| (other < rank) == before);
        let those: Vec<usize> = parted.iter().copied().filter(here).collect();
        if !those.is_empty() {
            let said = if lang == Lang::Vi { vi } else { en };
            text += &format!(" {said}: {}.", names(block, standing, &those, lang));
        }
    }
    if let Some(parted) = parting::parted(standing, lang) {
        text += &format!(" {parted}.");
    }
    if !level.is_empty() {
        let names = names(block, standing, &level, lang);
        text += &match lang {
            Lang::Vi => format!(" Đồng hạng với {names}."),
            Lang::En => format!(" Level with {names}."),
        };
    }
    text
}

/// The figure that the round ranks on.
fn ranked_on<'r>(standing: &Standing<'r>, at: usize) -> Option<&'r Exact> {
    let unit = &standing.block.index.units[at];
    match standing.results.round.rules.rank_on {
        RankOn::Published => unit.published.as_ref(),
        RankOn::Exact => unit.index.as_ref(),
    }
}

/// An index as the round ranks on it: published, or with enough places to tell units apart.
fn shown(standing: &Standing<'_>, index: &Exact, lang: Lang) -> String {
    match standing.results.round.rules.rank_on {
        RankOn::Published => format!("{}%", words::fixed(index, standing.decimals(), lang)),
        RankOn::Exact => format!("{}%", words::nearly(index, standing.decimals() + 4, lang)),
    }
}

fn with_indices(standing: &Standing<'_>, units: &[usize], lang: Lang) -> String {
    let one = |&at: &usize| {
        let (unit, _) = standing.block.unit(&standing.results.round, at);
        let index = ranked_on(standing, at);
        let index = index.map_or_else(String::new, |index| shown(standing, index, lang));
        format!("{} ({index})", unit.name)
    };
    listed(units.iter().map(one).collect(), lang)
}

fn names(block: &BlockResults, standing: &Standing<'_>, units: &[usize], lang: Lang) -> String {
    let one = |&at: &usize| block.unit(&standing.results.round, at).0.name.clone();
    listed(units.iter().map(one).collect(), lang)
}

fn listed(mut names: Vec<String>, lang: Lang) -> String {
    // "And one more" is longer than its name.
    let more = if names.len() > NAMED + 1 { names.len() - NAMED } else { 0 };
    names.truncate(names.len() - more);
    let text = names.join(", ");
    match (more, lang) {
        (0, _) => text,
        (n, Lang::Vi) => format!("{text} và {n} đơn vị khác"),
        (n, Lang::En) => format!("{text} and {n} more"),
    }
}

fn to_next(standing: &Standing<'_>, place: &NextPlace, rank: usize, lang: Lang) -> Vec<String> {
    let names = names(standing.block, standing, &place.units, lang);
    // Which place a draw gives is then known by what is looked at further alone.
    let open = !standing.results.round.rules.tie_break.is_empty();
    let reached = |need: &Need, level: bool, to: usize| -> Option<String> {
        let to = Some(to).filter(|to| *to != rank && !(open && level));
        let rank = match (to, lang) {
            (None, _) => String::new(),
            (Some(to), Lang::Vi) => format!(" (lên hạng {to})"),
            (Some(to), Lang::En) => format!(" (place {to})"),
        };
        let points = needed(need, lang)?;
        Some(match (lang, level) {
            (Lang::Vi, true) => format!("{points} thì bằng {names}{rank}"),
            (Lang::Vi, false) => format!("{points} thì hơn {names}{rank}"),
            (Lang::En, true) => format!("{points} to be level with {names}{rank}"),
            (Lang::En, false) => format!("{points} to pass {names}{rank}"),
        })
    };
    let draw = reached(&place.to_draw, true, place.drawn_rank);
    let pass = reached(&place.to_pass, false, place.passed_rank);
    let beyond = place.to_pass == Need::Beyond;
    let mut lines: Vec<String> =
        [draw, pass].into_iter().flatten().map(|text| words::capital(&text) + ".").collect();
    if beyond {
        lines.push(match lang {
            Lang::Vi => format!("Dù đạt điểm tối đa cũng không hơn được {names}."),
            Lang::En => format!("Even with all points it cannot pass {names}."),
        });
    }
    lines
}

/// `So với Xã Trường Hòa: kém 5,33 điểm phần trăm, gồm lĩnh vực 3 kém 5,20; …`, largest first.
/// The parts add up to the difference of the index: each field counts over the unit's own
/// applicable maximum, and both are named where they differ.
fn fields(standing: &Standing<'_>, next: usize, lang: Lang) -> Option<String> {
    let other = Standing::of(standing.results, standing.block, next);
    let whole = ranked_on(standing, standing.at)?.clone() - ranked_on(standing, next)?;
    let places = match standing.results.round.rules.rank_on {
        RankOn::Published => standing.decimals(),
        RankOn::Exact => standing.decimals() + 4,
    };
    let parts = gaps(standing, &other)?;
    let mut rest = whole.round_half_up(places);
    let by = |gap: &Exact| words::fixed(&gap.abs(), places, lang);
    let mut said = Vec::new();
    for (gap, field) in &parts {
        let gap = gap.round_half_up(places);
        rest = rest - &gap;
        let field = match (field, lang) {
            (Some(code), Lang::Vi) => format!("lĩnh vực {code}"),
            (Some(code), Lang::En) => format!("field {code}"),
            (None, Lang::Vi) => "phần vượt giới hạn tổng điểm".to_string(),
            (None, Lang::En) => "what the bounds of the total cut".to_string(),
        };
        said.push(format!("{field} {} {}", sign(&gap, lang), by(&gap)));
    }
    if !rest.is_zero() {
        let word = if lang == Lang::Vi { "làm tròn" } else { "rounding" };
        said.push(format!("{word} {} {}", sign(&rest, lang), by(&rest)));
    }
    let (name, said) = (&other.unit.name, said.join("; "));
    let maxima = maxima(standing, &other, lang);
    let (sign, whole) = (sign(&whole, lang), by(&whole));
    (!parts.is_empty()).then(|| match lang {
        Lang::Vi => {
            format!("So với {name}: {sign} {whole} điểm phần trăm về chỉ số, gồm {said}.{maxima}")
        }
        Lang::En => format!(
            "Against {name}: {sign} by {whole} percentage points of the index: {said}.{maxima}"
        ),
    })
}

fn sign(gap: &Exact, lang: Lang) -> &'static str {
    match (lang, gap.is_negative()) {
        (Lang::Vi, true) => "kém",
        (Lang::Vi, false) => "hơn",
        (Lang::En, true) => "behind",
        (Lang::En, false) => "ahead",
    }
}

/// What each field makes of the difference between two indices, largest first; without a field,
/// what the bounds of the total took. `None` where an index is missing.
fn gaps<'r>(
    standing: &Standing<'r>,
    other: &Standing<'r>,
) -> Option<Vec<(Exact, Option<&'r str>)>> {
    let share = |of: &Standing<'_>, points: Exact| {
        (points * &Exact::whole(100)).checked_div(&of.index.applicable_max)
    };
    let rubric = &standing.block.rubric;
    let mut parts: Vec<(Exact, Option<&str>)> = Vec::new();
    for (at, field) in rubric.fields() {
        let gap = share(standing, standing.points(at))? - &share(other, other.points(at))?;
        let gap = if field.field_kind == FieldKind::Penalty { -gap } else { gap };
        parts.push((gap, Some(field.code.as_str())));
    }
    let cut = |of: &Standing<'_>| {
        share(of, of.index.points.clone() - &reach::raw_points(of.index, rubric))
    };
    parts.push((cut(standing)? - &cut(other)?, None));
    parts.retain(|(gap, _)| !gap.is_zero());
    parts.sort_by(|a, b| b.0.abs().cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
    Some(parts)
}

/// Both denominators, where they are not the same.
fn maxima(standing: &Standing<'_>, other: &Standing<'_>, lang: Lang) -> String {
    let (own, theirs) = (&standing.index.applicable_max, &other.index.applicable_max);
    if own == theirs {
        return String::new();
    }
    let (own, theirs) = (words::number(own, 4, lang), words::number(theirs, 4, lang));
    let (unit, name) = (&standing.unit.name, &other.unit.name);
    match lang {
        Lang::Vi => format!(
            " Mẫu số khác nhau: điểm tối đa áp dụng của {unit} là {own}, của {name} là {theirs}."
        ),
        Lang::En => format!(
            " The denominators differ: {unit} has an applicable maximum of {own}, {name} of {theirs}."
        ),
    }
}

/// `còn 0,42 điểm nữa`, rounded up so that it is enough; `None` where nothing is needed.
pub(crate) fn needed(need: &Need, lang: Lang) -> Option<String> {
    let text = |points: &Exact| {
        let up = points.round_up(2);
        let mark = if up == *points { "" } else { "≈ " };
        format!("{mark}{}", words::number(&up, 2, lang))
    };
    Some(match (need, lang) {
        (Need::Points(n), Lang::Vi) => format!("còn {} điểm nữa", text(n)),
        (Need::Points(n), Lang::En) => format!("{} more points", text(n)),
        (Need::MoreThan(n), Lang::Vi) => {
            format!("thêm nhiều hơn {} điểm", words::nearly(n, 6, lang))
        }
        (Need::MoreThan(n), Lang::En) => {
            format!("more than {} points more", words::nearly(n, 6, lang))
        }
        (Need::Nothing | Need::Beyond, _) => return None,
    })
}

/// The class, what holds it down, and the way to the next one.
pub(crate) fn class_lines(standing: &Standing<'_>, lang: Lang) -> Vec<String> {
    let rubric = &standing.block.rubric;
    if rubric.classes.is_empty() {
        return vec![words::NO_CLASSES.say(lang).to_string()];
    }
    let Some(published) =
        standing.index.published.as_ref().filter(|_| standing.index.rank.is_some())
    else {
        let unranked = words::UNRANKED.say(lang);
        return vec![format!("{unranked}: {}.", standing.why_unranked(lang))];
    };
    let index = words::fixed(published, standing.decimals(), lang);
    let own = standing.index.class.as_deref();
    let mut lines = vec![match own.and_then(|name| reach::class_at(rubric, name)) {
        Some(at) => {
            let class = &rubric.classes[at];
            let from = words::number(&class.from, 6, lang);
            let points = words::number(
                &standing.index.points,
                standing.results.round.rules.places_of_points(),
                lang,
            );
            match lang {
                Lang::Vi if class.in_points => {
                    format!("Xếp loại {}: {points} điểm đạt mức từ {from} điểm.", class.name)
                }
                Lang::En if class.in_points => {
                    format!("Class {}: {points} points, from {from} points.", class.name)
                }
                Lang::Vi => {
                    format!("Xếp loại {}: chỉ số {index}% đạt mức từ {from}%.", class.name)
                }
                Lang::En => format!("Class {}: index {index}%, from {from}%.", class.name),
            }
        }
        None => format!("{}: {index}%.", words::NO_CLASS.say(lang)),
    }];
    lines.extend(standing.class_held(lang).map(|held| held + "."));
    if let Some(way) = reach::next_class(standing.index, rubric, &standing.results.round.rules) {
        lines.push(way_words(standing, &way, lang));
    }
    lines
}

/// `Để đạt loại Xuất sắc (từ 90%): còn 0,42 điểm nữa; lĩnh vực 6 còn 0,2 điểm nữa (đạt 70%)`
fn way_words(standing: &Standing<'_>, way: &WayToClass, lang: Lang) -> String {
    let rubric = &standing.block.rubric;
    let class = &rubric.classes[way.class];
    let from = words::number(&class.from, 6, lang);
    let beyond = words::BEYOND.say(lang);
    let mut parts = Vec::new();
    match &way.bound {
        Need::Nothing => parts.push(words::BOUND_REACHED.say(lang).to_string()),
        Need::Beyond => parts.push(beyond.to_string()),
        need => parts.extend(needed(need, lang)),
    }
    let share = class.every_field.as_ref().map(|share| words::percent(share, lang));
    for (field, need) in &way.fields {
        let node = &rubric.nodes[*field];
        let index = standing.index.nodes[*field].index.as_ref();
        let index = index.map_or_else(String::new, |i| words::fixed(i, standing.decimals(), lang));
        let share = share.as_deref().unwrap_or_default();
        let points = needed(need, lang).unwrap_or_else(|| beyond.to_string());
        parts.push(match lang {
            Lang::Vi => format!(
                "lĩnh vực {} {} mới đạt {index}%, {points} thì đủ {share}",
                node.code, node.name
            ),
            Lang::En => {
                format!("field {} {} is at {index}%: {points} for {share}", node.code, node.name)
            }
        });
    }
    parts.extend(way.gates.iter().map(|gate| words::gate(gate, rubric, lang)));
    let unit = match (class.in_points, lang) {
        (false, _) => "%",
        (true, Lang::Vi) => " điểm",
        (true, Lang::En) => " points",
    };
    let parts = parts.join("; ");
    match lang {
        Lang::Vi => format!("Để đạt loại {} (từ {from}{unit}): {parts}.", class.name),
        Lang::En => format!("For class {} (from {from}{unit}): {parts}.", class.name),
    }
}
