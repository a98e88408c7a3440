//! Problems of a criteria set: its expressions, its rules, its tree.

crate::problem::kind::kinds! {
    EXPR_SYNTAX "E-EXPR-SYNTAX" Error {
        vi: "Biểu thức viết sai: {detail}", "Sửa biểu thức ở chỗ được đánh dấu.";
        en: "The expression cannot be read: {detail}", "Mend the marked spot.";
    }
    EXPR_NAME "E-EXPR-NAME" Error {
        vi: "Không có chỉ tiêu số liệu tên “{name}” trong bộ tiêu chí", "{proposal}Khai báo nó trong [data] hoặc sửa tên.";
        en: "The set has no data item named `{name}`", "{proposal}Declare it in [data] or mend the name.";
    }
    EXPR_NODE "E-EXPR-NODE" Error {
        vi: "Không có tiêu chí mã {code} trong bộ tiêu chí", "Sửa mã tiêu chí trong points() hoặc max().";
        en: "The set has no node with the code {code}", "Mend the code in points() or max().";
    }
    EXPR_TYPE "E-EXPR-TYPE" Error {
        vi: "Ở đây cần {expected}, biểu thức lại cho {found}", "Sửa biểu thức hoặc loại của số liệu.";
        en: "Here {expected} is needed, the expression gives {found}", "Mend the expression or the type of the data item.";
    }
    ZERO_BASE "E-ZERO-BASE-UNDECIDED" Error {
        vi: "Mẫu số có thể bằng 0 nhưng quy tắc chưa nói khi đó tính thế nào", "Thêm zero_base = \"not_applicable\", \"full\" hoặc \"zero\" vào quy tắc.";
        en: "The denominator can be 0 and the rule does not say what that means", "Add zero_base = \"not_applicable\", \"full\" or \"zero\" to the rule.";
    }
    RULE_KIND "E-RULE-KIND" Error {
        vi: "Không có loại quy tắc “{found}”", "{proposal}Các loại: {known}.";
        en: "There is no rule kind `{found}`", "{proposal}Kinds: {known}.";
    }
    RULE_BOUNDS "E-STEPS-BOUND" Error {
        vi: "Mỗi bậc cần đúng một mốc: from (từ), above (trên), upto (đến) hoặc below (dưới)", "Giữ một mốc cho mỗi bậc.";
        en: "Each step needs exactly one bound: from, above, upto or below", "Keep one bound per step.";
    }
    STEPS_DIRECTION "E-STEPS-DIRECTION" Error {
        vi: "Các bậc trộn hai chiều (from/above với upto/below)", "Dùng một chiều cho cả quy tắc.";
        en: "The steps mix two directions (from/above with upto/below)", "Use one direction in a rule.";
    }
    STEPS_ORDER "E-STEPS-ORDER" Error {
        vi: "Bậc “{this}” đứng sau bậc “{before}” nhưng không thấp hơn", "Xếp các bậc từ tốt nhất xuống, điểm giảm dần, mốc không trùng nhau.";
        en: "The step `{this}` comes after `{before}` but is not below it", "Order the steps from the best down, points falling, no bound twice.";
    }
    RULE_POINTS "E-RULE-POINTS" Error {
        vi: "Điểm {points} nằm ngoài khoảng của tiêu chí [{min}; {max}]", "Sửa điểm của quy tắc hoặc điểm tối đa của tiêu chí.";
        en: "{points} points lie outside the leaf's bounds [{min}; {max}]", "Mend the points of the rule or the maximum of the leaf.";
    }
    RULE_VALUE "E-RULE-VALUE" Error {
        vi: "Giá trị của khóa “{key}” không dùng được: {detail}", "Sửa khóa {key} của quy tắc.";
        en: "The value of `{key}` cannot be used: {detail}", "Mend the key {key} of the rule.";
    }
    CHOICE_OPTIONS "E-CHOICE-OPTIONS" Error {
        vi: "Lựa chọn “{option}” không có trong số liệu “{key}”", "Ghi điểm cho đúng các lựa chọn đã khai báo: {known}.";
        en: "The option `{option}` is not one of the data item `{key}`", "Give points for the declared options: {known}.";
    }
}
