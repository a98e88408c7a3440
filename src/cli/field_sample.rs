//! `parindex sample ROUND --proof 5%`: the leaves of each unit to be checked on the spot.

use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format};
use super::progress::Bar;
use super::{outputs, print};
use crate::proof::{LeafProof, Register, drawn};
use crate::report;
use crate::results::Results;
use crate::run;
use crate::terms::{Exact, Lang};
use crate::write::files::WriteError;
use crate::write::xlsx;

/// The workbook that stands beside the results.
const FILE: &str = "kiem-tra-tai-cho";

/// `seed`: that of the draw; the id of the round without.
pub(super) fn run(round: &Path, share: &str, seed: Option<&str>, common: &Common) -> u8 {
    let Some(share) = share_of(share) else {
        print::failure(&match common.lang() {
            Lang::Vi => {
                format!("--proof {share}: phải là tỷ lệ lớn hơn 0% và không quá 100%, ví dụ 5%")
            }
            Lang::En => {
                format!("--proof {share}: a share over 0% and up to 100% is wanted, such as 5%")
            }
        });
        return FAILED;
    };
    let bar = Bar::new(common.lang());
    let read = run::proof(round, &bar);
    bar.finish();
    let (results, register) = match read {
        Ok(read) => read,
        Err(found) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let seed = seed.unwrap_or(&results.round.id).to_string();
    let picked = drawn(&results.round, &register, &share, &seed);
    let leaves: Vec<&LeafProof> = picked.iter().map(|at| &register.leaves[*at]).collect();
    if let Err(error) = write(&results, &register, (&leaves, &seed), common) {
        return outputs::refused_by(&results, &error, common);
    }
    match common.format {
        Format::Json => print::json(&sample_json(&results, &leaves, &seed)),
        Format::Text => {
            print::line(&report::proof::drawn_by(leaves.len(), &seed, common.lang()));
            let file = outputs::folder(&results, common).join(format!("{FILE}.xlsx"));
            print::line(&file.display().to_string());
        }
    }
    DONE
}

/// `5%` as a share of one.
fn share_of(text: &str) -> Option<Exact> {
    let percent = text.trim().strip_suffix('%')?.trim().replace(',', ".");
    let share = Exact::from_decimal(&percent)?.checked_div(&Exact::whole(100))?;
    (share > Exact::zero() && share <= Exact::one()).then_some(share)
}

fn write(
    results: &Results,
    register: &Register,
    (leaves, seed): (&[&LeafProof], &str),
    common: &Common,
) -> Result<(), WriteError> {
    let output = outputs::open(results, common)?;
    let page = report::proof::field_page((results, register), (leaves, seed), common.lang());
    xlsx::write_pages(&output, results, common.lang(), &results.round.title, (FILE, &[page]))?;
    outputs::commit(&output, common)
}

fn sample_json(results: &Results, leaves: &[&LeafProof], seed: &str) -> Value {
    let leaves = leaves.iter().map(|leaf| {
        let unit = results.round.units.get(leaf.unit).map(|unit| unit.id.as_str());
        json!({ "unit": unit, "code": leaf.code.as_str(), "points": leaf.points.to_plain() })
    });
    json!({ "seed": seed, "leaves": leaves.collect::<Vec<_>>() })
}
