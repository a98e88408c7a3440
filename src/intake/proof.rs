//! Documents that prove what a form says: whose they are.

use super::desk::Desk;
use super::known::known;
use crate::evidence::{Form, NamedFiles};
use crate::terms::{Code, UnitId};

/// Where proof is kept, one folder for each unit. No pattern of a round looks there.
const FOLDER: &str = "minh-chung";

/// The folder of a unit's proof, below that of the round and with its `/`; of a criterion, its own
/// folder in it.
pub fn folder(unit: &UnitId, criterion: Option<&Code>) -> String {
    let own = criterion.map_or(String::new(), |code| format!("{code}/"));
    format!("{FOLDER}/{unit}/{own}")
}

/// The unit that a document proves something of: the one that its name names, or the only one
/// whose form names the file.
pub(super) fn unit_of(desk: &Desk, name: &str, dropped: &[&Form]) -> Option<usize> {
    if let Some(form) = Form::unusable(name, &desk.names) {
        return Some(form.unit);
    }
    let here = known(desk).iter().flat_map(|known| &known.is.forms);
    let mut units: Vec<usize> = Vec::new();
    for form in here.chain(dropped.iter().copied()) {
        let mut named = NamedFiles::new(std::iter::once(name));
        named.look_through(form);
        if named.holds(name) && !units.contains(&form.unit) {
            units.push(form.unit);
        }
    }
    if let [one] = units[..] { Some(one) } else { None }
}
