//! Classes by points and with gates on nodes and data items: what held a unit is named.

use parindex::rubric::ClassGate;

use crate::support::given;

#[test]
fn the_gate_that_held_a_unit_is_named() {
    let (results, _) = given("tests/cases/class-gates");
    let units = &results.blocks[0].index.units;
    let held = |at: usize| units[at].class_held.as_ref();
    assert!(held(0).is_none());
    let gates = |at: usize| held(at).unwrap().gates.clone();
    assert!(matches!(&gates(1)[..], [ClassGate::Node { code, .. }] if code.as_str() == "3"));
    assert!(matches!(&gates(2)[..], [ClassGate::Item { key, .. }] if key.as_str() == "bi_ky_luat"));
    // 59.99 points do not reach 60, and no gate is to blame.
    assert!(held(3).is_none());
    assert_eq!(units[3].class.as_deref(), Some("Khá"));
}
