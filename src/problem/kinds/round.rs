//! Problems of the round: its file, its list of units, and names of units in other files.

crate::problem::kind::kinds! {
    UNIT_ALIAS "N-UNIT-ALIAS" Note {
        vi: "Tên đơn vị “{text}” được hiểu là {unit}", "Kiểm tra lại; nếu sai, hãy ghi đúng tên đơn vị.";
        en: "The unit name “{text}” was taken to mean {unit}", "Check it; if it is wrong, write the unit's full name.";
    }
    TRY_SET_BLOCK "E-TRY-SET-BLOCK" Error {
        vi: "Chưa biết chạy thử bộ tiêu chí cho khối nào (ghi “{asked}”); các khối của đợt: {blocks}", "{proposal}Thêm --block và mã của một khối.";
        en: "It is not known for which block the set is tried (“{asked}”); the blocks of the round are {blocks}", "{proposal}Add --block with the id of one of them.";
    }
    PREDECESSORS "E-PREDECESSORS" Error {
        vi: "Các đơn vị trước đây của “{unit}”: {detail}", "Sửa predecessors của đơn vị: mỗi đơn vị năm trước một lần, weight cộng lại là 100%, hoặc dùng predecessor_weights.";
        en: "The predecessors of “{unit}”: {detail}", "Mend `predecessors` of the unit: each unit of last year once, weights that add up to 100%, or `predecessor_weights`.";
    }
    PREVIOUS_ROUND "E-PREVIOUS-ROUND" Error {
        vi: "Chưa so được với năm trước: {detail}", "Ghi [previous] round = \"…\" vào round.toml: thư mục đợt của một năm trước, có round.toml, số liệu và bộ tiêu chí.";
        en: "The years cannot be compared: {detail}", "Write [previous] round = \"…\" into round.toml: the folder of a round of an earlier year, with its round.toml, data and sets.";
    }
    UNIT_AMBIGUOUS "E-UNIT-AMBIGUOUS" Error {
        vi: "Tên đơn vị “{text}” có thể là {units}", "Hãy ghi đủ loại đơn vị (phường, xã …), có dấu, đúng như danh sách của đợt đánh giá.";
        en: "The unit name “{text}” may be any of {units}", "Write the full name with its type (phường, xã …) and accents, as the round lists it.";
    }
    UNIT_FORMER "E-UNIT-FORMER" Error {
        vi: "“{text}” đã nhập vào {units}; đợt này không còn đơn vị mang tên cũ", "Nếu là số liệu của {units}, hãy ghi tên hiện nay; số liệu riêng của đơn vị cũ thì không dùng được.";
        en: "“{text}” was merged into {units} and is no unit of this round", "If the numbers are those of {units}, write the present name; those of the old unit alone cannot be used.";
    }
    UNIT_UNKNOWN "E-UNIT-UNKNOWN" Error {
        vi: "Không có đơn vị nào tên “{text}” trong đợt đánh giá", "{proposal}Hãy ghi tên đúng như danh sách đơn vị; nếu đây là tên gọi khác của một đơn vị thì thêm vào “Tên khác” của đơn vị ấy (aliases trong round.toml).";
        en: "No unit of the round is named “{text}”", "{proposal}Write the name as the list of units has it; if it is another name of a unit, add it to that unit's aliases in round.toml (“Tên khác” in the spreadsheet).";
    }
    UNIT_REFUSED "E-UNIT-REFUSED" Error {
        vi: "“{text}” có trong danh sách đơn vị, nhưng dòng của đơn vị này ({row}) có lỗi nên chưa nhận được số liệu", "Sửa dòng ấy trong danh sách đơn vị rồi chạy lại; không cần sửa tệp này.";
        en: "“{text}” is in the list of units, but its row ({row}) has an error, so its data cannot be taken", "Mend that row of the list and run again; this file need not be changed.";
    }
    UNIT_LETTERS "E-UNIT-LETTERS" Error {
        vi: "Tên đơn vị “{text}” có ký tự lạ (chữ “{letter}” không phải chữ Việt)", "Hãy gõ lại tên đơn vị.";
        en: "The unit name “{text}” has a foreign letter (“{letter}” is not Vietnamese)", "Type the unit's name again.";
    }
    UNIT_LEGACY "E-UNIT-LEGACY" Error {
        vi: "Tên đơn vị “{text}” dùng bảng mã cũ hoặc bị lỗi mã: {encoding}", "{proposal}Hãy chuyển sang Unicode bằng UniKey rồi gửi lại.";
        en: "The unit name “{text}” is in an old or damaged encoding: {encoding}", "{proposal}Convert it to Unicode with UniKey and send it again.";
    }
    BLOCK_UNSCORED "E-BLOCK-UNSCORED" Error {
        vi: "{block} ({units} đơn vị) không được chấm vì bộ tiêu chí có lỗi", "Sửa các lỗi của bộ tiêu chí rồi chạy lại; các khối khác vẫn được chấm.";
        en: "{block} ({units} units) is not scored: its criteria set has errors", "Mend the errors of the set and run again; the other blocks are scored.";
    }
    ID_FORM "E-ID-FORM" Error {
        vi: "Mã “{id}” không dùng được", "Mã thành tên tệp: chỉ dùng chữ thường không dấu, chữ số và gạch nối, dài không quá 60, như long-hoa.";
        en: "The id “{id}” cannot be used", "Ids become file names: use lower-case letters without accents, digits and hyphens, at most 60, like long-hoa.";
    }
    ID_RESERVED "E-ID-RESERVED" Error {
        vi: "Mã “{id}” là tên Windows giữ riêng cho thiết bị", "Hãy chọn mã khác.";
        en: "Windows keeps the name “{id}” for a device", "Choose another id.";
    }
    ID_TWICE "E-ID-TWICE" Error {
        vi: "Mã “{text}” đã có ở [[{list}]] trước đó ({first})", "Mỗi mục một mã riêng; hãy đổi hoặc xóa một mục.";
        en: "The id “{text}” already stands in an earlier [[{list}]] ({first})", "Give each entry its own id, or delete one.";
    }
    NAME_TWICE "E-NAME-TWICE" Error {
        vi: "Tên “{text}” trùng với một mục [[{list}]] trước đó ({first})", "Hai mục phải có tên khác nhau (không kể hoa thường, chỗ đặt dấu); hãy thêm địa bàn, như “Xã Tân Lập (huyện Tân Biên)”.";
        en: "The name “{text}” equals that of an earlier [[{list}]] ({first})", "Two entries need different names (apart from case and tone placement); add the place, like “Xã Tân Lập (huyện Tân Biên)”.";
    }
    TIE_BREAK "E-TIE-BREAK" Error {
        vi: "tie_break ghi “{found}”: {why}", "{proposal}Ghi \"node:<mã mục>\", \"survey:<mã khảo sát của đợt>\" hoặc \"item:<mã số liệu là số>\", mỗi tiêu chí phụ một lần.";
        en: "tie_break has “{found}”: {why}", "{proposal}Write \"node:<code>\", \"survey:<scheme of the round>\" or \"item:<key of a number>\", each once.";
    }
    UNIT_CODE_TWICE "E-UNIT-CODE-TWICE" Error {
        vi: "Mã định danh “{text}” đã là của một đơn vị trước đó ({first})", "Mỗi đơn vị một mã định danh; hãy sửa lại.";
        en: "The code “{text}” is that of an earlier unit ({first})", "Give each unit its own code.";
    }
    BLOCK_DATA_KEY "E-BLOCK-DATA-KEY" Error {
        vi: "Khối “{block}” cho số chung “{key}”, bộ tiêu chí của khối không có số liệu này", "{proposal}Ghi mã số liệu của bộ tiêu chí.";
        en: "The block “{block}” gives `{key}`, which is no data item of its set", "{proposal}Write the key of a data item of the set.";
    }
    BLOCK_DATA_VALUE "E-BLOCK-DATA-VALUE" Error {
        vi: "Số chung “{key}” của khối “{block}” không hợp với kiểu {type} của số liệu ấy", "Sửa giá trị trong [block.data].";
        en: "`{key}` of the block “{block}” does not fit the type {type} of that data item", "Mend the value in [block.data].";
    }
    ALIAS_SHARED "E-ALIAS-SHARED" Error {
        vi: "Tên khác “{text}” của {unit} cũng chỉ {other}", "Hãy bỏ tên khác này ở một trong hai đơn vị.";
        en: "The alias “{text}” of {unit} also names {other}", "Remove the alias from one of the two units.";
    }
    BLANK "E-ROUND-BLANK" Error {
        vi: "“{key}” để trống", "Hãy ghi giá trị cho {key}.";
        en: "“{key}” is empty", "Give {key} a value.";
    }
    BLOCK_UNKNOWN "E-ROUND-BLOCK" Error {
        vi: "Không có khối “{found}”", "{proposal}Ghi mã của một khối trong round.toml: {known}.";
        en: "There is no block “{found}”", "{proposal}Write the id of a block of round.toml: {known}.";
    }
    BLOCK_EMPTY "W-BLOCK-EMPTY" Warning {
        vi: "Khối “{name}” ({block}) không có đơn vị nào", "Thêm đơn vị vào khối, hoặc xóa khối.";
        en: "The block “{name}” ({block}) has no unit", "Add units to the block, or delete it.";
    }
    EMPTY "E-ROUND-EMPTY" Error {
        vi: "Đợt đánh giá không có đơn vị nào", "Thêm các mục [[unit]], hoặc dòng units = \"units.xlsx\" ở đầu tệp.";
        en: "The round has no unit", "Add [[unit]] entries, or a line units = \"units.xlsx\" at the top.";
    }
    LIST_EMPTY "W-UNITS-EMPTY" Warning {
        vi: "Danh sách đơn vị chưa có dòng nào", "Ghi mỗi đơn vị một dòng: Mã, Tên, Khối; rồi chạy lại.";
        en: "The list of units has no row yet", "Write one row for each unit: Mã, Tên, Khối; then run again.";
    }
    UNITS_TWICE "E-UNITS-TWICE" Error {
        vi: "Đơn vị vừa khai bằng các mục [[unit]] vừa khai bằng bảng tính (dòng units)", "Giữ một cách: xóa các mục [[unit]] hoặc xóa dòng units.";
        en: "Units are given both as [[unit]] and by the spreadsheet `units`", "Keep one: delete the [[unit]] entries or the line `units`.";
    }
    YEAR "E-ROUND-YEAR" Error {
        vi: "Năm đánh giá {found} không hợp lý", "Ghi năm từ 2000 đến 2100.";
        en: "The year {found} is out of range", "Write a year from 2000 to 2100.";
    }
    PERIOD "E-ROUND-PERIOD" Error {
        vi: "Kỳ đánh giá kết thúc ({to}) trước khi bắt đầu ({from})", "Sửa ngày from hoặc to trong dòng period.";
        en: "The period ends ({to}) before it begins ({from})", "Mend from and to of the period.";
    }
    PERIOD_YEAR "W-ROUND-PERIOD" Warning {
        vi: "Kỳ đánh giá {from} – {to} không thuộc năm {year}", "Kiểm tra lại dòng period và dòng year.";
        en: "The period {from} – {to} does not lie in the year {year}", "Check period and year.";
    }
    CALENDAR_TWICE "E-CALENDAR-TWICE" Error {
        vi: "Ngày {day} đã có trong lịch ở {first}", "Giữ một dòng cho mỗi ngày: hoặc nghỉ, hoặc làm bù.";
        en: "The day {day} stands in the calendar already, at {first}", "Keep one entry for each day: off, or worked.";
    }
    CALENDAR_YEAR "E-CALENDAR-YEAR" Error {
        vi: "Ngày {day} không thuộc năm {year} của lịch này", "Sửa ngày, hoặc chuyển sang tệp lịch của năm ấy.";
        en: "The day {day} is not in {year}, the year of this calendar", "Mend the day, or move it to the calendar of its year.";
    }
    CALENDAR_WEEKDAY "E-CALENDAR-WEEKDAY" Error {
        vi: "Ngày làm bù {day} không phải thứ Bảy hay Chủ nhật: ngày ấy vốn đã làm việc", "Sửa ngày trong working, hoặc bỏ đi.";
        en: "{day} is no Saturday or Sunday: it is worked anyway", "Mend the day in `working`, or take it out.";
    }
    CALENDAR_NONE "E-CALENDAR-NONE" Error {
        vi: "Tiêu chí {code} tính theo ngày làm việc, nhưng đợt chưa khai lịch", "Thêm vào [round] dòng calendar = [\"../../criteria/lich/{year}.toml\"], đủ các năm có ngày cần tính.";
        en: "{code} counts working days, and the round has no calendar", "Add a line calendar = [\"../../criteria/lich/{year}.toml\"] to [round], with every year in which days are counted.";
    }
    PERIOD_NONE "E-PERIOD-NONE" Error {
        vi: "Tiêu chí {code} dùng period_share() (phần của năm trong kỳ), nhưng đợt chưa khai kỳ đánh giá", "Thêm vào [round] dòng period với from và to.";
        en: "{code} uses period_share(), and the round has no period", "Add a line `period` with from and to to [round].";
    }
    DAY_YEAR "W-ROUND-DAY" Warning {
        vi: "Ngày {key} = {found} không thuộc đợt đánh giá năm {year}", "Nếu thư mục này chép từ năm khác, hãy sửa {key} ở {table} cho đúng năm nay.";
        en: "The day {key} = {found} does not belong to the round of {year}", "If this folder was copied from another year, mend {key} under {table}.";
    }
    TITLE_YEAR "W-ROUND-TITLE" Warning {
        vi: "Tên đợt đánh giá nói năm {found}, nhưng năm đánh giá là {year}", "Tên này in trên mọi biểu; sửa title hoặc year ở [round].";
        en: "The title speaks of {found}, but the round is of {year}", "The title is printed on every page; mend title or year under [round].";
    }
    ID_YEAR "W-ROUND-ID" Warning {
        vi: "Mã đợt “{id}” nói năm {found}, nhưng năm đánh giá là {year}: mẫu và kết quả mang mã này dễ lẫn với năm {found}", "Nếu thư mục này chép từ năm khác, hãy đổi id ở [round] (mẫu, phiếu của năm cũ khi đó không bị nhận nhầm).";
        en: "The id “{id}” speaks of {found}, but the round is of {year}: forms and results under it are easily taken for those of {found}", "If this folder was copied from another year, change id under [round].";
    }
    SET_YEAR "W-SET-YEAR" Warning {
        vi: "Bộ tiêu chí của năm {found}, đợt đánh giá của năm {year}", "Nếu bộ tiêu chí chép từ năm khác, hãy sửa year ở [set] và các hạn due; nếu vẫn dùng bộ cũ thì giữ nguyên.";
        en: "The criteria set is of {found}, the round of {year}", "If the set was copied from another year, mend year under [set] and the last days; if the old set is still in force, leave it.";
    }
    SET_DUE "W-SET-DUE" Warning {
        vi: "Có ngày không thuộc năm {year} trong cách tính điểm: {dues}", "Nếu bộ tiêu chí chép từ năm khác, hãy sửa due; nếu đúng là hạn của năm đó thì giữ nguyên.";
        en: "Rules hold days that do not belong to {year}: {dues}", "If the set was copied from another year, mend them; if they are meant, leave them.";
    }
    SCHEME_YEAR "W-SCHEME-YEAR" Warning {
        vi: "Ngày nhận phiếu khảo sát không thuộc năm {year}: {days}; phiếu ngoài các ngày này bị loại", "Nếu tệp chép từ năm khác, hãy sửa from, to ở [validity].";
        en: "The days between which answers count do not belong to {year}: {days}; answers outside are left out", "If the file was copied from another year, mend from and to under [validity].";
    }
    CLOSED_EARLY "W-ROUND-CLOSED" Warning {
        vi: "Ngày khóa sổ {closed} ở trước hạn gửi bản tự chấm {deadline}: bản gửi đúng hạn sau ngày khóa sổ cũng không được dùng", "Kiểm tra lại closed và deadline.";
        en: "The round is closed on {closed}, before the last day for forms, {deadline}: forms sent in time after that day do not count either", "Check closed and deadline.";
    }
    DECIMALS "E-ROUND-DECIMALS" Error {
        vi: "Số chữ số thập phân {found} không dùng được", "Ghi decimals là số từ 0 đến 6.";
        en: "{found} decimals cannot be used", "Write decimals from 0 to 6.";
    }
    SURVEY_TWICE "E-SURVEY-TWICE" Error {
        vi: "Phương pháp khảo sát “{scheme}” được khai hai lần", "Gộp các mẫu đường dẫn vào một mục [[survey]].";
        en: "The survey scheme “{scheme}” is given twice", "Put all its files into one [[survey]].";
    }
    AGENCY_UNKNOWN "W-AGENCY-UNKNOWN" Warning {
        vi: "Bộ tiêu chí giao mã {codes} cho cơ quan thẩm định “{agency}”, nhưng đợt đánh giá không có cơ quan này", "{proposal}Thêm [[agency]] vào round.toml (đang có: {known}) hoặc sửa appraiser trong bộ tiêu chí.";
        en: "The criteria set gives {codes} to the agency “{agency}”, which the round does not have", "{proposal}Add an [[agency]] to round.toml (it has: {known}) or mend the appraiser in the set.";
    }
    UNITS_ROW "E-UNITS-ROW" Error {
        vi: "Dòng đơn vị thiếu {names}", "Ghi đủ Mã, Tên và Khối.";
        en: "The unit's row lacks {names}", "Fill in Mã, Tên and Khối.";
    }
}
