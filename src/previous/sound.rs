//! Figures of last year that no round can have: a file with one of them is refused as a whole.

use std::collections::BTreeSet;

use super::file::{Block, PreviousSurvey, Round, Unit};
use crate::terms::Exact;

/// In Vietnamese and in English.
type Refused = Result<(), (String, String)>;

/// No round is older.
const FIRST_YEAR: i32 = 1990;

/// The year must be one before this round's.
pub(super) fn year(round: &Round, this: i32) -> Refused {
    let Some(year) = round.year else { return Ok(()) };
    if (FIRST_YEAR..this).contains(&year) {
        return Ok(());
    }
    let id = &round.id;
    Err((
        format!("tệp là kết quả đợt “{id}” năm {year}, cần kết quả của một năm trước năm {this}"),
        format!("it holds round “{id}” of {year}; a year before {this} is needed"),
    ))
}

pub(super) fn units(blocks: &[Block]) -> Refused {
    let mut seen = BTreeSet::new();
    for block in blocks {
        for unit in &block.units {
            once(&mut seen, &unit.id)?;
            let has_bonus = unit.bonus.as_deref().and_then(Exact::from_decimal);
            let may_pass = has_bonus.is_some_and(|bonus| bonus > Exact::zero());
            index(unit.index.as_deref(), may_pass, &unit.id, "")?;
            rank(unit, block.units.len())?;
        }
    }
    Ok(())
}

pub(super) fn surveys(surveys: &[PreviousSurvey]) -> Refused {
    for survey in surveys {
        let mut seen = BTreeSet::new();
        let of = format!(" (khảo sát “{}”)", survey.scheme);
        for unit in &survey.units {
            once(&mut seen, &unit.unit)?;
            index(unit.index.as_deref(), false, &unit.unit, &of)?;
        }
    }
    Ok(())
}

fn once<'u>(seen: &mut BTreeSet<&'u str>, unit: &'u str) -> Refused {
    match seen.insert(unit) {
        true => Ok(()),
        false => Err((
            format!("đơn vị “{unit}” có hai lần"),
            format!("the unit “{unit}” stands in it twice"),
        )),
    }
}

/// In percent, as text.
fn index(text: Option<&str>, may_pass: bool, unit: &str, of: &str) -> Refused {
    let Some(text) = text else { return Ok(()) };
    let hundred = Exact::whole(100);
    let is_possible = Exact::from_decimal(text)
        .is_some_and(|index| index >= Exact::zero() && (may_pass || index <= hundred));
    if is_possible {
        return Ok(());
    }
    Err((
        format!("chỉ số “{text}” của đơn vị “{unit}”{of} không thể có; cần một số từ 0 đến 100"),
        format!("the index “{text}” of “{unit}”{of} cannot be: a number from 0 to 100 is needed"),
    ))
}

fn rank(unit: &Unit, units: usize) -> Refused {
    let Some(rank) = &unit.rank else { return Ok(()) };
    if rank.as_u64().is_some_and(|rank| (1..=units as u64).contains(&rank)) {
        return Ok(());
    }
    let id = &unit.id;
    Err((
        format!("hạng {rank} của đơn vị “{id}” không thể có trong {units} đơn vị"),
        format!("the rank {rank} of “{id}” cannot be among {units} units"),
    ))
}
