//! A round with random rows and random items counted from them.

use std::fs;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len() as u64) as usize]
    }
}

const SCHEME: &str = r#"
schema = 1
[register]
id = "thu"
title = "Sổ thử"
key = "ma"
unit = "don_vi"
date = "ngay"
[column.ma]
headers = ["Mã"]
type = "text"
[column.don_vi]
headers = ["Đơn vị"]
type = "text"
[column.ngay]
headers = ["Ngày"]
type = "datetime"
[column.a]
headers = ["A"]
type = "date"
[column.b]
headers = ["B"]
type = "datetime"
[column.n]
headers = ["N"]
type = "count"
[column.m]
headers = ["M"]
type = "money"
[column.co]
headers = ["Có"]
type = "yes_no"
[column.kenh]
headers = ["Kênh"]
type = "choice"
options = { "1" = "trực tiếp", "2" = "trực tuyến", "3" = "BCCI" }
[column.tt]
headers = ["TT"]
type = "text"
[column.hoi]
headers = ["Hỏi"]
type = "dates"
[column.dap]
headers = ["Đáp"]
type = "dates"
[column.lan]
times = "hoi"
[column.cho]
waited = ["hoi", "dap"]
[derived]
xong = "first(a, b)"
kip = "xong <= ky_den"
"#;

const ROUND: &str = r#"
schema = 1
[round]
id = "thu"
year = 2026
title = "Đợt thử năm 2026"
period = { from = 2026-01-01, to = 2026-09-30 }
calendar = ["lich.toml"]
[[block]]
id = "xa"
name = "Khối xã"
criteria = "set.toml"
[[unit]]
id = "an"
name = "Xã An"
block = "xa"
[[unit]]
id = "binh"
name = "Xã Bình"
block = "xa"
[[register]]
id = "thu"
scheme = "so.toml"
files = ["so.csv"]
as_of = 2026-09-30
"#;

pub(crate) fn round(seed: u64) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).unwrap();
    put("round.toml", ROUND);
    put("so.toml", SCHEME);
    put("set.toml", &set(&mut dice));
    put("so.csv", &rows(&mut dice));
    let calendar = concat!(env!("CARGO_MANIFEST_DIR"), "/criteria/lich/2026.toml");
    fs::copy(calendar, place.path().join("lich.toml")).unwrap();
    place
}

fn rows(dice: &mut Dice) -> String {
    let mut text = String::from("Mã,Đơn vị,Ngày,A,B,N,M,Có,Kênh,TT,Hỏi,Đáp\n");
    for at in 0..80 {
        let key = if dice.below(12) == 0 { dice.below(at + 1) } else { at };
        let unit = dice.of(&["Xã An", "Xã Bình", "Xã Bình", "Xã Lạ"]);
        let mut day = |odd: u64| match dice.below(odd) {
            0 => String::new(),
            1 => "hôm nào".to_string(),
            _ => format!("{:02}/{:02}/2026", 1 + dice.below(28), 1 + dice.below(12)),
        };
        let (date, a) = (day(40), day(5));
        let b = match day(5).as_str() {
            "" => String::new(),
            day => format!("{day} 1{}:30", 3),
        };
        let (asked, answered) = (day(4), day(4));
        let n = dice.of(&["", "0", "1", "3", "7", "x", "12"]);
        let m = dice.of(&["", "0", "1.000.000", "250000", "-5"]);
        let yes = dice.of(&["có", "không", "", "hỏi lại"]);
        let channel = dice.of(&["1", "2", "3", "trực tuyến", "", "9"]);
        let said = dice.of(&["T.1", "T.2", "T'3", "", "T.1"]);
        text += &format!(
            "K{key},{unit},{date},{a},{b},{n},{m},{yes},{channel},{said},{asked},{answered}\n"
        );
    }
    text
}

fn set(dice: &mut Dice) -> String {
    let mut items = String::new();
    let mut sum = Vec::new();
    for at in 0..14 {
        let from = match dice.below(6) {
            0 => format!("sum = '{}', where = '{}'", number(dice, 1), yes(dice, 2)),
            1 => format!("distinct = \"tt\", where = '{}'", yes(dice, 2)),
            2 => format!("distinct = \"ma\", where = '{}'", yes(dice, 1)),
            _ => format!("count = '{}'", yes(dice, 3)),
        };
        let key = format!("i{at}");
        items +=
            &format!("{key} = {{ label = \"{key}\", type = \"count\", from = \"thu\", {from} }}\n");
        sum.push(key);
    }
    format!(
        "schema = 1\n[set]\nid = \"thu\"\ntitle = \"Thử\"\nyear = 2026\ndecision = \"Số liệu minh họa\"\ntotal = 1\n[data]\n{items}[1]\nname = \"Thử\"\n[1.1]\nname = \"Thử\"\nmax = 1\n[1.1.rule]\nkind = \"count\"\nvalue = \"{}\"\neach = 1\n",
        sum.join(" + ")
    )
}

fn yes(dice: &mut Dice, depth: u64) -> String {
    if depth == 0 {
        return dice.of(&["co", "kip", "yes", "missing(tt)"]).to_string();
    }
    let sign = dice.of(&["=", "!=", "<", "<=", ">", ">="]).to_string();
    match dice.below(11) {
        0 => format!("({} and {})", yes(dice, depth - 1), yes(dice, depth - 1)),
        1 => format!("({} or {})", yes(dice, depth - 1), yes(dice, depth - 1)),
        2 => format!("not ({})", yes(dice, depth - 1)),
        3 => format!("{} {sign} {}", day(dice, depth - 1), day(dice, depth - 1)),
        4 => format!("{} {sign} {}", number(dice, depth - 1), number(dice, depth - 1)),
        5 => "kenh in [\"trực tuyến\", \"BCCI\"]".to_string(),
        6 => format!("tt {} \"T.1\"", dice.of(&["=", "!="])),
        7 => format!("missing({})", day(dice, depth - 1)),
        8 => format!("if({}, {}, {})", yes(dice, 1), yes(dice, depth - 1), yes(dice, depth - 1)),
        9 => format!("first(co, {})", yes(dice, depth - 1)),
        _ => format!("missing({})", number(dice, depth - 1)),
    }
}

fn day(dice: &mut Dice, depth: u64) -> String {
    if depth == 0 {
        return dice.of(&["a", "b", "ngay", "xong", "hoi", "ky_den", "\"2026-05-19\""]).to_string();
    }
    match dice.below(5) {
        0 => format!("first({}, {})", day(dice, depth - 1), day(dice, depth - 1)),
        1 => format!("workday({}, {})", day(dice, 0), dice.of(&["n", "3", "-2", "0", "lan"])),
        2 => format!("if({}, {}, {})", yes(dice, 1), day(dice, depth - 1), day(dice, depth - 1)),
        _ => day(dice, 0),
    }
}

fn number(dice: &mut Dice, depth: u64) -> String {
    if depth == 0 {
        return dice.of(&["n", "lan", "cho", "2", "0", "m"]).to_string();
    }
    match dice.below(8) {
        0 => format!("{} + {}", number(dice, depth - 1), number(dice, depth - 1)),
        1 => format!("({} - {})", number(dice, depth - 1), number(dice, depth - 1)),
        2 => format!("days({}, {})", day(dice, depth - 1), day(dice, depth - 1)),
        3 => format!("workdays({}, {})", day(dice, depth - 1), day(dice, 0)),
        4 => format!("month({})", day(dice, depth - 1)),
        5 => format!("year({})", day(dice, depth - 1)),
        6 => "round_down((n + 7) / 8, 0)".to_string(),
        _ => number(dice, 0),
    }
}
