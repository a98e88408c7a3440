//! Columns of forms that many surveys do not have: they cost nothing until a value comes.

use std::collections::HashMap;

use crate::text::{fold, tidy};

/// No group, no cluster, no number of seconds.
pub const NONE: u32 = u32::MAX;

/// A column of which the forms behind the last value have none.
#[derive(Debug, Clone)]
pub struct Sparse<T> {
    none: T,
    values: Vec<T>,
}

impl<T: Copy + PartialEq> Sparse<T> {
    pub fn new(none: T) -> Self {
        Sparse { none, values: Vec::new() }
    }

    /// The value of a form, or the mark for none.
    pub fn get(&self, form: usize) -> T {
        self.values.get(form).copied().unwrap_or(self.none)
    }

    /// Sets the value of a form.
    pub fn put(&mut self, form: usize, value: T) {
        if let Some(slot) = self.values.get_mut(form) {
            *slot = value;
        } else if value != self.none {
            self.values.resize(form + 1, self.none);
            self.values[form] = value;
        }
    }

    /// No form has a value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Adds the column of forms that come behind the first `before`.
    pub fn append(&mut self, before: usize, other: Sparse<T>) {
        if !other.is_empty() {
            self.values.resize(before, self.none);
            self.values.extend(other.values);
        }
    }

    /// The values of some forms, in their order.
    pub fn kept(&self, forms: &[u32]) -> Sparse<T> {
        if self.is_empty() {
            return Sparse::new(self.none);
        }
        let values = forms.iter().map(|form| self.get(*form as usize)).collect();
        Sparse { none: self.none, values }
    }
}

impl Sparse<i64> {
    /// Moves the values of the forms from `first` on.
    pub fn shift(&mut self, first: usize, by: i64) {
        for value in self.values.iter_mut().skip(first).filter(|value| **value != self.none) {
            *value += by;
        }
    }
}

/// A column of texts, each form's as the number of its text.
#[derive(Debug, Clone)]
pub struct Labels {
    codes: Sparse<u32>,
    /// As first written, tidied; texts with one fold are one.
    pub names: Vec<String>,
    by_fold: HashMap<String, u32>,
    by_text: HashMap<Box<[u8]>, u32>,
}

impl Default for Labels {
    fn default() -> Self {
        Labels {
            codes: Sparse::new(NONE),
            names: Vec::new(),
            by_fold: HashMap::new(),
            by_text: HashMap::new(),
        }
    }
}

/// So many spellings are kept in mind; a column with more is not one of labels.
const SPELLINGS: usize = 100_000;

impl Labels {
    /// The number of the form's text, or [`NONE`].
    pub fn get(&self, form: usize) -> u32 {
        self.codes.get(form)
    }

    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Sets the text of a form.
    pub fn put(&mut self, form: usize, text: &[u8]) {
        let number = self.number(text);
        self.codes.put(form, number);
    }

    /// The number of a text; [`NONE`] for nothing written.
    pub fn number(&mut self, text: &[u8]) -> u32 {
        if let Some(number) = self.by_text.get(text) {
            return *number;
        }
        let words = String::from_utf8_lossy(text);
        let folded = fold(&words);
        let next = self.names.len() as u32;
        let number = match self.by_fold.get(&folded) {
            _ if folded.is_empty() => NONE,
            Some(number) => *number,
            None => {
                self.names.push(tidy(&words));
                self.by_fold.insert(folded, next);
                next
            }
        };
        if self.by_text.len() < SPELLINGS {
            self.by_text.insert(text.into(), number);
        }
        number
    }

    pub fn append(&mut self, before: usize, other: Labels) {
        let numbers: Vec<u32> = other.names.iter().map(|n| self.number(n.as_bytes())).collect();
        let Labels { mut codes, .. } = other;
        for code in &mut codes.values {
            *code = numbers.get(*code as usize).copied().unwrap_or(NONE);
        }
        self.codes.append(before, codes);
    }

    pub fn kept(&self, forms: &[u32]) -> Labels {
        Labels { codes: self.codes.kept(forms), names: self.names.clone(), ..Labels::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_together_in_order() {
        let (mut first, mut second) = (Labels::default(), Labels::default());
        first.put(1, "Ấp 1".as_bytes());
        second.put(0, "Ấp 2".as_bytes());
        second.put(1, " ẤP  1".as_bytes());
        second.put(2, b" ");
        first.append(3, second);
        let codes: Vec<u32> = (0..6).map(|form| first.get(form)).collect();
        assert_eq!(codes, [NONE, 0, NONE, 1, 0, NONE]);
        assert_eq!(first.names, ["Ấp 1", "Ấp 2"]);
        assert_eq!(first.kept(&[3, 4]).get(0), 1);
    }
}
