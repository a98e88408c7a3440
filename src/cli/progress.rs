//! A bar on standard error while the run goes on, when that is a terminal.

use std::io::IsTerminal;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};

use super::print::pick;
use crate::run::{Progress, Stage};
use crate::terms::Lang;

/// Shows the stages of a run one after the other.
pub(super) struct Bar {
    lang: Lang,
    bar: Option<Mutex<ProgressBar>>,
}

impl Bar {
    pub(super) fn new(lang: Lang) -> Bar {
        let shown = std::io::stderr().is_terminal();
        Bar { lang, bar: shown.then(|| Mutex::new(ProgressBar::hidden())) }
    }

    fn with(&self, act: impl FnOnce(&mut ProgressBar)) {
        if let Some(bar) = &self.bar {
            act(&mut bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        }
    }

    /// Takes the bar off the screen.
    pub(super) fn finish(&self) {
        self.with(|bar| bar.finish_and_clear());
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage, steps: usize) {
        let words = match stage {
            Stage::Evidence => pick(self.lang, "Đọc hồ sơ tự chấm", "Reading evidence"),
            Stage::Appraisal => pick(self.lang, "Đọc kết quả thẩm định", "Reading appraisals"),
            Stage::Survey => pick(self.lang, "Đọc phiếu khảo sát", "Reading survey forms"),
            Stage::Scoring => pick(self.lang, "Chấm điểm", "Scoring"),
            Stage::Writing => pick(self.lang, "Ghi kết quả", "Writing"),
        };
        self.with(|bar| {
            bar.finish_and_clear();
            *bar = ProgressBar::new(steps as u64);
            let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}");
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar.set_message(words);
        });
    }

    fn step(&self) {
        self.with(|bar| bar.inc(1));
    }
}
