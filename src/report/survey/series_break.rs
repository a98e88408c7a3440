//! Last year's survey beside this year's: joined only when both were made by one method;
//! otherwise a break of the series, with the reason and without a difference.

use crate::previous::PreviousSurvey;
use crate::results::Results;
use crate::survey::Satisfaction;

use crate::report::block::{Block, Line, Role};
use crate::report::words;
use crate::terms::{Exact, Lang, Text, mean, texts};

texts! {
    BREAK
        "Ngắt chuỗi số liệu: năm trước khảo sát theo {before}, năm nay theo {now} ({why}). Hai năm không so sánh trực tiếp được; không nối thành đường, không tính chênh lệch.",
        "Break of the series: last year's survey followed {before}, this year's {now} ({why}). The two years cannot be compared: no line, no difference.";
    BEFORE
        "Năm trước, theo phương pháp khác: trung bình các đơn vị {mean}%.",
        "Last year, by the other method: mean of the units {mean}%.";
    JOINED
        "Năm trước khảo sát cùng phương pháp; chênh lệch nhỏ hơn sai số thì chưa đủ căn cứ để nói tăng hay giảm.",
        "Last year's survey was made by the same method; a difference within the error shows neither rise nor fall.";
    OTHER_SCHEME "khác phương pháp", "another scheme";
    OTHER_READING "khác cách đọc chỉ số", "another reading of the index";
    OTHER_OVERALL "khác cách lập chỉ số chung", "another overall index";
    OTHER_SAMPLE
        "một năm chọn mẫu, một năm người trả lời tự chọn",
        "a sample in one year, self-selected answers in the other";
    OTHER_WEIGHTS "chỉ một năm gia quyền", "weighted in one year only";
}

/// Last year's survey when it can stand beside this one.
pub(crate) fn comparable<'r>(
    results: &'r Results,
    survey: &Satisfaction,
) -> Option<&'r PreviousSurvey> {
    results.previous_surveys.iter().find(|p| differences(p, survey).is_empty())
}

/// What there is to say about last year, if it had a survey.
pub(crate) fn lines<'r>(results: &Results, survey: &Satisfaction, lang: Lang) -> Vec<Block<'r>> {
    let note = |text: String| Block::Line(Line::new(Role::Note, text));
    if comparable(results, survey).is_some() {
        return vec![note(JOINED.say(lang).to_string())];
    }
    let Some(before) = nearest(results, survey) else { return Vec::new() };
    let why: Vec<&str> = differences(before, survey).iter().map(|w| w.say(lang)).collect();
    let named = |title: &str, scheme: &str| match title.is_empty() {
        true => format!("“{scheme}”"),
        false => format!("“{title}” ({scheme})"),
    };
    let facts = [
        ("before", named(&before.title, &before.scheme)),
        ("now", named(&survey.title, &survey.scheme)),
        ("why", why.join("; ")),
    ];
    let facts = facts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let mut blocks = vec![note(BREAK.with(lang, &facts))];
    let indices: Vec<Exact> =
        before.units.iter().filter_map(|u| Exact::from_decimal(u.index.as_deref()?)).collect();
    if let Some(mean) = mean(indices.iter()) {
        let mean = words::fixed(&mean, results.round.rules.decimals, lang);
        blocks.push(note(BEFORE.with(lang, &[("mean", &mean)])));
    }
    blocks
}

/// Last year's survey that this one follows: of the same scheme, a sample after a sample; or the
/// only one that both years leave when those of one scheme are paired.
fn nearest<'r>(results: &'r Results, survey: &Satisfaction) -> Option<&'r PreviousSurvey> {
    let before = || results.previous_surveys.iter();
    let same = before().filter(|p| p.scheme == survey.scheme);
    let alike = same.clone().find(|p| p.self_selected == survey.self_selected);
    if let Some(found) = alike.or_else(|| same.clone().next()) {
        return Some(found);
    }
    if let ([only], [_]) = (&results.previous_surveys[..], &results.surveys[..]) {
        return Some(only);
    }
    let own_side = |side: bool| side == survey.self_selected;
    let is_held = |p: &PreviousSurvey| results.surveys.iter().any(|s| s.scheme == p.scheme);
    let was_held = |s: &Satisfaction| before().any(|p| p.scheme == s.scheme);
    let mut left = before().filter(|p| own_side(p.self_selected) && !is_held(p));
    let come = results.surveys.iter().filter(|s| own_side(s.self_selected) && !was_held(s));
    match (left.next(), left.next(), come.count()) {
        (Some(only), None, 1) => Some(only),
        _ => None,
    }
}

fn differences(before: &PreviousSurvey, now: &Satisfaction) -> Vec<Text> {
    let overall = now.method.overall_key();
    let checks = [
        (before.scheme != now.scheme, OTHER_SCHEME),
        (before.reading != now.reading.key(), OTHER_READING),
        (!before.overall.is_empty() && before.overall != overall, OTHER_OVERALL),
        (before.self_selected != now.self_selected, OTHER_SAMPLE),
        (before.weighted == now.method.margins.is_empty(), OTHER_WEIGHTS),
    ];
    checks.into_iter().filter(|(differs, _)| *differs).map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::previous::PreviousUnit;
    use crate::report::example_results;

    fn before(scheme: &str, reading: &str) -> PreviousSurvey {
        PreviousSurvey {
            scheme: scheme.into(),
            title: String::new(),
            reading: reading.into(),
            overall: String::new(),
            self_selected: false,
            weighted: false,
            units: vec![PreviousUnit { unit: "long-hoa".into(), index: Some("87.16".into()) }],
        }
    }

    fn said(previous: PreviousSurvey) -> (bool, String) {
        let mut results = example_results::results();
        results.previous_surveys = vec![previous];
        let survey = &results.surveys[0];
        let text = lines(&results, survey, Lang::Vi).into_iter().map(|block| match block {
            Block::Line(line) => line.text,
            _ => String::new(),
        });
        (comparable(&results, survey).is_some(), text.collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn years_of_one_method_are_joined_and_others_are_not() {
        let (joined, text) = said(before("sipas-2017", "mean_of_questions"));
        assert!(joined && text.contains("cùng phương pháp"), "{text}");
        let (joined, text) = said(before("sipas-2012", "mean_of_questions"));
        assert!(!joined);
        assert!(text.contains("Ngắt chuỗi") && text.contains("khác phương pháp"), "{text}");
        assert!(text.contains("87,16%"), "{text}");
        let (joined, text) = said(before("sipas-2017", "pooled"));
        assert!(!joined && text.contains("khác cách đọc"), "{text}");
    }

    /// SIPAS got another method, the officials' survey kept its own, and one survey came online.
    #[test]
    fn a_break_is_told_among_several_surveys() {
        let mut results = example_results::results();
        let mut officials = results.surveys[0].clone();
        officials.scheme = "khao-sat-can-bo".into();
        let mut online = results.surveys[0].clone();
        online.self_selected = true;
        results.surveys.extend([officials, online]);
        let mut online_before = before("sipas-2012", "mean_of_questions");
        online_before.self_selected = true;
        results.previous_surveys = vec![
            online_before,
            before("khao-sat-can-bo", "mean_of_questions"),
            before("sipas-2012", "mean_of_questions"),
        ];
        let found = |at: usize| {
            let survey: &Satisfaction = &results.surveys[at];
            nearest(&results, survey).map(|p| (p.scheme.as_str(), p.self_selected))
        };
        assert_eq!(found(0), Some(("sipas-2012", false)));
        assert_eq!(found(1), Some(("khao-sat-can-bo", false)));
        assert_eq!(found(2), Some(("sipas-2012", true)));
    }
}
