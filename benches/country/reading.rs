//! Reading alone: every cell of the country's forms by calamine's cell reader, and the same files
//! by ours, in this process and isolated in workers, as the program reads them.

use std::path::Path;
use std::time::Instant;

use parindex::problem::Problems;
use parindex::read::{self, FORM, Workers};
use rayon::prelude::*;

use super::{best, cells_in, child, cpu, print_figures, report, workbooks};

/// Calls this program as a worker.
pub(crate) const WORKER: &str = "read-worker";

const WAYS: [(&str, &str); 3] = [
    ("plain", "calamine's cell reader"),
    ("here", "ours, in the process"),
    ("workers", "ours, isolated"),
];

pub(crate) fn compare(folder: &Path) {
    let folder = folder.join("evidence").display().to_string();
    let mut runs = [const { Vec::new() }; WAYS.len()];
    for _ in 0..3 {
        for ((way, _), runs) in WAYS.iter().zip(&mut runs) {
            runs.push(child(&["read", way, &folder]));
        }
    }
    let best = runs.map(best);
    for ((_, name), figures) in WAYS.iter().zip(&best) {
        report(name, figures);
    }
    for ((_, name), figures) in WAYS.iter().zip(&best).skip(1) {
        let (wall, cpu) = (figures.wall / best[0].wall, figures.cpu / best[0].cpu);
        println!("{name}: {wall:.2} times the plain reader in wall time, {cpu:.2} in CPU");
    }
}

/// Reads every workbook of the folder in one of the ways, and prints the figures.
pub(crate) fn read(way: &str, folder: &Path) {
    let files = workbooks(folder);
    let start = Instant::now();
    let before = cpu();
    let cells = match way {
        "plain" => cells_in(&files),
        "here" => cells(&files, |path| book(path, |p, found| read::book(p, "a", &FORM, found))),
        _ => {
            let workers = Workers::new(std::env::current_exe().unwrap(), &[WORKER]);
            // As many at a time as a run asks for.
            let of = |files: &[std::path::PathBuf]| {
                let files: Vec<_> = files.iter().map(|path| (path.as_path(), "a")).collect();
                workers
                    .books(&files, &FORM)
                    .into_iter()
                    .map(|(book, _)| cells_of(book))
                    .sum::<usize>()
            };
            let cells = files.par_chunks(16).map(of).sum();
            // Those of the workers are known when they have ended.
            drop(workers);
            cells
        }
    };
    println!("{way}: {cells} cells of {} files", files.len());
    print_figures(start, before);
}

fn cells(files: &[std::path::PathBuf], of: impl Fn(&Path) -> usize + Sync) -> usize {
    files.par_iter().map(|path| of(path)).sum()
}

fn book(path: &Path, read: impl Fn(&Path, &mut Problems) -> Option<parindex::grid::Book>) -> usize {
    cells_of(read(path, &mut Problems::default()))
}

fn cells_of(book: Option<parindex::grid::Book>) -> usize {
    let book = book.expect("the forms are sound");
    let sheets = book.sheets.iter();
    sheets.flat_map(|sheet| &sheet.rows).map(|row| row.cells.len()).sum()
}
