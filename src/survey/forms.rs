//! The valid forms of one survey, as columns: one row per respondent, nothing personal.

/// All forms of all files. Answers are positions in `Scheme::options`, or one of the two
/// marks below.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// Answers per form.
    pub questions: usize,
    /// Position of the form's unit in `Round::units`.
    pub units: Vec<u32>,
    /// Position of the respondent's group in `group_names`, or [`NONE`].
    pub groups: Vec<u32>,
    /// Number of the form's cluster, or [`NONE`].
    pub clusters: Vec<u32>,
    /// Form by form, `questions` answers each.
    pub answers: Vec<u8>,
    pub group_names: Vec<String>,
    /// Margins of the weights per form.
    pub margins: usize,
    /// Form by form, `margins` positions in `category_names` each, or [`NO_CATEGORY`].
    pub in_margins: Vec<u16>,
    /// The names of the categories, by margin.
    pub category_names: Vec<Vec<String>>,
}

/// No answer was given.
pub const BLANK: u8 = u8::MAX;
/// Something was written that is not an answer.
pub const REFUSED: u8 = u8::MAX - 1;
/// No group, no cluster.
pub const NONE: u32 = u32::MAX;
/// Nothing was written about this margin.
pub const NO_CATEGORY: u16 = u16::MAX;

impl Forms {
    pub fn new(questions: usize) -> Forms {
        Forms { questions, ..Forms::default() }
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub fn push(&mut self, unit: u32, group: u32, cluster: u32, answers: &[u8]) {
        self.units.push(unit);
        self.groups.push(group);
        self.clusters.push(cluster);
        self.answers.extend_from_slice(answers);
    }

    /// The categories of one form, one per margin.
    pub fn categories(&self, form: usize) -> &[u16] {
        let start = form * self.margins;
        self.in_margins.get(start..start + self.margins).unwrap_or_default()
    }

    /// The answers of one form.
    pub fn row(&self, form: usize) -> &[u8] {
        let start = form * self.questions;
        self.answers.get(start..start + self.questions).unwrap_or_default()
    }

    /// The forms in which every question has a readable answer.
    pub fn complete(&self) -> Forms {
        let mut kept = Forms {
            group_names: self.group_names.clone(),
            margins: self.margins,
            category_names: self.category_names.clone(),
            ..Forms::new(self.questions)
        };
        for form in 0..self.len() {
            let answers = self.row(form);
            if answers.iter().all(|a| *a < REFUSED) {
                kept.push(self.units[form], self.groups[form], self.clusters[form], answers);
                kept.in_margins.extend_from_slice(self.categories(form));
            }
        }
        kept
    }

    /// The forms of each of `units` units, in the order of reading.
    pub fn by_unit(&self, units: usize) -> Vec<Vec<usize>> {
        let mut rows = vec![Vec::new(); units];
        for (form, unit) in self.units.iter().enumerate() {
            if let Some(list) = rows.get_mut(*unit as usize) {
                list.push(form);
            }
        }
        rows
    }
}
