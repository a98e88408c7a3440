//! What is typed: the commands with their options, in the words of `--help`: one list, so longer than other files.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use super::common::Common;
use super::init;
use super::outputs::Writes;

/// The hidden command by which the program starts itself to read files.
pub(super) const READ_WORKER: &str = "read-worker";

const HELP: &str = "\
{about-with-newline}
Cách dùng: {usage}

{all-args}

Hướng dẫn nhanh (không quen dòng lệnh: chạy parindex không kèm gì, cửa sổ mở trong trình duyệt):
  1. parindex init THU-MUC            tạo thư mục đợt đánh giá mới; parindex practice THU-MUC: đợt
                                      thực hành
  2. parindex template THU-MUC        mẫu tự chấm của từng đơn vị, trong forms/evidence/
  3. parindex take THU-MUC TEP…       nhận tệp gửi về, chép vào đúng chỗ (hoặc tự chép: tệp các
                                      đơn vị gửi vào evidence/, tệp thẩm định vào appraisal/)
  4. parindex board THU-MUC           ai đã gửi, thiếu gì, thẩm định đến đâu;
     parindex sendback THU-MUC        trả lại từng đơn vị những chỗ sai, còn thiếu
  5. parindex check THU-MUC           xem những gì phải sửa
  6. parindex appraise THU-MUC        bảng thẩm định của từng cơ quan (--vong 2: vòng 2) và
                                      noi-bo/ra-soat.xlsx (không gửi đi): giống nhau mà điểm khác
  7. parindex explain-round THU-MUC   phiếu yêu cầu giải trình; parindex preview THU-MUC xem trước
                                      mỗi nội dung còn mở làm đổi điểm, hạng, loại ra sao
  8. parindex score THU-MUC           chấm điểm, xếp hạng, ghi vào reports/
  9. parindex why THU-MUC DON-VI MA   vì sao một tiêu chí được từng ấy điểm;
     parindex history THU-MUC DON-VI MA   ai đã nói gì, khi nào, cũ → mới
  Khảo sát: parindex sample THU-MUC   cỡ mẫu và danh sách chọn trước khi đi khảo sát
            parindex survey THU-MUC   chỉ tính khảo sát, ghi khao-sat.xlsx

Mã kết thúc: 0 xong; 1 xong nhưng số liệu có lỗi phải sửa; 2 không chạy được.";

/// Help of one command.
const COMMAND_HELP: &str = "\
{about-with-newline}
Cách dùng: {usage}

{all-args}";

/// Chấm Chỉ số cải cách hành chính và chỉ số hài lòng từ tệp Excel của các đơn vị.
#[derive(Parser)]
#[command(
    name = "parindex",
    version,
    help_template = HELP,
    disable_help_subcommand = true,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
    override_usage = "parindex <LỆNH> [TÙY CHỌN]",
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Chấm điểm, xếp hạng, ghi bảng Excel, biểu đồ và results.json
    #[command(help_template = COMMAND_HELP, override_usage = "parindex score <ĐỢT> [TÙY CHỌN]")]
    Score {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Không vẽ biểu đồ PNG/SVG
        #[arg(long, help_heading = "Tùy chọn")]
        no_charts: bool,
    },
    /// Kiểm tra đợt đánh giá, bộ tiêu chí hoặc phương án khảo sát, không ghi gì
    #[command(help_template = COMMAND_HELP, override_usage = "parindex check <ĐỢT> [TÙY CHỌN]")]
    Check {
        /// Thư mục có round.toml, hoặc một tệp TOML
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Chỉ những chỗ phải sửa trong tệp của đơn vị này (mã hoặc tên); nhanh, không chấm điểm
        #[arg(long, value_name = "ĐƠN VỊ", help_heading = "Tùy chọn")]
        unit: Option<String>,
        /// Của một tệp bộ tiêu chí: mỗi mốc được hiểu thế nào (“từ 90%” hay “trên 90%”)
        #[arg(long, help_heading = "Tùy chọn")]
        bounds: bool,
    },
    /// Chỉ tính khảo sát: ghi khao-sat.xlsx, biểu đồ khảo sát và khao-sat.json
    #[command(help_template = COMMAND_HELP, override_usage = "parindex survey <ĐỢT> [TÙY CHỌN]")]
    Survey {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Không vẽ biểu đồ PNG/SVG
        #[arg(long, help_heading = "Tùy chọn")]
        no_charts: bool,
    },
    /// Cỡ mẫu, chỉ tiêu theo lĩnh vực và danh sách chọn ngẫu nhiên từ sổ hồ sơ
    #[command(help_template = COMMAND_HELP, override_usage = "parindex sample <ĐỢT> [TÙY CHỌN]")]
    Sample {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Mã khởi tạo của việc rút ngẫu nhiên; mặc định là mã đợt
        #[arg(long, value_name = "CHUỖI", help_heading = "Tùy chọn")]
        seed: Option<String>,
        /// Ghi kèm cột này của sổ hồ sơ vào danh sách (họ tên, địa chỉ …); dùng được nhiều lần
        #[arg(long, value_name = "TÊN CỘT", help_heading = "Tùy chọn")]
        keep: Vec<String>,
        /// Chỉ tính cỡ mẫu và chỉ tiêu, không chọn danh sách
        #[arg(long, help_heading = "Tùy chọn")]
        sizes_only: bool,
        /// Rút tiêu chí của từng đơn vị để kiểm tra tại chỗ thay cho mẫu khảo sát, ví dụ 5%
        #[arg(long, value_name = "TỶ LỆ", help_heading = "Tùy chọn", conflicts_with_all = ["keep", "sizes_only"])]
        proof: Option<String>,
    },
    /// Phát mẫu tự chấm: mỗi đơn vị một tệp Excel trong forms/evidence của đợt
    #[command(help_template = COMMAND_HELP, override_usage = "parindex template <ĐỢT> [TÙY CHỌN]")]
    Template {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
    },
    /// Nhận tệp gửi về: nhận ra là gì, của ai, chép vào đúng chỗ trong đợt, không bao giờ ghi đè
    #[command(help_template = COMMAND_HELP, override_usage = "parindex take <ĐỢT> <TỆP>… [TÙY CHỌN]")]
    Take {
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Các tệp gửi về
        #[arg(value_name = "TỆP", required = true, help_heading = "Tham số")]
        files: Vec<PathBuf>,
        /// Chỉ cho biết sẽ chép gì vào đâu
        #[arg(long, help_heading = "Tùy chọn")]
        dry_run: bool,
        /// Tài liệu kiểm chứng là của đơn vị này (mã hoặc tên)
        #[arg(long, value_name = "ĐƠN VỊ", help_heading = "Tùy chọn")]
        unit: Option<String>,
        /// Tài liệu ấy chứng minh tiêu chí này
        #[arg(long, value_name = "MÃ", requires = "unit", help_heading = "Tùy chọn")]
        criterion: Option<String>,
    },
    /// Tiến độ: đơn vị nào đã gửi, thiếu gì, muộn mấy ngày, và lời nhắc để dán vào tin nhắn
    #[command(help_template = COMMAND_HELP, override_usage = "parindex board <ĐỢT> [TÙY CHỌN]")]
    Board {
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
    },
    /// Trả lại: mỗi đơn vị một tệp chỉ có những chỗ sai, thiếu kiểm chứng hoặc còn khác nhau
    #[command(name = "sendback", help_template = COMMAND_HELP, override_usage = "parindex sendback <ĐỢT> [TÙY CHỌN]")]
    SendBack {
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Hạn trả lời, như 2020-12-22; mặc định theo round.toml
        #[arg(long, value_name = "NGÀY", help_heading = "Tùy chọn")]
        deadline: Option<String>,
    },
    /// Yêu cầu giải trình: mỗi đơn vị một tệp chỉ có những dòng cơ quan thẩm định hỏi
    #[command(help_template = COMMAND_HELP, override_usage = "parindex explain-round <ĐỢT> [TÙY CHỌN]")]
    ExplainRound {
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Hạn trả lời, như 2020-12-22; mặc định theo round.toml
        #[arg(long, value_name = "NGÀY", help_heading = "Tùy chọn")]
        deadline: Option<String>,
    },
    /// Vì sao: diễn giải điểm một tiêu chí, một nhóm, chỉ số, hạng, loại của đơn vị
    #[command(help_template = COMMAND_HELP, override_usage = "parindex why <ĐỢT> <ĐƠN VỊ> [MÃ] [TÙY CHỌN]")]
    Why {
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Mã hoặc tên đơn vị
        #[arg(value_name = "ĐƠN VỊ", help_heading = "Tham số")]
        unit: String,
        /// Mã tiêu chí, như 3.2.1; hoặc “chỉ số”, “hạng”, “loại”; bỏ trống để xem cả ba
        #[arg(value_name = "MÃ", help_heading = "Tham số")]
        code: Option<String>,
    },
    /// Lịch việc của năm đến một ngày: điểm đã chắc, còn có thể, đã mất của từng tiêu chí
    #[command(help_template = COMMAND_HELP, override_usage = "parindex calendar <ĐỢT> --at NGÀY [TÙY CHỌN]")]
    Calendar {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Tính đến hết ngày này, như 2026-07-01
        #[arg(long, value_name = "NGÀY")]
        at: chrono::NaiveDate,
    },
    /// Cách ít công nhất để một đơn vị đạt một loại, một chỉ số hoặc một hạng
    #[command(help_template = COMMAND_HELP, override_usage = "parindex path <ĐỢT> <ĐƠN VỊ> --to LOẠI | --index CHỈ-SỐ | --rank HẠNG [TÙY CHỌN]")]
    Path {
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Mã hoặc tên đơn vị
        #[arg(value_name = "ĐƠN VỊ", help_heading = "Tham số")]
        unit: String,
        /// Xếp loại cần đạt, như Tốt
        #[arg(long, value_name = "LOẠI", conflicts_with_all = ["index", "rank"])]
        to: Option<String>,
        /// Chỉ số cần đạt, phần trăm
        #[arg(long, value_name = "CHỈ SỐ", conflicts_with = "rank")]
        index: Option<String>,
        /// Hạng cần đạt
        #[arg(long, value_name = "HẠNG")]
        rank: Option<usize>,
        /// Giữ nguyên tiêu chí này (dùng được nhiều lần)
        #[arg(long, value_name = "MÃ")]
        leave: Vec<String>,
        /// Tệp công sức của từng tiêu chí, mỗi dòng như "3.1.2" = 2
        #[arg(long, value_name = "TỆP")]
        effort: Option<PathBuf>,
        /// Xét cả kết quả điều tra xã hội học
        #[arg(long)]
        with_survey: bool,
        /// Xét cả điểm do cơ quan thẩm định cho
        #[arg(long)]
        with_judged: bool,
    },
    /// Các dòng của sổ đứng sau một số đếm; --not: các dòng không tính, mỗi dòng một lý do
    #[command(help_template = COMMAND_HELP, override_usage = "parindex rows <ĐỢT> [ĐƠN VỊ] [SỐ LIỆU] [TÙY CHỌN]")]
    Rows {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Mã hoặc tên đơn vị
        #[arg(value_name = "ĐƠN VỊ", help_heading = "Tham số")]
        unit: Option<String>,
        /// Mã số liệu đếm từ sổ
        #[arg(value_name = "SỐ LIỆU", help_heading = "Tham số")]
        item: Option<String>,
        /// Các dòng không được tính
        #[arg(long, help_heading = "Tùy chọn")]
        not: bool,
        /// Ghi mọi dòng của các sổ thành bảng sạch (CSV) vào thư mục này, cho lệnh counts --sql
        #[arg(long, value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
        clean: Option<PathBuf>,
    },
    /// Số đếm từ các sổ, dạng CSV; --sql: câu SELECT để hệ khác đếm ra cùng các số đó
    #[command(help_template = COMMAND_HELP, override_usage = "parindex counts <ĐỢT> [TÙY CHỌN]")]
    Counts {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// In SQL: postgresql hoặc datafusion
        #[arg(long, value_name = "HỆ", value_parser = ["postgresql", "datafusion"], hide_possible_values = true, help_heading = "Tùy chọn")]
        sql: Option<String>,
    },
    /// Bảng thẩm định cho từng cơ quan và khối, và bản rà soát việc thẩm định
    #[command(help_template = COMMAND_HELP, override_usage = "parindex appraise <ĐỢT> [TÙY CHỌN]")]
    Appraise {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Vòng thẩm định: 1 hoặc 2
        #[arg(long, default_value_t = 1, value_name = "1|2", help_heading = "Tùy chọn",
            value_parser = clap::value_parser!(u8).range(1..=2))]
        vong: u8,
    },
    /// Lịch sử: ai nói gì về một tiêu chí của đơn vị, khi nào, cũ → mới, lý do
    #[command(help_template = COMMAND_HELP, override_usage = "parindex history <ĐỢT> <ĐƠN VỊ> <MÃ> [TÙY CHỌN]")]
    History {
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Mã hoặc tên đơn vị
        #[arg(value_name = "ĐƠN VỊ", help_heading = "Tham số")]
        unit: String,
        /// Mã tiêu chí thành phần, như 3.2.1
        #[arg(value_name = "MÃ", help_heading = "Tham số")]
        code: String,
    },
    /// Xem trước: nội dung còn mở, mỗi nội dung làm đổi điểm, chỉ số, hạng, loại ra sao
    #[command(help_template = COMMAND_HELP, override_usage = "parindex preview <ĐỢT> [TÙY CHỌN]")]
    Preview {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
    },
    /// Tài liệu kiểm chứng: nêu những gì, có những tệp gì, chỗ nào phải xem; ghi minh-chung.xlsx
    #[command(help_template = COMMAND_HELP, override_usage = "parindex proof <ĐỢT> [TÙY CHỌN]")]
    Proof {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
    },
    /// So với năm trước: chỉ số, hạng, loại và thay đổi tách theo nguyên nhân, tính như nhau
    #[command(help_template = COMMAND_HELP, override_usage = "parindex compare <ĐỢT> [TÙY CHỌN]")]
    Compare {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Chỉ in các dòng was đề nghị cho tiêu chí chưa rõ năm trước là gì
        #[arg(long, help_heading = "Tùy chọn")]
        map: bool,
    },
    /// Chạy thử một bộ tiêu chí khác trên đợt đã có số liệu: đơn vị nào thay đổi, bao nhiêu, vì tiêu chí nào
    #[command(name = "try-set", help_template = COMMAND_HELP, override_usage = "parindex try-set <ĐỢT> <BỘ TIÊU CHÍ> [TÙY CHỌN]")]
    TrySet {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Tệp TOML của bộ tiêu chí cần chạy thử
        #[arg(value_name = "BỘ TIÊU CHÍ", help_heading = "Tham số")]
        set: PathBuf,
        /// Mã khối; bỏ trống khi đợt chỉ có một khối
        #[arg(long, value_name = "KHỐI", help_heading = "Tùy chọn")]
        block: Option<String>,
    },
    /// Văn bản trình ký: báo cáo, tờ trình, quyết định, phụ lục, phiếu điểm, báo cáo tự đánh giá (Word)
    #[command(help_template = COMMAND_HELP, override_usage = "parindex papers <ĐỢT> [TÙY CHỌN]")]
    Papers {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Ghi thêm bản công khai vào cong-khai/: không có lý do, minh chứng, giải trình, tên tệp
        #[arg(long, help_heading = "Tùy chọn")]
        public: bool,
    },
    /// Đóng gói niêm phong: số liệu, bộ tiêu chí, kết quả và giấy chứng nhận trong một tệp .parindex.zip
    #[command(help_template = COMMAND_HELP, override_usage = "parindex seal <ĐỢT> [TÙY CHỌN]")]
    Seal {
        /// Thư mục có round.toml, hoặc chính tệp đó
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: PathBuf,
        /// Kèm cả tệp minh chứng và mọi tệp khác trong thư mục của đợt
        #[arg(long, help_heading = "Tùy chọn")]
        proof: bool,
        /// Bỏ các cột thông tin cá nhân của phiếu khảo sát
        #[arg(long, help_heading = "Tùy chọn")]
        no_personal: bool,
        /// Ngày ghi trên gói, như 2021-01-05; mặc định theo [papers] day, [round] closed hoặc ngày
        /// lưu muộn nhất của các tệp
        #[arg(long, value_name = "NGÀY", help_heading = "Tùy chọn")]
        day: Option<crate::terms::Date>,
    },
    /// So hai lần chạy: tệp, ô nào đã sửa, và từ đó điểm, chỉ số, hạng, loại đổi ra sao
    #[command(help_template = COMMAND_HELP, override_usage = "parindex diff <A> <B> [TÙY CHỌN]")]
    Diff {
        /// Thư mục của đợt, gói niêm phong hoặc tệp results.json
        #[arg(value_name = "A", help_heading = "Tham số")]
        old: PathBuf,
        #[arg(value_name = "B", help_heading = "Tham số")]
        new: PathBuf,
    },
    /// Kiểm tra gói niêm phong: băm lại từng tệp, chạy lại và so từng byte kết quả
    #[command(help_template = COMMAND_HELP, override_usage = "parindex verify <GÓI> [TÙY CHỌN]")]
    Verify {
        /// Tệp .parindex.zip
        #[arg(value_name = "GÓI", help_heading = "Tham số")]
        file: PathBuf,
    },
    /// Soạn bộ tiêu chí: đọc phụ lục (xlsx, ods, docx), ghi bản thảo TOML và danh sách việc phải quyết định
    #[command(name = "draft-set", help_template = COMMAND_HELP, override_usage = "parindex draft-set <PHỤ LỤC> [--out BO-TIEU-CHI.toml]")]
    DraftSet {
        /// Tệp phụ lục: .xlsx, .xls, .ods, .csv hoặc .docx
        #[arg(value_name = "PHỤ LỤC", help_heading = "Tham số")]
        annex: PathBuf,
    },
    /// Phụ lục của quyết định từ bộ tiêu chí: phu-luc.docx để trình ký và phu-luc.xlsx cùng bảng
    #[command(help_template = COMMAND_HELP, override_usage = "parindex annex <BO-TIEU-CHI.toml> [--out THU-MUC]")]
    Annex {
        /// Tệp bộ tiêu chí
        #[arg(value_name = "BỘ TIÊU CHÍ", help_heading = "Tham số")]
        set: PathBuf,
    },
    /// Tạo thư mục đợt đánh giá mới: round.toml có lời giải thích, bộ tiêu chí mẫu, danh sách đơn vị trống
    #[command(help_template = COMMAND_HELP, override_usage = "parindex init <THƯ MỤC> [TÙY CHỌN]")]
    Init {
        #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
        folder: PathBuf,
        #[command(flatten)]
        named: init::Named,
    },
    /// Đợt thực hành: một bản sao của đợt minh họa lúc mới thu nhận, để tập làm
    #[command(help_template = COMMAND_HELP, override_usage = "parindex practice <THƯ MỤC>")]
    Practice {
        #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
        folder: PathBuf,
    },
    /// Mở cửa sổ làm việc trong trình duyệt; chạy parindex không kèm gì cũng vậy
    #[command(help_template = COMMAND_HELP, override_usage = "parindex open [ĐỢT] [TÙY CHỌN]")]
    Open {
        /// Thư mục của đợt cần mở
        #[arg(value_name = "ĐỢT", help_heading = "Tham số")]
        round: Option<PathBuf>,
        /// Không mở trình duyệt, chỉ in địa chỉ
        #[arg(long, help_heading = "Tùy chọn")]
        no_browser: bool,
        /// Tự đóng khi không còn trang nào mở trong từng ấy giây; mặc định 600
        #[arg(long, value_name = "GIÂY", help_heading = "Tùy chọn")]
        idle: Option<u64>,
    },
    /// Đọc tệp cho tiến trình chính, mỗi tệp cách ly với phần còn lại
    #[command(name = READ_WORKER, hide = true)]
    ReadWorker {
        /// Số byte bộ nhớ được dùng
        memory: u64,
    },
    /// In JSON Schema của các tệp TOML, để trình soạn thảo gợi ý và kiểm tra
    #[command(help_template = COMMAND_HELP, override_usage = "parindex schema [LOẠI]")]
    Schema {
        /// round, criteria, survey, calendar hoặc register; bỏ trống để in tất cả
        #[arg(value_name = "LOẠI", help_heading = "Tham số")]
        kind: Option<String>,
    },
}

impl Command {
    /// The round that the command is about, and where it writes.
    pub(super) fn place(&self) -> Option<(&Path, Writes)> {
        Some(match self {
            Command::Score { round, .. }
            | Command::Survey { round, .. }
            | Command::Sample { round, .. }
            | Command::Board { round }
            | Command::Preview { round }
            | Command::Proof { round }
            | Command::TrySet { round, .. }
            | Command::Compare { round, map: false }
            | Command::Calendar { round, .. }
            | Command::Papers { round, .. } => (round, Writes::Results),
            Command::Template { round } | Command::Appraise { round, .. } => (round, Writes::Forms),
            Command::SendBack { round, .. } | Command::ExplainRound { round, .. } => {
                (round, Writes::FormsAndOut)
            }
            Command::Check { round, .. }
            | Command::Take { round, .. }
            | Command::Why { round, .. }
            | Command::Compare { round, map: true }
            | Command::Path { round, .. }
            | Command::Rows { round, .. }
            | Command::Counts { round, .. }
            | Command::History { round, .. }
            | Command::Seal { round, .. } => (round, Writes::Nothing),
            Command::Verify { .. }
            | Command::Diff { .. }
            | Command::Annex { .. }
            | Command::DraftSet { .. }
            | Command::Init { .. }
            | Command::Practice { .. }
            | Command::Open { .. }
            | Command::ReadWorker { .. }
            | Command::Schema { .. } => {
                return None;
            }
        })
    }

    /// Where the command says which round it is about.
    pub(super) fn round_mut(&mut self) -> Option<&mut PathBuf> {
        match self {
            Command::Score { round, .. }
            | Command::Survey { round, .. }
            | Command::Sample { round, .. }
            | Command::Board { round }
            | Command::Preview { round }
            | Command::TrySet { round, .. }
            | Command::Compare { round, .. }
            | Command::Papers { round, .. }
            | Command::Template { round }
            | Command::Appraise { round, .. }
            | Command::SendBack { round, .. }
            | Command::ExplainRound { round, .. }
            | Command::Check { round, .. }
            | Command::Why { round, .. }
            | Command::Path { round, .. }
            | Command::Calendar { round, .. }
            | Command::Rows { round, .. }
            | Command::Counts { round, .. }
            | Command::History { round, .. } => Some(round),
            // What is put into an unpacked package would be gone with it, and not every one holds
            // the files of proof.
            Command::Take { .. }
            | Command::Proof { .. }
            | Command::Seal { .. }
            | Command::Verify { .. }
            | Command::Diff { .. }
            | Command::Annex { .. }
            | Command::DraftSet { .. }
            | Command::Init { .. }
            | Command::Practice { .. }
            | Command::Open { .. }
            | Command::ReadWorker { .. }
            | Command::Schema { .. } => None,
        }
    }
}
