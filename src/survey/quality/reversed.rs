//! Scales that look turned around: a sheet or a unit whose answers mirror those of the others,
//! a question that goes against the rest. Only said, never turned back unasked.

use crate::problem::{Place, Problem, Problems, kinds::survey as kinds};
use crate::round::Round;
use crate::survey::forms::Forms;
use crate::survey::scheme::Scheme;

/// So many forms must stand behind a suspicion.
const LEAST: usize = 20;

/// Sum and number of answers that have a place on the scale.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    n: usize,
    forms: usize,
}

impl Mean {
    fn add(&mut self, values: &[Option<f64>], answers: &[u8]) {
        self.forms += 1;
        for value in answers.iter().filter_map(|a| values[*a as usize]) {
            self.sum += value;
            self.n += 1;
        }
    }

    fn without(self, other: Mean) -> Mean {
        Mean { sum: self.sum - other.sum, n: self.n - other.n, forms: self.forms - other.forms }
    }

    fn value(self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / self.n as f64)
    }
}

/// Where each option stands on the scale, from 0 (the worst) to 1, by its byte. Options are
/// listed from one end to the other, so their order is the scale.
fn scale(scheme: &Scheme) -> Vec<Option<f64>> {
    let mut values = vec![None; 256];
    let rated: Vec<usize> =
        (0..scheme.options.len()).filter(|at| scheme.options[*at].share.is_some()).collect();
    let last = rated.len().saturating_sub(1).max(1) as f64;
    let share = |at: usize| scheme.options[at].share.as_ref().map_or(0.0, |s| s.to_f64());
    let ends = rated.first().zip(rated.last());
    let best_first = ends.is_some_and(|(first, last)| share(*first) >= share(*last));
    for (place, at) in rated.iter().enumerate() {
        let value = place as f64 / last;
        values[*at] = Some(if best_first { 1.0 - value } else { value });
    }
    values
}

/// Whether a part of the forms looks like the mirror image of the others.
fn mirrors(part: Mean, others: Mean) -> bool {
    let (Some(own), Some(rest)) = (part.value(), others.value()) else { return false };
    part.forms >= LEAST
        && others.forms >= LEAST
        && (rest - 0.5).abs() >= 0.15
        && (own - 0.5).abs() >= 0.15
        && (1.0 - own - rest).abs() <= 0.12
}

/// Says which sheets, units and questions look turned around.
pub(crate) fn report(forms: &Forms, scheme: &Scheme, round: &Round, problems: &mut Problems) {
    let values = scale(scheme);
    let mut all = Mean::default();
    let mut sheets = vec![Mean::default(); forms.sheets.len()];
    let mut units = vec![Mean::default(); round.units.len()];
    let mut sheet = 0;
    for form in 0..forms.len() {
        while sheet + 1 < forms.sheets.len() && forms.sheets[sheet + 1].first <= form {
            sheet += 1;
        }
        let answers = forms.row(form);
        all.add(&values, answers);
        if let Some(mean) = sheets.get_mut(sheet) {
            mean.add(&values, answers);
        }
        if let Some(mean) = units.get_mut(forms.units[form] as usize) {
            mean.add(&values, answers);
        }
    }
    let mut say = |place: Place, what: (String, String)| {
        let problem = Problem::new(&kinds::REVERSED, place);
        problems.push(problem.said("what", what.0, what.1).with("scheme", &scheme.id));
    };
    let mut said = false;
    for (at, mean) in sheets.iter().enumerate() {
        if mirrors(*mean, all.without(*mean)) {
            let sheet = &forms.sheets[at];
            let place = match sheet.sheet.is_empty() {
                true => Place::file(sheet.file.as_ref()),
                false => Place::sheet(sheet.file.as_ref(), sheet.sheet.as_ref()),
            };
            said = true;
            say(place, ("phiếu ở đây".to_string(), "the forms here".to_string()));
        }
    }
    let file = || Place::file(forms.sheets.first().map_or("", |s| s.file.as_ref()));
    for (at, mean) in units.iter().enumerate().filter(|_| !said) {
        if mirrors(*mean, all.without(*mean)) {
            let name = &round.units[at].name;
            say(file(), (format!("phiếu của {name}"), format!("the forms of {name}")));
        }
    }
    for question in against(forms, &values) {
        let id = &scheme.questions[question].id;
        say(file(), (format!("câu {id}"), format!("question {id}")));
    }
}

/// Questions whose answers go against those to all others: a correlation below −0,3.
fn against(forms: &Forms, values: &[Option<f64>]) -> Vec<usize> {
    let questions = forms.questions;
    if questions < 4 || forms.len() < LEAST {
        return Vec::new();
    }
    // n, Σx, Σy, Σxx, Σyy, Σxy of the answer and the mean of the form's other answers
    let mut sums = vec![[0.0f64; 6]; questions];
    for form in 0..forms.len() {
        let answers = forms.row(form);
        let (mut total, mut n) = (0.0, 0.0);
        for value in answers.iter().filter_map(|a| values[*a as usize]) {
            total += value;
            n += 1.0;
        }
        if n < 4.0 {
            continue;
        }
        for (sum, answer) in sums.iter_mut().zip(answers) {
            let Some(x) = values[*answer as usize] else { continue };
            let y = (total - x) / (n - 1.0);
            for (slot, term) in sum.iter_mut().zip([1.0, x, y, x * x, y * y, x * y]) {
                *slot += term;
            }
        }
    }
    let correlation = |[n, x, y, xx, yy, xy]: [f64; 6]| {
        (n * xy - x * y) / ((n * xx - x * x) * (n * yy - y * y)).sqrt()
    };
    let odd = |sum: &[f64; 6]| sum[0] >= LEAST as f64 && correlation(*sum) < -0.3;
    sums.iter().enumerate().filter(|(_, sum)| odd(sum)).map(|(at, _)| at).collect()
}
