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
    if let (Some(mean), Some(first), Some(last)) = (&block.index.mean, order.first(), order.last())
    {
        let mean = words::fixed(mean, decimals, LANG);
        said += &format!("; giá trị trung bình {mean}%");
        if order.len() > 1 {
            said += &ends(results, block, (*first, *last));
        } else {
            said += &format!("; {}", named(results, block, *first));
        }
    }
    said + "."
}

/// The first and the last, each with those that share its place.
fn ends(results: &Results, block: &BlockResults, (first, last): (usize, usize)) -> String {
    let rank = |at: usize| block.index.units[at].rank;
    if rank(first) == rank(last) {
        return format!("; tất cả đồng hạng ({}%)", figure(results, block, first));
    }
    let (first, last) = (named(results, block, first), named(results, block, last));
    format!("; cao nhất là {first}, thấp nhất là {last}")
}

/// `Phường A, Phường B đồng hạng (72,75%)`: all that have the place of the unit at `at`.
fn named(results: &Results, block: &BlockResults, at: usize) -> String {
    let names = overview::level(results, block, at);
    let tied = if names.len() > 1 { " đồng hạng" } else { "" };
    format!("{}{tied} ({}%)", names.join(", "), figure(results, block, at))
}

fn figure(results: &Results, block: &BlockResults, at: usize) -> String {
    let index = block.index.units[at].published.as_ref();
    index.map_or_else(String::new, |i| words::fixed(i, results.round.rules.decimals, LANG))
}

/// How many units are in each class, as a sentence.
pub(super) fn classes(block: &BlockResults) -> Option<String> {
    overview::classes(block, LANG).map(|said| format!("Xếp loại: {said}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example_results;

    /// Nobody is called the first who only shares the place.
    #[test]
    fn all_that_share_a_place_are_named() {
        let mut results = example_results::results();
        let units = &mut results.blocks[0].index.units;
        let ranked: Vec<usize> = (0..units.len()).filter(|at| units[*at].rank.is_some()).collect();
        assert!(ranked.len() > 2, "there are some to tell apart");
        let first = ranked.iter().copied().find(|at| units[*at].rank == Some(1)).unwrap_or(0);
        let other = ranked.iter().copied().find(|at| *at != first).unwrap_or(0);
        (units[other].rank, units[other].published) = (Some(1), units[first].published.clone());
        let (low, high) = (first.min(other), first.max(other));
        let name = |at: usize| results.blocks[0].unit(&results.round, at).0.name.clone();
        let both = format!("cao nhất là {}, {} đồng hạng (", name(low), name(high));
        let said = summary(&results, &results.blocks[0]);
        assert!(said.contains(&both), "{said}");
        // All of them.
        let units = &mut results.blocks[0].index.units;
        ranked.iter().for_each(|at| units[*at].rank = Some(1));
        let said = summary(&results, &results.blocks[0]);
        assert!(said.contains("tất cả đồng hạng"), "{said}");
    }
}
