//! Counts answers to side questions: percent of respondents and percent of ticks are two
//! figures and are never mixed.

use crate::round::Round;
use crate::terms::UnitId;

use crate::survey::forms::open_answers::CommonWords;
use crate::survey::forms::{ANSWERED, Forms, OTHER, SIDE_REFUSED};
use crate::survey::scheme::{Scheme, SideKind};

/// The answers to one side question.
#[derive(Debug, Clone)]
pub struct SideCounts {
    pub id: String,
    pub text: String,
    pub kind: SideKind,
    /// The choices; the last is that of the respondents' own words, if they could write any.
    pub options: Vec<String>,
    /// In the order of the round; units without forms are absent.
    pub units: Vec<SideUnit>,
    /// Open answers that the scheme lets out, with their units.
    pub texts: Vec<(UnitId, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideUnit {
    pub unit: UnitId,
    /// Forms with an answer: the base of percents of respondents.
    pub respondents: usize,
    pub blank: usize,
    pub refused: usize,
    /// How often each choice was ticked; their sum is the base of percents of ticks.
    pub counts: Vec<usize>,
}

impl SideUnit {
    pub fn ticks(&self) -> usize {
        self.counts.iter().sum()
    }
}

pub(crate) fn side_counts(forms: &Forms, scheme: &Scheme, round: &Round) -> Vec<SideCounts> {
    let by_unit = forms.by_unit(round.units.len());
    let one = |(at, question): (usize, &crate::survey::scheme::SideQuestion)| {
        let mut options: Vec<String> = question.options.iter().map(|o| o.label.clone()).collect();
        let own = question.other;
        if own {
            options.push(String::new());
        }
        let column = &forms.sides[at];
        let count = |rows: &[usize]| {
            let bits = || rows.iter().map(|form| column.get(*form));
            let readable = |bits: &u64| bits & SIDE_REFUSED == 0;
            let with = |bit: u64| bits().filter(|b| readable(b) && b & bit != 0).count();
            let mut counts: Vec<usize> =
                (0..question.options.len()).map(|option| with(1 << option)).collect();
            if own {
                counts.push(with(OTHER));
            }
            let refused = bits().filter(|b| !readable(b)).count();
            (with(ANSWERED), refused, counts)
        };
        let units = by_unit.iter().enumerate().filter(|(_, rows)| !rows.is_empty());
        let units = units.map(|(unit, rows)| {
            let (respondents, refused, counts) = count(rows);
            let blank = rows.len() - respondents - refused;
            let unit = round.units[unit].id.clone();
            SideUnit { unit, respondents, blank, refused, counts }
        });
        let texts = || forms.texts.iter().filter(|(_, side, _)| usize::from(*side) == at);
        let labels = question.options.iter().map(|option| option.label.as_str());
        let own_words = labels.chain([question.text.as_str(), scheme.title.as_str()]);
        let common = CommonWords::of(texts().map(|(.., text)| text.as_str()), own_words);
        let texts = texts().filter_map(|(form, _, text)| {
            let unit = *forms.units.get(*form as usize)? as usize;
            Some((round.units.get(unit)?.id.clone(), common.shown(text)?))
        });
        SideCounts {
            id: question.id.clone(),
            text: question.text.clone(),
            kind: question.kind,
            options,
            units: units.collect(),
            texts: texts.collect(),
        }
    };
    if forms.sides.len() != scheme.sides.len() {
        return Vec::new();
    }
    scheme.sides.iter().enumerate().map(one).collect()
}
