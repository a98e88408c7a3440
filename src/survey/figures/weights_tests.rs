use super::*;

fn forms(categories: &[(usize, [Option<usize>; 2])]) -> Vec<Given> {
    let many = categories.iter().flat_map(|(times, given)| vec![given.to_vec(); *times]);
    many.collect()
}

#[test]
fn one_margin_is_target_over_share() {
    // 30 of 40 are men, half should be: 0.5 / 0.75 and 0.5 / 0.25
    let forms = forms(&[(30, [Some(0), Some(0)]), (10, [Some(1), Some(0)])]);
    let found = rake(&forms, &[vec![1.0, 1.0], vec![1.0]]);
    assert_eq!(found.weights[0], 666_667);
    assert_eq!(found.weights[39], 2_000_000);
    assert!(found.converged);
}

#[test]
fn known_amounts_may_be_counts() {
    let forms = forms(&[(1, [Some(0), Some(0)]), (1, [Some(1), Some(0)])]);
    let found = rake(&forms, &[vec![300.0, 100.0], vec![1.0]]);
    assert_eq!(found.weights, [1_500_000, 500_000]);
}

#[test]
fn forms_that_do_not_say_keep_their_share() {
    let zero = Some(0);
    let forms = forms(&[(3, [zero, zero]), (1, [Some(1), zero]), (4, [None, zero])]);
    let found = rake(&forms, &[vec![1.0, 1.0], vec![1.0]]);
    assert_eq!(found.weights[..4], [666_667, 666_667, 666_667, 2_000_000]);
    assert_eq!(found.weights[4..], [UNIT_WEIGHT; 4]);
    assert_eq!(found.unknown, [4, 0]);
}

#[test]
fn an_empty_category_is_named_and_the_others_share_its_part() {
    let forms = forms(&[(2, [Some(0), Some(0)]), (2, [Some(1), Some(0)])]);
    let found = rake(&forms, &[vec![1.0, 1.0, 2.0], vec![1.0]]);
    assert_eq!(found.empty, [(0, 2)]);
    assert_eq!(found.weights, [UNIT_WEIGHT; 4]);
}

#[test]
fn a_margin_of_which_nothing_is_known_is_left_out() {
    let forms = forms(&[(3, [Some(0), Some(0)]), (1, [Some(1), Some(1)])]);
    let found = rake(&forms, &[vec![1.0, 1.0], vec![0.0, 0.0]]);
    assert_eq!(found.weights, [666_667, 666_667, 666_667, 2_000_000]);
    assert_eq!((found.unknown, found.empty), (vec![0, 4], vec![]));
}

#[test]
fn margins_that_contradict_each_other_do_not_settle() {
    // the first category of both margins is the same people, and cannot be 20% and 80% at once
    let forms = forms(&[(5, [Some(0), Some(0)]), (5, [Some(1), Some(1)])]);
    let found = rake(&forms, &[vec![2.0, 8.0], vec![8.0, 2.0]]);
    assert!(!found.converged);
    assert_eq!(found.weights, [UNIT_WEIGHT; 10]);
}
