//! The commands: arguments in, exit code out. One file per command; each joins the stages in
//! a few lines.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // printing and files: an edge

mod annex;
mod appraise;
mod arguments;
mod board;
mod calendar;
mod check;
mod common;
mod compare;
mod counts;
mod diff;
mod draft_set;
mod explain_round;
mod field_sample;
mod history;
mod init;
mod one_unit;
mod open;
mod outgoing;
mod outputs;
mod package;
mod papers;
mod path;
mod placing;
mod preview;
mod print;
mod progress;
mod proof;
mod rows;
mod sample;
mod schema;
mod score;
mod seal;
mod sendback;
mod survey;
mod take;
mod template;
mod try_set;
mod verify;
pub(crate) mod watched;
mod why;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;

use crate::caught::{Panic, caught};
use crate::read;
use crate::run::Draw;
use crate::terms::Lang;
use crate::write::files::abandon;
use arguments::{Arguments, Command, READ_WORKER};
use common::{Common, DONE, FAILED};
#[cfg(feature = "window")]
pub(crate) use init::this_year;
pub use open::{Opener, Window};

/// What must be so before anything is read; the exit code when it is not.
fn prepare(command: &Command, common: &Common) -> Option<u8> {
    if let Err(error) = rayon::ThreadPoolBuilder::new().build_global() {
        print::failure(&match common.lang() {
            Lang::Vi => format!(
                "Máy không cấp đủ tiến trình để chạy; đóng bớt chương trình rồi chạy lại. Chưa đọc và chưa ghi gì. (chi tiết kỹ thuật: {error})"
            ),
            Lang::En => {
                format!("The system gives too few threads to run; nothing was read: {error}")
            }
        });
        return Some(FAILED);
    }
    let lang = common.lang();
    // Without it, an interruption leaves files that wait, which the next run removes.
    let _ = ctrlc::set_handler(move || interrupted(lang));
    if common.watched {
        watched::begin(move || interrupted(lang));
    }
    let (round, writes) = command.place()?;
    outputs::refuse(round, writes, common)
}

/// What an interruption of a program is told by.
const INTERRUPTED: i32 = 130;

#[allow(clippy::disallowed_methods, reason = "there is no way back to `main` from here")]
fn interrupted(lang: Lang) {
    abandon();
    print::failure(print::pick(lang, "Đã dừng theo yêu cầu.", "Stopped as asked."));
    std::process::exit(INTERRUPTED);
}

/// Runs the program; the result is its exit code. Without an `opener` the program has no window.
pub fn main(arguments: impl IntoIterator<Item = OsString>, opener: Option<Opener>) -> u8 {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let called = words.first().map(PathBuf::from);
    let words = if opener.is_some() { open::as_typed(words) } else { words };
    let mut arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            if !error.use_stderr() {
                let _ = error.print();
                return DONE;
            }
            eprintln!("Dòng lệnh chưa đúng. Xem hướng dẫn: parindex --help\n");
            let _ = error.print();
            return FAILED;
        }
    };
    if let Command::ReadWorker { memory } = arguments.command {
        return if read::work(memory).is_ok() { DONE } else { FAILED };
    }
    let program = std::env::current_exe().ok().or(called);
    read::isolate(program.unwrap_or_default(), &[READ_WORKER]);
    let common = &arguments.common;
    // Whatever a library does when the system gives it no thread or no memory.
    let command = &mut arguments.command;
    caught(|| run(command, common, opener)).unwrap_or_else(|panic| {
        let Panic { place, words } = panic;
        print::failure(&match common.lang() {
            Lang::Vi => format!(
                "Phần mềm dừng vì lỗi ngoài dự kiến; kết quả cũ còn nguyên. Đóng bớt chương trình rồi chạy lại; nếu vẫn lỗi, gửi dòng này cho người phụ trách: {words} ({place})"
            ),
            Lang::En => format!(
                "The program stopped at an unexpected fault; earlier results are untouched. Run again; if it goes on, send this line to whoever looks after it: {words} ({place})"
            ),
        });
        FAILED
    })
}

#[allow(clippy::too_many_lines, reason = "one line per command")]
fn run(command: &mut Command, common: &Common, opener: Option<Opener>) -> u8 {
    let writes = command.place().map(|(_, writes)| writes);
    let opened = match package::resolve(command.round_mut(), writes, common) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let command = &*command;
    if let Some(code) = prepare(command, common) {
        return code;
    }
    let code = match command {
        Command::ReadWorker { .. } => FAILED,
        Command::Score { round, no_charts } => score::run(round, *no_charts, common),
        Command::Survey { round, no_charts } => survey::run(round, *no_charts, common),
        Command::Sample { round, seed, proof: Some(share), .. } => {
            field_sample::run(round, share, seed.as_deref(), common)
        }
        Command::Sample { round, seed, keep, sizes_only, proof: None } => {
            let how = Draw { seed: seed.as_deref(), keep, sizes_only: *sizes_only };
            sample::run(round, &how, common)
        }
        Command::Check { round, bounds: true, .. } => check::bounds_of(round, common),
        Command::Check { round, unit, .. } => check::run(round, unit.as_deref(), common),
        Command::Template { round } => template::run(round, common),
        Command::Take { round, files, dry_run, unit, criterion } => {
            let (unit, criterion) = (unit.as_deref(), criterion.as_deref());
            let how = take::How { dry_run: *dry_run, unit, criterion };
            take::run(round, files, &how, common)
        }
        Command::Board { round } => board::run(round, common),
        Command::SendBack { round, deadline } => sendback::run(round, deadline.as_deref(), common),
        Command::ExplainRound { round, deadline } => {
            explain_round::run(round, deadline.as_deref(), common)
        }
        Command::Why { round, unit, code } => why::run(round, unit, code.as_deref(), common),
        Command::Calendar { round, at } => calendar::run(round, *at, common),
        Command::Path { round, unit, to, index, rank, leave, effort, with_survey, with_judged } => {
            let wish = path::Wish {
                unit,
                class: to.as_deref(),
                index: index.as_deref(),
                rank: *rank,
                leave,
                effort: effort.as_deref(),
                with_survey: *with_survey,
                with_judged: *with_judged,
            };
            path::run(round, &wish, common)
        }
        Command::Rows { round, unit, item, not, clean } => {
            let (unit, item) = (unit.as_deref(), item.as_deref());
            let wish = rows::Wish { unit, item, not: *not, clean: clean.as_deref() };
            rows::run(round, &wish, common)
        }
        Command::Counts { round, sql } => counts::run(round, sql.as_deref(), common),
        Command::Appraise { round, vong } => appraise::run(round, *vong, common),
        Command::History { round, unit, code } => history::run(round, unit, code, common),
        Command::Preview { round } => preview::run(round, common),
        Command::Proof { round } => proof::run(round, common),
        Command::TrySet { round, set, block } => try_set::run(round, set, block.as_deref(), common),
        Command::Compare { round, map } => compare::run(round, *map, common),
        Command::Papers { round, public } => papers::run(round, *public, common),
        Command::Seal { round, proof, no_personal, day } => seal::run(
            round,
            &seal::How { proof: *proof, no_personal: *no_personal, day: *day },
            common,
        ),
        Command::Verify { file } => verify::run(file, common),
        Command::Diff { old, new } => diff::run([old, new], common),
        Command::Annex { set } => annex::run(set, common),
        Command::DraftSet { annex } => draft_set::run(annex, common),
        Command::Init { folder, named } => init::run(folder, named, common),
        Command::Practice { folder } => init::practise(folder, common),
        Command::Schema { kind } => schema::run(kind.as_deref(), common),
        Command::Open { round, no_browser, idle } => {
            let (round, no_browser) = (round.as_deref(), *no_browser);
            open::run(&open::Wish { round, no_browser, idle: *idle }, opener, common)
        }
    };
    // It has been read to the end.
    drop(opened);
    code
}
