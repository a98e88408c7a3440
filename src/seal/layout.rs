//! Where the files of a round stand in a package: the way from one to the other stays as the round
//! names it, so that the copy reads as the round does; no name of a folder above the round is kept.

/// Folder of the inputs.
pub(super) const INPUTS: &str = "dau-vao";
/// Folder of the outputs.
pub(super) const OUTPUTS: &str = "ket-qua";
pub(super) const CERTIFICATE: &str = "chung-nhan.docx";
pub(super) const MANIFEST: &str = "manifest.json";
/// The folder of the round.
const ROUND: &str = "dot";
/// A folder above it, below the one that is [`INPUTS`].
const ABOVE: &str = "tren";

/// How the files of one round are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// So many folders above the round are reached.
    above: usize,
}

impl Layout {
    /// For files by their paths from the folder of the round.
    ///
    /// # Errors
    /// A path that does not start there.
    pub(super) fn of<'f>(files: impl Iterator<Item = &'f str>) -> Result<Layout, String> {
        let mut above = 0;
        for file in files {
            let file = file.replace('\\', "/");
            if file.starts_with('/') || file.as_bytes().get(1) == Some(&b':') {
                return Err(file);
            }
            let mut depth: i64 = 0;
            for part in file.split('/') {
                depth += match part {
                    ".." => -1,
                    "" | "." => 0,
                    _ => 1,
                };
                above = above.max(usize::try_from(-depth).unwrap_or(0));
            }
        }
        Ok(Layout { above })
    }

    /// The path in the package of a file by its path from the folder of the round.
    pub(super) fn place(&self, file: &str) -> String {
        let file = file.replace('\\', "/");
        let mut parts = vec![INPUTS];
        parts.extend(std::iter::repeat_n(ABOVE, self.above.saturating_sub(1)));
        parts.push(ROUND);
        for part in file.split('/') {
            match part {
                ".." => drop(parts.pop()),
                "" | "." => {}
                part => parts.push(part),
            }
        }
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_above_the_round_keep_their_way() {
        let files = ["round.toml", "../../criteria/a.toml", "x/../../b.csv", "evidence/./c.xlsx"];
        let layout = Layout::of(files.into_iter()).unwrap();
        let placed = files.map(|file| layout.place(file));
        assert_eq!(
            placed,
            [
                "dau-vao/tren/dot/round.toml",
                "dau-vao/criteria/a.toml",
                "dau-vao/tren/b.csv",
                "dau-vao/tren/dot/evidence/c.xlsx"
            ]
        );
        assert_eq!(
            Layout::of(["a.toml"].into_iter()).unwrap().place("a.toml"),
            "dau-vao/dot/a.toml"
        );
        for absolute in ["/a/b.toml", "C:/a.toml", "\\\\server\\a.toml"] {
            assert!(Layout::of([absolute].into_iter()).is_err(), "{absolute}");
        }
    }
}
