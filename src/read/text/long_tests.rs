use super::*;
use crate::read::text::pieces::border;

/// Keeps rows as text, with a mark for broken ones.
#[derive(Default)]
struct Keep(Vec<String>);

impl TakeRows for Keep {
    type Piece = Vec<String>;

    fn row<L: Line>(&mut self, row: u32, line: &L) {
        let fields: Vec<String> = (0..3).map(|column| line.held(column).raw()).collect();
        self.0.push(format!("{row}: {}", fields.join("|")));
    }

    fn broken(&mut self, row: u32) {
        self.0.push(format!("{row} broken"));
    }

    fn piece(&mut self, _: u32) -> Vec<String> {
        std::mem::take(&mut self.0)
    }
}

fn rows(text: &str) -> Vec<String> {
    let rules = Rules { separator: b',', width: 3 };
    let mut keep = Keep::default();
    rules.read(text.as_bytes(), 0, 0, &mut keep);
    keep.piece(0)
}

#[test]
fn rows_keep_their_numbers_and_torn_ones_are_told() {
    let text = "a,b,c\n1,\"x\ny\",3\n\n1,2\n1,2,3,4\n1,2,3,\nChữ ký\n9,8,7\n";
    let expected =
        ["0: a|b|c", "1: 1|x\ny|3", "3 broken", "4 broken", "5: 1|2|3", "6: Chữ ký||", "7: 9|8|7"];
    assert_eq!(rows(text), expected);
}

#[test]
fn a_lone_mark_spoils_its_row_only() {
    assert_eq!(
        rows("1,2,3\n4,\"5,6\n7,8,9\n1,2,3"),
        ["0: 1|2|3", "1 broken", "2: 7|8|9", "3: 1|2|3"]
    );
    assert_eq!(rows("1,\"2,3\n4,5,6\n7,\"8\",9\n"), ["0 broken", "1: 4|5|6", "2: 7|8|9"]);
    assert_eq!(rows("1,2,3\n4,5,\"6"), ["0: 1|2|3", "1 broken"]);
}

#[test]
fn bytes_that_are_no_text_spoil_their_row_only() {
    let rules = Rules { separator: b',', width: 3 };
    let mut keep = Keep::default();
    rules.read(b"1,2,3\n4,\xF0,6\n7,8,9\n", 5, 6, &mut keep);
    assert_eq!(keep.piece(0), ["6 broken", "7: 7|8|9"]);
}

#[test]
fn pieces_end_with_a_line() {
    assert_eq!(border(b"a,b\nc,"), Some(4));
    assert_eq!(border(b"a,\"b\nc"), Some(5));
    assert_eq!(border(b"a,b\nc,\"d\ne"), Some(4));
    assert_eq!(border(b"a,b\r\nc\r"), Some(5));
    assert_eq!(border(b"abc"), None);
}

#[test]
fn a_letter_cut_at_the_end_is_left_out() {
    let text = "xã Trường Đông Ấp".as_bytes();
    for end in 0..=text.len() {
        let head = &text[..end];
        assert!(std::str::from_utf8(&head[..end - cut_letter(head)]).is_ok(), "{end}");
        assert!(cut_letter(head) < 4);
    }
}

#[test]
fn every_cut_gives_the_same_rows() {
    let text: String = (0..500).map(|n| format!("{n},\"x, {n}\",y\r\n")).collect();
    let whole = rows(&text);
    let source = Source::Text(text, 0);
    let mut cutter = Cutter::new(&source);
    let mut pieces = Vec::new();
    let mut row = 0;
    while let Some((_, bytes)) = cutter.next_within(64) {
        let rules = Rules { separator: b',', width: 3 };
        let mut keep = Keep::default();
        row = rules.read(&bytes, row, 0, &mut keep);
        pieces.extend(keep.piece(0));
    }
    assert_eq!(pieces, whole);
}

/// A file of one line of many megabytes is no table.
#[test]
fn a_line_without_end_is_refused() {
    let text = "a".repeat(2 * crate::read::text::pieces::LONGEST);
    let source = Source::Text(text, 0);
    let mut cutter = Cutter::new(&source);
    assert!(cutter.next().is_none());
    assert!(cutter.failed.is_some());
}

#[test]
fn behind_a_line_without_end_no_thread_goes_on() {
    let mut text = "C1,C2\n5,5\n".to_string();
    text.push_str(&"a".repeat(crate::read::text::pieces::LONGEST + (8 << 20)));
    text.push_str("\n4,4\n");
    let source = Source::Text(text, 0);
    let mut cutter = Cutter::new(&source);
    assert_eq!(cutter.next().map(|(number, bytes)| (number, bytes.len())), Some((0, 10)));
    assert!((0..4).all(|_| cutter.next().is_none()));
    // the long one, and the one below it
    assert_eq!(cutter.lost, 2);
}

#[test]
fn rows_from_a_line_without_end_on_are_rows_of_the_table() {
    for last in ["\n4,4\n3,3", "\r\n4,4\r\n3,3\r\n", "\n4,4\n\"3\",3\n"] {
        let long = "a".repeat(LONGEST + 100);
        let text = format!("C1,C2\n5,5\n{long}{last}");
        let head = Grid::default();
        let table = LongTable {
            head,
            sha256: String::new(),
            separator: b',',
            source: Source::Text(text, 0),
        };
        assert_eq!(table.rows(), [(0, 4)], "{last:?}");
    }
}

#[test]
fn lines_are_counted_beside_the_digest() {
    let (sha256, lines) = sha256_of(b"a\r\nb\r\n", &b"c\r\n\r\n"[..]).unwrap();
    assert_eq!((sha256, lines), (crate::read::sha256(b"a\r\nb\r\nc\r\n\r\n"), 5));
}
