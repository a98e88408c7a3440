//! Problems that show only when a unit's leaves are scored.

crate::problem::kind::kinds! {
    MISSING "W-MISSING" Warning {
        vi: "{unit}: {count} tiêu chí thành phần chưa có số liệu: {codes}", "Đề nghị đơn vị bổ sung; hiện tính 0 điểm và vẫn nằm trong điểm tối đa.";
        en: "{unit}: {count} sub-criteria have no data: {codes}", "Ask the unit for them; they earn 0 and stay in the maximum.";
    }
    NA_CLAIM "N-NA-CLAIM" Note {
        vi: "{unit} đề nghị không áp dụng tiêu chí {code} “{name}”", "Cơ quan thẩm định xem lại: đồng ý thì ghi x ở cột “Đồng ý” của bảng thẩm định, không đồng ý thì cho điểm. Chưa xác nhận thì chỉ số của đơn vị còn tạm tính.";
        en: "{unit} claims that {code} “{name}” does not apply", "The appraiser agrees by an x in the column “Đồng ý” of the appraisal form, or refuses the claim by giving points. Until then the unit's index is provisional.";
    }
    NA_SHARE "W-NA-SHARE" Warning {
        vi: "{unit} đề nghị không áp dụng {count} tiêu chí, {claimed} trên {full} điểm ({share}), trong khi các đơn vị khác của khối bình quân {others}; điểm tối đa áp dụng chỉ còn {left}", "Cơ quan thẩm định xem lại từng đề nghị ({codes}): ghi x ở cột “Đồng ý”, hoặc cho điểm và ghi lý do.";
        en: "{unit} claims that {count} sub-criteria do not apply, {claimed} of {full} points ({share}), while the other units of the block claim {others} on average; its applicable maximum is only {left}", "The appraisers look at each claim ({codes}): an x in the column “Đồng ý”, or points and a reason.";
    }
    NA_FORBIDDEN "E-NA-FORBIDDEN" Error {
        vi: "{unit} ghi không áp dụng ở tiêu chí {code} “{name}”, nhưng tiêu chí này bắt buộc với mọi đơn vị", "Ghi số liệu; nếu không, tiêu chí tính là chưa có số liệu.";
        en: "{unit} claims that {code} “{name}” does not apply, but the set does not allow it", "Give the data; until then the leaf counts as missing.";
    }
    DIVIDED_BY_ZERO "E-DIVIDED-BY-ZERO" Error {
        vi: "{unit}, tiêu chí {code}: tử số khác 0 trong khi mẫu số bằng 0", "Kiểm tra lại hai số liệu; một trong hai số chắc chắn sai.";
        en: "{unit}, {code}: the numerator is not 0 while the denominator is", "Check both values; one of them must be wrong.";
    }
    ZERO_BASE_USED "N-ZERO-BASE" Note {
        vi: "{unit}, tiêu chí {code}: mẫu số bằng 0 (không phát sinh); điểm tính theo quy định của tiêu chí cho trường hợp này", "Kiểm tra lại: có đúng là không phát sinh không.";
        en: "{unit}, {code}: the denominator is 0 (nothing arose); the rule's zero_base decides", "Check that nothing arose indeed.";
    }
    RULE_TYPES "E-RULE-TYPES" Error {
        vi: "{unit}, tiêu chí {code}: số liệu “không” (chưa thực hiện) không so được với ngày", "Sửa quy tắc của bộ tiêu chí: dùng loại deadline cho ngày có thể là “không”.";
        en: "{unit}, {code}: the answer \"không\" (not done) cannot be compared with a date", "Use the rule kind deadline for dates that may be \"không\".";
    }
    OFFICIAL_POINTS "W-OFFICIAL-POINTS" Warning {
        vi: "{unit}, mục {code}: điểm chính thức {official} ({source}), tính lại được {computed}, chênh lệch {difference}", "Tìm nguyên nhân; khi đã rõ, ghi vào [[official.known_difference]] của round.toml: unit, code, official, cause.";
        en: "{unit}, {code}: the official points are {official} ({source}), computed again {computed}, a difference of {difference}", "Find the cause; once it is clear, write it as [[official.known_difference]] into round.toml: unit, code, official, cause.";
    }
    KNOWN_UNUSED "W-OFFICIAL-KNOWN" Warning {
        vi: "Chênh lệch đã biết của {unit}, mục {code} (số chính thức {official}) không còn khớp với bảng số liệu chính thức", "Bỏ mục [[official.known_difference]] này, hoặc sửa unit, code, official.";
        en: "The known difference of {unit}, {code} (official {official}) matches no difference any more", "Take this [[official.known_difference]] away, or mend unit, code, official.";
    }
    CALENDAR_OUTSIDE "E-CALENDAR-OUTSIDE" Error {
        vi: "{unit}, tiêu chí {code}: {day} nằm ngoài các năm của lịch làm việc ({years}), nên không đếm được ngày làm việc", "Thêm lịch của năm ấy vào calendar ở [round], hoặc sửa ngày nếu ghi nhầm năm.";
        en: "{unit}, {code}: {day_en} lies outside the years of the calendar ({years}), so working days cannot be counted", "Add the calendar of that year to `calendar` in [round], or mend the day if its year is wrong.";
    }
    NA_BESIDE "W-NA-BESIDE" Warning {
        vi: "{unit}, tiêu chí {code}: ô {cell} ghi “{raw}” trong khi vẫn ghi {beside}; không rõ ý nào đúng", "Tạm coi là không áp dụng, chờ thẩm định. Không áp dụng thì đơn vị xóa các số đó; có phát sinh thì xóa ô ghi không áp dụng.";
        en: "{unit}, {code}: cell {cell} says “{raw}” beside {beside}; which is meant is unclear", "It is taken not to apply until an appraiser has looked. If it does not apply the unit deletes these; else it deletes the claim.";
    }
    NO_FORMS "E-SURVEY-NO-FORMS" Error {
        vi: "{unit} không có phiếu khảo sát “{scheme}” nên các tiêu chí sau chưa có kết quả: {codes}", "Bổ sung phiếu khảo sát của đơn vị vào thư mục khảo sát.";
        en: "{unit} has no forms of the survey `{scheme}`; without a result: {codes}", "Add the unit's forms.";
    }
    NO_REASON "W-APPRAISAL-REASON" Warning {
        vi: "{unit}, tiêu chí {code}: điểm thẩm định {given} khác điểm theo số liệu ({computed}) nhưng không ghi lý do", "Đề nghị cơ quan thẩm định ghi lý do ở cột “Lý do”.";
        en: "{unit}, {code}: the appraised {given} differs from the computed score ({computed}) without a reason", "Ask the appraiser to fill in the column “Lý do”.";
    }
    NO_REASONS "W-APPRAISAL-REASONS" Warning {
        vi: "{unit}: đơn vị chưa có bản tự chấm dùng được, nhưng {count} tiêu chí đã có điểm thẩm định không ghi lý do: {codes}", "Đề nghị cơ quan thẩm định ghi lý do; khi đơn vị gửi bản tự chấm dùng được, đối chiếu lại các điểm này.";
        en: "{unit} has no evidence that can be used, yet {count} appraised scores have no reason: {codes}", "Ask the appraisers for their reasons; compare these scores again when the unit has sent evidence that can be used.";
    }
    SURVEY_NOT_HELD "N-SURVEY-NOT-HELD" Note {
        vi: "Đợt đánh giá không tổ chức khảo sát “{scheme}” (not_held): tiêu chí {code} không áp dụng, điểm tối đa được tính lại", "Nếu có khảo sát, bỏ mã ấy khỏi not_held và thêm mục [[survey]] vào round.toml.";
        en: "The round holds no survey `{scheme}` (not_held): {code} does not apply and the maximum is rescaled", "If there was one, take it out of not_held and add a [[survey]] to round.toml.";
    }
    SURVEY_UNDECLARED "E-SURVEY-UNDECLARED" Error {
        vi: "Tiêu chí {code} lấy khảo sát “{scheme}”, nhưng round.toml chưa khai khảo sát nào: tiêu chí tính là chưa có số liệu, vẫn nằm trong điểm tối đa; chỉ số là tạm tính", "Khi có phiếu, thêm mục [[survey]] vào round.toml. Nếu đợt này không tổ chức khảo sát ấy, ghi not_held = [\"{scheme}\"] trong [rules] của round.toml.";
        en: "{code} looks at the survey `{scheme}`, and round.toml declares no survey yet: the leaf counts as missing and stays in the maximum; the index is provisional", "When the forms are there, add a [[survey]] to round.toml. If this round does not hold that survey, write not_held = [\"{scheme}\"] in [rules] of round.toml.";
    }
    SURVEY_HELD "E-SURVEY-HELD" Error {
        vi: "[rules] not_held ghi không tổ chức khảo sát “{scheme}”, nhưng round.toml có khai mục [[survey]] của khảo sát ấy: mục [[survey]] được dùng", "Bỏ “{scheme}” khỏi not_held; hoặc bỏ mục [[survey]] ấy, khi đó tiêu chí của khảo sát không áp dụng.";
        en: "[rules] not_held says that the survey `{scheme}` is not held, and round.toml has a [[survey]] of it: the [[survey]] is used", "Take `{scheme}` out of not_held; or take out that [[survey]], and the criteria of the survey do not apply.";
    }
    NOT_HELD_UNUSED "W-SURVEY-NOT-HELD" Warning {
        vi: "[rules] not_held ghi “{scheme}”, nhưng không tiêu chí nào lấy khảo sát có mã đó ({known})", "{proposal}Sửa lại mã, hoặc bỏ mã ấy khỏi not_held.";
        en: "[rules] not_held has `{scheme}`, which no criterion looks at ({known})", "{proposal}Mend the id, or take it out of not_held.";
    }
    SURVEY_UNKNOWN "E-SURVEY-UNKNOWN" Error {
        vi: "Tiêu chí {code} lấy khảo sát “{scheme}”, nhưng không phương pháp khảo sát nào của đợt có mã đó ({known}): tiêu chí tính là chưa có số liệu, vẫn nằm trong điểm tối đa", "{proposal}Sửa scheme của quy tắc hoặc thêm mục [[survey]] vào round.toml. Nếu đợt này không tổ chức khảo sát ấy, ghi not_held = [\"{scheme}\"] trong [rules] của round.toml.";
        en: "{code} looks at the survey `{scheme}`, which no scheme of the round is called ({known}): the leaf counts as missing and stays in the maximum", "{proposal}Mend `scheme` of the rule or add a [[survey]] to round.toml. If this round does not hold that survey, write not_held = [\"{scheme}\"] in [rules] of round.toml.";
    }
    SURVEY_AWAITED "E-SURVEY-AWAITED" Error {
        vi: "Khảo sát “{scheme}” đã khai trong round.toml nhưng chưa có phiếu nào: {codes} tính là chưa có số liệu, vẫn nằm trong điểm tối đa; chỉ số là tạm tính", "Chép phiếu vào đúng thư mục của files rồi chạy lại. Nếu đợt này không tổ chức khảo sát ấy, bỏ mục [[survey]] và ghi not_held = [\"{scheme}\"] trong [rules] của round.toml.";
        en: "The survey `{scheme}` is declared in round.toml and has no form yet: {codes} count as missing and stay in the maximum; the index is provisional", "Put the forms where `files` looks and run again. If this round does not hold that survey, take the [[survey]] out and write not_held = [\"{scheme}\"] in [rules] of round.toml.";
    }
    SURVEY_NOT_YET "W-SURVEY-NOT-YET" Warning {
        vi: "Khảo sát “{scheme}” chưa có phiếu nào, và chưa đơn vị nào gửi bản tự chấm: đợt mới bắt đầu; {codes} chưa có số liệu", "Khi có phiếu, chép vào đúng thư mục của files. Nếu đợt này không tổ chức khảo sát ấy, bỏ mục [[survey]] và ghi not_held = [\"{scheme}\"] trong [rules] của round.toml.";
        en: "The survey `{scheme}` has no form yet, and no unit has sent evidence: the round is at its beginning; {codes} have no figures", "When there are forms, put them where `files` looks. If this round does not hold that survey, take the [[survey]] out and write not_held = [\"{scheme}\"] in [rules] of round.toml.";
    }
    SURVEY_PART "E-SURVEY-PART" Error {
        vi: "Tiêu chí {code} lấy “{of}” của khảo sát “{scheme}”, nhưng phương pháp khảo sát không có phần đó", "Ghi of của quy tắc là một trong: {known}.";
        en: "{code} looks at `{of}` of the survey `{scheme}`, which the scheme does not have", "Write one of these as `of` of the rule: {known}.";
    }
    TAG "W-TAG-UNUSED" Warning {
        vi: "Tiêu chí {code} chỉ dành cho đơn vị có nhãn “{tag}”, nhưng không đơn vị nào có nhãn đó", "Thêm nhãn (tags) cho đơn vị trong round.toml, hoặc sửa only của tiêu chí.";
        en: "{code} is only for units with the tag `{tag}`, which no unit has", "Add the tag to a unit (tags) in round.toml, or mend `only` of the node.";
    }
    PREVIOUS_CHANGED "W-PREVIOUS-CHANGED" Warning {
        vi: "Kết quả năm trước không còn đúng như phần mềm đã ghi: tệp đã bị sửa, hoặc bị chép đè bằng kết quả của lần chạy khác", "So với bản đã công bố năm trước. Nếu tệp đúng: không cần làm gì, số trong tệp vẫn được dùng. Nếu không: chép lại results.json gốc.";
        en: "Last year's results are not what the program wrote: the file was changed, or another run's was copied over it", "Compare it with what was published. If it is right, nothing needs to be done: its figures are used. If not, copy the original results.json back.";
    }
    PREVIOUS_MIXED "W-PREVIOUS-MIXED" Warning {
        vi: "Bộ kết quả năm trước lẫn nhiều lần chạy: {count} tệp bên cạnh không phải tệp được ghi cùng results.json (như {first})", "Kiểm tra results.json có đúng là bản đã công bố không; nếu không, chép lại cả thư mục kết quả đã công bố.";
        en: "Last year's set of results is mixed from several runs: {count} files beside results.json are not those written with it (such as {first})", "Check that results.json is what was published; if not, copy the whole published folder back.";
    }
    PREVIOUS_NAME "W-PREVIOUS-NAME" Warning {
        vi: "Mã đơn vị “{id}” năm nay là {now}, nhưng trong kết quả năm trước là {before}; số năm trước của mã này không dùng", "Nếu là một đơn vị đã đổi tên: ghi tên cũ vào formerly hoặc predecessors của đơn vị trong round.toml. Nếu là đơn vị khác: đặt mã khác.";
        en: "The unit “{id}” is {now} this year, but {before} in last year's results: last year's figures of it are not used", "If it was renamed, write the former name into `formerly` or `predecessors` of the unit in round.toml. If it is another unit, give it another id.";
    }
    PREVIOUS "E-PREVIOUS" Error {
        vi: "Không dùng được kết quả năm trước: {detail}", "Sửa dòng results ở [previous]: đường dẫn tới tệp results.json năm trước do chương trình này ghi.";
        en: "Last year's results cannot be used: {detail}", "Mend the line `results` in [previous]: the path of last year's results.json, as this program wrote it.";
    }
}
