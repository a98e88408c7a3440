//! Problems of codes and labels on the rows of forms.

crate::problem::kind::kinds! {
    UNDERSTOOD "N-CODE" Note {
        vi: "Dòng ghi mã “{code}” được hiểu là {nodes}", "Nếu không đúng, hãy ghi mã dạng chữ, đúng như bộ tiêu chí.";
        en: "The row with code “{code}” was taken to be {nodes}", "If that is wrong, write the code as text, as the criteria set has it.";
    }
    RENAMED "N-CODE-NAME" Note {
        vi: "Tên tiêu chí “{label}” khác bộ tiêu chí; phần mềm dùng mã {nodes}", "Giữ nguyên tên tiêu chí của mẫu.";
        en: "The name “{label}” differs from the criteria set; the code counts: {nodes}", "Leave the names of the form as they are.";
    }
    CONTRADICTION "E-CODE-CONTRADICTION" Error {
        vi: "Mã “{code}” và tên “{label}” chỉ hai tiêu chí khác nhau: {nodes}", "Sửa mã hoặc tên cho khớp.";
        en: "The code “{code}” and the name “{label}” mean different criteria: {nodes}", "Make code and name agree.";
    }
    AMBIGUOUS "E-CODE-AMBIGUOUS" Error {
        vi: "Mã “{code}” (tên “{label}”) có thể là: {nodes}", "Ghi mã dạng chữ (1.10 khác 1.1) và giữ nguyên tên tiêu chí của mẫu.";
        en: "The code “{code}” (name “{label}”) may be any of: {nodes}", "Write the code as text (1.10 is not 1.1) and leave the names of the form.";
    }
    UNKNOWN "E-CODE-UNKNOWN" Error {
        vi: "Dòng mã “{code}” (“{label}”) không có trong bộ tiêu chí; không được tính", "Mã gần nhất: {nodes}. Hãy ghi lại mã, hoặc xóa dòng.";
        en: "The row with code “{code}” (“{label}”) is not in the criteria set and does not count", "Nearest code: {nodes}. Write the code again, or delete the row.";
    }
}
