//! Problems of codes and labels on the rows of forms.

crate::problem::kind::kinds! {
    UNDERSTOOD "N-CODE" Note {
        vi: "Dòng ghi {row} được hiểu là {nodes}", "Nếu không đúng, hãy ghi mã dạng chữ, đúng như bộ tiêu chí.";
        en: "The row with {row} was taken to be {nodes}", "If that is wrong, write the code as text, as the criteria set has it.";
    }
    RENAMED "N-CODE-NAME" Note {
        vi: "Tên tiêu chí “{label}” khác bộ tiêu chí; phần mềm dùng mã {nodes}", "Giữ nguyên tên tiêu chí của mẫu.";
        en: "The name “{label}” differs from the criteria set; the code counts: {nodes}", "Leave the names of the form as they are.";
    }
    CONTRADICTION "E-CODE-CONTRADICTION" Error {
        vi: "Mã “{code}” và tên “{label}” chỉ hai tiêu chí khác nhau: {nodes}; dòng không được tính", "Sửa mã hoặc tên cho khớp với bộ tiêu chí.";
        en: "The code “{code}” and the name “{label}” mean different criteria: {nodes}; the row does not count", "Make code and name agree with the criteria set.";
    }
    AMBIGUOUS "E-CODE-AMBIGUOUS" Error {
        vi: "Dòng ghi {row} có thể là một trong: {nodes}; không được tính", "Ghi mã dạng chữ (1.10 khác 1.1) và giữ nguyên tên tiêu chí của mẫu.";
        en: "The row with {row} may be any of: {nodes}; it does not count", "Write the code as text (1.10 is not 1.1) and leave the names of the form.";
    }
    UNKNOWN "E-CODE-UNKNOWN" Error {
        vi: "Dòng ghi {row}: bộ tiêu chí không có tiêu chí này; dòng không được tính", "{proposal}Hãy ghi lại mã, hoặc xóa dòng.";
        en: "The row with {row} is not in the criteria set and does not count", "{proposal}Write the code again, or delete the row.";
    }
}
