//! The rounds that are open: each by a short key of its folder, the same at every start.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::snapshot::{Readings, View};
use super::{keys, recent};

/// Where the commands that the window runs put their results, below the round: wherever the
/// program was started from.
const RESULTS: &str = "ket-qua";

/// A round that is open.
pub(crate) struct Opened {
    pub(crate) key: String,
    /// As the system writes it, links followed.
    pub(crate) folder: PathBuf,
    readings: Arc<Readings>,
}

impl Opened {
    /// What there is to show of it now.
    pub(crate) fn look(&self) -> View {
        self.readings.look(&self.folder, &self.results())
    }

    /// The folder of the results.
    pub(crate) fn results(&self) -> PathBuf {
        self.folder.join(RESULTS)
    }

    /// The address of its first page.
    pub(crate) fn front(&self) -> String {
        format!("/dot/{}", self.key)
    }

    /// The address of a page of this round; `page` without a stroke in front.
    pub(crate) fn address(&self, page: &str) -> String {
        format!("{}/{page}", self.front())
    }

    /// The folder's own name.
    pub(crate) fn name(&self) -> String {
        name(&self.folder)
    }

    /// A file below the folder of the round, by its path with `/`; `None` for anything outside,
    /// also through a link, and for what is not there.
    pub(crate) fn inside(&self, path: &str) -> Option<PathBuf> {
        let relative = Path::new(path);
        let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || !plain {
            return None;
        }
        let real = self.folder.join(relative).canonicalize().ok()?;
        let folder = self.folder.canonicalize().ok()?;
        real.starts_with(folder).then_some(real)
    }
}

/// The last part of a path, as it is shown.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().to_string()
}

#[derive(Default)]
pub(crate) struct Rounds {
    all: Mutex<BTreeMap<String, Arc<Opened>>>,
}

impl Rounds {
    /// Opens the round at `path`, a folder with a `round.toml` or that file; the error is for the
    /// clerk.
    pub(crate) fn open(&self, path: &Path) -> Result<Arc<Opened>, String> {
        let shown = path.display();
        let folder = match path.is_file() {
            true => path.parent().unwrap_or(path),
            false => path,
        };
        let folder = folder.canonicalize().map_err(|error| {
            let (said, _) = crate::machine::words(&error);
            format!("Không mở được “{shown}”: {said}.")
        })?;
        if !folder.join("round.toml").is_file() {
            return Err(format!(
                "Thư mục “{shown}” chưa phải là một đợt đánh giá: không có tệp round.toml. Chọn \
                 đúng thư mục của đợt, hoặc tạo đợt mới."
            ));
        }
        recent::add(&folder);
        Ok(self.put(folder))
    }

    /// The round with that key: an open one, or one that was opened lately.
    pub(crate) fn get(&self, key: &str) -> Option<Arc<Opened>> {
        if let Some(known) = self.lock().get(key) {
            return Some(Arc::clone(known));
        }
        let lately = recent::list().into_iter().find(|folder| key_of(folder) == key)?;
        Some(self.put(lately))
    }

    fn put(&self, folder: PathBuf) -> Arc<Opened> {
        let key = key_of(&folder);
        let made = || Arc::new(Opened { key: key.clone(), folder, readings: Arc::default() });
        Arc::clone(self.lock().entry(key.clone()).or_insert_with(made))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<Opened>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key of a folder.
pub(crate) fn key_of(folder: &Path) -> String {
    keys::short(&folder.to_string_lossy())
}

/// The round that was asked for, or the page that says why it cannot be opened.
pub(crate) fn first_page(rounds: &Rounds, round: Option<&Path>) -> String {
    let Some(path) = round else { return "/".into() };
    match rounds.open(path) {
        Ok(opened) => opened.front(),
        Err(_) => {
            let path = path.to_string_lossy();
            let path: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("/?khong-mo={path}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_below_the_round_is_found() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("dot");
        std::fs::create_dir_all(folder.join("evidence")).unwrap();
        std::fs::write(above.path().join("rieng.txt"), "x").unwrap();
        std::fs::write(folder.join("evidence/a.xlsx"), "x").unwrap();
        let folder = folder.canonicalize().unwrap();
        let opened = Opened { key: key_of(&folder), folder, readings: Arc::default() };
        assert!(opened.inside("evidence/a.xlsx").is_some());
        let absolute = above.path().join("rieng.txt").display().to_string();
        for outside in ["../rieng.txt", "evidence/../../rieng.txt", &absolute, "", ".", "khong"] {
            assert_eq!(opened.inside(outside), None, "{outside}");
        }
        #[cfg(unix)]
        {
            let link = opened.folder.join("lien-ket.txt");
            std::os::unix::fs::symlink(above.path().join("rieng.txt"), link).unwrap();
            assert_eq!(opened.inside("lien-ket.txt"), None, "through a link");
        }
    }
}
