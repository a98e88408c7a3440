//! One survey: every unit with its index, error, interval and place.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::lines::{list, open};
use super::survey_lines::{DECIMALS, FactorLine, QuestionLine, QuotaLine, published, ten_places};
use crate::survey::quality::{Flag, InterviewerQuality};
use crate::survey::{
    BlockSatisfaction, Fieldwork, Quality, Satisfaction, SideCounts, SideUnit, UnitSatisfaction,
};
use crate::terms::Exact;

/// So many units are named that a unit is not surely above.
const MOST_NAMED: usize = 50;

pub(super) fn write(survey: &Satisfaction, page: &mut Vec<u8>) -> io::Result<()> {
    open(page, &SurveyHead::of(survey))?;
    page.extend_from_slice(b"\n\"forms\": ");
    serde_json::to_writer(&mut *page, &Report::of(&survey.fieldwork))?;
    page.extend_from_slice(b",\n\"units\": [");
    for (at, unit) in survey.units.iter().enumerate() {
        page.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        open(page, &UnitHead::of(survey, unit))?;
        page.push(b'\n');
        list(page, "factors", unit.factors.iter().map(FactorLine::of))?;
        page.extend_from_slice(b",\n");
        list(page, "questions", unit.questions.iter().map(QuestionLine::of))?;
        page.push(b'}');
    }
    page.extend_from_slice(b"],\n");
    list(page, "blocks", survey.blocks.iter().map(BlockLine::of))?;
    page.extend_from_slice(b",\n");
    list(page, "quotas", survey.quotas.iter().map(QuotaLine::of))?;
    page.push(b'}');
    Ok(())
}

#[derive(Serialize)]
struct SurveyHead<'r> {
    scheme: &'r str,
    title: &'r str,
    basis: &'r str,
    reading: &'static str,
    overall: String,
    confidence: &'static str,
    weighted: bool,
    min_n: usize,
    self_selected: bool,
    options: Vec<OptionHead<'r>>,
}

/// The mean of a block's units.
#[derive(Serialize)]
struct BlockLine<'r> {
    block: &'r str,
    units: usize,
    mean: Option<String>,
    exact: Option<String>,
}

impl<'r> BlockLine<'r> {
    fn of(block: &'r BlockSatisfaction) -> BlockLine<'r> {
        let percent = |share: &Exact| (share.clone() * &Exact::whole(100)).to_fixed(DECIMALS);
        BlockLine {
            block: block.block.as_str(),
            units: block.units,
            mean: block.mean.as_ref().map(percent),
            exact: block.mean.as_ref().map(Exact::to_string),
        }
    }
}

#[derive(Serialize)]
struct OptionHead<'r> {
    code: Option<&'r str>,
    label: &'r str,
    /// The share as an exact fraction of one; null outside the denominators.
    share: Option<String>,
    na: bool,
}

impl<'r> SurveyHead<'r> {
    fn of(survey: &'r Satisfaction) -> SurveyHead<'r> {
        SurveyHead {
            scheme: &survey.scheme,
            title: &survey.title,
            basis: &survey.basis,
            reading: survey.reading.key(),
            overall: survey.method.overall_key(),
            confidence: survey.method.confidence.key(),
            weighted: !survey.method.margins.is_empty(),
            min_n: survey.min_n,
            self_selected: survey.self_selected,
            options: survey
                .method
                .options
                .iter()
                .map(|o| OptionHead {
                    code: o.code.as_deref(),
                    label: &o.label,
                    share: o.share.as_ref().map(Exact::to_string),
                    na: o.na,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct UnitHead<'r> {
    unit: &'r str,
    n: usize,
    index: Option<String>,
    exact: Option<String>,
    unweighted: Option<String>,
    unweighted_exact: Option<String>,
    se: Option<f64>,
    naive_se: Option<f64>,
    design_effect: Option<f64>,
    kish: Option<f64>,
    clustered: bool,
    transactions: Option<u64>,
    low: Option<String>,
    high: Option<String>,
    low_exact: Option<f64>,
    high_exact: Option<f64>,
    rank: Option<usize>,
    /// Among the units of its block.
    block_rank: Option<usize>,
    rank_low: Option<usize>,
    rank_high: Option<usize>,
    tier: Option<usize>,
    /// Units that stand lower but are not surely below: how many, and the first of them.
    not_above_count: usize,
    not_above: Vec<&'r str>,
    small: bool,
    quality: QualityFlags,
}

/// What looks odd in the unit's forms; nothing was dropped for it.
#[derive(Serialize)]
struct QualityFlags {
    forms: usize,
    complete: usize,
    blank_cells: usize,
    refused_cells: usize,
    straight: usize,
    identical: usize,
    longest_run: usize,
    rejected: usize,
    flagged: usize,
    flags: BTreeMap<&'static str, usize>,
    median_seconds: Option<u32>,
    /// The index without the flagged forms; for comparison only.
    index_without_flagged: Option<String>,
}

/// Forms that were left out, interviewers and questions outside the index.
#[derive(Serialize)]
struct Report<'r> {
    left_out: BTreeMap<&'static str, usize>,
    interviewers: Vec<InterviewerLine<'r>>,
    side_questions: Vec<SideLine<'r>>,
}

#[derive(Serialize)]
struct InterviewerLine<'r> {
    name: &'r str,
    first: FormPlace<'r>,
    units: usize,
    busiest_day: Option<usize>,
    quality: QualityFlags,
}

/// Where the first form of an interviewer stands.
#[derive(Serialize)]
struct FormPlace<'r> {
    file: &'r str,
    sheet: &'r str,
    row: u32,
}

#[derive(Serialize)]
struct SideLine<'r> {
    id: &'r str,
    text: &'r str,
    kind: &'static str,
    options: Vec<&'r str>,
    units: Vec<SideUnitLine<'r>>,
}

/// `counts` over `respondents` is the percent of respondents, over `ticks` that of ticks.
#[derive(Serialize)]
struct SideUnitLine<'r> {
    unit: &'r str,
    respondents: usize,
    ticks: usize,
    blank: usize,
    refused: usize,
    counts: &'r [usize],
}

impl<'r> Report<'r> {
    fn of(report: &'r Fieldwork) -> Report<'r> {
        let interviewer = |of: &'r InterviewerQuality| InterviewerLine {
            name: &of.name,
            first: FormPlace { file: &of.first.0, sheet: &of.first.1, row: of.first.2 },
            units: of.units,
            busiest_day: of.busiest_day,
            quality: QualityFlags::of(&of.quality),
        };
        let unit = |of: &'r SideUnit| SideUnitLine {
            unit: of.unit.as_str(),
            respondents: of.respondents,
            ticks: of.ticks(),
            blank: of.blank,
            refused: of.refused,
            counts: &of.counts,
        };
        let side = |of: &'r SideCounts| SideLine {
            id: &of.id,
            text: &of.text,
            kind: of.kind.key(),
            options: of.options.iter().map(|o| if o.is_empty() { "other" } else { o }).collect(),
            units: of.units.iter().map(unit).collect(),
        };
        Report {
            left_out: report.reasons.iter().map(|(reason, n)| (reason.key(), *n)).collect(),
            interviewers: report.interviewers.iter().map(interviewer).collect(),
            side_questions: report.sides.iter().map(side).collect(),
        }
    }
}

impl QualityFlags {
    fn of(quality: &Quality) -> QualityFlags {
        QualityFlags {
            forms: quality.forms,
            complete: quality.complete,
            blank_cells: quality.blank,
            refused_cells: quality.refused,
            straight: quality.straight,
            identical: quality.identical,
            longest_run: quality.longest_run,
            rejected: quality.rejected,
            flagged: quality.flagged,
            flags: Flag::ALL.iter().map(|f| (f.key(), quality.flags[*f as usize])).collect(),
            median_seconds: quality.median_seconds,
            index_without_flagged: published(quality.index_without.as_ref()).0,
        }
    }
}

impl<'r> UnitHead<'r> {
    fn of(survey: &'r Satisfaction, unit: &'r UnitSatisfaction) -> UnitHead<'r> {
        let (index, exact) = published(unit.index.as_ref());
        let (unweighted, unweighted_exact) = published(unit.unweighted.as_ref());
        let not_above = unit.not_above.iter().filter_map(|at| survey.units.get(*at));
        let percent = |share: f64| format!("{:.2}", share * 100.0);
        UnitHead {
            unit: unit.unit.as_str(),
            n: unit.n,
            index,
            exact,
            unweighted,
            unweighted_exact,
            se: unit.se.map(ten_places),
            naive_se: unit.naive_se.map(ten_places),
            design_effect: unit.design_effect.map(ten_places),
            kish: unit.kish.map(ten_places),
            clustered: unit.clustered,
            transactions: unit.transactions,
            low: unit.low.map(percent),
            high: unit.high.map(percent),
            low_exact: unit.low.map(ten_places),
            high_exact: unit.high.map(ten_places),
            rank: unit.rank,
            block_rank: unit.block_rank,
            rank_low: unit.rank_low,
            rank_high: unit.rank_high,
            tier: unit.tier,
            not_above_count: unit.not_above.len(),
            not_above: not_above.take(MOST_NAMED).map(|u| u.unit.as_str()).collect(),
            small: unit.small,
            quality: QualityFlags::of(&unit.quality),
        }
    }
}
