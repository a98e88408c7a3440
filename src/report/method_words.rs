//! The words of *Phương pháp khảo sát*, in both languages.

use crate::terms::Text;

pub(super) const TOPIC: Text = Text { vi: "Nội dung", en: "Topic" };
pub(super) const SAID: Text = Text { vi: "Cách làm", en: "How it was done" };
pub(super) const SCHEME: Text = Text { vi: "Phương pháp", en: "Scheme" };
pub(super) const BASIS: Text = Text { vi: "Căn cứ", en: "Basis" };
pub(super) const READING: Text = Text { vi: "Cách đọc chỉ số", en: "Reading of the index" };
pub(super) const OVERALL: Text = Text { vi: "Chỉ số chung", en: "Overall index" };
pub(super) const OPTIONS: Text = Text { vi: "Phương án trả lời", en: "Options" };
pub(super) const GROUPS: Text = Text { vi: "Nhóm trả lời", en: "Groups of respondents" };
pub(super) const WEIGHTS: Text = Text { vi: "Gia quyền", en: "Weights" };
pub(super) const SAMPLE: Text = Text { vi: "Mẫu", en: "Sample" };
pub(super) const SIZE: Text = Text { vi: "Cỡ mẫu", en: "Sample size" };
pub(super) const SIZE_UNKNOWN: Text = Text {
    vi: "Chưa khai báo bảng giao dịch (population): phần mềm không tính cỡ mẫu cần cho khảo sát này.",
    en: "No table of transactions (population) is declared: no size was computed for this survey.",
};
pub(super) const RATE: Text = Text { vi: "Tỷ lệ phản hồi", en: "Response" };
pub(super) const LEAST: Text = Text { vi: "Số phiếu tối thiểu", en: "Minimum of forms" };
pub(super) const ERROR: Text = Text { vi: "Sai số", en: "Errors" };
pub(super) const FINITE: Text = Text { vi: "Tổng thể hữu hạn", en: "Finite population" };
pub(super) const EFFECT: Text = Text { vi: "Hệ số thiết kế", en: "Design effect" };
pub(super) const RANKS: Text = Text { vi: "So sánh thứ hạng", en: "Comparison of ranks" };
pub(super) const NOT_COVERED: Text =
    Text { vi: "Khoảng tin cậy không gồm", en: "What the intervals leave out" };
pub(super) const SERIES: Text = Text { vi: "So với năm trước", en: "Against last year" };
pub(super) const TABLE_TITLE: Text = Text {
    vi: "Nửa độ rộng khoảng tin cậy {c} (điểm phần trăm) của một câu hỏi, theo số phiếu và chỉ số (Wilson, mẫu ngẫu nhiên đơn giản)",
    en: "Half width of the {c} interval (points of percent) of one question, by forms and index (Wilson, simple random sample)",
};
pub(super) const N: Text = Text { vi: "Số phiếu", en: "Forms" };

pub(super) const BY_QUESTIONS: Text =
    Text { vi: "trung bình mọi câu hỏi", en: "the mean of all questions" };
pub(super) const BY_FACTORS: Text =
    Text { vi: "trung bình các yếu tố", en: "the mean of the factors" };
pub(super) const BY_ONE: Text =
    Text { vi: "một câu hỏi chung: {text}", en: "one overall question: {text}" };
pub(super) const OUTSIDE: Text = Text { vi: "ngoài mẫu số", en: "outside the denominator" };
pub(super) const BLANKS: Text = Text {
    vi: "Bỏ trống được đếm riêng, không phải là không áp dụng.",
    en: "Blanks are counted apart; they are not “not applicable”.",
};
pub(super) const BLANKS_D: Text = Text {
    vi: "Bỏ trống được tính là không hài lòng (cách đọc D).",
    en: "Blanks count as not satisfied (reading D).",
};
pub(super) const PEOPLE: Text =
    Text { vi: "mọi người trả lời như nhau", en: "everybody counts alike" };
pub(super) const MEAN_OF_GROUPS: Text =
    Text { vi: "mỗi nhóm như nhau, bất kể số phiếu", en: "every group counts alike" };
pub(super) const BY_WEIGHTS: Text =
    Text { vi: "theo trọng số: {list}", en: "by weight: {list}" };
pub(super) const UNWEIGHTED: Text = Text { vi: "Không gia quyền.", en: "None." };
pub(super) const RAKED: Text = Text {
    vi: "Gia quyền lặp (raking) từng đơn vị theo {margins}, đến khi mọi tỷ lệ lệch không quá 10⁻⁹, tối đa {rounds} vòng; trọng số làm tròn đến phần triệu. Phiếu không ghi nhóm giữ nguyên phần của mình. Số chưa gia quyền ghi bên cạnh. Sai số coi trọng số là cố định.",
    en: "Raked within each unit by {margins} until every share is within 10⁻⁹, at most {rounds} rounds; weights are rounded to millionths. Forms that give no category keep their share. The unweighted figure stands beside. Errors take the weights as fixed.",
};
pub(super) const KNOWN_SERVICES: Text = Text {
    vi: "{name} (số giao dịch từng đơn vị)",
    en: "{name} (each unit's transactions)",
};
pub(super) const RANDOM: Text = Text {
    vi: "Mẫu ngẫu nhiên: {n} phiếu hợp lệ của {units} đơn vị, từ {least} đến {most} phiếu một đơn vị.",
    en: "Random sample: {n} valid forms of {units} units, {least} to {most} per unit.",
};
pub(super) const SELF: Text = Text {
    vi: "Người trả lời tự chọn (QR, Zalo, ki-ốt, cổng dịch vụ): {n} phiếu của {units} đơn vị. Không phải mẫu ngẫu nhiên, nên không có sai số và không gộp với mẫu.",
    en: "Self-selected answers: {n} forms of {units} units. Not a random sample: no margin of error, never mixed with a sample.",
};
pub(super) const CLUSTERS: Text =
    Text { vi: " Chọn mẫu theo cụm: {columns}.", en: " Drawn in clusters: {columns}." };
pub(super) const RATE_KNOWN: Text = Text {
    vi: "Phát ra {issued}, thu về {returned}, hợp lệ {valid} ({units} đơn vị có số liệu; theo bảng giao dịch). Hợp lệ/phát ra: {rate}.",
    en: "Issued {issued}, returned {returned}, valid {valid} ({units} units with figures; from the table of transactions). Valid/issued: {rate}.",
};
pub(super) const RATE_UNKNOWN: Text = Text {
    vi: "Chưa khai báo số phiếu phát ra và thu về (cột “Phiếu phát ra”, “Phiếu thu về” của bảng giao dịch): không tính được tỷ lệ phản hồi.",
    en: "Issued and returned forms are not declared (columns “Phiếu phát ra”, “Phiếu thu về” of the table of transactions): the response rate is not known.",
};
pub(super) const LEAST_SAID: Text = Text {
    vi: "Đơn vị có dưới {n} phiếu được đánh dấu; chỉ số vẫn ghi kèm số phiếu, và việc dùng để tính điểm được nêu ở trang “Vấn đề”.",
    en: "Units with fewer than {n} forms are marked; their use in points is listed on the page of problems.",
};
pub(super) const ERROR_SAID: Text = Text {
    vi: "Độ tin cậy {c}, z = {z}. Một câu hỏi: khoảng Wilson. Chỉ số nhiều câu: sai số chuẩn tuyến tính hóa theo từng người (không coi các câu trả lời của một người là độc lập); có cột cụm thì theo cụm.",
    en: "Confidence {c}, z = {z}. One question: Wilson. An index of several: linearised standard errors between people (the answers of one person are not independent), between clusters where known.",
};
pub(super) const ERROR_CLUSTERS: Text = Text {
    vi: " Đơn vị có ít cụm (dưới khoảng 30) thì khoảng tin cậy thực tế rộng hơn khoảng ghi ở đây.",
    en: " Where a unit has few clusters (below about 30) the true interval is wider than the one given.",
};
pub(super) const ERROR_RATIO: Text = Text {
    vi: " Sai số này bằng {ratio} lần sai số tính như thể mọi câu trả lời là độc lập (trung vị các đơn vị).",
    en: " These errors are {ratio} times what they would be if all answers were independent (median of the units).",
};
pub(super) const FINITE_SAID: Text = Text {
    vi: "{units} đơn vị có số giao dịch N: sai số nhân √(1 − n/N); trong khoảng Wilson n thay bằng n/(1 − n/N).",
    en: "{units} units have a number of transactions N: errors times √(1 − n/N); n/(1 − n/N) for n in Wilson.",
};
pub(super) const FINITE_NONE: Text = Text {
    vi: "Không có số giao dịch: sai số như với tổng thể rất lớn.",
    en: "No numbers of transactions: errors as for a very large population.",
};
pub(super) const EFFECT_SAID: Text = Text {
    vi: "Của chỉ số, do cụm và trọng số: từ {low} đến {high}.",
    en: "Of the index, from clusters and weights: {low} to {high}.",
};
pub(super) const EFFECT_KISH: Text = Text {
    vi: " Riêng trọng số (Kish): từ {low} đến {high}.",
    en: " Of the weights alone (Kish): {low} to {high}.",
};
pub(super) const EFFECT_NONE: Text = Text {
    vi: "Mẫu đơn giản, không cụm, không gia quyền: bằng 1.",
    en: "No clusters, no weights: 1.",
};
pub(super) const RANKS_SAID: Text = Text {
    vi: "So từng cặp đơn vị: chênh lệch chia cho căn bậc hai của tổng bình phương hai sai số, hiệu chỉnh Holm trên mọi cặp ở mức {alpha}. Khoảng thứ hạng chỉ để đọc kèm, không thay đổi thứ hạng chính thức.",
    en: "Pairs of units: the difference over the root of the summed squared errors, Holm's step-down over all pairs at {alpha}. Rank sets are to be read beside the official rank and never change it.",
};
pub(super) const RANKS_NONE: Text = Text {
    vi: "Không so sánh: không phải mẫu ngẫu nhiên.",
    en: "None: not a random sample.",
};
pub(super) const NOT_COVERED_SAID: Text = Text {
    vi: "Người không trả lời, người không có trong sổ, câu hỏi khó hiểu, điều tra viên gợi ý, phiếu điền hộ, lỗi nhập liệu. Khoảng tin cậy chỉ nói về may rủi của việc chọn mẫu.",
    en: "Who did not answer, who is not in the register, unclear questions, leading interviewers, forms filled in for others, typing. An interval speaks only of the chance of the draw.",
};
