use super::*;

#[test]
fn flags_are_counted() {
    let mut forms = Forms::new(8);
    forms.push(0, 0, 0, &[1; 8]);
    forms.push(0, 0, 0, &[1, 1, 1, 1, 1, 1, 1, BLANK]);
    for _ in 0..3 {
        forms.push(0, 0, 0, &[0, 1, 0, 1, 0, 1, 0, REFUSED]);
    }
    let flags = quality(&forms, &[0, 1, 2, 3, 4]);
    let expected = Quality {
        forms: 5,
        complete: 1,
        blank: 1,
        refused: 3,
        straight: 1,
        identical: 2,
        longest_run: 8,
        ..Quality::default()
    };
    assert_eq!(flags, expected);
}
