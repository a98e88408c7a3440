//! A folder of evidence that belongs to another round: most of its files name units that this
//! round does not have. In: what was said of the files. Out: the cause of it, said once.

use std::collections::BTreeSet;

use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::Round;

/// So few strange files may be slips of the pen.
const FEW: usize = 3;

/// Says that the files are another round's when more than half of them name unknown units.
pub fn foreign(round: &Round, files: &[&str], problems: &mut Problems) {
    let all: BTreeSet<&str> = files.iter().copied().collect();
    let unknown = |problem: &Problem| {
        problem.kind.code == kinds::round::UNIT_UNKNOWN.code
            && all.contains(problem.place.file.as_str())
    };
    let strange: BTreeSet<String> =
        problems.iter().filter(|p| unknown(p)).map(|p| p.place.file.clone()).collect();
    if strange.len() < FEW || 2 * strange.len() <= all.len() {
        return;
    }
    let first = strange.first().map_or("", String::as_str);
    let folder = first.rsplit_once('/').map_or(".", |(folder, _)| folder);
    let place = Place::file(folder);
    for problem in problems.iter_mut().filter(|problem| unknown(problem)) {
        problem.because = Some(place.clone());
    }
    problems.push(
        Problem::new(&kinds::evidence::FOREIGN, place)
            .with("count", strange.len())
            .with("of", all.len())
            .with("round", &round.title),
    );
}
