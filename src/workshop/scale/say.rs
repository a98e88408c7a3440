//! What a scale says in the words of an annex, such as [`super::read()`] understands them.

use super::meaning::{Late, Scale, Side, Steps};
use crate::terms::{Exact, Lang};

/// The text of the scale of a leaf whose maximum is `max`: one clause a line.
pub fn say(scale: &Scale, max: &Exact) -> String {
    match scale {
        Scale::Steps(steps) => of_steps(steps),
        Scale::YesNo => format!("Có: {} điểm\nKhông: 0 điểm", figure(max)),
        Scale::Choice(options) | Scale::Levels(options) => {
            let line =
                |(said, points): &(String, Exact)| format!("{said}: {} điểm", figure(points));
            options.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Scale::Deadline { due, late } => {
            of_deadline(&due.format("%d/%m/%Y").to_string(), late, max)
        }
        Scale::Count { each } => {
            format!("Mỗi trường hợp được {} điểm, tối đa {} điểm", figure(each), figure(max))
        }
        Scale::Deduction { each } => {
            format!("Mỗi trường hợp trừ {} điểm, trừ đến hết điểm", figure(each))
        }
        Scale::Ratio { parts, floor } => {
            let rate = parts.as_ref().map_or("Tỷ lệ".to_string(), |(above, below)| {
                format!("({} / {below})", capital(above))
            });
            match floor {
                None => format!("{rate} × điểm tối đa"),
                Some(floor) => {
                    format!("{rate} × điểm tối đa\nDưới {}%: 0 điểm", figure(floor))
                }
            }
        }
        Scale::Survey => "Điều tra xã hội học".to_string(),
    }
}

fn figure(number: &Exact) -> String {
    Lang::Vi.decimal(&number.to_plain())
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + rest.as_str()
}

fn of_steps(steps: &Steps) -> String {
    let unit = match (steps.percent, &steps.unit) {
        (true, _) => "%".to_string(),
        (false, unit) => format!(" {}", unit.as_deref().unwrap_or("trường hợp")),
    };
    let bound = |number: &Exact| format!("{}{unit}", figure(number));
    let mut lines = Vec::new();
    for (at, step) in steps.steps.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| steps.steps.get(before));
        let own = bound(&step.bound);
        let condition = match (step.side, before.map(|b| (b.side, bound(&b.bound)))) {
            (Side::From, None) => format!("Từ {own} trở lên"),
            (Side::From, Some((Side::From, high))) => format!("Từ {own} đến dưới {high}"),
            (Side::From, Some((_, high))) => format!("Từ {own} đến {high}"),
            (Side::Above, None) => format!("Trên {own}"),
            (Side::Above, Some((Side::From, high))) => format!("Trên {own} đến dưới {high}"),
            (Side::Above, Some((_, high))) => format!("Trên {own} đến {high}"),
            (Side::Below, None) => format!("Dưới {own}"),
            (Side::Below, Some((Side::Below, low))) => format!("Từ {low} đến dưới {own}"),
            (Side::Below, Some((_, low))) => format!("Trên {low} đến dưới {own}"),
            (Side::Upto, None) => format!("Từ {own} trở xuống"),
            (Side::Upto, Some((Side::Below, low))) => format!("Từ {low} đến {own}"),
            (Side::Upto, Some((_, low))) => format!("Trên {low} đến {own}"),
        };
        lines.push(format!("{condition}: {} điểm", figure(&step.points)));
    }
    if let Some(last) = steps.steps.last() {
        let own = bound(&last.bound);
        let rest = match last.side {
            Side::From => format!("Dưới {own}"),
            Side::Above => format!("Từ {own} trở xuống"),
            Side::Upto => format!("Trên {own}"),
            Side::Below => format!("Từ {own} trở lên"),
        };
        lines.push(format!("{rest}: {} điểm", figure(&steps.otherwise)));
    }
    lines.join("\n")
}

fn of_deadline(due: &str, late: &[Late], max: &Exact) -> String {
    let mut lines = vec![format!("Chậm nhất ngày {due}: {} điểm", figure(max))];
    let days = |late: &Late| if late.working { "ngày làm việc" } else { "ngày" };
    for one in late {
        lines.push(format!(
            "Chậm không quá {} {}: {} điểm",
            one.days,
            days(one),
            figure(&one.points)
        ));
    }
    lines.push(match late.last() {
        Some(last) => format!("Chậm trên {} {}: 0 điểm", last.days, days(last)),
        None => format!("Sau ngày {due}: 0 điểm"),
    });
    lines.join("\n")
}
