//! Of samples: plans, tables of transactions, registers, weights.

crate::problem::kind::kinds! {
    SCHEME_MARGIN "E-SCHEME-MARGIN" Error {
        vi: "Tiêu thức gia quyền chưa dùng được: {why}", "Ghi lại [[weights.margin]]: name, columns và một trong shares, counts, from = \"population\".";
        en: "A margin of the weights cannot be used: {why}", "Mend [[weights.margin]]: name, columns and one of shares, counts, from = \"population\".";
    }
    MARGIN_SCALED "N-SCHEME-MARGIN-SCALED" Note {
        vi: "Các tỷ lệ của “{name}” cộng lại {found}% do làm tròn; được quy về 100%", "Không phải làm gì; muốn chính xác hơn thì ghi counts (số người) thay cho shares.";
        en: "The shares of “{name}” add up to {found}%, as rounded figures do; they were scaled to 100%", "Nothing to do; for more precision give counts instead of shares.";
    }
    SCHEME_SAMPLING "E-SCHEME-SAMPLING" Error {
        vi: "{key} của [sampling] ngoài khoảng {range}", "Ghi một số trong khoảng {range}.";
        en: "{key} of [sampling] is outside {range}", "Write a number within {range}.";
    }
    POPULATION_TWICE "E-POPULATION-TWICE" Error {
        vi: "“{unit}” có hai số giao dịch trong bảng giao dịch", "Giữ một dòng cho mỗi lĩnh vực của đơn vị, hoặc một dòng tổng cho đơn vị; không ghi cả hai.";
        en: "The table of transactions gives “{unit}” two numbers", "Keep one row for each service of the unit, or one row for the whole unit, not both.";
    }
    POPULATION_BLANK "E-POPULATION-BLANK" Error {
        vi: "Lĩnh vực “{service}” của {unit} chưa có số giao dịch, nên chưa có tổng số giao dịch của đơn vị", "Ghi số giao dịch của lĩnh vực này; không có giao dịch nào thì ghi 0.";
        en: "The service “{service}” of {unit} has no number of transactions, so the unit has no total", "Give the number of the service; write 0 if there was none.";
    }
    POPULATION_NO_UNIT "E-POPULATION-NO-UNIT" Error {
        vi: "Dòng {row} của bảng giao dịch có số nhưng không ghi đơn vị", "Ghi tên đơn vị ở mọi dòng, hoặc gộp ô tên đơn vị qua các dòng của đơn vị đó.";
        en: "Row {row} of the table of transactions has numbers but names no unit", "Name the unit in every row, or merge its cell over the rows of the unit.";
    }
    POPULATION_MISSING "W-POPULATION-MISSING" Warning {
        vi: "Bảng giao dịch “{file}” không có số giao dịch dùng được của {units}", "Bổ sung số giao dịch; khi chưa có, sai số của các đơn vị này không được thu hẹp theo số giao dịch và không tính được cỡ mẫu.";
        en: "The table of transactions “{file}” has no usable number for {units}", "Add the numbers; without them these units have no finite-population correction and no sample size.";
    }
    POPULATION_SMALL "W-POPULATION-SMALL" Warning {
        vi: "{unit}: {n} phiếu hợp lệ nhưng chỉ có {transactions} giao dịch trong kỳ", "Kiểm tra bảng giao dịch và phiếu; số giao dịch này không được dùng để thu hẹp sai số.";
        en: "{unit}: {n} valid forms but only {transactions} transactions in the period", "Check the table of transactions and the forms; the number is not used to narrow the error.";
    }
    POPULATION_RETURNED "W-POPULATION-RETURNED" Warning {
        vi: "{unit}: có {have} phiếu hợp lệ, nhưng bảng giao dịch “{file}” ghi phát ra {issued}, thu về {returned}", "Phiếu hợp lệ không thể nhiều hơn phiếu thu về, phiếu thu về không thể nhiều hơn phiếu phát ra; sửa bảng giao dịch hoặc kiểm tra phiếu.";
        en: "{unit}: {have} valid forms, but the table of transactions “{file}” says {issued} issued and {returned} returned", "Valid forms cannot be more than returned ones, nor those more than issued ones; mend the table or check the forms.";
    }
    WEIGHT_EMPTY "W-WEIGHT-EMPTY" Warning {
        vi: "{unit}: không có phiếu nào của nhóm {categories} để gia quyền trong khảo sát “{scheme}”", "Tỷ trọng của nhóm thiếu được chia cho các nhóm còn lại; nên khảo sát thêm nhóm này.";
        en: "{unit}: no form of {categories} to weight in the survey “{scheme}”", "Its share goes to the other categories; more forms of it are needed.";
    }
    WEIGHT_HEAVY "W-WEIGHT-HEAVY" Warning {
        vi: "{unit}: sau gia quyền khảo sát “{scheme}”, mỗi phiếu của nhóm {categories} ({forms} phiếu) đếm bằng {weight} phiếu, cả nhóm chiếm {share}% kết quả; {n} phiếu của đơn vị chỉ có giá trị như {worth} phiếu", "Kết quả dựa vào rất ít người. Khảo sát thêm nhóm này; không được thì gộp nhóm trong [weights] và ghi rõ khi công bố. Chỉ số vẫn được tính.";
        en: "{unit}: as the survey “{scheme}” is weighted, each form of {categories} (forms: {forms}) counts like {weight}, and the group makes {share}% of the result; the unit's {n} forms are worth {worth}", "The result rests on very few people. Ask more of this group; if that cannot be, put categories together in [weights] and say so when the result is published. The index is computed all the same.";
    }
    WEIGHT_UNKNOWN "W-WEIGHT-UNKNOWN" Warning {
        vi: "{unit}: {count} phiếu của khảo sát “{scheme}” không ghi hoặc ghi “{name}” khác các nhóm đã biết: {rows}", "Các phiếu này giữ nguyên phần của mình khi gia quyền; sửa các dòng ghi sai, ví dụ năm sinh ở cột tuổi.";
        en: "{unit}: {count} forms of the survey “{scheme}” give no known category of “{name}”: {rows}", "These forms keep their own share; mend the rows that are wrong, such as a year of birth in a column of ages.";
    }
    WEIGHT_FAILED "W-WEIGHT-FAILED" Warning {
        vi: "{unit}: gia quyền khảo sát “{scheme}” không hội tụ sau {rounds} vòng", "Chỉ số của đơn vị là chỉ số chưa gia quyền. Hãy gộp bớt nhóm hoặc bỏ bớt tiêu thức trong [weights].";
        en: "{unit}: the weights of the survey “{scheme}” did not settle after {rounds} rounds", "The unit's index is unweighted. Merge categories or drop a margin in [weights].";
    }
    WEIGHT_COLUMN "W-WEIGHT-COLUMN" Warning {
        vi: "Không phiếu nào của khảo sát “{scheme}” ghi “{name}” để gia quyền", "Thêm cột này vào bảng phiếu, hoặc ghi tiêu đề của nó vào columns của [[weights.margin]]. Khảo sát chưa được gia quyền theo tiêu thức này.";
        en: "No form of the survey “{scheme}” gives “{name}” to weight by", "Add the column to the sheets, or its heading to columns of [[weights.margin]]. The survey is not weighted by this margin.";
    }
    SMALL_POINTS "W-SURVEY-SMALL-POINTS" Warning {
        vi: "{unit}: điểm tiêu chí {codes} dựa trên {n} phiếu khảo sát “{scheme}”{own}, ít hơn mức tối thiểu {min_n}", "Điểm vẫn được tính. Muốn chắc hơn thì khảo sát thêm; không khảo sát thêm được thì ghi rõ số phiếu khi công bố. Điểm khảo sát không thẩm định lại.";
        en: "{unit}: the points of {codes} rest on {n} forms of the survey “{scheme}”{own}, fewer than the minimum of {min_n}", "The points stand. For more certainty collect more forms; otherwise publish the number of forms with them. Points of a survey are not appraised.";
    }
    REGISTER_SERVICE "W-REGISTER-SERVICE" Warning {
        vi: "{count} hồ sơ của {unit} trong sổ ghi lĩnh vực không có trong bảng giao dịch: {services}", "Các hồ sơ này không được chọn; sửa tên lĩnh vực cho khớp.";
        en: "{count} records of {unit} in the register are of services that the table of transactions lacks: {services}", "They cannot be drawn; make the names of the services agree.";
    }
    REGISTER_TWICE "W-REGISTER-TWICE" Warning {
        vi: "{count} hồ sơ trùng mã với hồ sơ trước của cùng đơn vị, không được chọn: dòng {rows}", "Xóa dòng trùng trong sổ hồ sơ.";
        en: "{count} records have the number of an earlier record of the unit and cannot be drawn: rows {rows}", "Delete the copies in the register.";
    }
    REGISTER_UNIT "W-REGISTER-UNIT" Warning {
        vi: "{count} hồ sơ trong sổ ghi đơn vị “{text}” không được chọn: dòng {rows}", "Sửa tên đơn vị ở các dòng này rồi chạy lại; nếu là hồ sơ của nơi khác thì không phải làm gì.";
        en: "{count} records in the register of the unit “{text}” cannot be drawn: rows {rows}", "Mend the unit's name in these rows and run again; nothing to do if they are another place's.";
    }
    REGISTER_SHORT "W-REGISTER-SHORT" Warning {
        vi: "{unit}{service}: sổ có {records} hồ sơ, ít hơn {quota} phiếu cần phát", "Mọi hồ sơ trong sổ đều được chọn; bổ sung sổ cho đủ.";
        en: "{unit}{service}: the register has {records} records, fewer than the {quota} forms to issue", "All of them are drawn; complete the register.";
    }
    REGISTER_COLUMN "E-REGISTER-COLUMN" Error {
        vi: "Sổ hồ sơ không có cột “{name}” mà lệnh yêu cầu ghi kèm", "Ghi đúng tiêu đề cột sau --keep, như trong sổ.";
        en: "The register has no column “{name}” that the command wants copied", "Give the heading after --keep as the register has it.";
    }
}
