//! Why the text of a scale is not understood, in words for the person who decides.

use crate::terms::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    Empty,
    Unknown,
    Gap,
    Overlap,
    Best,
    Order,
    Measure,
    Subject,
    Bound,
    Points,
    Date,
    Year,
    Late,
    Cap,
    Top,
}

impl Unclear {
    pub fn words(self) -> Text {
        let (vi, en) = match self {
            Unclear::Empty => ("chưa có cách tính điểm", "there is no scale"),
            Unclear::Unknown => ("chưa hiểu cách tính điểm", "the scale is not understood"),
            Unclear::Gap => ("giữa các bậc có khoảng trống", "there is a gap between the steps"),
            Unclear::Overlap => ("các bậc chồng lên nhau", "steps overlap"),
            Unclear::Best => (
                "mức cao nhất của thang điểm khác điểm tối đa",
                "the best of the scale is not the maximum",
            ),
            Unclear::Order => {
                ("điểm không tăng hoặc giảm đều theo bậc", "points neither rise nor fall")
            }
            Unclear::Measure => (
                "không rõ mức là phần trăm hay số lượng",
                "it is not said whether bounds are percent or numbers",
            ),
            Unclear::Subject => {
                ("các bậc nói về những việc khác nhau", "the steps speak of different things")
            }
            Unclear::Bound => ("có bậc không đọc được mức", "the bound of a step cannot be read"),
            Unclear::Points => {
                ("có ý không đọc được điểm", "the points of a clause cannot be read")
            }
            Unclear::Date => ("có ngày không đọc được", "a date cannot be read"),
            Unclear::Year => ("ngày chưa có năm", "a date has no year"),
            Unclear::Late => {
                ("các mức trễ hạn không nối tiếp nhau", "the steps of lateness do not join")
            }
            Unclear::Cap => (
                "mức chặn khác điểm tối đa của tiêu chí",
                "the cap is not the maximum of the criterion",
            ),
            Unclear::Top => {
                ("không nói mức cao nhất được bao nhiêu", "it is not said what the top earns")
            }
        };
        Text::new(vi, en)
    }
}
