//! What becomes of rows and files, and why.

use crate::terms::Lang;

/// What became of a row, while it is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Used,
    /// Headings, blanks, totals, signature blocks: not data.
    SetAside,
    /// Data that was refused; a problem says why.
    Rejected,
}

/// What became of a row, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFate {
    Used,
    Aside(Aside),
    /// The code of the problem that says why.
    Rejected(&'static str),
}

/// Why a row is no data of this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// Title block, header rows, a header printed again.
    Heading,
    /// The row of a field or criterion above its sub-criteria.
    Criterion,
    /// A row of totals.
    Total,
    /// Remarks, signatures: nothing is declared in it.
    Remark,
    /// It says what an earlier row says.
    Repeated,
    /// A row of an appraisal form in which nothing was given.
    NotGiven,
    /// A form of a respondent without an answer.
    Blank,
    /// The sheet is not the table that is asked for.
    OtherSheet,
    HiddenSheet,
    /// The hidden sheet by which a form is recognised.
    Recognition,
    /// The file is an exact copy of another.
    Copy,
    /// `round.toml` chose another file of the unit.
    NotChosen,
    /// A unit that this year's round does not have.
    OtherUnit,
    /// Appraisers differed, and a later round has decided.
    Decided,
}

impl Fate {
    /// The fate with its reason.
    pub fn because(self, aside: Aside, code: &'static str) -> RowFate {
        match self {
            Fate::Used => RowFate::Used,
            Fate::SetAside => RowFate::Aside(aside),
            Fate::Rejected => RowFate::Rejected(code),
        }
    }
}

impl Aside {
    /// The word in results.
    pub fn key(self) -> &'static str {
        self.both().0
    }

    /// The word on screen.
    pub fn word(self, lang: Lang) -> &'static str {
        let (_, vi, en) = self.both();
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    fn both(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Aside::Heading => ("heading", "tiêu đề", "headings"),
            Aside::Criterion => ("criterion", "tên tiêu chí", "criteria"),
            Aside::Total => ("total", "dòng cộng", "totals"),
            Aside::Remark => ("remark", "không có số liệu", "no data"),
            Aside::Repeated => ("repeated", "lặp lại, cùng giá trị", "said before"),
            Aside::NotGiven => ("not_given", "chưa cho điểm", "nothing given"),
            Aside::Blank => ("blank", "phiếu trống", "blank forms"),
            Aside::OtherSheet => ("other_sheet", "trang khác", "another sheet"),
            Aside::HiddenSheet => ("hidden_sheet", "trang ẩn", "hidden sheet"),
            Aside::Recognition => ("recognition", "trang nhận dạng mẫu", "recognition sheet"),
            Aside::Copy => ("copy", "bản sao của tệp khác", "copy of another file"),
            Aside::NotChosen => ("not_chosen", "bản không được chọn", "version not chosen"),
            Aside::Decided => {
                ("decided", "ý kiến khác nhau, vòng 2 đã quyết định", "round 2 decided")
            }
            Aside::OtherUnit => ("other_unit", "đơn vị ngoài đợt này", "unit of another round"),
        }
    }
}

/// What a file was read as: one file may be read twice, for two surveys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadAs {
    Units,
    Evidence,
    Appraisal,
    Survey,
    Previous,
    /// Answers of units to what they were asked.
    Reply,
    /// Figures known beforehand.
    Prefill,
    /// Official figures.
    Official,
    /// The table of transactions of a survey.
    Population,
    /// The register that a survey's sample is drawn from.
    Register,
}

impl ReadAs {
    /// The word in results.
    pub fn key(self) -> &'static str {
        match self {
            ReadAs::Units => "units",
            ReadAs::Evidence => "evidence",
            ReadAs::Appraisal => "appraisal",
            ReadAs::Survey => "survey",
            ReadAs::Previous => "previous",
            ReadAs::Reply => "reply",
            ReadAs::Prefill => "prefill",
            ReadAs::Official => "official",
            ReadAs::Population => "population",
            ReadAs::Register => "register",
        }
    }

    /// The word on screen.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (ReadAs::Units, Lang::Vi) => "Danh sách đơn vị",
            (ReadAs::Evidence, Lang::Vi) => "Tự chấm",
            (ReadAs::Appraisal, Lang::Vi) => "Thẩm định",
            (ReadAs::Survey, Lang::Vi) => "Khảo sát",
            (ReadAs::Previous, Lang::Vi) => "Năm trước",
            (ReadAs::Reply, Lang::Vi) => "Trả lời",
            (ReadAs::Prefill, Lang::Vi) => "Số liệu điền sẵn",
            (ReadAs::Official, Lang::Vi) => "Số liệu chính thức",
            (ReadAs::Population, Lang::Vi) => "Bảng giao dịch",
            (ReadAs::Register, Lang::Vi) => "Sổ hồ sơ",
            (ReadAs::Units, Lang::En) => "List of units",
            (ReadAs::Evidence, Lang::En) => "Evidence",
            (ReadAs::Appraisal, Lang::En) => "Appraisal",
            (ReadAs::Survey, Lang::En) => "Survey",
            (ReadAs::Previous, Lang::En) => "Last year",
            (ReadAs::Reply, Lang::En) => "Reply",
            (ReadAs::Prefill, Lang::En) => "Known figures",
            (ReadAs::Official, Lang::En) => "Official figures",
            (ReadAs::Population, Lang::En) => "Transactions",
            (ReadAs::Register, Lang::En) => "Register",
        }
    }
}

/// What became of a file as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFate {
    Read,
    /// Refused before its rows were known; the code of the problem that says why.
    Refused(&'static str),
    /// A temporary file of Excel or of the system.
    Skipped,
    /// No input: proof, a remark for people, a folder of such files.
    NoInput,
}
