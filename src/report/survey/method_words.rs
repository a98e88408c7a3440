//! The words of *Phương pháp khảo sát*, in both languages.

use crate::terms::texts;

texts! {
    pub(crate) TOPIC "Nội dung", "Topic";
    pub(crate) SAID "Cách làm", "How it was done";
    pub(crate) SCHEME "Phương pháp", "Scheme";
    pub(crate) BASIS "Căn cứ", "Basis";
    pub(crate) READING "Cách đọc chỉ số", "Reading of the index";
    pub(crate) OVERALL "Chỉ số chung", "Overall index";
    pub(crate) OPTIONS "Phương án trả lời", "Options";
    pub(crate) GROUPS "Nhóm trả lời", "Groups of respondents";
    pub(crate) WEIGHTS "Gia quyền", "Weights";
    pub(crate) SAMPLE "Mẫu", "Sample";
    pub(crate) SIZE "Cỡ mẫu", "Sample size";
    pub(crate) SIZE_UNKNOWN
        "Chưa khai báo bảng giao dịch (population): phần mềm không tính cỡ mẫu cần cho khảo sát này.",
        "No table of transactions (population) is declared: no size was computed for this survey.";
    pub(crate) RATE "Tỷ lệ phản hồi", "Response";
    pub(crate) LEAST "Số phiếu tối thiểu", "Minimum of forms";
    pub(crate) ERROR "Sai số", "Errors";
    pub(crate) FINITE "Tổng thể hữu hạn", "Finite population";
    pub(crate) EFFECT "Hệ số thiết kế", "Design effect";
    pub(crate) RANKS "So sánh thứ hạng", "Comparison of ranks";
    pub(crate) NOT_COVERED "Khoảng tin cậy không gồm", "What the intervals leave out";
    pub(crate) SERIES "So với năm trước", "Against last year";
    pub(crate) TABLE_TITLE
        "Nửa độ rộng khoảng tin cậy {c} (điểm phần trăm) của một câu hỏi, theo số phiếu và chỉ số (Wilson, mẫu ngẫu nhiên đơn giản)",
        "Half width of the {c} interval (points of percent) of one question, by forms and index (Wilson, simple random sample)";
    pub(crate) N "Số phiếu", "Forms";
    pub(crate) BY_QUESTIONS "trung bình mọi câu hỏi", "the mean of all questions";
    pub(crate) BY_FACTORS "trung bình các yếu tố", "the mean of the factors";
    pub(crate) BY_SCHEME_WEIGHTS "các yếu tố, câu hỏi theo trọng số của phương pháp: {weights}", "factors and questions by the weights of the scheme: {weights}";
    pub(crate) BY_ONE "một câu hỏi chung: {text}", "one overall question: {text}";
    pub(crate) OUTSIDE "ngoài mẫu số", "outside the denominator";
    pub(crate) BLANKS
        "Bỏ trống được đếm riêng, không phải là không áp dụng.",
        "Blanks are counted apart; they are not “not applicable”.";
    pub(crate) BLANKS_D
        "Bỏ trống được tính là không hài lòng (cách đọc D).",
        "Blanks count as not satisfied (reading D).";
    pub(crate) PEOPLE "mọi người trả lời như nhau", "everybody counts alike";
    pub(crate) MEAN_OF_GROUPS "mỗi nhóm như nhau, bất kể số phiếu", "every group counts alike";
    pub(crate) BY_WEIGHTS "theo trọng số: {list}", "by weight: {list}";
    pub(crate) UNWEIGHTED "Không gia quyền.", "None.";
    pub(crate) RAKED
        "Gia quyền lặp (raking) từng đơn vị theo {margins}, đến khi mọi tỷ lệ lệch không quá 10⁻⁹, tối đa {rounds} vòng; trọng số làm tròn đến phần triệu. Phiếu không ghi nhóm giữ nguyên phần của mình. Số chưa gia quyền ghi bên cạnh. Sai số coi trọng số là cố định.",
        "Raked within each unit by {margins} until every share is within 10⁻⁹, at most {rounds} rounds; weights are rounded to millionths. Forms that give no category keep their share. The unweighted figure stands beside. Errors take the weights as fixed.";
    pub(crate) KNOWN_SERVICES
        "{name} (số giao dịch từng đơn vị)",
        "{name} (each unit's transactions)";
    pub(crate) RANDOM
        "Mẫu ngẫu nhiên: {n} phiếu hợp lệ của {units} đơn vị, từ {least} đến {most} phiếu một đơn vị.",
        "Random sample: {n} valid forms of {units} units, {least} to {most} per unit.";
    pub(crate) SELF
        "Người trả lời tự chọn (QR, Zalo, ki-ốt, cổng dịch vụ): {n} phiếu của {units} đơn vị. Không phải mẫu ngẫu nhiên, nên không có sai số và không gộp với mẫu.",
        "Self-selected answers: {n} forms of {units} units. Not a random sample: no margin of error, never mixed with a sample.";
    pub(crate) CLUSTERS " Chọn mẫu theo cụm: {columns}.", " Drawn in clusters: {columns}.";
    pub(crate) RATE_KNOWN
        "Phát ra {issued}, thu về {returned}, hợp lệ {valid} ({units} đơn vị có số liệu; theo bảng giao dịch). Hợp lệ/phát ra: {rate}.",
        "Issued {issued}, returned {returned}, valid {valid} ({units} units with figures; from the table of transactions). Valid/issued: {rate}.";
    pub(crate) RATE_UNKNOWN
        "Chưa khai báo số phiếu phát ra và thu về (cột “Phiếu phát ra”, “Phiếu thu về” của bảng giao dịch): không tính được tỷ lệ phản hồi.",
        "Issued and returned forms are not declared (columns “Phiếu phát ra”, “Phiếu thu về” of the table of transactions): the response rate is not known.";
    pub(crate) LEAST_SAID
        "Đơn vị có dưới {n} phiếu được đánh dấu; chỉ số vẫn ghi kèm số phiếu, và việc dùng để tính điểm được nêu ở trang “Vấn đề”.",
        "Units with fewer than {n} forms are marked; their use in points is listed on the page of problems.";
    pub(crate) ERROR_SAID
        "Độ tin cậy {c}, z = {z}. Một câu hỏi: khoảng Wilson. Chỉ số nhiều câu: sai số chuẩn tuyến tính hóa theo từng người (không coi các câu trả lời của một người là độc lập); có cột cụm thì theo cụm.",
        "Confidence {c}, z = {z}. One question: Wilson. An index of several: linearised standard errors between people (the answers of one person are not independent), between clusters where known.";
    pub(crate) ERROR_CLUSTERS
        " Đơn vị có ít cụm (dưới khoảng 30) thì khoảng tin cậy thực tế rộng hơn khoảng ghi ở đây.",
        " Where a unit has few clusters (below about 30) the true interval is wider than the one given.";
    pub(crate) ERROR_RATIO
        " Sai số này bằng {ratio} lần sai số tính như thể mọi câu trả lời là độc lập (trung vị các đơn vị).",
        " These errors are {ratio} times what they would be if all answers were independent (median of the units).";
    pub(crate) FINITE_SAID
        "{units} đơn vị có số giao dịch N: sai số nhân √(1 − n/N); trong khoảng Wilson n thay bằng n/(1 − n/N).",
        "{units} units have a number of transactions N: errors times √(1 − n/N); n/(1 − n/N) for n in Wilson.";
    pub(crate) FINITE_NONE
        "Không có số giao dịch: sai số như với tổng thể rất lớn.",
        "No numbers of transactions: errors as for a very large population.";
    pub(crate) EFFECT_SAID
        "Của chỉ số, do cụm và trọng số: từ {low} đến {high}.",
        "Of the index, from clusters and weights: {low} to {high}.";
    pub(crate) EFFECT_KISH
        " Riêng trọng số (Kish): từ {low} đến {high}.",
        " Of the weights alone (Kish): {low} to {high}.";
    pub(crate) EFFECT_NONE
        "Mẫu đơn giản, không cụm, không gia quyền: bằng 1.",
        "No clusters, no weights: 1.";
    pub(crate) RANKS_SAID
        "So từng cặp đơn vị: chênh lệch chia cho căn bậc hai của tổng bình phương hai sai số, hiệu chỉnh Holm trên mọi cặp ở mức {alpha}. Khoảng thứ hạng chỉ để đọc kèm, không thay đổi thứ hạng chính thức.",
        "Pairs of units: the difference over the root of the summed squared errors, Holm's step-down over all pairs at {alpha}. Rank sets are to be read beside the official rank and never change it.";
    pub(crate) RANKS_NONE
        "Không so sánh: không phải mẫu ngẫu nhiên.",
        "None: not a random sample.";
    pub(crate) NOT_COVERED_SAID
        "Người không trả lời, người không có trong sổ, câu hỏi khó hiểu, điều tra viên gợi ý, phiếu điền hộ, lỗi nhập liệu. Khoảng tin cậy chỉ nói về may rủi của việc chọn mẫu.",
        "Who did not answer, who is not in the register, unclear questions, leading interviewers, forms filled in for others, typing. An interval speaks only of the chance of the draw.";
}
