//! What a criteria set says that can hardly be meant.

crate::problem::kind::kinds! {
    SET_ITEM_LABEL "W-SET-ITEM-LABEL" Warning {
        vi: "Số liệu “{key}” và “{other}” cùng một tên gọi: {label}", "Nếu là một số liệu thì giữ một, đặt ở [data]; nếu khác nhau thì đổi label cho người kê khai phân biệt được.";
        en: "The data items `{key}` and `{other}` have one label: {label}", "Keep one in [data] if they are the same; else change a label.";
    }
    SET_LEVELS_BEST "E-SET-LEVELS-BEST" Error {
        vi: "Tiêu chí {code}: mức cao nhất của thẩm định chỉ được {reach} trên {max} điểm", "Cho mức cao nhất \"100%\", hoặc sửa max.";
        en: "Sub-criterion {code}: the best level earns {reach} of {max} points", "Give the best level \"100%\", or mend max.";
    }
    SET_LEVELS_WORST "W-SET-LEVELS-WORST" Warning {
        vi: "Tiêu chí {code}: mức thấp nhất của thẩm định vẫn được {reach} điểm", "Nếu đúng ý thì bỏ qua; nếu không, thêm mức \"0%\" vào levels.";
        en: "Sub-criterion {code}: the worst level still earns {reach} points", "Ignore this if it is meant; else add a level of \"0%\".";
    }
    SET_CASE_COVERED "W-SET-CASE-COVERED" Warning {
        vi: "Tiêu chí {code}: trường hợp thứ {case} không bao giờ đến lượt, vì trường hợp trước đã gồm nó", "Xếp trường hợp hẹp hơn lên trước, hoặc bỏ trường hợp thừa.";
        en: "Sub-criterion {code}: case {case} is never reached, an earlier one takes it all", "Put the narrower case first, or remove it.";
    }
    SET_CASE_GAP "W-SET-CASE-GAP" Warning {
        vi: "Tiêu chí {code}: giữa các trường hợp có khoảng trống ({gap}), rơi vào otherwise", "Nối các mốc liền nhau (>= với <, > với <=), hoặc để nguyên nếu đúng ý.";
        en: "Sub-criterion {code}: between its cases there is a gap ({gap}), which falls to otherwise", "Join the bounds (>= with <, > with <=), or leave it if it is meant.";
    }
    SET_BOUND_BEYOND "E-SET-BOUND-BEYOND" Error {
        vi: "Tiêu chí {code}: mốc {bound} của {part} trên {whole} không đơn vị nào đạt, vì phép kiểm tra ([[check]]) không cho quá 100%", "Hạ mốc xuống, hoặc sửa phép kiểm tra.";
        en: "Sub-criterion {code}: no unit reaches {bound} of {part} by {whole}, since a check allows 100% at most", "Lower the bound, or mend the check.";
    }
    CLASS_LOWEST "N-CLASS-LOWEST" Note {
        vi: "Loại thấp nhất là “{name}”, từ {from}; đơn vị dưới mức ấy không được xếp loại", "Nếu đúng ý thì bỏ qua; nếu không, thêm một loại có from = 0.";
        en: "The lowest class is `{name}`, from {from}; units below it have none", "Ignore this if it is meant; else add a class with from = 0.";
    }
}
