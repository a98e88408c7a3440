//! What a header can mean.

/// Within what a form's number is unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    Unit,
    /// A tool counts the answers of each export from 1.
    Sheet,
    Everywhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Means {
    Unit,
    Form(Scope),
    Cluster,
    Group,
    Interviewer,
    Start,
    Sent,
    Status,
    Submitted,
    /// Whether the respondent came to the end.
    Finished,
    Mode,
    Trait(usize),
    Question(usize),
    /// One option of a question that has a column for each.
    Tick(usize, u8),
    Side(usize),
    SideTick(usize, usize),
    /// What respondents wrote beside the choices.
    SideOther(usize),
    Personal,
    Ignored,
}
