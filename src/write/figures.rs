//! Cells as printed text: decimal comma, thousands marks, dates as day/month/year.

use crate::report::block::{Cell, Figure};
use crate::terms::Lang;

/// What a reader of the paper sees of a cell.
pub(super) fn text(cell: &Cell<'_>, lang: Lang) -> String {
    match cell.shown() {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Number(number, figure) => number_text(*number, *figure, lang),
        Cell::YesNo(yes) => match (yes, lang) {
            (true, Lang::Vi) => "Có",
            (false, Lang::Vi) => "Không",
            (true, Lang::En) => "Yes",
            (false, Lang::En) => "No",
        }
        .to_string(),
        Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
        // `shown` goes through what wraps another cell.
        Cell::Live(_) | Cell::Linked(_) | Cell::Open(_) => String::new(),
    }
}

fn number_text(number: f64, figure: Figure, lang: Lang) -> String {
    match figure {
        Figure::Fixed(decimals) => marked(&format!("{number:.*}", usize::from(decimals)), lang),
        Figure::Percent(decimals) => {
            marked(&format!("{:.*}", usize::from(decimals), number * 100.0), lang) + "%"
        }
        Figure::Signed(decimals) => {
            let text = marked(&format!("{number:.*}", usize::from(decimals)), lang);
            if number > 0.0 { format!("+{text}") } else { text }
        }
        Figure::General => marked(&format!("{number}"), lang),
        Figure::DateOrNone if number < 0.0 => "–".to_string(),
        Figure::DateOrNone => marked(&format!("{number}"), lang),
    }
}

/// A plain decimal with the marks of the language.
fn marked(plain: &str, lang: Lang) -> String {
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain), |rest| ("−", rest));
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let (thousands, decimal) = match lang {
        Lang::Vi => ('.', ","),
        Lang::En => (',', "."),
    };
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out += decimal;
        out += part;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_an_office_prints_them() {
        let fixed = |number, decimals| number_text(number, Figure::Fixed(decimals), Lang::Vi);
        assert_eq!(fixed(84.5, 2), "84,50");
        assert_eq!(fixed(1_234_567.0, 0), "1.234.567");
        assert_eq!(fixed(-0.25, 2), "−0,25");
        assert_eq!(number_text(1234.5, Figure::Fixed(1), Lang::En), "1,234.5");
        assert_eq!(number_text(2.0, Figure::Signed(1), Lang::Vi), "+2,0");
        assert_eq!(number_text(0.958, Figure::Percent(1), Lang::Vi), "95,8%");
    }
}
