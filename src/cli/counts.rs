//! `parindex counts ROUND`: what the registers come to, as CSV; or the SELECT by which a database
//! finds the same.

use std::path::Path;

use super::common::{Common, FAILED};
use super::{print, rows};
use crate::ledger::Findings;
use crate::register::{Dialect, sql};
use crate::round::Names;
use crate::run::Setting;
use crate::run::registers::{gather, registers};

pub(super) fn run(path: &Path, dialect: Option<&str>, common: &Common) -> u8 {
    let mut findings = Findings::default();
    let Some(setting) = Setting::read(path, &mut findings) else {
        print::refusal(&findings.problems.sorted(), common);
        return FAILED;
    };
    let all = registers(&setting, &mut findings.problems);
    if let Some(dialect) = dialect {
        let dialect = match dialect {
            "datafusion" => Dialect::DataFusion,
            _ => Dialect::PostgreSql,
        };
        let texts = all.iter().filter_map(|r| sql(r.scheme, &r.items, &r.constants, dialect));
        texts.for_each(|text| print::line(text.trim_end()));
    } else {
        print::line("register,unit,item,value");
        let names = Names::new(&setting.round);
        for register in &all {
            let id = &register.entries[0].0.id;
            let gathered = gather(&setting, register, &names, false, &mut findings);
            for figure in &gathered.figures.figures {
                let unit = &setting.round.units[figure.unit].id;
                let key = &register.items[figure.item].key;
                print::line(&format!("{id},{unit},{key},{}", figure.value));
            }
        }
    }
    rows::tell(findings.problems, common)
}
