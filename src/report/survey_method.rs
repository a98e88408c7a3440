//! *Phương pháp khảo sát*: how every survey was made, what its intervals cover and what not,
//! and how wide they are by the number of forms.

use crate::results::Results;
use crate::survey::scheme::{Groups, Overall};
use crate::survey::weights::{ROUNDS, Targets};
use crate::survey::{Satisfaction, UnitSatisfaction};
use crate::terms::{Exact, Lang};

use super::block::{Block, Cell, Column, Figure, Line, Page, Role, Row, Rows, Table};
use super::words::{self, Word};
use super::{fieldwork, heading, series_break};

/// Numbers of forms and indices (in percent) of the table of margins.
const FORMS: &[u32] = &[30, 50, 100, 150, 200, 300, 400, 600, 1_000, 2_000];
const INDICES: &[i64] = &[50, 70, 80, 85, 90, 95];

const TOPIC: Word = Word { vi: "Nội dung", en: "Topic" };
const SAID: Word = Word { vi: "Cách làm", en: "How it was done" };
const SCHEME: Word = Word { vi: "Phương pháp", en: "Scheme" };
const BASIS: Word = Word { vi: "Căn cứ", en: "Basis" };
const READING: Word = Word { vi: "Cách đọc chỉ số", en: "Reading of the index" };
const OVERALL: Word = Word { vi: "Chỉ số chung", en: "Overall index" };
const OPTIONS: Word = Word { vi: "Phương án trả lời", en: "Options" };
const GROUPS: Word = Word { vi: "Nhóm trả lời", en: "Groups of respondents" };
const WEIGHTS: Word = Word { vi: "Gia quyền", en: "Weights" };
const SAMPLE: Word = Word { vi: "Mẫu", en: "Sample" };
const SIZE: Word = Word { vi: "Cỡ mẫu", en: "Sample size" };
const RATE: Word = Word { vi: "Tỷ lệ phản hồi", en: "Response" };
const LEAST: Word = Word { vi: "Số phiếu tối thiểu", en: "Minimum of forms" };
const ERROR: Word = Word { vi: "Sai số", en: "Errors" };
const FINITE: Word = Word { vi: "Tổng thể hữu hạn", en: "Finite population" };
const EFFECT: Word = Word { vi: "Hệ số thiết kế", en: "Design effect" };
const RANKS: Word = Word { vi: "So sánh thứ hạng", en: "Comparison of ranks" };
const NOT_COVERED: Word =
    Word { vi: "Khoảng tin cậy không gồm", en: "What the intervals leave out" };
const SERIES: Word = Word { vi: "So với năm trước", en: "Against last year" };
const TABLE_TITLE: Word = Word {
    vi: "Nửa độ rộng khoảng tin cậy {c} (điểm phần trăm) của một câu hỏi, theo số phiếu và chỉ số (Wilson, mẫu ngẫu nhiên đơn giản)",
    en: "Half width of the {c} interval (points of percent) of one question, by forms and index (Wilson, simple random sample)",
};
const N: Word = Word { vi: "Số phiếu", en: "Forms" };

const BY_QUESTIONS: Word =
    Word { vi: "trung bình mọi câu hỏi", en: "the mean of all questions" };
const BY_FACTORS: Word = Word { vi: "trung bình các yếu tố", en: "the mean of the factors" };
const BY_ONE: Word =
    Word { vi: "một câu hỏi chung: {text}", en: "one overall question: {text}" };
const OUTSIDE: Word = Word { vi: "ngoài mẫu số", en: "outside the denominator" };
const BLANKS: Word = Word {
    vi: "Bỏ trống được đếm riêng, không phải là không áp dụng.",
    en: "Blanks are counted apart; they are not “not applicable”.",
};
const BLANKS_D: Word = Word {
    vi: "Bỏ trống được tính là không hài lòng (cách đọc D).",
    en: "Blanks count as not satisfied (reading D).",
};
const PEOPLE: Word =
    Word { vi: "mọi người trả lời như nhau", en: "everybody counts alike" };
const MEAN_OF_GROUPS: Word =
    Word { vi: "mỗi nhóm như nhau, bất kể số phiếu", en: "every group counts alike" };
const BY_WEIGHTS: Word = Word { vi: "theo trọng số: {list}", en: "by weight: {list}" };
const UNWEIGHTED: Word = Word { vi: "Không gia quyền.", en: "None." };
const RAKED: Word = Word {
    vi: "Gia quyền lặp (raking) từng đơn vị theo {margins}, đến khi mọi tỷ lệ lệch không quá 10⁻⁹, tối đa {rounds} vòng; trọng số làm tròn đến phần triệu. Phiếu không ghi nhóm giữ nguyên phần của mình. Số chưa gia quyền ghi bên cạnh. Sai số coi trọng số là cố định.",
    en: "Raked within each unit by {margins} until every share is within 10⁻⁹, at most {rounds} rounds; weights are rounded to millionths. Forms that give no category keep their share. The unweighted figure stands beside. Errors take the weights as fixed.",
};
const KNOWN_SERVICES: Word = Word {
    vi: "{name} (số giao dịch từng đơn vị)",
    en: "{name} (each unit's transactions)",
};
const RANDOM: Word = Word {
    vi: "Mẫu ngẫu nhiên: {n} phiếu hợp lệ của {units} đơn vị, từ {least} đến {most} phiếu một đơn vị.",
    en: "Random sample: {n} valid forms of {units} units, {least} to {most} per unit.",
};
const SELF: Word = Word {
    vi: "Người trả lời tự chọn (QR, Zalo, ki-ốt, cổng dịch vụ): {n} phiếu của {units} đơn vị. Không phải mẫu ngẫu nhiên, nên không có sai số và không gộp với mẫu.",
    en: "Self-selected answers: {n} forms of {units} units. Not a random sample: no margin of error, never mixed with a sample.",
};
const CLUSTERS: Word =
    Word { vi: " Chọn mẫu theo cụm: {columns}.", en: " Drawn in clusters: {columns}." };
const RATE_KNOWN: Word = Word {
    vi: "Phát ra {issued}, thu về {returned}, hợp lệ {valid} ({units} đơn vị có số liệu; theo bảng giao dịch). Hợp lệ/phát ra: {rate}.",
    en: "Issued {issued}, returned {returned}, valid {valid} ({units} units with figures; from the table of transactions). Valid/issued: {rate}.",
};
const RATE_UNKNOWN: Word = Word {
    vi: "Chưa khai báo số phiếu phát ra và thu về (cột “Phiếu phát ra”, “Phiếu thu về” của bảng giao dịch): không tính được tỷ lệ phản hồi.",
    en: "Issued and returned forms are not declared (columns “Phiếu phát ra”, “Phiếu thu về” of the table of transactions): the response rate is not known.",
};
const LEAST_SAID: Word = Word {
    vi: "Đơn vị có dưới {n} phiếu được đánh dấu; chỉ số vẫn ghi kèm số phiếu, và việc dùng để tính điểm được nêu ở trang “Vấn đề”.",
    en: "Units with fewer than {n} forms are marked; their use in points is listed on the page of problems.",
};
const ERROR_SAID: Word = Word {
    vi: "Độ tin cậy {c}, z = {z}. Một câu hỏi: khoảng Wilson. Chỉ số nhiều câu: sai số chuẩn tuyến tính hóa theo từng người (không coi các câu trả lời của một người là độc lập); có cột cụm thì theo cụm.",
    en: "Confidence {c}, z = {z}. One question: Wilson. An index of several: linearised standard errors between people (the answers of one person are not independent), between clusters where known.",
};
const ERROR_CLUSTERS: Word = Word {
    vi: " Đơn vị có ít cụm (dưới khoảng 30) thì khoảng tin cậy thực tế rộng hơn khoảng ghi ở đây.",
    en: " Where a unit has few clusters (below about 30) the true interval is wider than the one given.",
};
const ERROR_RATIO: Word = Word {
    vi: " Nếu coi mọi câu trả lời là độc lập thì sai số nhỏ đi {ratio} lần (trung vị các đơn vị).",
    en: " Taking all answers as independent would make the errors {ratio} times too small (median of the units).",
};
const FINITE_SAID: Word = Word {
    vi: "{units} đơn vị có số giao dịch N: sai số nhân √(1 − n/N); trong khoảng Wilson n thay bằng n/(1 − n/N).",
    en: "{units} units have a number of transactions N: errors times √(1 − n/N); n/(1 − n/N) for n in Wilson.",
};
const FINITE_NONE: Word = Word {
    vi: "Không có số giao dịch: sai số như với tổng thể rất lớn.",
    en: "No numbers of transactions: errors as for a very large population.",
};
const EFFECT_SAID: Word = Word {
    vi: "Của chỉ số, do cụm và trọng số: từ {low} đến {high}.",
    en: "Of the index, from clusters and weights: {low} to {high}.",
};
const EFFECT_KISH: Word = Word {
    vi: " Riêng trọng số (Kish): từ {low} đến {high}.",
    en: " Of the weights alone (Kish): {low} to {high}.",
};
const EFFECT_NONE: Word = Word {
    vi: "Mẫu đơn giản, không cụm, không gia quyền: bằng 1.",
    en: "No clusters, no weights: 1.",
};
const RANKS_SAID: Word = Word {
    vi: "So từng cặp đơn vị: chênh lệch chia cho căn bậc hai của tổng bình phương hai sai số, hiệu chỉnh Holm trên mọi cặp ở mức {alpha}. Khoảng thứ hạng chỉ để đọc kèm, không thay đổi thứ hạng chính thức.",
    en: "Pairs of units: the difference over the root of the summed squared errors, Holm's step-down over all pairs at {alpha}. Rank sets are to be read beside the official rank and never change it.",
};
const RANKS_NONE: Word = Word {
    vi: "Không so sánh: không phải mẫu ngẫu nhiên.",
    en: "None: not a random sample.",
};
const NOT_COVERED_SAID: Word = Word {
    vi: "Người không trả lời, người không có trong sổ, câu hỏi khó hiểu, điều tra viên gợi ý, phiếu điền hộ, lỗi nhập liệu. Khoảng tin cậy chỉ nói về may rủi của việc chọn mẫu.",
    en: "Who did not answer, who is not in the register, unclear questions, leading interviewers, forms filled in for others, typing. An interval speaks only of the chance of the draw.",
};

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    if results.surveys.is_empty() {
        return Vec::new();
    }
    let mut blocks = heading::title(results, name, lang);
    for (at, survey) in results.surveys.iter().enumerate() {
        if at > 0 {
            blocks.push(Block::Break);
        }
        blocks.push(Block::Gap);
        blocks.push(Block::Line(Line::new(Role::Section, survey.title.as_str())));
        let rows = topics(results, survey, lang)
            .into_iter()
            .map(|(topic, said)| Row::new(vec![Cell::text(topic.say(lang)), Cell::text(said)]));
        let columns = vec![Column::left(TOPIC.say(lang)), Column::left(SAID.say(lang))];
        let rows = Rows::Held(rows.collect());
        blocks.push(Block::Table(Table { columns, rows, size: 12, ..Table::default() }));
    }
    let mut pages = vec![Page { widths: vec![26.0, 110.0], blocks, ..Page::default() }];
    pages.extend(margins_page(results, lang, name));
    pages
}

fn topics(results: &Results, survey: &Satisfaction, lang: Lang) -> Vec<(Word, String)> {
    let method = &survey.method;
    let mut topics = vec![
        (SCHEME, format!("{} ({})", survey.title, survey.scheme)),
        (BASIS, survey.basis.clone()),
        (READING, reading(survey, lang)),
        (OVERALL, overall(survey, lang)),
        (OPTIONS, options(survey, lang)),
        (GROUPS, groups(survey, lang)),
        (WEIGHTS, weights(survey, lang)),
        (SAMPLE, sample(survey, lang)),
        (SIZE, fieldwork::formula(&method.plan, lang)),
        (RATE, response(survey, lang)),
        (LEAST, LEAST_SAID.with(lang, &[("n", &survey.min_n.to_string())])),
    ];
    if survey.self_selected {
        topics.push((RANKS, RANKS_NONE.say(lang).to_string()));
    } else {
        topics.extend([
            (ERROR, errors(survey, lang)),
            (FINITE, finite(survey, lang)),
            (EFFECT, effects(survey, lang)),
            (RANKS, ranks(survey, lang)),
        ]);
    }
    topics.push((NOT_COVERED, NOT_COVERED_SAID.say(lang).to_string()));
    if let Some(Block::Line(line)) = series_break::lines(results, survey, lang).into_iter().next() {
        topics.push((SERIES, line.text));
    }
    topics.retain(|(_, said)| !said.is_empty());
    topics
}

fn reading(survey: &Satisfaction, lang: Lang) -> String {
    use crate::survey::Reading::BlanksUnsatisfied;
    let blanks = if survey.reading == BlanksUnsatisfied { BLANKS_D } else { BLANKS };
    let mut said = heading::reading(survey.reading, lang).to_string();
    said += ". ";
    said + blanks.say(lang)
}

fn overall(survey: &Satisfaction, lang: Lang) -> String {
    match survey.method.overall {
        Overall::Questions => BY_QUESTIONS.say(lang).to_string(),
        Overall::Factors => BY_FACTORS.say(lang).to_string(),
        Overall::Question(at) => {
            let text = survey.method.questions.get(at).map_or("", |q| q.text.as_str());
            BY_ONE.with(lang, &[("text", text)])
        }
    }
}

/// `Rất hài lòng 100%; …; Không áp dụng: ngoài mẫu số`.
fn options(survey: &Satisfaction, lang: Lang) -> String {
    let one = |option: &crate::survey::scheme::AnswerOption| match &option.share {
        Some(share) => format!("{} {}", option.label, words::percent(share, lang)),
        None => format!("{}: {}", option.label, OUTSIDE.say(lang)),
    };
    survey.method.options.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn groups(survey: &Satisfaction, lang: Lang) -> String {
    match &survey.method.groups {
        Groups::MeanOfPeople => PEOPLE.say(lang).to_string(),
        Groups::MeanOfGroups(names) => {
            let said = MEAN_OF_GROUPS.say(lang);
            if names.is_empty() { said.into() } else { format!("{said}: {}", names.join(", ")) }
        }
        Groups::Weighted(weights) => {
            let one = |(name, weight): &(String, Exact)| {
                format!("{name} {}", words::number(weight, 4, lang))
            };
            let list: Vec<String> = weights.iter().map(one).collect();
            BY_WEIGHTS.with(lang, &[("list", &list.join(", "))])
        }
    }
}

fn weights(survey: &Satisfaction, lang: Lang) -> String {
    if survey.method.margins.is_empty() {
        return UNWEIGHTED.say(lang).to_string();
    }
    let margin = |margin: &crate::survey::weights::Margin| match &margin.targets {
        Targets::Services => KNOWN_SERVICES.with(lang, &[("name", &margin.name)]),
        Targets::Fixed(shares) => {
            let all: Exact = shares.iter().map(|(_, n)| n).sum();
            let one = |(name, n): &(String, Exact)| {
                let share = n.checked_div(&all).unwrap_or_default();
                format!("{name} {}", words::percent(&share, lang))
            };
            let shares: Vec<String> = shares.iter().map(one).collect();
            format!("{} ({})", margin.name, shares.join(", "))
        }
    };
    let margins: Vec<String> = survey.method.margins.iter().map(margin).collect();
    let facts = [("margins", margins.join("; ")), ("rounds", ROUNDS.to_string())];
    RAKED.with(lang, &facts.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn whole(n: usize, lang: Lang) -> String {
    let digits = n.to_string();
    let mark = if lang == Lang::Vi { "." } else { "," };
    let first = digits.len() % 3;
    let mut parts: Vec<&str> = Vec::new();
    if first > 0 {
        parts.push(&digits[..first]);
    }
    parts.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    parts.join(mark)
}

fn sample(survey: &Satisfaction, lang: Lang) -> String {
    let forms = || survey.units.iter().map(|u| u.n);
    let facts = [
        ("n", whole(forms().sum(), lang)),
        ("units", whole(survey.units.len(), lang)),
        ("least", whole(forms().min().unwrap_or(0), lang)),
        ("most", whole(forms().max().unwrap_or(0), lang)),
    ];
    let word = if survey.self_selected { SELF } else { RANDOM };
    let mut said = word.with(lang, &facts.each_ref().map(|(name, text)| (*name, text.as_str())));
    let clusters = &survey.method.columns.cluster;
    if !clusters.is_empty() && survey.units.iter().any(|u| u.clustered) {
        said += &CLUSTERS.with(lang, &[("columns", &clusters.join(", "))]);
    }
    said
}

fn response(survey: &Satisfaction, lang: Lang) -> String {
    let known: Vec<_> = survey.quotas.iter().filter(|w| w.issued.is_some()).collect();
    if known.is_empty() {
        return RATE_UNKNOWN.say(lang).to_string();
    }
    let issued: u64 = known.iter().filter_map(|w| w.issued).sum();
    let returned = known.iter().map(|w| w.returned).sum::<Option<u64>>();
    let valid: u64 = known.iter().map(|w| w.have).sum();
    let share = Exact::whole(valid as i64).checked_div(&Exact::whole(issued as i64));
    let facts = [
        ("issued", whole(issued as usize, lang)),
        ("returned", returned.map_or("?".into(), |n| whole(n as usize, lang))),
        ("valid", whole(valid as usize, lang)),
        ("units", whole(known.len(), lang)),
        ("rate", share.map_or("?".into(), |s| words::percent(&s, lang))),
    ];
    RATE_KNOWN.with(lang, &facts.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// A statistic inside a sentence.
fn decimal(x: f64, places: usize, lang: Lang) -> String {
    let text = format!("{x:.places$}");
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

fn errors(survey: &Satisfaction, lang: Lang) -> String {
    let confidence = survey.method.confidence;
    let z = decimal(confidence.z(), 4, lang);
    let mut said = ERROR_SAID.with(lang, &[("c", confidence.key()), ("z", &z)]);
    if survey.units.iter().any(|u| u.clustered) {
        said += ERROR_CLUSTERS.say(lang);
    }
    let ratio = |u: &UnitSatisfaction| u.se.zip(u.naive_se).filter(|(_, n)| *n > 0.0);
    let mut ratios: Vec<f64> =
        survey.units.iter().filter_map(ratio).map(|(se, naive)| se / naive).collect();
    ratios.sort_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2).filter(|_| survey.method.questions.len() > 1)
    {
        said += &ERROR_RATIO.with(lang, &[("ratio", &decimal(*median, 2, lang))]);
    }
    said
}

fn finite(survey: &Satisfaction, lang: Lang) -> String {
    match survey.units.iter().filter(|u| u.transactions.is_some()).count() {
        0 => FINITE_NONE.say(lang).to_string(),
        units => FINITE_SAID.with(lang, &[("units", &units.to_string())]),
    }
}

fn effects(survey: &Satisfaction, lang: Lang) -> String {
    let range = |pick: fn(&UnitSatisfaction) -> Option<f64>| {
        let values = || survey.units.iter().filter_map(pick);
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        low.is_finite().then_some((decimal(low, 2, lang), decimal(high, 2, lang)))
    };
    let weighted = !survey.method.margins.is_empty();
    if !weighted && !survey.units.iter().any(|u| u.clustered) {
        return EFFECT_NONE.say(lang).to_string();
    }
    let said = |word: Word, range: Option<(String, String)>| {
        range
            .map_or(String::new(), |(low, high)| word.with(lang, &[("low", &low), ("high", &high)]))
    };
    said(EFFECT_SAID, range(|u| u.design_effect)) + &said(EFFECT_KISH, range(|u| u.kish))
}

fn ranks(survey: &Satisfaction, lang: Lang) -> String {
    let alpha = decimal(survey.method.confidence.alpha(), 2, lang);
    RANKS_SAID.with(lang, &[("alpha", &alpha)])
}

/// The table of margins by the number of forms, once for each confidence in use.
fn margins_page<'r>(results: &Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    let random = || results.surveys.iter().filter(|s| !s.self_selected);
    let Some(confidence) = random().map(|s| s.method.confidence).next() else {
        return Vec::new();
    };
    let suffix = match lang {
        Lang::Vi => "sai số theo số phiếu",
        Lang::En => "margins by forms",
    };
    let name = format!("{name} - {suffix}");
    let mut columns = vec![Column::right(N.say(lang))];
    columns.extend(INDICES.iter().map(|index| Column::right(format!("{index}%"))));
    let row = |n: &u32| {
        let mut cells = vec![Cell::whole(*n as usize)];
        cells.extend(INDICES.iter().map(|index| {
            let share = Exact::fraction(*index, 100).unwrap_or_default();
            let half = fieldwork::half_width(*n, &share, confidence);
            half.map_or(Cell::Empty, |half| {
                Cell::Number((half * 1e4).round() / 1e2, Figure::Fixed(2))
            })
        }));
        Row::new(cells)
    };
    let title = TABLE_TITLE.with(lang, &[("c", confidence.key())]);
    let mut blocks = heading::title(results, &name, lang);
    blocks.push(Block::Line(Line::new(Role::Subtitle, title)));
    blocks.push(Block::Gap);
    let rows = Rows::Held(FORMS.iter().map(row).collect());
    blocks.push(Block::Table(Table { columns, rows, size: 12, ..Table::default() }));
    let page = Page { name: Some(name), widths: vec![16.0; 7], blocks, ..Page::default() };
    vec![page]
}
