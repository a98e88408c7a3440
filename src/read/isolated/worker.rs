//! The other end: a process that reads one file after the other until nobody asks any more.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::message::{Answer, Greeting, Request};
use super::{MOST_ASKED, frame, memory};
use crate::problem::Problems;
use crate::read::{Input, read_sheets};

/// The readers may go as deep on every system.
const STACK: usize = 8 << 20;
/// Seconds that the program gets to end a worker that is late, before the worker does.
const GRACE: u64 = 10;

/// Reads what standard input asks for, with at most so many bytes of memory, and answers on
/// standard output.
///
/// # Errors
/// A pipe that breaks in the middle of a request.
pub fn work(memory: u64) -> io::Result<()> {
    let refusal = memory::limit(memory).err().map(|e| e.to_string());
    let greeting = Greeting { version: super::VERSION.to_string(), refusal };
    frame::write(&mut io::stdout().lock(), &frame::pack(&greeting)?)?;
    if greeting.refusal.is_some() {
        return Ok(());
    }
    let reader = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        let input = BufReader::new(io::stdin().lock());
        serve(input, BufWriter::new(io::stdout().lock()))
    })?;
    // A panic outside the readers, which catch their own, ends the worker like an abort.
    reader.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let watch = Watch::start()?;
    while let Some(request) = frame::read(&mut input, MOST_ASKED)? {
        let request: Request = frame::unpack(&request)?;
        let bytes = frame::read(&mut input, MOST_ASKED)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        watch.set(request.limits.seconds + GRACE);
        let mut found = Problems::default();
        let sheets = read_sheets(
            &Input {
                bytes: &bytes,
                shown: &request.shown,
                extension: &request.extension,
                limits: &request.limits,
            },
            &mut found,
        );
        drop(bytes);
        frame::write(&mut output, &frame::pack(&Answer::new(sheets, &found))?)?;
        watch.set(0);
    }
    Ok(())
}

/// Ends the process when a file takes too long: a program that was itself ended cannot do it.
struct Watch {
    start: Instant,
    /// Seconds after the start; 0 for no end.
    end: std::sync::Arc<AtomicU64>,
}

impl Watch {
    fn start() -> io::Result<Watch> {
        let watch = Watch { start: Instant::now(), end: Default::default() };
        let (start, end) = (watch.start, watch.end.clone());
        std::thread::Builder::new().stack_size(64 << 10).spawn(move || {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let end = end.load(Ordering::Relaxed);
                if end > 0 && start.elapsed().as_secs() > end {
                    std::process::abort();
                }
            }
        })?;
        Ok(watch)
    }

    fn set(&self, seconds: u64) {
        let end = if seconds == 0 { 0 } else { self.start.elapsed().as_secs() + seconds };
        self.end.store(end, Ordering::Relaxed);
    }
}
