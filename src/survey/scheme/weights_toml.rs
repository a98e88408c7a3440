//! Reads `[weights]` and `[sampling]` of a scheme.

use crate::document::{At, Field, Section, Shape, Span};
use crate::problem::{Problems, kinds::fieldwork as kinds};
use crate::terms::{Exact, Lang};

use super::plan::Plan;
use crate::survey::figures::weights::{Margin, Targets};
use crate::survey::scheme::Trait;
use crate::survey::scheme::checks;

const MARGIN: &[Field] = &[
    Field::required("name", Shape::Text, "tên của tiêu thức: giới tính, nhóm tuổi, lĩnh vực"),
    Field::optional("columns", Shape::Texts, "tiêu đề cột của tiêu thức trong bảng phiếu"),
    Field::optional("trait", Shape::Text, "mã của [[trait]], thay cho columns"),
    Field::optional(
        "shares",
        Shape::NumberMap,
        "tỷ lệ đã biết của từng nhóm, cộng lại đúng 100%; nhóm tuổi viết như \"18-34\", \"55+\"",
    ),
    Field::optional("counts", Shape::NumberMap, "số người đã biết của từng nhóm, thay cho shares"),
    Field::optional(
        "from",
        Shape::OneOf(&["population"]),
        "population: lấy số giao dịch theo lĩnh vực của từng đơn vị trong bảng giao dịch",
    ),
];

pub(crate) const WEIGHTS: &[Field] =
    &[Field::required("margin", Shape::Tables(MARGIN), "các tiêu thức dùng để gia quyền phiếu")];

pub(crate) const SAMPLING: &[Field] = &[
    Field::optional("error", Shape::Number, "sai số mong muốn e trong n = N/(1+Ne²); mặc định 5%"),
    Field::optional(
        "design_effect",
        Shape::Number,
        "hệ số thiết kế mẫu, từ 1 đến 10; mặc định 1 (mẫu ngẫu nhiên đơn giản)",
    ),
    Field::optional(
        "response",
        Shape::Number,
        "tỷ lệ phiếu phát ra dự kiến thu về hợp lệ; mặc định 100%",
    ),
    Field::optional("service", Shape::Texts, "tiêu đề cột lĩnh vực trong sổ hồ sơ"),
    Field::optional("record", Shape::Texts, "tiêu đề cột mã hồ sơ trong sổ hồ sơ"),
];

/// The margins of `[weights]`; none without it.
pub(crate) fn margins(
    root: &Section<'_>,
    traits: &mut Vec<Trait>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> Vec<Margin> {
    let Some(section) = root.sub("weights", problems) else { return Vec::new() };
    let list = section.subs("margin", problems);
    let mut margins = Vec::new();
    for margin in &list {
        let name = margin.text("name").map(|at| at.value).unwrap_or_default();
        let by = told_by(margin, &name, traits, seen, problems);
        margins.push(Margin { name, by, targets: targets(margin, problems) });
    }
    margins
}

/// The position of the trait that tells the margin; columns of its own make a new one.
fn told_by(
    margin: &Section<'_>,
    name: &str,
    traits: &mut Vec<Trait>,
    seen: &mut checks::Seen<'_>,
    problems: &mut Problems,
) -> usize {
    let columns = margin.texts("columns");
    let named = margin.text("trait");
    let known = named.as_ref().and_then(|id| traits.iter().position(|t| t.id == id.value));
    match (known, columns.is_empty()) {
        (Some(at), true) => at,
        (None, false) if named.is_none() => {
            columns.iter().for_each(|column| seen.once("column", column, problems));
            let columns = columns.into_iter().map(|at| at.value).collect();
            traits.push(Trait { id: name.to_string(), columns });
            traits.len() - 1
        }
        _ => {
            let (vi, en) = (
                "cần columns, hoặc trait là mã của một [[trait]] trong tệp này",
                "columns are needed, or a trait that is the id of a [[trait]] of this file",
            );
            let problem = margin.source.problem(&kinds::SCHEME_MARGIN, &margin.span);
            problems.push(problem.said("why", vi, en));
            0
        }
    }
}

fn targets(margin: &Section<'_>, problems: &mut Problems) -> Targets {
    let shares = margin.number_map("shares");
    let counts = margin.number_map("counts");
    let from = margin.get("from");
    let given = [!shares.is_empty(), !counts.is_empty(), from.is_some()];
    let mut refuse = |span: &Span, vi: &str, en: &str| {
        let problem = margin.source.problem(&kinds::SCHEME_MARGIN, span);
        problems.push(problem.said("why", vi, en));
    };
    if given.iter().filter(|g| **g).count() != 1 {
        refuse(
            &margin.span,
            "cần đúng một trong ba: shares, counts, from",
            "exactly one of shares, counts and from is needed",
        );
    }
    if from.is_some() {
        return Targets::Services;
    }
    let known = if shares.is_empty() { &counts } else { &shares };
    let total: Exact = known.iter().map(|(_, n)| &n.value).sum();
    if let Some((key, _)) = known.iter().find(|(_, n)| n.value <= Exact::zero()) {
        refuse(&key.span, "mỗi nhóm phải lớn hơn 0", "every category must be above 0");
    } else if !shares.is_empty() && total != Exact::one() && is_rounded(known, &total) {
        note_scaled(margin, &total, problems);
        let scaled = |(key, n): &(At<String>, At<Exact>)| {
            Some((key.value.clone(), n.value.checked_div(&total)?))
        };
        return Targets::Fixed(known.iter().filter_map(scaled).collect());
    } else if !shares.is_empty() && total != Exact::one() {
        let percent = (total.clone() * &Exact::whole(100)).to_short(4);
        refuse(
            &margin.span_of("shares"),
            &format!("các tỷ lệ cộng lại {}%, phải đúng 100%", Lang::Vi.decimal(&percent)),
            &format!("the shares add up to {percent}%, not to 100%"),
        );
    }
    let value = |(key, n): &(At<String>, At<Exact>)| (key.value.clone(), n.value.clone());
    Targets::Fixed(known.iter().map(value).collect())
}

/// Whether shares miss 100% by no more than the rounding of each of them: published shares such
/// as three times 33,3% do.
fn is_rounded(shares: &[(At<String>, At<Exact>)], total: &Exact) -> bool {
    let percent = |share: &Exact| share.clone() * &Exact::whole(100);
    let places = |share: &Exact| {
        (0..=4).find(|places| percent(share).round_half_up(*places) == percent(share)).unwrap_or(5)
    };
    let finest = shares.iter().map(|(_, n)| places(&n.value)).max().unwrap_or(0);
    let Some(step) = Exact::fraction(1, 2 * 10i64.pow(finest + 2)) else { return false };
    let room = step * &Exact::whole(shares.len() as i64);
    let missed = total.clone() - &Exact::one();
    let missed = if missed.is_negative() { Exact::zero() - &missed } else { missed };
    missed <= room
}

fn note_scaled(margin: &Section<'_>, total: &Exact, problems: &mut Problems) {
    let percent = (total.clone() * &Exact::whole(100)).to_short(4);
    let name = margin.text("name").map(|at| at.value).unwrap_or_default();
    let problem = margin.source.problem(&kinds::MARGIN_SCALED, &margin.span_of("shares"));
    problems.push(problem.with("name", name).number("found", percent));
}

/// The plan of `[sampling]`; the defaults without it.
pub(crate) fn plan(root: &Section<'_>, problems: &mut Problems) -> Plan {
    let mut plan = Plan::default();
    let Some(section) = root.sub("sampling", problems) else { return plan };
    let one = Exact::one();
    let mut number = |key: &str, into: &mut Exact, fits: &dyn Fn(&Exact) -> bool, range: &str| {
        let Some(at) = section.number(key) else { return };
        if !fits(&at.value) {
            problems.push(
                section
                    .source
                    .problem(&kinds::SCHEME_SAMPLING, &at.span)
                    .with("key", key)
                    .with("range", range),
            );
        }
        *into = at.value;
    };
    let share = |x: &Exact| *x > Exact::zero() && *x <= one;
    let below_half = |x: &Exact| share(x) && x.clone() * &Exact::whole(2) <= one;
    let effect = |x: &Exact| *x >= one && *x <= Exact::whole(10);
    number("error", &mut plan.error, &below_half, "0%–50%");
    number("design_effect", &mut plan.design_effect, &effect, "1–10");
    number("response", &mut plan.response, &share, "0%–100%");
    let texts = |key: &str| section.texts(key).into_iter().map(|at| at.value).collect();
    plan.service = texts("service");
    plan.record = texts("record");
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::survey::scheme::{Scheme, from_toml};

    fn read(tables: &str) -> (Option<Scheme>, Vec<&'static str>) {
        let text = include_str!("../../../criteria/sipas-2017.toml").replace("[columns]", tables);
        let text = text + "\n";
        let mut problems = Problems::default();
        let scheme = from_toml(&Source::new("s.toml", text), &mut problems);
        (scheme, problems.iter().map(|p| p.kind.code).collect())
    }

    #[test]
    fn margins_and_plan_are_read() {
        let (scheme, problems) = read(
            "[sampling]\nerror = \"4%\"\ndesign_effect = 1.5\nresponse = 0.8\n\
             [[weights.margin]]\nname = \"Giới\"\ncolumns = [\"Giới tính\"]\n\
             shares = { \"Nam\" = \"48.5%\", \"Nữ\" = \"51.5%\" }\n\
             [[weights.margin]]\nname = \"Lĩnh vực\"\ncolumns = [\"LV\"]\nfrom = \"population\"\n\
             [columns]",
        );
        assert_eq!(problems, [""; 0]);
        let scheme = scheme.unwrap();
        assert_eq!(scheme.plan.error, Exact::fraction(1, 25).unwrap());
        assert_eq!(scheme.plan.response, Exact::fraction(4, 5).unwrap());
        assert!(matches!(&scheme.margins[0].targets, Targets::Fixed(shares) if shares.len() == 2));
        assert!(matches!(scheme.margins[1].targets, Targets::Services));
        assert_eq!(scheme.traits[scheme.margins[1].by].columns, ["LV"]);
    }

    #[test]
    fn margins_that_cannot_be_used_are_refused() {
        let margin = |rest: &str| {
            let head = "[[weights.margin]]\nname = \"G\"\ncolumns = [\"Giới\"]\n";
            read(&format!("{head}{rest}\n[columns]")).1
        };
        assert_eq!(margin("shares = { a = 0.5, b = 0.4 }"), ["E-SCHEME-MARGIN"]);
        assert_eq!(margin("shares = { a = 1.0, b = 0 }"), ["E-SCHEME-MARGIN"]);
        // three times 33,3% is 100% rounded; 90% is not
        let thirds =
            |share: &str| margin(&format!("shares = {{ a = {share}, b = {share}, c = {share} }}"));
        assert_eq!(thirds("\"33.3%\""), ["N-SCHEME-MARGIN-SCALED"]);
        assert_eq!(thirds("\"33%\""), ["N-SCHEME-MARGIN-SCALED"]);
        assert_eq!(thirds("0.3333"), ["N-SCHEME-MARGIN-SCALED"]);
        assert_eq!(thirds("\"33.0%\""), ["N-SCHEME-MARGIN-SCALED"]);
        assert_eq!(thirds("\"32.9%\""), ["E-SCHEME-MARGIN"]);
        assert_eq!(margin("shares = { a = \"48.5%\", b = \"51.6%\" }"), ["N-SCHEME-MARGIN-SCALED"]);
        assert_eq!(margin("shares = { a = \"48.5%\", b = \"51.7%\" }"), ["E-SCHEME-MARGIN"]);
        assert_eq!(margin(""), ["E-SCHEME-MARGIN"]);
        assert_eq!(margin("counts = { a = 5 }\nfrom = \"population\""), ["E-SCHEME-MARGIN"]);
        assert_eq!(margin("counts = { a = 5, b = 7 }"), [""; 0]);
        assert_eq!(read("[sampling]\nerror = 0\n[columns]").1, ["E-SCHEME-SAMPLING"]);
        assert_eq!(read("[sampling]\ndesign_effect = 0.9\n[columns]").1, ["E-SCHEME-SAMPLING"]);
    }
}
