//! The account of a node (its parts) and of a unit's index, rank and class.

use super::words::state_words;
use crate::expr::number_words;
use crate::results::{BlockResults, Results};
use crate::scores::State;
use crate::terms::{Exact, Lang};

fn fixed(value: &Exact, decimals: u32, lang: Lang) -> String {
    let text = value.to_fixed(decimals);
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

/// A node: its parts and their sum.
pub fn node_lines(
    results: &Results,
    block: &BlockResults,
    unit: usize,
    at: usize,
    lang: Lang,
) -> Vec<String> {
    let decimals = results.round.rules.decimals;
    let node = &block.rubric.nodes[at];
    let (who, index) = block.unit(&results.round, unit);
    let figures = &index.nodes[at];
    let vi = lang == Lang::Vi;
    let share = figures.index.as_ref().map(|i| format!(" = {}%", fixed(i, decimals, lang)));
    let mut lines = vec![
        format!("{} – {} {}", who.name, node.code, node.name),
        format!(
            "{}: {} / {}{}",
            if vi { "Điểm" } else { "Points" },
            number_words(&figures.points, lang),
            number_words(&figures.applicable_max, lang),
            share.unwrap_or_default()
        ),
    ];
    for &child in &node.children {
        let part = &block.rubric.nodes[child];
        let figure = &index.nodes[child];
        let state = block.scores[unit].leaves.iter().find(|l| l.node == child).map(|l| l.state);
        let state = match state {
            None | Some(State::Scored) => String::new(),
            Some(state) => format!(" ({})", state_words(state, lang)),
        };
        lines.push(format!(
            "  {} {}: {} / {}{state}",
            part.code,
            part.name,
            number_words(&figure.points, lang),
            number_words(&figure.applicable_max, lang)
        ));
    }
    if let Some(gate) = &figures.gated {
        lines.push(if vi {
            format!("Điều kiện khống chế: {} được 0 điểm nên {} được 0 điểm", gate.by, gate.node)
        } else {
            format!("Gate: {} earned 0, so {} earns 0", gate.by, gate.node)
        });
    }
    lines
}

/// A unit: its total, index, rank and class, and how each came about.
pub fn unit_lines(results: &Results, block: &BlockResults, unit: usize, lang: Lang) -> Vec<String> {
    let decimals = results.round.rules.decimals;
    let (who, index) = block.unit(&results.round, unit);
    let vi = lang == Lang::Vi;
    let words = |vi_text: &str, en: &str| if vi { vi_text.to_string() } else { en.to_string() };
    let mut lines = vec![who.name.clone()];
    let plain: Exact = block
        .rubric
        .fields()
        .filter(|(_, f)| f.field_kind == crate::rubric::FieldKind::Plain)
        .map(|(at, _)| &index.nodes[at].points)
        .sum();
    lines.push(format!(
        "{}: {} + {} − {} = {} / {}",
        words("Tổng điểm (lĩnh vực + thưởng − phạt)", "Points (fields + bonus − penalty)"),
        number_words(&plain, lang),
        number_words(&index.bonus, lang),
        number_words(&index.penalty, lang),
        number_words(&index.points, lang),
        number_words(&index.applicable_max, lang)
    ));
    match &index.index {
        Some(exact) => lines.push(format!(
            "{}: 100 × {} ÷ {} = {} → {}%",
            words("Chỉ số", "Index"),
            number_words(&index.points, lang),
            number_words(&index.applicable_max, lang),
            number_words(exact, lang),
            fixed(exact, decimals, lang)
        )),
        None => lines.push(words(
            "Không xếp hạng: đơn vị chưa nộp hoặc hồ sơ nộp chưa dùng được",
            "Not ranked: nothing usable was submitted",
        )),
    }
    if let Some(rank) = index.rank {
        let ranked = block.index.units.iter().filter(|u| u.rank.is_some()).count();
        let tied = if index.tied { words(" (đồng hạng)", " (tied)") } else { String::new() };
        lines.push(format!("{}: {rank} / {ranked}{tied}", words("Xếp hạng", "Rank")));
    }
    if let Some(class) = &index.class {
        lines.push(format!("{}: {class}", words("Xếp loại", "Class")));
    }
    if let Some(held) = &index.class_held {
        let share = crate::expr::percent_words(&held.every_field, lang);
        let fields = held.fields.join(", ");
        lines.push(if vi {
            format!(
                "Không đạt “{}” vì lĩnh vực {fields} chưa tới {share} (điều kiện khống chế)",
                held.class
            )
        } else {
            format!("Kept from “{}”: field {fields} is below {share}", held.class)
        });
    }
    for (at, _) in block.rubric.fields() {
        lines.extend(
            node_lines(results, block, unit, at, lang)
                .into_iter()
                .skip(1)
                .take(1)
                .map(|line| format!("  {} {}", block.rubric.nodes[at].code, line)),
        );
    }
    lines
}
