//! What several steps say alike.

use crate::out_files::is_to_send;
use crate::window::html::{Html, html};
use crate::window::rounds::Opened;
use crate::window::snapshot::Snapshot;

/// The workbooks directly in a folder below the round, as links; `None` when there are none.
pub(crate) fn files(
    round: &Opened,
    snapshot: &Snapshot,
    folder: &str,
    heading: &str,
) -> Option<Html> {
    let id = snapshot.assessment.as_ref().map_or("", |read| &read.results.round.id);
    let mut names = names(round, folder);
    names.retain(|name| is_to_send(name, id));
    let item = |name: &String| {
        html!(
            "<li><a href=\"{address}\">{name}</a></li>",
            address = round.address(&format!("tep/{}", encoded(&format!("{folder}/{name}")))),
            name = name,
        )
    };
    let items: Html = names.iter().map(item).collect();
    (!names.is_empty()).then(|| {
        html!(
            "<h2>{heading}</h2><ul class=\"files\">{items}</ul>",
            heading = heading,
            items = items
        )
    })
}

/// The names of the files directly in a folder below the round, sorted.
pub(crate) fn names(round: &Opened, folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(round.folder.join(folder)) else { return Vec::new() };
    let files = entries.filter_map(Result::ok).filter(|entry| entry.path().is_file());
    let names = files.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with(['.', '~'])).collect();
    names.sort();
    names
}

/// A path as it stands in an address.
pub(crate) fn encoded(path: &str) -> String {
    let part = |part: &str| {
        percent_encoding::utf8_percent_encode(part, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
