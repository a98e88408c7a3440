//! Problems of a criteria set: its expressions, its rules, its tree.

crate::problem::kind::kinds! {
    // --- expressions and rules
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
        vi: "Chỗ này cần {expected}, biểu thức lại cho {found}", "Sửa biểu thức hoặc loại của số liệu.";
        en: "Here {expected} is needed, the expression gives {found}", "Mend the expression or the type of the data item.";
    }
    ZERO_BASE "E-ZERO-BASE-UNDECIDED" Error {
        vi: "Mẫu số có thể bằng 0 nhưng quy tắc chưa nói khi đó tính thế nào", "Thêm zero_base = \"not_applicable\", \"full\" hoặc \"zero\" vào quy tắc.";
        en: "The denominator can be 0 and the rule does not say what that means", "Add zero_base = \"not_applicable\", \"full\" or \"zero\" to the rule.";
    }
    RULE_KIND "E-RULE-KIND" Error {
        vi: "Không có loại quy tắc “{found}”", "{proposal}Ghi kind là một trong: {known}.";
        en: "There is no rule kind `{found}`", "{proposal}Write one of these as kind: {known}.";
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
    SET_ROUNDING "E-SET-ROUNDING" Error {
        vi: "Làm tròn {key} cần decimals là số nguyên từ 0 đến 12, ở đây ghi {found}", "Ghi {key} với decimals = 2, hoặc mode = \"none\" để không làm tròn.";
        en: "Rounding of {key} needs decimals from 0 to 12, found {found}", "Write {key} with decimals = 2, or mode = \"none\" to round nothing.";
    }
    SET_ROUNDING_FIXED "E-SET-ROUNDING-FIXED" Error {
        vi: "Mục {code} đặt cách làm tròn riêng, nhưng [{by}] ở {first} đã cố định cách làm tròn (fixed = true)", "Bỏ rounding ở mục {code}, hoặc bỏ fixed = true ở [{by}].";
        en: "{code} rounds in its own way, which [{by}] at {first} forbids (fixed = true)", "Take `rounding` out of {code}, or fixed = true out of [{by}].";
    }
    SET_EFFORT "E-SET-EFFORT" Error {
        vi: "Công sức (effort) của mục {code} phải là một số không âm, hoặc { each = số }", "Ghi effort = 2 (mỗi bước), hoặc effort = { each = 0.1 } (mỗi đơn vị đo).";
        en: "The effort of {code} must be a number that is not negative, or { each = number }", "Write effort = 2 (each step), or effort = { each = 0.1 } (each natural unit).";
    }
    // --- the tree
    SET_EMPTY "E-SET-EMPTY" Error {
        vi: "Bộ tiêu chí chưa có lĩnh vực nào", "Thêm các bảng như [1], [1.1], [1.1.1] theo mã trong phụ lục.";
        en: "The criteria set has no field", "Add tables such as [1], [1.1], [1.1.1] by the codes of the annex.";
    }
    SET_NODE_NAME "E-SET-NODE-NAME" Error {
        vi: "Mục {code} chưa có tên", "Thêm bảng [{code}] với dòng name = \"…\".";
        en: "Node {code} has no name", "Add a table [{code}] with a line name = \"…\".";
    }
    SET_NODE_TWICE "E-SET-NODE-TWICE" Error {
        vi: "Khóa “{key}” của mục {code} được viết hai lần (lần đầu ở {first})", "Giữ một chỗ, xóa chỗ kia.";
        en: "The key `{key}` of node {code} is written twice (first at {first})", "Keep one and delete the other.";
    }
    SET_NODE_KIND "E-SET-NODE-KIND" Error {
        vi: "Mục {code} ghi kind = \"{found}\", nhưng chỉ lĩnh vực (mục cấp một) mới là điểm thưởng hay điểm phạt", "Đưa dòng kind lên mục [{field}], hoặc bỏ đi.";
        en: "Node {code} says kind = \"{found}\", but only a field (top level) is bonus or penalty", "Move the line to [{field}], or remove it.";
    }
    SET_DEPTH "E-SET-DEPTH" Error {
        vi: "Mã {code} sâu hơn {deepest} cấp", "Gộp bớt cấp: lĩnh vực, tiêu chí, tiêu chí thành phần.";
        en: "The code {code} is more than {deepest} levels deep", "Use fewer levels: field, criterion, sub-criterion.";
    }
    SET_LEAF_KEY "E-SET-LEAF-KEY" Error {
        vi: "Khóa “{key}” chỉ dùng cho tiêu chí thành phần, mà mục {code} có mục con ({child})", "Chuyển “{key}” xuống tiêu chí thành phần cần nó.";
        en: "The key `{key}` is for sub-criteria only, but node {code} has children ({child})", "Move `{key}` down to the sub-criterion that needs it.";
    }
    SET_NO_RULE "E-SET-NO-RULE" Error {
        vi: "Tiêu chí thành phần {code} chưa có cách tính điểm, cũng không có mục con", "Thêm bảng [{code}.rule] với dòng kind = \"…\".";
        en: "Sub-criterion {code} has neither a rule nor children", "Add a table [{code}.rule] with a line kind = \"…\".";
    }
    SET_NO_MAX "E-SET-NO-MAX" Error {
        vi: "Mục {code} chưa có điểm tối đa", "Thêm dòng max = … (với lĩnh vực thưởng, phạt: mức trần).";
        en: "Node {code} has no maximum", "Add a line max = … (for a bonus or penalty field: its cap).";
    }
    SET_BOUNDS "E-SET-BOUNDS" Error {
        vi: "Mục {code}: điểm tối đa {max}, điểm tối thiểu {min} không dùng được", "Điểm tối đa phải lớn hơn 0 và lớn hơn điểm tối thiểu.";
        en: "Node {code}: a maximum of {max} with a minimum of {min} cannot be used", "The maximum must be above 0 and above the minimum.";
    }
    SET_SUM "E-SET-SUM" Error {
        vi: "Mục {code} ghi {declared} điểm, nhưng cộng các mục con được {sum} ({parts})", "Sửa max của {code} hoặc của mục con; chênh {gap}.";
        en: "Node {code} says {declared} points, but its children add up to {sum} ({parts})", "Mend the max of {code} or of a child; the gap is {gap}.";
    }
    SET_TOTAL "E-SET-TOTAL" Error {
        vi: "Bộ tiêu chí ghi total = {declared}, nhưng cộng các lĩnh vực được {sum} ({parts})", "Sửa total hoặc điểm của các lĩnh vực; chênh {gap}. Điểm thưởng, phạt không tính vào total.";
        en: "The set says total = {declared}, but its fields add up to {sum} ({parts})", "Mend total or the fields; the gap is {gap}. Bonus and penalty do not count.";
    }
    SET_CAP "W-SET-CAP" Warning {
        vi: "Lĩnh vực {code} có mức trần {declared}, nhưng các mục con cộng lại chỉ được {sum}", "Hạ mức trần (max) hoặc thêm điểm cho mục con.";
        en: "Field {code} has a cap of {declared}, but its children add up to only {sum}", "Lower the cap or raise the children.";
    }
    // --- extends
    SET_EXTENDS_CHAIN "E-SET-EXTENDS-CHAIN" Error {
        vi: "Bộ gốc này lại dựa trên một bộ khác ({found})", "Bộ gốc phải đứng một mình: chép nội dung của bộ kia vào, hoặc dựa thẳng vào bộ đó.";
        en: "This base set itself extends another ({found})", "A base stands alone: copy the other set into it, or extend that one directly.";
    }
    SET_REMOVE "E-SET-REMOVE" Error {
        vi: "Không bỏ được mục {code}: bộ gốc không có mục này", "{proposal}Chỉ dùng remove = true trong bộ có dòng extends, cho mục có ở bộ gốc.";
        en: "Node {code} cannot be removed: the base set does not have it", "{proposal}Use remove = true only in a set that extends another, for a node of the base.";
    }
    // --- data items
    SET_ITEM_KEY "E-SET-ITEM-KEY" Error {
        vi: "“{key}” không dùng làm mã số liệu được", "Mã gồm chữ cái, chữ số và dấu gạch dưới, không bắt đầu bằng chữ số, không trùng từ dành riêng (and, if, min …).";
        en: "`{key}` cannot be the key of a data item", "Use letters, digits and `_`, not starting with a digit, and no reserved word (and, if, min …).";
    }
    SET_ITEM_TWICE "E-SET-ITEM-TWICE" Error {
        vi: "Số liệu “{key}” được khai hai lần (lần đầu ở {first})", "Mỗi số liệu chỉ hỏi một lần: giữ một chỗ (dùng chung thì để ở [data]) hoặc đổi mã.";
        en: "The data item `{key}` is defined twice (first at {first})", "A data item is asked once: keep one place (in [data] when shared) or rename.";
    }
    SET_ITEM_OPTIONS "E-SET-ITEM-OPTIONS" Error {
        vi: "Số liệu “{key}” kiểu {type}: danh sách options {what}", "Chỉ kiểu choice có options, và phải có từ hai lựa chọn khác nhau trở lên.";
        en: "The data item `{key}` of type {type}: its options {what_en}", "Only the type choice has options, at least two different ones.";
    }
    SET_ITEM_UNUSED "W-SET-ITEM-UNUSED" Warning {
        vi: "Số liệu “{key}” không được cách tính điểm hay phép kiểm tra nào dùng", "Bỏ nó đi để đơn vị khỏi phải kê khai, hoặc dùng nó.";
        en: "The data item `{key}` is used by no rule and no check", "Remove it so that units need not declare it, or use it.";
    }
    // --- leaves
    SET_REACH_MAX "E-SET-REACH-MAX" Error {
        vi: "Tiêu chí {code} không bao giờ đạt điểm tối đa {max}: cách tính chỉ cho đến {reach}", "Sửa điểm trong cách tính hoặc sửa max.";
        en: "Sub-criterion {code} can never reach its maximum {max}: its rule gives at most {reach}", "Mend the points of the rule or the max.";
    }
    SHARE_BOUND "E-SET-SHARE-BOUND" Error {
        vi: "Tiêu chí {code} so một tỷ lệ với {found}, tức là {percent}", "Viết kèm dấu %: {meant}; nếu đúng là số lần thì viết hẳn {percent}.";
        en: "Sub-criterion {code} holds a share against {found}, that is {percent}", "Write it with a percent sign: {meant}; if so many times is meant, write {percent}.";
    }
    SET_REACH_ZERO "W-SET-REACH-ZERO" Warning {
        vi: "Tiêu chí {code} không bao giờ dưới {reach} điểm", "Nếu đúng ý thì bỏ qua; nếu không, thêm mức 0 điểm vào cách tính.";
        en: "Sub-criterion {code} never falls below {reach} points", "Ignore this if it is meant; else let the rule give 0.";
    }
    SET_REACH_MIN "W-SET-REACH-MIN" Warning {
        vi: "Tiêu chí {code} ghi min = {min} nhưng cách tính không bao giờ dưới {reach}", "Bỏ min hoặc sửa cách tính.";
        en: "Sub-criterion {code} says min = {min} but its rule never falls below {reach}", "Remove min or mend the rule.";
    }
    SET_LEAF_LACKS "W-SET-LEAF-LACKS" Warning {
        vi: "Tiêu chí thành phần {code} chưa ghi {what}", "Thêm {keys}, để mỗi điểm có căn cứ, có tài liệu kiểm chứng và có người thẩm định.";
        en: "Sub-criterion {code} does not say its {what_en}", "Add {keys}, so that every point has its clause, its proof and its appraiser.";
    }
    STEPS_BOUND "N-STEPS-BOUND" Note {
        vi: "Tiêu chí {code}: hướng dẫn viết “{said}”, còn cách tính hiểu là “{read}”", "Sửa một trong hai cho khớp: từ = from, trên = above, đến = upto, dưới = below.";
        en: "Sub-criterion {code}: the guide says “{said}”, the rule reads “{read}”", "Make the two agree: từ = from, trên = above, đến = upto, dưới = below.";
    }
    SET_FORMULA "E-SET-FORMULA" Error {
        vi: "Cách tính của tiêu chí {code} không viết được thành công thức Excel: {why}", "Viết lại cách tính: dùng loại choice thay cho chữ tự do, hoặc tách thành nhiều tiêu chí thành phần.";
        en: "The rule of sub-criterion {code} has no Excel formula: {why}", "Write the rule another way: a choice instead of free text, or several sub-criteria.";
    }
    // --- between nodes
    SET_CYCLE "E-SET-CYCLE" Error {
        vi: "Các tiêu chí tính điểm vòng quanh nhau: {cycle}", "Bỏ points(…) hoặc max(…) ở một tiêu chí trong vòng.";
        en: "Sub-criteria need each other's points in a circle: {cycle}", "Remove points(…) or max(…) from one of them.";
    }
    SET_REQUIRES_UNKNOWN "E-SET-REQUIRES-UNKNOWN" Error {
        vi: "Điều kiện khống chế (requires) của mục {code} nhắc đến mục “{found}”, bộ tiêu chí không có mục này", "{proposal}Ghi mã của một mục có trong bộ.";
        en: "The gate of {code} names node `{found}`, which the set does not have", "{proposal}Write the code of a node of the set.";
    }
    SET_REQUIRES_SELF "E-SET-REQUIRES-SELF" Error {
        vi: "Điều kiện khống chế (requires) của mục {code} nhắc đến mục {found}, là chính nó hoặc mục chứa nó", "Bỏ {found} khỏi requires: mục {found} được 0 điểm thì mục {code} đã 0 điểm rồi.";
        en: "The gate of {code} names {found}, which is itself or contains it", "Remove {found} from requires: when it has 0, {code} has 0 already.";
    }
    // --- classes
    CLASS_ORDER "E-CLASS-ORDER" Error {
        vi: "Loại “{name}” (từ {from}) đứng sau loại “{before}” (từ {bound}) nhưng mức không thấp hơn", "Xếp loại từ cao xuống thấp, mức sau nhỏ hơn mức trước.";
        en: "Class `{name}` (from {from}) stands after `{before}` (from {bound}) but is not lower", "List the classes best first, with falling bounds.";
    }
    CLASS_UNREACHABLE "E-CLASS-UNREACHABLE" Error {
        vi: "Không đơn vị nào đạt được loại “{name}”: {why}", "Sửa from hoặc every_field của loại này.";
        en: "No unit can reach the class `{name}`: {why_en}", "Mend `from` or `every_field` of this class.";
    }
    CLASS_BOUND "E-CLASS-BOUND" Error {
        vi: "Loại “{name}” phải có đúng một mức: from (chỉ số, %) hoặc from_points (tổng điểm)", "Giữ một trong hai.";
        en: "The class `{name}` needs exactly one bound: from (index) or from_points (points)", "Keep one of the two.";
    }
    CLASS_MIXED "E-CLASS-MIXED" Error {
        vi: "Loại “{name}” tính theo {own}, còn loại “{before}” tính theo {other}", "Dùng một cách cho mọi loại: from hoặc from_points.";
        en: "The class `{name}` goes by {own_en}, `{before}` by {other_en}", "Use one way for all classes: from or from_points.";
    }
    CLASS_GATE "E-CLASS-GATE" Error {
        vi: "Điều kiện khống chế của loại viết chưa đúng", "Viết một trong ba cách: node với from, survey với from (thêm of nếu cần), item với is đúng kiểu của số liệu.";
        en: "This gate of a class cannot be read", "Write node and from, survey and from (with `of` if needed), or item and an `is` of the item's type.";
    }
    CLASS_GATE_NODE "E-CLASS-GATE-NODE" Error {
        vi: "Điều kiện khống chế nhắc đến mục “{found}”, bộ tiêu chí không có mục này", "{proposal}Ghi mã của một mục có trong bộ.";
        en: "The gate names node `{found}`, which the set does not have", "{proposal}Write the code of a node of the set.";
    }
    CLASS_GATE_ITEM "E-CLASS-GATE-ITEM" Error {
        vi: "Điều kiện khống chế nhắc đến số liệu “{found}”, bộ tiêu chí không có số liệu này", "{proposal}Ghi mã của một số liệu trong bộ.";
        en: "The gate names the data item `{found}`, which the set does not have", "{proposal}Write the key of a data item of the set.";
    }
    CLASS_TWICE "E-CLASS-TWICE" Error {
        vi: "Có hai loại cùng tên “{name}”", "Đổi tên một loại, hoặc bỏ bớt.";
        en: "Two classes are named `{name}`", "Rename or remove one.";
    }
    // --- worked examples
    EXAMPLE_DIFFERS "E-EXAMPLE-DIFFERS" Error {
        vi: "Ví dụ của tiêu chí {code}: ghi {expected}, nhưng tính ra {computed} ({trace})", "Sửa ví dụ hoặc sửa cách tính: một trong hai không đúng ý.";
        en: "Worked example of {code}: it says {expected_en}, but the rule gives {computed_en} ({trace_en})", "Mend the example or the rule: one of them is not what is meant.";
    }
    EXAMPLE_KEY "E-EXAMPLE-KEY" Error {
        vi: "Ví dụ của tiêu chí {code} cho số liệu “{key}”, bộ tiêu chí không có số liệu này", "{proposal}Dùng mã số liệu đã khai ở [data] hoặc [{code}.data].";
        en: "The worked example of {code} gives `{key}`, which is no data item of the set", "{proposal}Use a key defined in [data] or [{code}.data].";
    }
    EXAMPLE_VALUE "E-EXAMPLE-VALUE" Error {
        vi: "Ví dụ của tiêu chí {code}: số liệu “{key}” kiểu {type}, ở đây ghi {found}", "Ghi {expected}.";
        en: "Worked example of {code}: the item `{key}` is of type {type}, found {found}", "Write {expected_en}.";
    }
    EXAMPLE_EXPECTS "E-EXAMPLE-EXPECTS" Error {
        vi: "Ví dụ của tiêu chí {code} phải có đúng một kết quả: points hoặc state", "Ghi points = … khi ra điểm, state = \"…\" khi không ra điểm.";
        en: "A worked example of {code} needs exactly one outcome: points or state", "Write points = … for points, state = \"…\" when there are none.";
    }
}

/// What is wrong with worked examples: it is told and decides nothing.
pub const EXAMPLES: &[&Kind] = &[&EXAMPLE_DIFFERS, &EXAMPLE_KEY, &EXAMPLE_VALUE, &EXAMPLE_EXPECTS];
