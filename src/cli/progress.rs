//! A bar on standard error while the run goes on, when that is a terminal; a line for each step,
//! when the window watches.

use std::io::IsTerminal;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};

use super::print;
use super::watched::{self, Step};
use crate::run::{Progress, Stage};
use crate::terms::Lang;

/// Shows the stages of a run one after the other.
pub(super) struct Bar {
    lang: Lang,
    bar: Option<Mutex<ProgressBar>>,
    /// What the window hears.
    step: Option<Mutex<Step>>,
}

impl Bar {
    pub(super) fn new(lang: Lang) -> Bar {
        let shown = std::io::stderr().is_terminal();
        let step = Step { at: 0, of: 0, words: String::new() };
        let step = watched::is_on().then(|| Mutex::new(step));
        Bar { lang, bar: shown.then(|| Mutex::new(ProgressBar::hidden())), step }
    }

    /// Tells the window how far the run is.
    fn tell(&self, act: impl FnOnce(&mut Step)) {
        if let Some(step) = &self.step {
            let mut step = step.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            act(&mut step);
            print::failure(&step.line());
        }
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
        let words = stage.words().say(self.lang);
        self.with(|bar| {
            bar.finish_and_clear();
            *bar = ProgressBar::new(steps as u64);
            let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}");
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar.set_message(words);
        });
        self.tell(|step| *step = Step { at: 0, of: steps, words: words.to_string() });
    }

    fn step(&self) {
        self.with(|bar| bar.inc(1));
        self.tell(|step| step.at += 1);
    }
}
