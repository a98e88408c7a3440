//! The other end: a process that reads one file after the other until nobody asks any more.

use std::fs::File;
use std::io::ErrorKind::UnexpectedEof;
use std::io::{self, BufReader, Read, Write};

use super::deadline::{self, Deadline};
use super::message::{Answer, Greeting, Request};
use super::{MOST_ASKED, frame, memory};
use crate::problem::Problems;
use crate::read::formats::read_sheets;
use crate::read::input::Input;

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
    let reader = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        let deadline = deadline::for_this_process();
        // Only now is it known whether this process has all that it needs: what fails later is
        // the fault of a file.
        let refusal = refusal.or(deadline.as_ref().err().map(|e| e.to_string()));
        let greeting = Greeting { version: super::VERSION.to_string(), refusal };
        frame::write(&mut io::stdout().lock(), &[&frame::pack(&greeting)?])?;
        if greeting.refusal.is_some() {
            return Ok(());
        }
        let input = BufReader::new(io::stdin().lock());
        serve(input, unbuffered()?, &*deadline?)
    })?;
    // A panic outside the readers, which catch their own, ends the worker like an abort.
    reader.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

/// Standard output without its buffer of lines, which would send an answer in pieces.
fn unbuffered() -> io::Result<File> {
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let handle = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(File::from(handle))
}

fn serve(mut input: impl Read, mut output: impl Write, deadline: &Deadline) -> io::Result<()> {
    while let Some(requests) = frame::read(&mut input, MOST_ASKED)? {
        let requests: Vec<Request> = frame::unpack(&requests)?;
        let file = |_: &Request| frame::read(&mut input, MOST_ASKED)?.ok_or(UnexpectedEof.into());
        let files: Vec<Vec<u8>> = requests.iter().map(file).collect::<io::Result<_>>()?;
        let seconds = requests.iter().map(|request| request.limits.seconds).max().unwrap_or(0);
        deadline.set(seconds.saturating_add(GRACE));
        let answers: Vec<Answer> =
            requests.iter().zip(files).map(|(request, bytes)| answer(request, &bytes)).collect();
        frame::write(&mut output, &[&frame::pack(&answers)?])?;
        deadline.clear();
    }
    Ok(())
}

fn answer(request: &Request, bytes: &[u8]) -> Answer {
    let Request { shown, extension, limits } = request;
    let mut found = Problems::default();
    let sheets = read_sheets(&Input { bytes, shown, extension, limits }, &mut found);
    Answer::new(sheets, &found)
}
