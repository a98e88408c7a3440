//! The commands: arguments in, exit code out. One file per command; each joins the stages in
//! a few lines.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // printing and files: an edge

mod check;
mod init;
mod print;
mod progress;
mod schema;
mod score;
mod why;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::terms::Lang;

/// Done; nothing that a person must settle.
const DONE: u8 = 0;
/// Done, with errors in the inputs.
const WITH_ERRORS: u8 = 1;
/// The command could not run.
const FAILED: u8 = 2;

const HELP: &str = "\
{about-with-newline}
{usage-heading} {usage}

{all-args}

Hướng dẫn nhanh:
  1. parindex init THU-MUC            tạo thư mục đợt đánh giá mẫu
  2. chép tệp các đơn vị gửi vào evidence/, tệp thẩm định vào appraisal/
  3. parindex check THU-MUC           xem những gì phải sửa
  4. parindex score THU-MUC           chấm điểm, xếp hạng, ghi vào reports/
  5. parindex why THU-MUC DON-VI MA   vì sao một tiêu chí được từng ấy điểm

Mã kết thúc: 0 xong; 1 xong nhưng số liệu có lỗi phải sửa; 2 không chạy được.";

/// Chấm Chỉ số cải cách hành chính và chỉ số hài lòng từ tệp Excel của các đơn vị.
#[derive(Parser)]
#[command(
    name = "parindex",
    version,
    help_template = HELP,
    disable_help_subcommand = true,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
    next_help_heading = "Tùy chọn"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
pub(super) struct Common {
    /// Ngôn ngữ: vi hoặc en (language)
    #[arg(
        long,
        global = true,
        default_value = "vi",
        value_name = "vi|en",
        hide_possible_values = true
    )]
    lang: LangArgument,
    /// Thư mục ghi kết quả; mặc định reports/<mã đợt>
    #[arg(long, global = true, value_name = "THƯ MỤC")]
    out: Option<PathBuf>,
    /// Dạng in ra: text hoặc json
    #[arg(
        long,
        global = true,
        default_value = "text",
        value_name = "text|json",
        hide_possible_values = true
    )]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArgument {
    Vi,
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

impl Common {
    fn lang(&self) -> Lang {
        match self.lang {
            LangArgument::Vi => Lang::Vi,
            LangArgument::En => Lang::En,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Chấm điểm, xếp hạng, ghi bảng Excel, biểu đồ và results.json
    Score {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT")]
        round: PathBuf,
        /// Không vẽ biểu đồ PNG/SVG
        #[arg(long)]
        no_charts: bool,
    },
    /// Kiểm tra đợt đánh giá, bộ tiêu chí hoặc phương án khảo sát, không ghi gì
    Check {
        /// Thư mục có round.toml, hoặc một tệp TOML
        #[arg(value_name = "ĐỢT")]
        round: PathBuf,
    },
    /// Vì sao: diễn giải điểm của một tiêu chí, một nhóm, hay chỉ số của đơn vị
    Why {
        #[arg(value_name = "ĐỢT")]
        round: PathBuf,
        /// Mã hoặc tên đơn vị
        #[arg(value_name = "ĐƠN VỊ")]
        unit: String,
        /// Mã tiêu chí, như 3.2.1; bỏ trống để xem chỉ số, hạng, loại
        #[arg(value_name = "MÃ")]
        code: Option<String>,
    },
    /// Tạo thư mục đợt đánh giá mới từ ví dụ có sẵn
    Init {
        #[arg(value_name = "THƯ MỤC")]
        folder: PathBuf,
    },
    /// In JSON Schema của các tệp TOML, để trình soạn thảo gợi ý và kiểm tra
    Schema {
        /// round, criteria hoặc survey; bỏ trống để in cả ba
        #[arg(value_name = "LOẠI")]
        kind: Option<String>,
    },
}

/// Runs the program; the result is its exit code.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { FAILED } else { DONE };
        }
    };
    let common = &arguments.common;
    match &arguments.command {
        Command::Score { round, no_charts } => score::run(round, *no_charts, common),
        Command::Check { round } => check::run(round, common),
        Command::Why { round, unit, code } => why::run(round, unit, code.as_deref(), common),
        Command::Init { folder } => init::run(folder, common),
        Command::Schema { kind } => schema::run(kind.as_deref(), common),
    }
}
