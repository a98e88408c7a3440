//! A round to practise on: the shipped round at intake with its criteria, from the program itself.

use std::borrow::Cow;
use std::path::Path;

use super::starts;
use crate::write::fresh::{NewFile, NotFresh, fresh};

macro_rules! of_round {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../data/hoa-thanh-2020-thu-nhan/", $name)).as_slice())),*]
    };
}

/// Every file of the shipped round; `tests/new_round.rs` compares the list with the folder.
const FILES: &[(&str, &[u8])] = of_round![
    "appraisal/vong-1-noi-vu-phong-ban.xlsx"
    "appraisal/vong-1-noi-vu-xa-phuong.xlsx"
    "appraisal/vong-1-tckh-phong-ban.xlsx"
    "appraisal/vong-1-tckh-xa-phuong.xlsx"
    "appraisal/vong-1-tu-phap-phong-ban.xlsx"
    "appraisal/vong-1-tu-phap-xa-phuong.xlsx"
    "appraisal/vong-1-van-phong-phong-ban.xlsx"
    "appraisal/vong-1-van-phong-xa-phuong.xlsx"
    "appraisal/vong-1-vhtt-phong-ban.xlsx"
    "appraisal/vong-1-vhtt-xa-phuong.xlsx"
    "appraisal/vong-2-noi-vu-xa-phuong.xlsx"
    "appraisal/vong-2-van-phong-xa-phuong.xlsx"
    "appraisal/vong-2-vhtt-phong-ban.xlsx"
    "evidence/hiep-tan.xlsx"
    "evidence/long-hoa.xlsx"
    "evidence/long-thanh-bac.xls"
    "evidence/long-thanh-nam.xlsx"
    "evidence/long-thanh-trung.ods"
    "evidence/phong-gddt.xlsx"
    "evidence/phong-kinh-te.xlsx"
    "evidence/phong-ldtbxh.xlsx"
    "evidence/phong-noi-vu.xlsx"
    "evidence/phong-qldt.xls"
    "evidence/phong-tckh.ods"
    "evidence/phong-tnmt.xlsx"
    "evidence/phong-tu-phap.xlsx"
    "evidence/phong-vhtt.xlsx"
    "evidence/thanh-tra.csv"
    "evidence/truong-dong.xlsx"
    "evidence/truong-hoa.xlsx"
    "evidence/truong-tay.csv"
    "evidence/vp-hdnd-ubnd.xlsx"
    "round.toml"
    "survey/giao-dich.xlsx"
    "survey/khao-sat-can-bo-phong-ban.xlsx"
    "survey/khao-sat-can-bo-xa-phuong.xlsx"
    "survey/sipas-phong-ban.csv"
    "survey/sipas-phuong.xlsx"
    "survey/sipas-xa.xlsx"
];

/// Where the shipped round has its criteria sets, and where the copy has them.
const SETS: (&str, &str) = ("../../criteria/", "criteria/");

/// Writes a copy of the shipped round at intake, to practise on. Its figures are an illustration.
///
/// # Errors
/// The folder is not empty; or the system refuses something.
pub fn practice(folder: &Path) -> Result<(), NotFresh> {
    fresh(folder, &files(), &[])
}

fn files() -> Vec<NewFile> {
    let own = FILES.iter().map(|(name, bytes)| {
        let bytes = match *name {
            "round.toml" => {
                let text = String::from_utf8_lossy(bytes).replace(SETS.0, SETS.1);
                Cow::Owned(text.into_bytes())
            }
            _ => Cow::Borrowed(*bytes),
        };
        (name.to_string(), bytes)
    });
    let named = starts::start("hoa-thanh-2020");
    let sets = named.iter().flat_map(|start| start.blocks);
    let sets = sets.map(|set| (format!("criteria/hoa-thanh-2020/{}", set.file), set.text));
    let surveys = named.iter().flat_map(|start| start.surveys);
    let surveys = surveys.map(|survey| (format!("criteria/{}", survey.file), survey.text));
    let criteria = sets.chain(surveys).map(|(name, text)| (name, Cow::Borrowed(text.as_bytes())));
    own.chain(criteria).collect()
}
