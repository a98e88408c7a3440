//! A block in two sentences, for report and submission.

use crate::report::audience::LANG;
use crate::report::standing::block_name;
use crate::report::{overview, words};
use crate::results::{BlockResults, Results};

/// How many are ranked, the mean, the first and the last.
pub(super) fn summary(results: &Results, block: &BlockResults) -> String {
    let decimals = results.round.rules.decimals;
    let name = block_name(results, block);
    let order: Vec<usize> =
        block.ranking().into_iter().filter(|at| block.index.units[*at].rank.is_some()).collect();
    let unranked = block.units.len() - order.len();
    if order.is_empty() {
        return format!("{name}: {unranked} đơn vị, chưa có đơn vị nào được xếp hạng.");
    }
    let mut said = format!("{name}: {} đơn vị được xếp hạng", order.len());
    if unranked > 0 {
        said += &format!(", {unranked} đơn vị chưa xếp hạng");
    }
    let named = |at: usize| {
        let (unit, index) = block.unit(&results.round, at);
        let index = index.published.as_ref();
        let index = index.map_or_else(String::new, |i| words::fixed(i, decimals, LANG));
        format!("{} ({index}%)", unit.name)
    };
    if let (Some(mean), Some(first), Some(last)) = (&block.index.mean, order.first(), order.last())
    {
        let mean = words::fixed(mean, decimals, LANG);
        said += &format!("; giá trị trung bình {mean}%");
        if order.len() > 1 {
            said += &format!("; cao nhất là {}, thấp nhất là {}", named(*first), named(*last));
        } else {
            said += &format!("; {}", named(*first));
        }
    }
    said + "."
}

/// How many units are in each class, as a sentence.
pub(super) fn classes(block: &BlockResults) -> Option<String> {
    overview::classes(block, LANG).map(|said| format!("Xếp loại: {said}."))
}
