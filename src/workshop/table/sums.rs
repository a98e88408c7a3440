//! What the annex prints above its criteria against what they add up to.

use super::entries::{Annex, Entry};
use crate::terms::Exact;
use crate::text::fold;

/// Tells every difference at its row, and the parents that have no row.
pub(super) fn compare(annex: &mut Annex) {
    let mut told = Vec::new();
    for entry in &annex.entries {
        // a bonus or penalty has a cap
        if !entry.code.contains('.') && kind(&entry.name).is_some() {
            continue;
        }
        let parts: Vec<Option<&Exact>> =
            annex.children(&entry.code).map(|child| child.max.as_ref()).collect();
        let (false, Some(printed)) = (parts.is_empty(), &entry.max) else { continue };
        let Some(parts) = parts.into_iter().collect::<Option<Vec<&Exact>>>() else { continue };
        let sum: Exact = parts.into_iter().sum();
        if sum != *printed {
            told.push((entry.place.clone(), entry.code.clone(), printed.clone(), sum));
        }
    }
    for (place, code, printed, sum) in told {
        let (printed, sum) = (printed.to_plain(), sum.to_plain());
        annex.remark(
            Some(place),
            format!(
                "mục {code}: phụ lục ghi {} điểm, cộng các mục con được {}",
                comma(&printed),
                comma(&sum)
            ),
            format!("{code}: the annex prints {printed}, its parts add up to {sum}"),
        );
    }
    let sum = total(annex);
    if let (Some((printed, place)), Some(sum)) = (annex.total.clone(), sum)
        && printed != sum
    {
        let (printed, sum) = (printed.to_plain(), sum.to_plain());
        annex.remark(
            Some(place),
            format!(
                "dòng tổng ghi {} điểm, cộng các lĩnh vực được {}",
                comma(&printed),
                comma(&sum)
            ),
            format!("the total says {printed}, the fields add up to {sum}"),
        );
    }
}

fn comma(plain: &str) -> String {
    plain.replace('.', ",")
}

/// The fields together, without bonus and penalty; `None` where one has no points.
pub(crate) fn total(annex: &Annex) -> Option<Exact> {
    let fields = annex.entries.iter().filter(|entry| !entry.code.contains('.'));
    let plain = fields.filter(|field| kind(&field.name).is_none());
    added(plain.map(|field| annex.points(&field.code)))
}

/// `bonus` of "Điểm thưởng", `penalty` of "Điểm trừ".
pub(crate) fn kind(name: &str) -> Option<&'static str> {
    let words = fold(name);
    let starts = |any: &[&str]| any.iter().any(|start| words.starts_with(start));
    match () {
        () if starts(&["điểm thưởng", "điểm cộng", "thưởng điểm", "cộng điểm"]) => {
            Some("bonus")
        }
        () if starts(&["điểm trừ", "điểm phạt", "trừ điểm"]) => Some("penalty"),
        () => None,
    }
}

impl Annex {
    /// What the leaves below the code add up to, or its own points.
    pub(crate) fn points(&self, code: &str) -> Option<Exact> {
        let start = format!("{code}.");
        let below = |entry: &&Entry| entry.code == code || entry.code.starts_with(&start);
        let leaves = self.entries.iter().filter(below).filter(|entry| self.is_leaf(&entry.code));
        added(leaves.map(|entry| entry.max.clone()))
    }
}

fn added(parts: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
    Some(parts.collect::<Option<Vec<Exact>>>()?.iter().sum())
}
