//! "Mỗi … được 0,5 điểm, tối đa 2", "mỗi … trừ 0,25": points for each thing counted.

use super::meaning::Scale;
use super::number::{number, points};
use super::unclear::Unclear;
use crate::terms::Exact;
use crate::text::fold;

const LEADS: &[&str] = &["cứ mỗi ", "với mỗi ", "mỗi ", "cứ 1 ", "cứ 01 ", "cứ một "];
const OFF: &[&str] = &["thì bị trừ", "bị trừ", "thì trừ", "trừ"];
const ON: &[&str] = &[
    "thì được",
    "được cộng thêm",
    "được cộng",
    "được tính",
    "được thưởng",
    "được",
    "cộng",
    "tính",
];
/// What speaks of more than one kind of thing, or of a change.
const TRAPS: &[&str] = &["nhưng", "trừ", "tăng", "giảm", "nếu", "không quá", "tối đa"];

/// `None` where the text does not begin as one of these.
pub(super) fn read(text: &str, max: &Exact) -> Option<Result<Scale, Unclear>> {
    let words = fold(text);
    let bare = words.trim_start_matches(['-', '+', '•']).trim();
    let rest = LEADS.iter().find_map(|lead| bare.strip_prefix(lead))?;
    Some(after_lead(rest, max))
}

fn after_lead(rest: &str, max: &Exact) -> Result<Scale, Unclear> {
    let digit = rest.find(|c: char| c.is_ascii_digit()).ok_or(Unclear::Points)?;
    let (head, tail) = rest.split_at(digit);
    let head = head.trim();
    let end = |list: &[&str]| {
        list.iter()
            .find_map(|verb| head.strip_suffix(verb))
            .filter(|rest| rest.ends_with([' ', ':']))
    };
    let (subject, off) = match (end(OFF), end(ON), head.strip_suffix(':')) {
        (Some(subject), ..) => (subject, true),
        (None, Some(subject), _) | (None, None, Some(subject)) => (subject, false),
        _ => return Err(Unclear::Unknown),
    };
    let subject = subject.trim().trim_end_matches([':', ',']).trim();
    let padded = format!(" {subject} ");
    let trapped = TRAPS.iter().any(|trap| padded.contains(&format!(" {trap} ")));
    if subject.is_empty() || trapped || subject.contains(['%', ';', ':']) {
        return Err(Unclear::Unknown);
    }
    let number_end =
        tail.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(tail.len());
    let written = tail[..number_end].trim_end_matches(['.', ',']);
    let each = number(written).filter(|each| *each > Exact::zero()).ok_or(Unclear::Points)?;
    let after = tail[written.len()..].trim();
    let after = ["điểm", "đ"]
        .iter()
        .find_map(|unit| after.strip_prefix(unit).filter(|rest| !starts_letter(rest)))
        .unwrap_or(after);
    cap(after, off, max)?;
    if each > *max {
        return Err(Unclear::Best);
    }
    Ok(if off { Scale::Deduction { each } } else { Scale::Count { each } })
}

fn starts_letter(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
}

/// What may follow: nothing, or that the leaf's maximum is the most.
fn cap(after: &str, off: bool, max: &Exact) -> Result<(), Unclear> {
    const ALL: &[&str] = &["trừ đến hết điểm", "trừ hết điểm", "đến hết điểm", "trừ đến 0 điểm"];
    const MOST: &[&str] = &[
        "nhưng tối đa không quá",
        "nhưng không quá",
        "nhưng tối đa",
        "tối đa không quá",
        "tối đa là",
        "tối đa",
        "không quá",
        "trừ tối đa",
        "trừ không quá",
        "tổng điểm không quá",
    ];
    let bare = after.trim_matches([',', ';', '.', '(', ')', ' ']);
    if bare.is_empty() || off && ALL.contains(&bare) {
        return Ok(());
    }
    let most = MOST.iter().find_map(|lead| bare.strip_prefix(lead)?.strip_prefix(' '));
    let said = most.and_then(|rest| points(rest, max)).ok_or(Unclear::Unknown)?;
    if said == *max { Ok(()) } else { Err(Unclear::Cap) }
}
