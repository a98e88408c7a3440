//! `parindex schema`: JSON Schemas of the TOML formats.

use serde_json::json;

use super::common::{Common, DONE, FAILED};
use super::print;
use crate::{register, round, rubric, survey};

pub(super) fn run(kind: Option<&str>, common: &Common) -> u8 {
    let schema = match kind {
        Some("round") => round::schema(),
        Some("criteria") => rubric::schema(),
        Some("survey") => survey::scheme::schema(),
        Some("calendar") => round::calendar_schema(),
        Some("register") => register::schema(),
        None => json!({
            "calendar": round::calendar_schema(),
            "round": round::schema(),
            "criteria": rubric::schema(),
            "register": register::schema(),
            "survey": survey::scheme::schema(),
        }),
        Some(other) => {
            let none = print::pick(common.lang(), "Không có loại", "There is no kind");
            print::failure(&format!(
                "{none} “{other}”. round, criteria, survey, calendar, register."
            ));
            return FAILED;
        }
    };
    match serde_json::to_string_pretty(&schema) {
        Ok(text) => {
            print::line(&text);
            DONE
        }
        Err(error) => {
            print::failure(&error.to_string());
            FAILED
        }
    }
}
