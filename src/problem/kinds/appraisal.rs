//! Problems of appraisal forms.

crate::problem::kind::kinds! {
    SHEETS "E-APPRAISAL-SHEETS" Error {
        vi: "Tệp có nhiều trang giống mẫu thẩm định: {sheets}", "Hãy giữ một trang, xóa trang thừa.";
        en: "The file has several sheets like the appraisal form: {sheets}", "Keep one sheet and delete the others.";
    }
    HIDDEN "N-APPRAISAL-HIDDEN" Note {
        vi: "Có trang tính ẩn “{sheet}” giống mẫu thẩm định; phần mềm không lấy số liệu ở đó", "Nếu cần dùng, hãy bỏ ẩn trang và gửi lại.";
        en: "The hidden sheet “{sheet}” looks like the appraisal form; it is not used", "If it should count, unhide it and send the file again.";
    }
    ROUND "E-APPRAISAL-ROUND" Error {
        vi: "Vòng thẩm định ghi “{found}”, không rõ là vòng 1 hay vòng 2", "Ghi Vòng: 1 hoặc Vòng: 2 ở đầu trang.";
        en: "The appraisal round is given as “{found}”: is it 1 or 2?", "Write Vòng: 1 or Vòng: 2 at the top of the sheet.";
    }
    ROUND_TAKEN "N-APPRAISAL-ROUND" Note {
        vi: "Không có dòng “Vòng:” ở đầu trang; phần mềm hiểu là vòng {round}", "Nếu không đúng, ghi Vòng: 1 hoặc Vòng: 2 ở đầu trang.";
        en: "There is no “Vòng:” at the top of the sheet; it was taken to be round {round}", "If that is wrong, write Vòng: 1 or Vòng: 2 at the top.";
    }
    ROUND_NAME "W-APPRAISAL-ROUND-NAME" Warning {
        vi: "Ở đầu trang ghi “Vòng: {found}”, nhưng {by} lại ghi vòng {named}; phần mềm hiểu là vòng {found}", "Nếu trang ghi đúng: sửa chỗ kia cho khớp, như đổi tên tệp. Nếu trang ghi nhầm: sửa dòng “Vòng:” rồi chạy lại.";
        en: "The top of the sheet says “Vòng: {found}”, but {by} says round {named}; it was taken to be round {found}", "If the sheet is right, mend the other, as by giving the file another name. If it is wrong, mend the line “Vòng:” and run again.";
    }
    AGENCY "W-APPRAISAL-AGENCY" Warning {
        vi: "Phiếu không ghi cơ quan thẩm định; điểm vẫn được dùng, không kiểm tra được phân công", "Ghi “Cơ quan thẩm định:” ở đầu trang, một trong: {known}.";
        en: "The form does not name the appraising agency; the points are used, but not checked against the division of work", "Write “Cơ quan thẩm định:” at the top, one of: {known}.";
    }
    AGENCY_UNKNOWN "E-APPRAISAL-AGENCY" Error {
        vi: "“{found}” không phải cơ quan thẩm định của đợt đánh giá; không dùng điểm nào của phiếu này", "Ghi một trong: {known}; hoặc thêm cơ quan vào [[agency]] trong round.toml.";
        en: "“{found}” is no appraising agency of this round; no points of this form are used", "Write one of: {known}; or add the agency to [[agency]] in round.toml.";
    }
    ROW "E-APPRAISAL-ROW" Error {
        vi: "Dòng ghi “{found}” nhưng không rõ đơn vị hoặc mã tiêu chí{whose}; không được dùng", "Ghi đủ đơn vị và mã trên dòng này; ô trống không lấy theo dòng trên, trừ ô đã gộp.";
        en: "The row says “{found}” but has no clear unit or code{whose}; it is not used", "Write the unit and the code on this row; a blank cell does not take those of the row above, unless it is merged with it.";
    }
    REQUEST_OF_NO_LEAF "W-APPRAISAL-REQUEST" Warning {
        vi: "Dòng có yêu cầu giải trình nhưng không phải dòng của một tiêu chí thành phần; yêu cầu này không được chuyển đến đơn vị", "Ghi yêu cầu ở dòng của đơn vị này, tiêu chí: {codes}.";
        en: "The row has a request for explanation but is not the row of a sub-criterion; the request does not go to the unit", "Write it on this unit's row of: {codes}.";
    }
    NO_SET "E-APPRAISAL-SET" Error {
        vi: "Bộ tiêu chí của khối “{block}” có lỗi nên không dùng được điểm thẩm định của khối này", "Sửa bộ tiêu chí rồi chạy lại.";
        en: "The criteria set of the block “{block}” is broken, so its appraisals cannot be used", "Mend the criteria set and run again.";
    }
    NODE "N-APPRAISAL-NODE" Note {
        vi: "Mã {code} có các tiêu chí thành phần; điểm {found} ở dòng này là dòng cộng, không được dùng", "Cho điểm ở từng tiêu chí thành phần; điểm của mã này do phần mềm cộng.";
        en: "{code} has sub-criteria; the points {found} on its row are a sum and are not used", "Give points at the sub-criteria; the program adds them up.";
    }
    NO_POINTS "W-APPRAISAL-NO-POINTS" Warning {
        vi: "Dòng có lý do nhưng cột “Điểm thẩm định” trống; coi như chưa thẩm định", "Ghi điểm thẩm định, kể cả khi giữ nguyên điểm theo số liệu.";
        en: "The row has a reason but no points; it counts as not appraised", "Write the points, also when the computed ones stay.";
    }
    MERGED "E-APPRAISAL-MERGED" Error {
        vi: "Ô {cell} bị gộp qua nhiều ô; không rõ nội dung thuộc dòng nào, nên không dùng cho dòng này", "Hãy bỏ gộp ô và nhập riêng từng dòng.";
        en: "The cell {cell} is merged over several cells; to which row what stands there belongs is unclear, so it is not used for this one", "Unmerge it and fill in each row.";
    }
    MAXIMUM "N-APPRAISAL-MAX" Note {
        vi: "Điểm tối đa của mã {code} trên phiếu là {found}, trong bộ tiêu chí là {max}; phần mềm dùng bộ tiêu chí", "Kiểm tra xem điểm thẩm định có cho theo thang điểm cũ không.";
        en: "The form gives {found} as the maximum of {code}, the criteria set {max}; the set counts", "Check that the points were not given on another scale.";
    }
    NOT_POINTS "E-APPRAISAL-POINTS" Error {
        vi: "Ô {cell} ghi “{raw}” ở cột điểm của mã {code}", "Ghi điểm bằng số. Nếu đồng ý với đề nghị không áp dụng của đơn vị, ghi x ở cột “Đồng ý”.";
        en: "The cell {cell} says “{raw}” among the points of {code}", "Write points as a number. To agree with the unit's claim that it does not apply, write x in the column “Đồng ý”.";
    }
    AGREE_WORD "E-APPRAISAL-AGREE" Error {
        vi: "Ô {cell} ghi “{raw}” ở cột “Đồng ý”: không rõ là đồng ý hay không", "Ghi x nếu đồng ý với điểm theo số liệu; nếu không, để trống ô này, ghi điểm và lý do.";
        en: "The cell {cell} says “{raw}” in the column “Đồng ý”: is that yes or no?", "Write x to agree with the points by the data; else leave it blank and write points and a reason.";
    }
    AGREE_NO_POINTS "E-APPRAISAL-DISAGREE" Error {
        vi: "Ô {cell} ghi “{raw}” ở cột “Đồng ý” nhưng dòng không có điểm thẩm định, cũng không có giá trị thẩm định; coi như chưa thẩm định{asked}", "Ghi điểm thẩm định và lý do trên dòng này.";
        en: "The cell {cell} says “{raw}” in the column “Đồng ý”, but the row has neither points nor a corrected value; it counts as not appraised{asked}", "Write the points and the reason on this row.";
    }
    AGREE_POINTS "E-APPRAISAL-AGREE-POINTS" Error {
        vi: "Cột “Đồng ý” ghi “{raw}” trái với điểm thẩm định {points} trên cùng dòng; không dùng dấu và điểm này", "Đồng ý với điểm theo số liệu thì xóa điểm thẩm định; cho điểm khác thì xóa ô “Đồng ý” và ghi lý do.";
        en: "The column “Đồng ý” says “{raw}” while the row gives {points}; neither is used", "To agree with the points by the data delete the points; to give others delete the mark and write a reason.";
    }
    AGREE_NOTHING "W-APPRAISAL-AGREE-NOTHING" Warning {
        vi: "{unit}, tiêu chí {code}: cơ quan thẩm định ghi đồng ý, nhưng chưa có điểm theo số liệu để đồng ý ({computed}); coi như chưa thẩm định", "Ghi điểm thẩm định và lý do, hoặc đề nghị đơn vị bổ sung số liệu.";
        en: "{unit}, {code}: the appraiser agrees, but the data give no points to agree with ({computed}); it counts as not appraised", "Write points and a reason, or ask the unit for the data.";
    }
    AGREE_OLD "W-APPRAISAL-OLD" Warning {
        vi: "{unit}, tiêu chí {code}: cơ quan thẩm định đồng ý khi phiếu ghi {shown}; số liệu đã thay đổi, nay là {computed} và chưa có ai thẩm định", "Lập lại bảng thẩm định, đề nghị cơ quan thẩm định xem lại dòng này.";
        en: "{unit}, {code}: the appraiser agreed when the form showed {shown}; the data have changed, give {computed} now, and nobody has appraised that", "Make the appraisal form again and ask the appraiser to look at the row.";
    }
    POINTS_BEFORE "W-APPRAISAL-POINTS-BEFORE" Warning {
        vi: "{unit}, tiêu chí {code}: cơ quan thẩm định cho {given} điểm khi phiếu ghi điểm theo số liệu là {shown}; số liệu đã thay đổi, nay là {computed} và chưa có ai xem lại", "Điểm {given} vẫn được dùng, chỉ số của đơn vị còn tạm tính. Lập lại bảng thẩm định, đề nghị cơ quan thẩm định xem lại dòng này theo số liệu mới.";
        en: "{unit}, {code}: the appraiser gave {given} when the form showed {shown} by the data; the data have changed, give {computed} now, and nobody has looked again", "The {given} are still used, and the unit's index is provisional. Make the appraisal form again and ask the appraiser to look at the row.";
    }
    POINTS_OLD "W-APPRAISAL-POINTS-OLD" Warning {
        vi: "{unit}, tiêu chí {code}: điểm thẩm định {given} đúng bằng điểm theo số liệu lúc lập phiếu; số liệu đã thay đổi, nay là {computed}", "Điểm {given} vẫn được dùng, chỉ số của đơn vị còn tạm tính. Lập lại bảng thẩm định, đề nghị cơ quan thẩm định xem lại theo số liệu mới.";
        en: "{unit}, {code}: the appraised {given} are what the data gave when the form was made; the data have changed and give {computed} now", "The {given} are still used, and the unit's index is provisional. Make the appraisal form again and ask the appraiser to look at the new data.";
    }
    OVERRULED "W-APPRAISAL-OVERRULED" Warning {
        vi: "{unit}, tiêu chí {code}: {story}, nên điểm tính lại theo số liệu đã sửa: {computed}", "Đúng ý thì không phải sửa gì. Muốn cho điểm khác thì ghi điểm và lý do ở vòng 2.";
        en: "{unit}, {code}: {story}, so the corrected data decide: {computed}", "Nothing need be done if that is meant. For other points write them with a reason in round 2.";
    }
    POINTS_KEPT "W-APPRAISAL-POINTS-KEPT" Warning {
        vi: "{unit}, tiêu chí {code}: {story}, theo đó được {computed}; vẫn dùng {given} điểm", "Cơ quan thẩm định tiêu chí này xem lại: điểm thay đổi thì ghi điểm và lý do ở vòng 2.";
        en: "{unit}, {code}: {story}, from which follow {computed}; the {given} still count", "The agency of this sub-criterion looks again: if the points change, write them with a reason in round 2.";
    }
    ABSENT "E-APPRAISAL-NA" Error {
        vi: "{unit}, tiêu chí {code}: cơ quan thẩm định sửa số liệu {key} thành “{raw}” (ô {cell}), nhưng tiêu chí này bắt buộc với mọi đơn vị; tiêu chí tính là chưa có số liệu", "Cơ quan thẩm định ghi giá trị đúng ở ô này, hoặc xóa ô để dùng số liệu mà đơn vị đã kê khai.";
        en: "{unit}, {code}: the appraiser corrects {key} to “{raw}” (cell {cell}), but the set does not allow that for any unit; the leaf counts as missing", "The appraiser writes the right value in this cell, or clears it, so that what the unit declared counts.";
    }
    AGREE_VALUE "E-APPRAISAL-AGREE-VALUE" Error {
        vi: "Cột “Đồng ý” ghi “{raw}” với điểm theo số liệu, nhưng cùng dòng lại sửa số liệu {key} thành “{value}”; không rõ ý nào đúng, nên không dùng dấu và giá trị này", "Đồng ý với số liệu đã kê khai thì xóa giá trị thẩm định; sửa số liệu thì xóa ô “Đồng ý” (điểm do phần mềm tính lại).";
        en: "The column “Đồng ý” says “{raw}” to the points by the data, while the row corrects {key} to “{value}”; it is unclear which is meant, so neither is used", "To agree with what was declared delete the corrected value; to correct it delete the mark (the points are computed again).";
    }
    AGREE_BESIDE "W-APPRAISAL-AGREE-BESIDE" Warning {
        vi: "Cột “Đồng ý” ghi “{raw}” và cùng dòng có điểm thẩm định {points}, nhưng phiếu không ghi điểm theo số liệu để đồng ý; phần mềm dùng điểm thẩm định", "Đúng ý thì xóa ô “Đồng ý”; nếu chỉ đồng ý với điểm theo số liệu thì xóa điểm thẩm định.";
        en: "The column “Đồng ý” says “{raw}” and the row gives {points}, but the form shows no points by the data to agree with; the points given count", "If that is meant delete the mark; to agree with the points by the data delete the points.";
    }
    RANGE "E-APPRAISAL-RANGE" Error {
        vi: "Điểm thẩm định {points} của mã {code} nằm ngoài khoảng {min} – {max}; không được dùng", "Cho điểm trong khoảng từ {min} đến {max}.";
        en: "The points {points} of {code} lie outside {min} – {max} and are not used", "Give points from {min} to {max}.";
    }
    SURVEY "E-APPRAISAL-SURVEY" Error {
        vi: "Mã {code} lấy điểm từ điều tra xã hội học, không thẩm định; điểm ở dòng này không được dùng", "Xóa điểm ở dòng này.";
        en: "{code} takes its points from the survey and is not appraised; the points of this row are not used", "Delete the points on this row.";
    }
    OTHER_AGENCY "E-APPRAISAL-OTHER-AGENCY" Error {
        vi: "Mã {code} do “{appraiser}” thẩm định, không phải “{agency}”; điểm ở dòng này không được dùng", "Chuyển điểm cho cơ quan được phân công, hoặc sửa phân công trong bộ tiêu chí.";
        en: "{code} is appraised by “{appraiser}”, not by “{agency}”; the points of this row are not used", "Leave it to the agency in charge, or mend the appraiser in the criteria set.";
    }
    NOT_ASSIGNED "E-APPRAISAL-NOT-ASSIGNED" Error {
        vi: "Mã {code} không áp dụng cho {unit} (chỉ cho đơn vị có nhãn: {tags}); điểm ở dòng này không được dùng", "Xóa điểm ở dòng này, hoặc thêm nhãn cho đơn vị trong danh sách đơn vị.";
        en: "{code} does not apply to {unit} (only to units with the tag: {tags}); the points of this row are not used", "Delete the points on this row, or give the unit the tag.";
    }
    CONFLICT "E-APPRAISAL-CONFLICT" Error {
        vi: "{unit}: {subject} được thẩm định nhiều lần ở vòng {round} với giá trị khác nhau, không dùng giá trị nào: {values}", "Thống nhất một giá trị rồi xóa các dòng còn lại, hoặc để vòng 2 quyết định.";
        en: "{unit}: {subject} was appraised several times in round {round} with different values, none of which is used: {values}", "Agree on one value and delete the other rows, or let round 2 decide.";
    }
    DECIDED "N-APPRAISAL-DECIDED" Note {
        vi: "{unit}: {subject} có ý kiến khác nhau ở vòng {round}: {values}; vòng 2 đã quyết định: {decided}", "Không phải sửa gì; các ý kiến còn ở Lịch sử, Vì sao và bảng rà soát.";
        en: "{unit}: on {subject} appraisers differed in round {round}: {values}; round 2 decided: {decided}", "Nothing need be mended; what was said stays in the history, in the account and in the review.";
    }
    TWICE "N-APPRAISAL-TWICE" Note {
        vi: "{unit}: {subject} được thẩm định nhiều lần ở vòng {round}, cùng một giá trị: {values}", "Có thể xóa dòng lặp.";
        en: "{unit}: {subject} was appraised several times in round {round}, with one value: {values}", "The repeated row may be deleted.";
    }
    KEY "E-APPRAISAL-KEY" Error {
        vi: "Không có mã số liệu “{key}” ở tiêu chí này", "{proposal}Dùng đúng mã số liệu của bộ tiêu chí.";
        en: "There is no data item “{key}” at this criterion", "{proposal}Use the keys of the criteria set.";
    }
    NO_KEY "E-APPRAISAL-NO-KEY" Error {
        vi: "Giá trị thẩm định “{found}” không có mã số liệu; không được dùng", "Ghi mã số liệu cần sửa ở cột “Mã số liệu”.";
        en: "The corrected value “{found}” has no data key; it is not used", "Write the key in the column “Mã số liệu”.";
    }
    NO_REASON "E-APPRAISAL-NO-REASON" Error {
        vi: "Giá trị thẩm định “{found}” của {key} không có lý do; không được dùng", "Ghi lý do sửa số liệu ở cột “Lý do”.";
        en: "The corrected value “{found}” of {key} has no reason; it is not used", "Write why in the column “Lý do”.";
    }
    TORN "E-APPRAISAL-TORN" Error {
        vi: "Dòng ghi {unit} – {code} nhưng cột “{heading}” ghi {found}{other}; {holder} ghi {wanted}. Không rõ điểm của ai, nên không dùng dòng này", "Có thể chỉ một phần các cột đã được sắp xếp hoặc dán. Hãy ghi lại trên bản đã phát (forms/appraisal); nếu cần sắp xếp, chọn cả bảng.";
        en: "The row says {unit} – {code}, but “{heading}” says {found}{other}; {holder} says {wanted}. It is unclear whose points these are, so the row is not used", "Perhaps only some of the columns were sorted or pasted. Fill in the form that went out (forms/appraisal) again; to sort it, select the whole table.";
    }
}
