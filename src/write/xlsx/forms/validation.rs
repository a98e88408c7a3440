//! What an answer cell accepts, as Excel's data validation with its words.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, XlsxError};

use super::hidden::Lists;
use crate::forms::workbook::{Accepts, Answer};
use crate::terms::day_serial;
use crate::write::xlsx::formats::excel_date;

/// Excel's longest inline list, title and text of a message, in UTF-16 units.
const LONGEST_LIST: usize = 255;
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 255;

/// The validation of the answer cell at this address.
pub(super) fn validation(
    answer: &Answer,
    cell: &str,
    lists: &mut Lists,
) -> Result<DataValidation, XlsxError> {
    let (title, prompt) = &answer.prompt;
    rule(&answer.accepts, cell, lists)?
        .set_input_title(cut(title, LONGEST_TITLE))?
        .set_input_message(cut(prompt, LONGEST_MESSAGE))?
        .set_error_title("Chưa đúng")?
        .set_error_message(cut(&answer.error, LONGEST_MESSAGE))
}

fn rule(accepts: &Accepts, cell: &str, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    let new = DataValidation::new();
    Ok(match accepts {
        Accepts::Text => new.allow_any_value(),
        Accepts::Whole => new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        Accepts::Decimal(least, most) => {
            new.allow_decimal_number(DataValidationRule::Between(least.to_f64(), most.to_f64()))
        }
        Accepts::Date(from, to) => {
            new.allow_date(DataValidationRule::Between(excel_date(*from)?, excel_date(*to)?))
        }
        Accepts::DateOrNo(from, to) => {
            let range = between(cell, &day_serial(*from).to_string(), &day_serial(*to).to_string());
            new.allow_custom(Formula::new(format!("=OR(LOWER({cell})=\"không\",{range})")))
        }
        Accepts::OneOf(options) => {
            let joined: usize = options.iter().map(|o| o.encode_utf16().count() + 1).sum();
            let plain = options.iter().all(|o| !o.contains([',', '"', ';']));
            match plain && joined <= LONGEST_LIST {
                true => new.allow_list_strings(options)?,
                false => new.allow_list_formula(Formula::new(lists.place(options))),
            }
        }
    })
}

fn between(cell: &str, least: &str, most: &str) -> String {
    format!("AND(ISNUMBER({cell}),{cell}>={least},{cell}<={most})")
}

/// As many whole characters as Excel takes.
fn cut(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_string();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= longest
    });
    kept.collect::<String>() + "…"
}
