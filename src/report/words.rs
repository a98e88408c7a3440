//! The words of the pages, in both languages: one list, so longer than other files.

use crate::expr::SurveyOf;
use crate::index::{ClassHeld, UnitIndex};
use crate::refusal::{Refusal, Refused};
use crate::results::Absence;
use crate::rubric::{ClassGate, Rubric};
use crate::scores::{DecidedBy, LeafScore, OpenValue, State};
use crate::terms::{Code, Lang, Text, texts};
use crate::value::Gap;

pub(super) use super::numbers::decimal_mark;
pub use super::numbers::{fixed, nearly, number, of_item, outcome, percent, statistic};

texts! {
    pub PROVISIONAL_PUBLIC "Kết quả TẠM TÍNH", "PROVISIONAL result";
    pub NUMBER "STT", "No.";
    pub BLOCK "Khối", "Block";
    pub UNIT "Đơn vị", "Unit";
    pub CODE "Mã", "Code";
    pub CRITERION "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Field, criterion, sub-criterion";
    pub LEAF "Tiêu chí thành phần", "Sub-criterion";
    pub MAX "Điểm tối đa", "Maximum";
    pub APPLICABLE_MAX "Điểm tối đa áp dụng", "Applicable maximum";
    pub APPRAISED "Điểm thẩm định", "Appraised points";
    pub SURVEYED "Điểm điều tra XHH", "Survey points";
    pub BONUS "Điểm thưởng", "Bonus";
    pub PENALTY "Điểm phạt", "Penalty";
    pub TOTAL_POINTS "Tổng điểm", "Total points";
    pub INDEX "Chỉ số (%)", "Index (%)";
    pub RANK "Xếp hạng", "Rank";
    pub CLASS "Xếp loại", "Class";
    pub PREVIOUS "Năm trước (%)", "Last year (%)";
    pub REMARK "Ghi chú", "Remarks";
    pub MEAN "Giá trị trung bình", "Mean";
    pub MEAN_SHORT "Trung bình", "Mean";
    pub BLOCK_MEAN "Trung bình khối", "Block mean";
    pub BLOCK_BEST "cao nhất khối", "best of the block";
    pub LAST_YEAR "năm trước", "last year";
    pub SELF "Điểm tự chấm", "Self score";
    pub COMPUTED "Điểm theo số liệu", "Computed points";
    pub ROUND_1 "Thẩm định vòng 1", "Appraisal 1";
    pub ROUND_2 "Thẩm định vòng 2", "Appraisal 2";
    pub FINAL "Điểm kết quả", "Final points";
    pub FINAL_LESS_SELF "Chênh lệch so với tự chấm", "Final less self";
    pub FINAL_LESS_COMPUTED "Chênh lệch so với số liệu", "Final less computed";
    pub REASON "Lý do", "Reason";
    pub NO_REASON "không ghi lý do", "no reason given";
    pub EXPLANATION "Giải trình của đơn vị", "Explanation of the unit";
    pub AGENCY "Cơ quan thẩm định", "Appraising agency";
    pub STATE "Trạng thái", "State";
    pub GUIDE "Cách tính điểm", "How points are given";
    pub VALUE_LOOKED_AT "Giá trị xét", "Value looked at";
    pub BRANCH "Mức áp dụng", "Branch taken";
    pub MISSED "Mức cao hơn chưa đạt", "Better branch missed";
    pub NEEDED "Cần gì để được thêm điểm", "What would have earned more";
    pub SURVEYED_SHARE "Chỉ số khảo sát", "Survey index";
    pub PERCENTAGE_POINTS "điểm phần trăm", "percentage points";
    pub ARITHMETIC "Cách ra điểm", "Arithmetic of the points";
    pub INPUTS "Số liệu đã dùng", "Inputs";
    pub OPEN_SOURCE "Mở ô nguồn", "Open the source cell";
    pub WHY_NOTE
        "Bấm vào mã để tới ô điểm ở trang “Chi tiết”, bấm vào ô nguồn để mở tệp của đơn vị (khi tệp còn ở chỗ cũ). Mỗi trang Excel chỉ nhận 65.530 liên kết; các dòng sau đó vẫn ghi đủ tên tệp, trang, ô.",
        "A code leads to its points on \"Detail\"; a source cell opens the file of the unit, where it still stands in its place. Excel takes 65,530 links on a sheet; rows further down still name file, sheet and cell.";
    pub TRIAL_PAGE "Thử tính", "Try out";
    pub TRIAL_NOTE
        "Sửa các ô màu vàng ở cột “Thử tính” để xem điểm, chỉ số, hạng và loại đổi ra sao, ví dụ nếu có thêm 30 hồ sơ trực tuyến. Đây chỉ là thử: kết quả chính thức ở trang “Kết quả” không đổi.",
        "Change the yellow cells of the column \"Trial\" to see how points, index, place and class would change, say with 30 more files online. It is only a trial: the official result stays.";
    pub TRIAL_NOTE_KEPT
        "Số liệu của các đơn vị khác giữ như lúc chấm. Tiêu chí đã được thẩm định đồng ý thì tính theo số liệu thử, như khi cơ quan thẩm định lại đồng ý. Tiêu chí ghi “giữ nguyên” không thử được: cơ quan thẩm định đã tự cho điểm, hoặc tiêu chí không áp dụng cho đơn vị.",
        "The other units are as they were. Where an appraiser agreed, the tried values count as if he agreed again. Where it says \"kept\", nothing can be tried: an appraiser gave points of his own, or the criterion does not apply to the unit.";
    pub TRIAL_SUMS "Kết quả", "Result";
    pub TRIAL_VALUES "Số liệu (sửa được)", "Values (may be changed)";
    pub TRIAL_POINTS "Điểm", "Points";
    pub TRIAL_STEPS "Bước tính", "Steps";
    pub TRIAL_RANK "Hạng, nếu các đơn vị khác giữ nguyên", "Place, the other units being as they are";
    pub OFFICIAL "Chính thức", "Official";
    pub TRIAL "Thử tính", "Trial";
    pub CHANGE "Thay đổi", "Change";
    pub KEPT "giữ nguyên", "kept";
    pub DECIDED "Quyết định bởi", "Decided by";
    pub SOURCE "Căn cứ", "Clause";
    pub LOST "Điểm mất", "Lost";
    pub CHART "Biểu đồ", "Chart";
    pub PROBLEMS "Vấn đề", "Problems";
    pub CAUSE "Nguyên nhân", "Cause";
    pub PROOF "Yêu cầu kiểm chứng", "Required proof";
    pub GOT "Điểm đạt", "Points";
    pub KEY "Mã số liệu", "Key";
    pub ITEM "Số liệu kê khai", "Data item";
    pub MEASURE "Đơn vị tính", "Unit of measure";
    pub VALUE "Giá trị", "Value";
    pub RAW "Ghi trong ô", "In the cell";
    pub DECLARED "Đơn vị đã kê khai", "Declared by the unit";
    pub FILE "Tệp", "File";
    pub SHEET "Trang tính", "Sheet";
    pub CELL "Ô", "Cell";
    pub LEVEL "Mức", "Level";
    pub PLACE "Vị trí", "Place";
    pub MESSAGE "Nội dung", "What was found";
    pub HELP "Cách xử lý", "What to do";
    pub READ_AS "Đọc làm", "Read as";
    pub ROWS "Số dòng", "Rows";
    pub USED "Đã dùng", "Used";
    pub SET_ASIDE "Để ngoài", "Set aside";
    pub NOT_USED_ROWS "Những dòng không dùng", "Rows that are not used";
    pub UNREAD "KHÔNG ĐỌC", "NOT READ";
    pub SKIPPED "Bỏ qua: tệp tạm", "Skipped: a temporary file";
    pub NO_INPUT "Không đọc: tài liệu kiểm chứng hoặc ghi chú", "Not read: proof or remarks";
    pub LEDGER_NOTE
        "Mỗi dòng có nội dung của mỗi trang tính được tính đúng một lần: Số dòng = Đã dùng + Để ngoài + Từ chối. Lý do từ chối của từng ô ở trang “Phải sửa”.",
        "Every row with content of every sheet is counted once: Rows = Used + Set aside + Rejected. Why a cell was rejected stands on the page “To be mended”.";
    pub RAW_QUOTED "Ghi trong ô", "In the cell";
    pub TAKEN "Được hiểu là", "Taken for";
    pub WHY_NOTED "Vì sao", "Why";
    pub WHY_TO_MEND "Vì sao phải sửa", "Why it must be mended";
    pub TO_DO "Việc phải làm", "What to do";
    pub AT_STAKE "Điểm phụ thuộc", "Points at stake";
    pub LEAF_CODE "Mã tiêu chí", "Code";
    pub LEAF_NAME "Tên tiêu chí", "Criterion";
    pub NO_UNIT_YET "Chưa rõ đơn vị, hoặc chung cho cả đợt", "No unit yet, or of the whole round";
    pub MORE_CELLS "và {n} ô khác cùng lỗi: {cells}", "and {n} more cells of the same: {cells}";
    pub MORE_PLACES "và {n} chỗ khác như vậy: {files}", "and {n} more places of the same: {files}";
    pub NOTHING_TO_MEND "Không có gì phải sửa.", "There is nothing to mend.";
    pub NOTHING_NOTED "Mọi ô đều được đọc đúng như ghi.", "Every cell was read as it stands.";
    pub PLACES_AT_STAKE
        "{n} chỗ phải sửa, {points} điểm phụ thuộc",
        "{n} places to mend, {points} points at stake";
    pub PLACES_TO_MEND "{n} chỗ phải sửa", "{n} places to mend";
    pub PLACES_NOTED "{n} chỗ hiểu có ghi chú", "{n} places understood with a note";
    pub AT_STAKE_NOTE
        "Điểm phụ thuộc: tổng điểm của các tiêu chí còn có thể thay đổi khi sửa xong chỗ này. Một tiêu chí phụ thuộc nhiều chỗ được ghi ở từng chỗ, nhưng chỉ tính một lần trong dòng của đơn vị. 0,00: điểm đã do thẩm định quyết định hoặc không dựa vào ô này.",
        "Points at stake: how many points can still change when the place is mended. A leaf that hangs on several places stands at each of them and is counted once in the line of the unit. 0.00: an appraiser has decided the points, or they do not rest on the cell.";
    pub REJECTED "Từ chối", "Rejected";
    pub CHECK "Kiểm tra", "Check";
    pub BALANCED "Khớp", "Balanced";
    pub UNBALANCED "LỆCH", "NOT BALANCED";
    pub TOTAL "Tổng cộng", "Total";
    pub FILES_READ "Các tệp đã đọc", "Files read";
    pub FILES_NOTE
        "Chương trình {program}. Mã SHA-256 cho biết tệp có bị sửa sau khi chấm hay không: cùng các tệp này, cùng chương trình này thì ra đúng kết quả này.",
        "Program {program}. A SHA-256 tells whether a file was changed since: these files and this program give these results.";
    pub ACCOUNT_FILE "Tệp", "File";
    pub FORMS "Số phiếu hợp lệ", "Valid forms";
    pub DOWN "Từ chỉ số xuống cận dưới", "From the index down to its lower end";
    pub UP "Từ chỉ số lên cận trên", "From the index up to its upper end";
    pub RANK_SET "Khoảng thứ hạng", "Rank set";
    pub QUESTION "Câu hỏi", "Question";
    pub ANSWERS "Số trả lời", "Answers";
    pub BLANK "Bỏ trống", "Blank";
    pub NOT_APPLICABLE_ANSWERS "Không áp dụng", "Not applicable";
    pub NO_SHARE "Trả lời không tính tỷ lệ", "Answers without a share";
    pub REFUSED "Không đọc được", "Refused";
    pub SATISFIED "Hài lòng", "Satisfied";
    pub FROM "Từ (%)", "From (%)";
    pub COUNT "Số đơn vị", "Units";
    pub SHARE "Tỷ lệ", "Share";
    pub UNITS "Các đơn vị", "Units in the class";
    pub NO_CLASS "Không xếp loại", "No class";
    pub UNRANKED "Chưa xếp hạng", "Not ranked";
    pub NOT_SUBMITTED "Chưa nộp", "Not submitted";
    pub PERHAPS_SENT "Chưa rõ đã nộp hay chưa: còn tệp chưa nhận ra của đơn vị nào", "Not known to have sent anything: there are files that nobody knows whose they are";
    pub NOTHING_APPLIES "Không có tiêu chí nào áp dụng", "Nothing applies";
    pub STOPPED "Tệp đã gửi chưa dùng được", "What was sent cannot be used";
    pub TIED "Đồng hạng", "Tied";
    pub PARTED_BY
        "Cùng chỉ số với đơn vị khác, xét tiếp: {figures}",
        "Another unit has the same index; looked at further: {figures}";
    pub NOTE_TIE_BREAK
        "Bằng chỉ số thì xét tiếp lần lượt: {list}; số cao hơn xếp trước. Số nào mà có đơn vị trong các đơn vị bằng nhau không có thì bỏ qua; xét hết mà vẫn bằng nhau thì đồng hạng.",
        "Units of one index are parted by, in turn: {list}; the higher figure stands first. A figure that one of the equal units does not have is passed over; those equal in all share a place.";
    pub TIE_OWN "Xét tiếp khi bằng chỉ số: {by}", "Looked at further between equal indices: {by}";
    pub TIE_USED "Được xét ({by}); 0: bỏ qua", "As looked at ({by}); 0: passed over";
    pub ILLUSTRATION "SỐ LIỆU MINH HỌA", "ILLUSTRATION ONLY";
    pub ILLUSTRATION_SMALL "Số liệu minh họa", "Illustration only";
    pub NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM";
    pub MOTTO "Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness";
    pub RANKING_TITLE "KẾT QUẢ XẾP HẠNG", "RANKING";
    pub ANNEX "Phụ lục", "Annex";
    pub ATTACHED
        "(Kèm theo Quyết định số …/QĐ-… ngày … tháng … năm … của {issuer})",
        "(Attached to Decision No. … of {issuer})";
    pub PLACE_AND_DATE "…………, ngày … tháng … năm …", "…………, date: …………";
    pub PREPARED_BY "NGƯỜI LẬP BIỂU", "PREPARED BY";
    pub HEAD_OF_OFFICE "THỦ TRƯỞNG CƠ QUAN", "HEAD OF THE OFFICE";
    pub FOR_THE_COMMITTEE "TM. ỦY BAN NHÂN DÂN", "FOR THE PEOPLE'S COMMITTEE";
    pub CHAIR "CHỦ TỊCH", "CHAIR";
    pub SIGN_NAME "(Ký, ghi rõ họ tên)", "(Signature, full name)";
    pub SIGN_SEAL "(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal, full name)";
    pub ERRORS_OPEN
        "Số liệu đầu vào còn chỗ phải sửa (trang “Phải sửa”). {counts}.",
        "The inputs still need mending (page \"To be mended\"). {counts}.";
    pub PROVISIONAL_ALL
        "Kết quả dưới đây là TẠM TÍNH đối với tất cả đơn vị.",
        "The figures below are PROVISIONAL for every unit.";
    pub PROVISIONAL_SOME
        "Kết quả TẠM TÍNH đối với {count} đơn vị: {units}.",
        "The figures of {count} units are PROVISIONAL: {units}.";
    pub PROVISIONAL_SURVEYS
        "Phiếu khảo sát còn chỗ phải sửa: điểm từ khảo sát của mọi đơn vị là TẠM TÍNH.",
        "The survey forms still need mending: the survey's points of every unit are PROVISIONAL.";
    pub PROVISIONAL_UNITS
        "Danh sách đơn vị còn dòng phải sửa: {units} chưa có trong kết quả, nên thứ hạng, giá trị trung bình và điểm so sánh trong khối là TẠM TÍNH.",
        "The list of units still needs mending: {units} are not in the results, so ranks, means and points by comparison are PROVISIONAL.";
    pub AND_OTHERS "và {n} đơn vị khác", "and {n} others";
    pub NOTES "Ghi chú:", "Notes:";
    pub NOTE_ROUNDING
        "Điểm được tính bằng phân số chính xác; chỉ số làm tròn một lần khi công bố, đến {decimals} chữ số thập phân, nửa đơn vị làm tròn lên.",
        "Points are exact fractions; an index is rounded half-up once, at publication, to {decimals} decimals.";
    pub NOTE_DENOMINATOR
        "Chỉ số (%) = 100 × tổng điểm / điểm tối đa áp dụng của đơn vị; điểm thưởng và điểm phạt không làm thay đổi mẫu số.",
        "Index (%) = 100 × total points / the unit's applicable maximum; bonus and penalty never change the denominator.";
    pub NOTE_MEAN
        "Giá trị trung bình là trung bình cộng không trọng số của các đơn vị được xếp hạng, tính trên chỉ số chính xác rồi làm tròn một lần.",
        "The mean is the unweighted mean over the ranked units of the exact indices, rounded once.";
    pub NOTE_TIES_COMPETITION
        "Đồng hạng: các đơn vị bằng nhau cùng thứ hạng, đơn vị kế tiếp bỏ qua số thứ hạng đã dùng (1, 2, 2, 4).",
        "Ties: equal units share a rank and the next ranks are skipped (1, 2, 2, 4).";
    pub NOTE_TIES_DENSE
        "Đồng hạng: các đơn vị bằng nhau cùng thứ hạng, đơn vị kế tiếp lấy số liền sau (1, 2, 2, 3).",
        "Ties: equal units share a rank and no rank is skipped (1, 2, 2, 3).";
    pub NOTE_RANK_PUBLISHED
        "Xếp hạng theo chỉ số đã làm tròn để công bố.",
        "Ranked on the published index.";
    pub NOTE_RANK_EXACT
        "Xếp hạng theo chỉ số chính xác, trước khi làm tròn.",
        "Ranked on the exact index, before rounding.";
    pub NOTE_UNRANKED
        "Đơn vị chưa nộp không được xếp hạng và không tính vào giá trị trung bình.",
        "Units that sent nothing are not ranked and do not enter the mean.";
    pub NOTE_ZERO
        "Đơn vị chưa nộp được tính 0 điểm theo quy định của đợt đánh giá.",
        "Units that sent nothing count as 0 points, as the round declares.";
    pub NOTE_PROVISIONAL
        "Dòng ghi “Tạm tính” còn tiêu chí chưa có số liệu, không đọc được hoặc chờ thẩm định: các tiêu chí đó được 0 điểm nhưng vẫn nằm trong điểm tối đa.",
        "Rows marked \"Provisional\" have sub-criteria without data, unreadable or awaiting appraisal: those earn 0 but stay in the maximum.";
    pub AGREES "đồng ý với điểm theo số liệu", "agrees with the points by the data";
    pub ACCOUNT_CLAIM "Đề nghị không áp dụng", "Claim that it does not apply";
    pub CLAIM_OPEN "cơ quan thẩm định chưa xác nhận, chỉ số còn tạm tính", "not confirmed by an appraiser: the index is provisional";
    pub CLAIM_CONFIRMED "cơ quan thẩm định đã đồng ý", "the appraiser agrees";
    pub OVERRULED
        "không còn dùng: vòng 2 đã sửa số liệu, tính lại theo số liệu",
        "no longer used: round 2 corrected a value, and the data decide";
    pub OVERRULED_POINTS "{points} (không dùng)", "{points} (not used)";
    pub AGREED_THEN
        "đúng bằng điểm theo số liệu lúc lập phiếu; số liệu đã thay đổi sau đó",
        "what the data gave when the form was made; the data have changed since";
    pub ACCOUNT_PEERS "Đơn vị được so", "Compared with";
    pub NOTE_UNCONFIRMED
        "Đề nghị không áp dụng của đơn vị chưa được cơ quan thẩm định xác nhận thì chỉ số còn tạm tính: điểm tối đa áp dụng có thể thay đổi.",
        "While an appraiser has not confirmed a unit's claim that something does not apply, its index is provisional: the applicable maximum may change.";
    pub NOTE_CHECKS
        "Số liệu mâu thuẫn vẫn được dùng để tính; chỉ số của đơn vị đó còn tạm tính đến khi sửa xong.",
        "Values that contradict each other are used all the same; the index of that unit is provisional until they are mended.";
    pub LEFT_UNCONFIRMED
        "{n} tiêu chí đề nghị không áp dụng chưa được thẩm định xác nhận",
        "{n} claimed not to apply, not confirmed by an appraiser";
    pub NOTE_DOUBTS
        "Số liệu khác thường (gấp nhiều lần các đơn vị khác, ngày tháng đáng ngờ) vẫn được dùng để tính; chỉ số của đơn vị đó còn tạm tính đến khi đơn vị sửa hoặc cơ quan thẩm định xác nhận.",
        "Values that hardly can be true are used all the same; the index of that unit is provisional until they are mended or an appraiser has confirmed them.";
    pub LEFT_DOUBTS "{n} số liệu khác thường chưa được xác nhận", "{n} doubtful values not confirmed";
    pub LEFT_OUTDATED
        "{n} tiêu chí có điểm thẩm định cho trước khi số liệu thay đổi",
        "{n} appraised before their figures changed";
    pub NOTE_OUTDATED
        "Có điểm thẩm định cho trước khi số liệu thay đổi: điểm đó vẫn được dùng, chỉ số của đơn vị còn tạm tính đến khi cơ quan thẩm định xem lại.",
        "Some appraised points were given before the figures changed: they are used, and the index of the unit is provisional until the appraiser has looked again.";
    pub LEFT_CHECKS "{n} chỗ số liệu mâu thuẫn", "{n} contradictions in the values";
    pub NOTE_NOT_HELD
        "Đợt này không tổ chức khảo sát “{scheme}”: tiêu chí {codes} không tính, điểm tối đa áp dụng đã trừ các tiêu chí đó.",
        "The survey \"{scheme}\" was not held: {codes} do not count and are taken off the applicable maximum.";
    pub NOTE_SURVEY
        "Khảo sát “{title}”: cách tính chỉ số là {reading}.",
        "Survey \"{title}\": the index is read as {reading}.";
    pub NOTE_BOUNDS
        "Tổng điểm được giữ trong khoảng từ 0 đến điểm tối đa áp dụng.",
        "Total points are kept between 0 and the applicable maximum.";
    pub PROVISIONAL "Tạm tính", "Provisional";
    pub LEFT_MISSING "{n} tiêu chí chưa có số liệu", "{n} without data";
    pub LEFT_UNREADABLE "{n} tiêu chí không đọc được", "{n} unreadable";
    pub LEFT_PENDING "{n} tiêu chí chờ thẩm định", "{n} awaiting appraisal";
    pub LEFT_REFUSED
        "{n} tiêu chí có điểm thẩm định gửi về chưa dùng được",
        "{n} whose appraisal was sent and cannot be used";
    pub LEFT_ABSENT
        "{n} tiêu chí chưa có phiếu thẩm định gửi về",
        "{n} for which no appraisal has come";
    pub LEFT_REPLIES
        "{n} tiêu chí có câu trả lời gửi về chưa dùng được",
        "{n} with a reply that was sent and cannot be used";
    pub LEFT_FILES
        "{n} tệp gửi thêm chưa đọc được",
        "{n} further files that cannot be read";
    pub LEFT_SURVEYS
        "{n} tiêu chí khảo sát có phiếu chưa dùng được",
        "{n} of a survey with forms that cannot be used";
    pub LEFT_PEERS
        "{n} tiêu chí so với số liệu chưa chắc chắn của đơn vị khác",
        "{n} compared with values of other units that are not settled";
    pub NOTE_REPLY_REFUSED
        "Có câu trả lời của đơn vị gửi về chưa dùng được: các tiêu chí liên quan tạm tính theo số liệu và điểm đã có.",
        "Some replies of units cannot be used: until they are mended, their leaves have the points that they had.";
    pub NOTE_FILE_UNREAD
        "Có đơn vị gửi thêm tệp chưa đọc được: chỉ số của đơn vị đó tạm tính theo tệp đã đọc.",
        "A unit sent a further file that cannot be read: until then its index rests on the file that was read.";
    pub NOTE_SURVEY_REFUSED
        "Có phiếu khảo sát chưa dùng được: điểm khảo sát tạm tính theo các phiếu đã đọc.",
        "Some forms of a survey cannot be used: until they are mended, its points rest on the others.";
    pub NOTE_OPEN_PEERS
        "Có tiêu chí chấm bằng cách so các đơn vị với nhau mà số liệu của đơn vị được so chưa chắc chắn (khác thường, không đọc được, chưa có): điểm của các đơn vị khác ở tiêu chí đó cũng tạm tính.",
        "Where units are compared and the value of one of them is not settled (doubtful, unreadable, missing), the points of the others are provisional too.";
    pub REPLY_REFUSED "câu trả lời gửi về chưa dùng được", "reply sent cannot be used";
    pub OFFICIAL_REFUSED "số liệu chính thức chưa dùng được", "official figure cannot be used";
    pub LEFT_OFFICIAL
        "{n} tiêu chí có số liệu chính thức chưa dùng được",
        "{n} with an official figure that cannot be used";
    pub NOTE_OFFICIAL_REFUSED
        "Có số liệu chính thức chưa dùng được: các tiêu chí liên quan tạm tính theo số đơn vị kê khai.",
        "Some official figures cannot be used: until they are mended, their leaves have the points of what the units declare.";
    pub FILE_REFUSED "tệp gửi thêm chưa đọc được", "further file cannot be read";
    pub SURVEY_REFUSED "phiếu khảo sát gửi về chưa dùng được", "forms of the survey cannot be used";
    pub OPEN_PEER
        "điểm còn phụ thuộc số liệu “{label}” của {unit}: {why}",
        "the points hang on \"{label}\" of {unit}: {why}";
    pub OPEN_PEER_DOUBTFUL "số liệu khác thường, chưa được xác nhận", "doubtful and not confirmed";
    pub OPEN_PEER_CHECK
        "trái với số liệu khác của chính đơn vị đó",
        "contradicted by other figures of the same unit";
    pub OPEN_PEER_REFUSED
        "nội dung gửi về để sửa số liệu này chưa dùng được",
        "what was sent to correct it cannot be used";
    pub OPEN_PEER_CLAIM
        "đề nghị không áp dụng, chưa được thẩm định xác nhận",
        "claimed not to apply, not confirmed by an appraiser";
    pub AND_OTHERS_FILES "và {n} tệp khác", "and {n} others";
    pub FILES_UNUSED
        "Còn {count} tệp, thư mục gửi đến chưa dùng được: {files}. Kết quả có thể thay đổi khi dùng được các tệp này.",
        "{count} files or folders that were sent are not used: {files}. The results may change once they are.";
    pub NOTE_APPRAISAL_ABSENT
        "Chưa có phiếu thẩm định nào gửi về: các tiêu chí liên quan tạm lấy điểm theo số liệu (hoặc vòng trước), chưa phải điểm thẩm định cuối cùng.",
        "No appraisal has come: until then, the leaves have the points of the data (or of the earlier round), which are not final.";
    pub NOTE_APPRAISAL_REFUSED
        "Có phiếu hoặc điểm thẩm định gửi về chưa dùng được: các tiêu chí liên quan tạm lấy điểm theo số liệu (hoặc vòng trước), chưa phải điểm thẩm định cuối cùng.",
        "Some appraisals were sent and cannot be used: until they are mended, their leaves have the points of the data (or of the earlier round), which are not final.";
    pub APPRAISAL_ABSENT "chưa có phiếu thẩm định nào gửi về", "no appraisal has come";
    pub APPRAISAL_REFUSED "điểm thẩm định gửi về chưa dùng được", "appraisal sent cannot be used";
    pub CLASS_HELD_BY "Không đạt loại {class}: {why}", "Kept from class {class}: {why}";
    pub CLASS_HELD
        "Không đạt loại {class}: lĩnh vực {fields} dưới {share}",
        "Kept from class {class}: field {fields} below {share}";
    pub SCORED "đã có điểm", "scored";
    pub MISSING "chưa có số liệu", "no data";
    pub UNREADABLE "không đọc được", "unreadable";
    pub NOT_APPLICABLE "không áp dụng", "not applicable";
    pub PENDING "chờ thẩm định", "awaiting appraisal";
    pub HAS_VALUE "có số liệu", "value";
    pub BY_RULE "số liệu (theo quy tắc)", "the rule";
    pub BY_NOBODY "chưa ai quyết định (chờ thẩm định)", "nobody yet (appraisal is awaited)";
    pub BY_APPRAISAL_1 "thẩm định vòng 1", "appraisal 1";
    pub BY_APPRAISAL_2 "thẩm định vòng 2", "appraisal 2";
    pub BY_SURVEY "khảo sát", "the survey";
    pub ACCOUNT_POINTS "Điểm", "Points";
    pub ACCOUNT_PENALTY "Điểm trừ", "Points off";
    pub ACCOUNT_VALUE "Giá trị xét", "Value";
    pub ACCOUNT_CONDITION "Xét điều kiện", "Condition";
    pub ACCOUNT_TAKEN "Mức áp dụng", "Branch taken";
    pub ACCOUNT_MISSED "Mức sát trên chưa đạt", "Branch just missed";
    pub ACCOUNT_NEEDED "Muốn thêm điểm", "To earn more";
    pub ACCOUNT_LESS_OFF "Muốn bớt điểm trừ", "To lose less";
    pub ACCOUNT_INPUT "Số liệu", "Data";
    pub ACCOUNT_SELF "Tự chấm", "Self score";
    pub ACCOUNT_COMPUTED "Theo số liệu", "By the data";
    pub ACCOUNT_DECIDED "Quyết định bởi", "Decided by";
    pub ACCOUNT_LOST "Vì sao mất điểm", "Why points are lost";
    pub ACCOUNT_DIFFERED "Ý kiến khác nhau", "Appraisers differed";
    pub ACCOUNT_REPLY "Trả lời của đơn vị", "Reply of the unit";
    pub ACCOUNT_PROOF "Tài liệu kiểm chứng", "Proof";
    pub ACCOUNT_PROOF_LINK "Đường dẫn kiểm chứng", "Link of the proof";
    pub ACCOUNT_COMMENT "Ghi chú trong ô", "Comment on a cell";
    pub ACCOUNT_CLAUSE "Căn cứ", "Clause";
    pub ACCOUNT_SET "Bộ tiêu chí", "Criteria set";
    pub ACCOUNT_SUM "Tổng điểm (lĩnh vực + thưởng − phạt)", "Points (fields + bonus − penalty)";
    pub ACCOUNT_INDEX "Chỉ số (100 × tổng điểm ÷ điểm tối đa áp dụng)", "Index (100 × points ÷ applicable maximum)";
    pub ACCOUNT_PUBLISHED "công bố", "published";
    pub ACCOUNT_CAPPED "được giữ trong khoảng từ 0 đến điểm tối đa áp dụng", "kept between 0 and the applicable maximum";
    pub ACCOUNT_LOSES "mất", "lost";
    pub OTHERS_UNCHANGED
        "Tính với điều kiện các đơn vị khác và điểm tối đa áp dụng giữ nguyên.",
        "All other units and the applicable maximum being as they are.";
    pub NO_CLASSES "Bộ tiêu chí không xếp loại.", "The set has no classes.";
    pub BOUND_REACHED "chỉ số đã đủ", "the index is enough";
    pub BEYOND "không thể đạt trong điểm tối đa", "not within the maximum";
    pub WORKING "Bước tính", "Step";
    pub STATE_CODE "Mã trạng thái", "State code";
    pub USED_VALUE "Giá trị để tính", "Value for the rules";
    pub RULE_STATE "Trạng thái theo quy tắc", "State by the rule";
    pub BEFORE_GATES "Điểm trước điều kiện khống chế", "Points before gates";
    pub STEP "Bước tính {n}", "Step {n}";
    pub COMPUTED_DECLARED
        "Điểm theo số liệu đơn vị kê khai", "Points by what the unit declared";
    pub LAST_YEAR_ITEM "{label} (năm trước)", "{label} (last year)";
    pub CLAIM "Đơn vị đề nghị không áp dụng: {name}", "Claimed as not applicable: {name}";
    pub FIELD_WORD "lĩnh vực", "field";
    pub HELD_FROM "Điều kiện của loại {class} chưa đạt", "What keeps from class {class}";
    pub LOW_FIELDS
        "Lĩnh vực dưới {share} (điều kiện của loại {class})",
        "Fields below {share} (asked of class {class})";
    pub PART_MAXIMA "Điểm tối đa áp dụng", "Applicable maximum";
    pub PART_GATES
        "Điều kiện khống chế: 1 khi mục được 0 điểm",
        "Gates: 1 when the node earned 0";
    pub PART_FIELDS
        "Chỉ số thành phần (%), chưa làm tròn", "Component index (%), not rounded";
    pub PART_INDEX "Chỉ số, xếp hạng, xếp loại", "Index, rank, class";
    pub SUM_APPLICABLE "Tổng điểm tối đa áp dụng", "Total applicable maximum";
    pub SUM_INDEX "Chỉ số (%), chưa làm tròn", "Index (%), not rounded";
    pub SUM_RANKED_ON "Chỉ số để xếp hạng", "Index ranked on";
    pub SUM_FIRST "Đơn vị đầu tiên có chỉ số này: 1", "First unit with this index: 1";
    pub SUM_REACHED
        "Loại cao nhất mà chỉ số đạt (thứ tự)", "Best class that the index reaches (position)";
    pub SUM_CLASS_AT "Loại được xếp (thứ tự)", "Class given (position)";
    pub SUM_MISSING "Số tiêu chí chưa có số liệu", "Sub-criteria without data";
    pub SUM_UNREADABLE "Số tiêu chí không đọc được", "Unreadable sub-criteria";
    pub SUM_PENDING "Số tiêu chí chờ thẩm định", "Sub-criteria awaiting appraisal";
    pub NOTE_LIVE
        "Bảng này tính bằng công thức: sửa một giá trị ở trang “Số liệu” hoặc ghi điểm ở hai cột thẩm định của trang “Tự chấm và thẩm định” thì điểm, chỉ số, thứ hạng và xếp loại đổi theo. Thứ tự các dòng, tên đơn vị ở trang “Xếp loại” và lời ở các trang “Điểm mất”, “Vì sao” giữ như lúc chạy chương trình.",
        "This table is computed by formulas: a value changed on the page \"Data\", or points written into the two appraisal columns of \"Self and appraisal\", change points, index, rank and class. The order of the rows, the names on \"Classes\" and the words of \"Lost points\" and \"Why\" stay as the program wrote them.";
    pub NOTE_PLAIN
        "Đợt này quá lớn để tính bằng công thức: các trang chỉ ghi kết quả.",
        "This round is too large for formulas: the pages hold results only.";
    pub YES "Có", "Yes";
    pub NO "Không", "No";
}

pub fn state(state: State, lang: Lang) -> &'static str {
    let word = match state {
        State::Scored => SCORED,
        State::Missing => MISSING,
        State::Unreadable => UNREADABLE,
        State::NotApplicable => NOT_APPLICABLE,
        State::Pending => PENDING,
    };
    word.say(lang)
}

/// Why a unit has no index.
pub fn absence(why: Absence) -> Text {
    match why {
        Absence::NotSubmitted => NOT_SUBMITTED,
        Absence::PerhapsSent => PERHAPS_SENT,
        Absence::Stopped => STOPPED,
        Absence::NothingApplies => NOTHING_APPLIES,
    }
}

pub fn gap(gap: Gap, lang: Lang) -> &'static str {
    gap_word(gap).say(lang)
}

fn gap_word(gap: Gap) -> Text {
    match gap {
        Gap::Unreadable => UNREADABLE,
        Gap::Missing => MISSING,
        Gap::Pending => PENDING,
        Gap::NotApplicable => NOT_APPLICABLE,
    }
}

/// Who decided a leaf, or that nobody has yet.
pub fn decided(leaf: &LeafScore, lang: Lang) -> &'static str {
    match leaf.state {
        State::Pending => BY_NOBODY.say(lang),
        _ => decided_by(leaf.decided_by, lang),
    }
}

pub fn decided_by(by: DecidedBy, lang: Lang) -> &'static str {
    let word = match by {
        DecidedBy::Rule => BY_RULE,
        DecidedBy::Appraisal1 => BY_APPRAISAL_1,
        DecidedBy::Appraisal2 => BY_APPRAISAL_2,
        DecidedBy::Survey => BY_SURVEY,
    };
    word.say(lang)
}

/// In quotation marks, unless the text has marks of its own: they are never doubled.
pub fn quoted(text: &str, lang: Lang) -> String {
    match (text.is_empty() || text.contains(['“', '"']), lang) {
        (true, _) => text.to_string(),
        (false, Lang::Vi) => format!("“{text}”"),
        (false, Lang::En) => format!("\"{text}\""),
    }
}

/// With its first letter as a capital.
pub fn capital(text: &str) -> String {
    // `n = N / (1 + N e²)`: n is not N
    if text.chars().nth(1) == Some(' ') && text[1..].trim_start_matches(' ').starts_with('=') {
        return text.to_string();
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Why a value of another unit is not settled.
pub(crate) fn open_value(why: OpenValue) -> Text {
    match why {
        OpenValue::Gap(gap) => gap_word(gap),
        OpenValue::Doubtful => OPEN_PEER_DOUBTFUL,
        OpenValue::Contradicted => OPEN_PEER_CHECK,
        OpenValue::Refused => OPEN_PEER_REFUSED,
        OpenValue::Unconfirmed => OPEN_PEER_CLAIM,
    }
}

/// What was sent for a leaf and does not count; or that nothing came.
pub(crate) fn refusal(refusal: &Refusal) -> Text {
    match refusal.what {
        Refused::Appraisal => APPRAISAL_REFUSED,
        Refused::AbsentAppraisal => APPRAISAL_ABSENT,
        Refused::Reply => REPLY_REFUSED,
        Refused::File => FILE_REFUSED,
        Refused::Survey => SURVEY_REFUSED,
        Refused::Official => OFFICIAL_REFUSED,
    }
}

/// What of a unit is not final and does not change with the cells of a workbook, each with how
/// often.
pub(crate) fn left(index: &UnitIndex) -> Vec<(Text, usize)> {
    let all = [
        (LEFT_REFUSED, index.appraisal_unusable()),
        (LEFT_ABSENT, index.appraisal_absent),
        (LEFT_REPLIES, index.reply_refused),
        (LEFT_FILES, index.unread_files()),
        (LEFT_SURVEYS, index.survey_refused),
        (LEFT_PEERS, index.open_peers),
        (LEFT_UNCONFIRMED, index.unconfirmed),
        (LEFT_CHECKS, index.failed_checks),
        (LEFT_DOUBTS, index.doubts),
        (LEFT_OUTDATED, index.outdated),
        (LEFT_OFFICIAL, index.official_refused),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// What a gate of a class asks: `mục 7 từ 70% trở lên`.
pub(crate) fn gate(gate: &ClassGate, rubric: &Rubric, lang: Lang) -> String {
    match (gate, lang) {
        (ClassGate::Node { code, from }, Lang::Vi) => {
            format!("chỉ số thành phần mục {code} phải từ {}", percent(from, lang))
        }
        (ClassGate::Node { code, from }, Lang::En) => {
            format!("the component index of {code} must be from {}", percent(from, lang))
        }
        (ClassGate::Survey { scheme, of, from }, Lang::Vi) => {
            let of = if *of == SurveyOf::Index { String::new() } else { format!(" ({of})") };
            format!("khảo sát {scheme}{of} phải từ {}", percent(from, lang))
        }
        (ClassGate::Survey { scheme, of, from }, Lang::En) => {
            let of = if *of == SurveyOf::Index { String::new() } else { format!(" ({of})") };
            format!("the survey {scheme}{of} must be from {}", percent(from, lang))
        }
        (ClassGate::Item { key, is }, lang) => {
            let label = rubric.item(key).map_or(key.as_str(), |(_, item)| item.label.as_str());
            let is = outcome(&Ok(is.clone()), lang);
            match lang {
                Lang::Vi => format!("“{label}” phải là “{is}”"),
                Lang::En => format!("“{label}” must be “{is}”"),
            }
        }
    }
}

/// What kept a unit from a class: fields below their share, gates that do not hold.
pub(crate) fn held_by(held: &ClassHeld, rubric: &Rubric, lang: Lang) -> String {
    let mut parts = Vec::new();
    for code in held.fields.iter().filter_map(|code| Code::parse(code)) {
        let field = ClassGate::Node { code, from: held.every_field.clone() };
        parts.push(gate(&field, rubric, lang));
    }
    parts.extend(held.gates.iter().map(|one| gate(one, rubric, lang)));
    parts.join("; ")
}
