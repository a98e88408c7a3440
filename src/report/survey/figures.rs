//! What the pages of a survey share: its head, the order of its units, and figures as they show.

use crate::results::Results;
use crate::survey::{Satisfaction, UnitSatisfaction};
use crate::terms::{Exact, Lang, Text};

use crate::report::block::{Block, Cell, Figure, Line, Role};
use crate::report::{heading, words};

pub(crate) const NOTE_SETS: Text = Text {
    vi: "Khoảng thứ hạng: các thứ hạng mà số phiếu chưa đủ căn cứ để phân biệt; không làm thay đổi xếp hạng chính thức. Nhóm: các đơn vị chưa đủ căn cứ để nói kém đơn vị đứng đầu nhóm.",
    en: "Rank set: the places that the forms cannot tell apart; it never changes the official rank. Tier: the units that the forms do not show to be below the best of the tier.",
};

/// Title, the survey, and how its index is read.
pub(crate) fn top<'r>(
    results: &Results,
    survey: &Satisfaction,
    name: &str,
    lang: Lang,
) -> Vec<Block<'r>> {
    let mut blocks = heading::title(results, name, lang);
    let titled = heading::survey(survey, lang);
    let about = [titled.as_str(), survey.basis.as_str()];
    let about: Vec<&str> = about.into_iter().filter(|t| !t.is_empty()).collect();
    let reading = heading::index(survey, lang);
    let facts = [("title", survey.title.as_str()), ("reading", reading.as_str())];
    for text in [about.join(" – "), words::NOTE_SURVEY.with(lang, &facts)] {
        blocks.push(Block::Line(Line::new(Role::Subtitle, text)));
    }
    blocks.push(Block::Gap);
    blocks
}

pub(crate) fn best_first(survey: &Satisfaction) -> Vec<&UnitSatisfaction> {
    let mut order: Vec<&UnitSatisfaction> = survey.units.iter().collect();
    order.sort_by_key(|u| u.rank.unwrap_or(usize::MAX));
    order
}

/// `3`, or `2 – 5`.
pub(crate) fn rank_set(unit: &UnitSatisfaction) -> Option<String> {
    let (low, high) = (unit.rank_low?, unit.rank_high?);
    Some(if low == high { low.to_string() } else { format!("{low} – {high}") })
}

pub(crate) fn published(unit: &UnitSatisfaction, decimals: u32) -> Option<Exact> {
    let index = unit.index.as_ref()?;
    Some((index.clone() * &Exact::whole(100)).round_half_up(decimals))
}

/// A share of one as a number of percent.
pub(crate) fn percentage<'a>(share: Option<&Exact>, decimals: u32) -> Cell<'a> {
    Cell::maybe(share.map(|s| s.clone() * &Exact::whole(100)).as_ref(), decimals)
}

pub(crate) fn float<'a>(share: Option<f64>, decimals: u32) -> Cell<'a> {
    let Some(share) = share.filter(|s| s.is_finite()) else {
        return Cell::Empty;
    };
    let scale = 10f64.powi(decimals as i32);
    let value = (share * 100.0 * scale).round() / scale;
    Cell::Number(value, Figure::Fixed(decimals as u8))
}
