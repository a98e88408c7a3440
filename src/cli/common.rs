//! What every command takes and gives: the options that all share, and the exit codes.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::terms::Lang;

/// Done; nothing that a person must settle.
pub(super) const DONE: u8 = 0;
/// Done, with errors in the inputs.
pub(super) const WITH_ERRORS: u8 = 1;
/// The command could not run.
pub(super) const FAILED: u8 = 2;

#[derive(Args)]
#[command(next_help_heading = "Tùy chọn")]
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
    pub(super) out: Option<PathBuf>,
    /// Ghi lại biểu mẫu đã có, hoặc ghi vào chỗ đang có kết quả của đợt khác; tệp cũ không do
    /// phần mềm ghi hoặc đã sửa, và kết quả của đợt khác, được giữ bên cạnh với đuôi -cu-1
    #[arg(long, global = true)]
    pub(super) force: bool,
    /// Dạng in ra: text hoặc json
    #[arg(
        long,
        global = true,
        default_value = "text",
        value_name = "text|json",
        hide_possible_values = true
    )]
    pub(super) format: Format,
    /// Nói từng bước cho cửa sổ đã chạy lệnh này
    #[arg(long, global = true, hide = true)]
    pub(super) watched: bool,
    /// In hướng dẫn
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
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
    pub(super) fn lang(&self) -> Lang {
        match self.lang {
            LangArgument::Vi => Lang::Vi,
            LangArgument::En => Lang::En,
        }
    }
}
