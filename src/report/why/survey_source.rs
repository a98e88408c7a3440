//! Where the figure of a survey leaf comes from: the survey and the part of it that the rule
//! looks at, the unit's forms and interval, and the files with their hashes.

use crate::expr::{Expr, SurveyOf};
use crate::results::Results;
use crate::rubric::Node;
use crate::survey::Satisfaction;
use crate::terms::{Exact, Lang, UnitId};

use crate::report::words;

/// What a survey leaf of one unit was scored from.
pub struct SurveySource<'r> {
    pub survey: &'r Satisfaction,
    pub of: SurveyOf,
    /// Forms, or answers when the rule looks at one question.
    pub n: usize,
    /// A share of one.
    pub share: Option<Exact>,
    /// Shares of one; not known of a factor.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl<'r> SurveySource<'r> {
    /// `None` when the node is no survey leaf, or its survey was not held.
    pub fn of(results: &'r Results, unit: &UnitId, node: &Node) -> Option<SurveySource<'r>> {
        let leaf = node.leaf.as_ref()?;
        let scheme = leaf.rule.scheme.as_deref()?;
        let survey = results.surveys.iter().find(|survey| survey.scheme == scheme)?;
        let mut of = SurveyOf::Index;
        leaf.rule.expr.walk(&mut |e| {
            if let Expr::Survey { of: part, .. } = e {
                of = part.clone();
            }
        });
        let unit = survey.units.iter().find(|figures| figures.unit == *unit);
        let share = unit.and_then(|figures| survey.share(&figures.unit, &of));
        let question = |id: &str| unit?.questions.iter().find(|q| q.id == id);
        let (n, low, high) = match &of {
            SurveyOf::Index => {
                (unit.map(|u| u.n), unit.and_then(|u| u.low), unit.and_then(|u| u.high))
            }
            SurveyOf::Factor(_) => (unit.map(|u| u.n), None, None),
            SurveyOf::Question(id) => {
                let found = question(id);
                (found.map(|q| q.n), found.and_then(|q| q.low), found.and_then(|q| q.high))
            }
        };
        Some(SurveySource { survey, of, n: n.unwrap_or(0), share, low, high })
    }

    /// The part by its own words: the whole index, a factor, a question.
    fn part(&self, lang: Lang) -> String {
        let method = &self.survey.method;
        match (&self.of, lang) {
            (SurveyOf::Index, Lang::Vi) => "chỉ số chung".to_string(),
            (SurveyOf::Index, Lang::En) => "the overall index".to_string(),
            (SurveyOf::Factor(id), _) => {
                let name = method.factors.iter().find(|f| f.id == *id).map_or("", |f| &f.name);
                match lang {
                    Lang::Vi => format!("yếu tố {id} “{name}”"),
                    Lang::En => format!("factor {id} \"{name}\""),
                }
            }
            (SurveyOf::Question(id), _) => {
                let text = method.questions.iter().find(|q| q.id == *id).map_or("", |q| &q.text);
                match lang {
                    Lang::Vi => format!("câu hỏi {id} “{text}”"),
                    Lang::En => format!("question {id} \"{text}\""),
                }
            }
        }
    }

    /// `Khảo sát “…” (id), yếu tố 3 “…”: 43/50 (86,00%), 150 phiếu, khoảng tin cậy 95%: …; tệp …`.
    pub fn words(&self, lang: Lang) -> String {
        let (survey, part) = (self.survey, self.part(lang));
        let mut said = match lang {
            Lang::Vi => format!("Khảo sát “{}” ({}), {part}", survey.title, survey.scheme),
            Lang::En => format!("Survey \"{}\" ({}), {part}", survey.title, survey.scheme),
        };
        if let Some(share) = &self.share {
            said += &format!(": {}", words::percent(share, lang));
        }
        let counted = match (&self.of, lang) {
            (SurveyOf::Question(_), Lang::Vi) => "câu trả lời",
            (SurveyOf::Question(_), Lang::En) => "answers",
            (_, Lang::Vi) => "phiếu",
            (_, Lang::En) => "forms",
        };
        said += &format!("; {} {counted}", self.n);
        if let Some((low, high)) = self.low.zip(self.high) {
            let shown = |share: f64| words::statistic(share * 100.0, 2, lang);
            let word = if lang == Lang::Vi { "khoảng tin cậy" } else { "interval" };
            let confidence = survey.method.confidence.key();
            said += &format!("; {word} {confidence}: {} – {}%", shown(low), shown(high));
        }
        let files = survey.fieldwork.files.iter().map(|(file, hash)| {
            let short = hash.get(..12).unwrap_or(hash);
            format!("{file} (SHA-256 {short}…)")
        });
        let files: Vec<String> = files.collect();
        let word = if lang == Lang::Vi { "tệp" } else { "files" };
        said + &format!("; {word}: {}", files.join(", "))
    }
}
