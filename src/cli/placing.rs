//! Forms into a folder where forms may lie already: the same form stays as it is, a form of
//! another round, year, unit or set makes room and is told.

use std::path::Path;

use crate::forms::identity::{Whose, of_another, strangers, whose};
use crate::forms::workbook::FormBook;
use crate::grid::Book;
use crate::problem::{Kind, Place, Problem, Problems, kinds::forms as kinds};
use crate::read;
use crate::round::Round;
use crate::rubric::Rubric;
use crate::write::files::{Output, WriteError, is_kept_aside};
use crate::write::xlsx::form_workbook;

/// A folder that forms go into.
pub(super) struct Placing<'a> {
    pub output: &'a Output,
    pub folder: &'a Path,
    /// Whether forms that are there are written anew.
    pub force: bool,
    pub found: &'a mut Problems,
}

impl Placing<'_> {
    /// Writes the form, unless the same lies there and is to stay; whether it was written.
    pub(super) fn place(
        &mut self,
        form: &FormBook,
        rubric: &Rubric,
        name: &str,
    ) -> Result<bool, WriteError> {
        if self.folder.join(name).exists() {
            let whose = self.read(name).map(|book| whose(&book, form, rubric));
            match whose {
                Some(Whose::Same) if !self.force => return Ok(false),
                Some(Whose::Earlier(codes)) if !self.force => {
                    self.keep(name, &codes);
                    return Ok(false);
                }
                Some(Whose::Same | Whose::Earlier(_)) => {}
                Some(Whose::Other(vi, en)) => self.tell_other(name, (&vi, &en)),
                None => self.tell_other(name, ("tệp không đọc được", "a file that cannot be read")),
            }
        }
        self.output.write(name, &form_workbook(form, name)?)?;
        Ok(true)
    }

    fn shown(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn read(&self, name: &str) -> Option<Book> {
        // What is wrong with a file that is only looked at is nobody's concern.
        let mut unheard = Problems::default();
        read::book(&self.folder.join(name), &self.shown(name), &read::FORM, &mut unheard)
    }

    fn tell(&mut self, kind: &Kind, name: &str, facts: impl FnOnce(Problem) -> Problem) {
        self.found.push(facts(Problem::new(kind, Place::file(self.shown(name)))));
    }

    fn keep(&mut self, name: &str, codes: &[String]) {
        let leaves = match codes {
            [] => (String::new(), String::new()),
            codes => {
                let codes = codes.join(", ");
                (format!(", ở tiêu chí {codes}"), format!(", in {codes}"))
            }
        };
        self.tell(&kinds::FORM_EARLIER, name, |p| p.said("leaves", leaves.0, leaves.1));
    }

    /// The output keeps beside what somebody has changed; whose the file was is told here.
    fn tell_other(&mut self, name: &str, (vi, en): (&str, &str)) {
        self.tell(&kinds::FORM_OTHER, name, |p| p.said("differs", vi, en));
    }

    /// Tells of forms of another round or year that lie in the folder: they must not be sent out.
    pub(super) fn tell_strangers(&mut self, round: &Round) {
        let Ok(entries) = std::fs::read_dir(self.folder) else { return };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".xlsx")).collect();
        names.sort();
        // Forms of this round bear its id; a look into the others costs a moment each.
        names.retain(|name| !name.contains(&round.id) && !is_kept_aside(name, &round.id));
        let other = |name: &String| of_another(&self.read(name)?, &round.id, round.year);
        let strange: Vec<(String, String)> =
            names.into_iter().filter_map(|name| Some((other(&name)?, name))).collect();
        let folder = self.shown("");
        let told = |p: &Problem| {
            p.kind == kinds::FORMS_STRANGE
                && format!("/{folder}").ends_with(&format!("/{}", p.place.file))
        };
        if !self.found.iter().any(told) {
            self.found.push_all(strangers(&folder, &strange));
        }
    }
}
