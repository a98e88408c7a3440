//! The rounds that are open: each by a short key of its folder or sealed package, the same at every
//! start.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::snapshot::{Place, Readings, View};
use super::{keys, recent};
use crate::out_files::RESULTS;
use crate::seal::{self, is_package};
use crate::terms::Lang;

/// A round that is open.
pub(crate) struct Opened {
    pub(crate) key: String,
    /// As the system writes it, links followed.
    pub(crate) folder: PathBuf,
    /// The sealed package that it was unpacked from: it is only looked at.
    package: Option<Package>,
    readings: Arc<Readings>,
}

struct Package {
    path: PathBuf,
    opened: seal::Opened,
    /// Length and time of the file that was opened.
    mark: Option<(u64, std::time::SystemTime)>,
}

impl Opened {
    /// What there is to show of it now.
    pub(crate) fn look(&self) -> View {
        let entry = self.package.as_ref().map(|package| package.opened.round());
        self.readings.look(&Place {
            entry: entry.unwrap_or_else(|| self.folder.clone()),
            folder: self.folder.clone(),
            results: self.results(),
            is_package: self.is_package(),
        })
    }

    /// The folder of the results; of a package, those that were sealed.
    pub(crate) fn results(&self) -> PathBuf {
        let sealed = self.package.as_ref().map(|package| package.opened.results());
        let sealed = sealed.and_then(|file| file.parent().map(Path::to_path_buf));
        sealed.unwrap_or_else(|| self.folder.join(RESULTS))
    }

    /// Whether it is a sealed package, where nothing may be changed.
    pub(crate) fn is_package(&self) -> bool {
        self.package.is_some()
    }

    /// What the user opened, and what commands are told: the folder or the package.
    pub(crate) fn source(&self) -> &Path {
        self.package.as_ref().map_or(&self.folder, |package| &package.path)
    }

    /// The address of its first page.
    pub(crate) fn front(&self) -> String {
        format!("/dot/{}", self.key)
    }

    /// The address of a page of this round; `page` without a stroke in front.
    pub(crate) fn address(&self, page: &str) -> String {
        format!("{}/{page}", self.front())
    }

    /// The own name of the folder or the package.
    pub(crate) fn name(&self) -> String {
        name(self.source())
    }

    /// A file below the folder of the round, by its path with `/`; `None` for anything outside,
    /// also through a link, and for what is not there.
    pub(crate) fn inside(&self, path: &str) -> Option<PathBuf> {
        let relative = Path::new(path);
        let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || !plain {
            return None;
        }
        // The results of a package do not stand in the folder of its round.
        let (folder, relative) = match relative.strip_prefix(RESULTS) {
            Ok(below) => (self.results(), below),
            Err(_) => (self.folder.clone(), relative),
        };
        let real = folder.join(relative).canonicalize().ok()?;
        let folder = folder.canonicalize().ok()?;
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
    /// Opens the round at `path`, a folder with a `round.toml`, that file, or a sealed package; the
    /// error is for the clerk.
    pub(crate) fn open(&self, path: &Path) -> Result<Arc<Opened>, String> {
        if is_package(path) {
            let opened = self.open_package(path)?;
            recent::add(opened.source());
            return Ok(opened);
        }
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
        match is_package(&lately) {
            true => self.open_package(&lately).ok(),
            false => Some(self.put(lately)),
        }
    }

    /// Lets go of all: what was unpacked is removed.
    pub(crate) fn close(&self) {
        self.lock().clear();
    }

    fn put(&self, folder: PathBuf) -> Arc<Opened> {
        let key = key_of(&folder);
        let (package, readings) = (None, Arc::default());
        let made = || Arc::new(Opened { key: key.clone(), folder, package, readings });
        Arc::clone(self.lock().entry(key.clone()).or_insert_with(made))
    }

    /// Unpacks a package, unless the very file is open already.
    fn open_package(&self, path: &Path) -> Result<Arc<Opened>, String> {
        let refused = |why: String| format!("Không mở được gói “{}”: {why}", path.display());
        let path = path.canonicalize().map_err(|error| {
            let (said, _) = crate::machine::words(&error);
            refused(format!("{said}."))
        })?;
        let (key, mark) = (key_of(&path), mark_of(&path));
        let known = self.lock().get(&key).cloned();
        let is_known = |open: &Arc<Opened>| open.package.as_ref().is_some_and(|p| p.mark == mark);
        if let Some(open) = known.filter(is_known) {
            return Ok(open);
        }
        let opened = seal::open(&path).map_err(|found| {
            let said = |one: &crate::problem::Problem| {
                format!("{} {}", one.message(Lang::Vi), one.help(Lang::Vi)).trim().to_string()
            };
            refused(found.iter().map(said).collect::<Vec<_>>().join(" "))
        })?;
        let folder = opened.round().parent().map(Path::to_path_buf).unwrap_or_default();
        let package = Some(Package { path, opened, mark });
        let opened =
            Arc::new(Opened { key: key.clone(), folder, package, readings: Arc::default() });
        self.lock().insert(key, Arc::clone(&opened));
        Ok(opened)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<Opened>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn mark_of(file: &Path) -> Option<(u64, std::time::SystemTime)> {
    let about = file.metadata().ok()?;
    Some((about.len(), about.modified().ok()?))
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
        let (package, readings) = (None, Arc::default());
        let opened = Opened { key: key_of(&folder), folder, package, readings };
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
