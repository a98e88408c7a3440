//! What the desktop does for us: the default browser, the user's program for a file, no console.

use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};

/// Opens an address in the default browser, or a file in the user's program for it.
///
/// # Errors
/// The system has no program that does it.
pub(crate) fn show(what: &OsStr) -> io::Result<()> {
    let mut command = opener(what);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    without_console(&mut command);
    let mut child = command.spawn()?;
    // Somebody must ask for its end.
    std::thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(windows)]
fn opener(what: &OsStr) -> Command {
    let mut command = Command::new("explorer.exe");
    command.arg(what);
    command
}

#[cfg(target_os = "macos")]
fn opener(what: &OsStr) -> Command {
    let mut command = Command::new("open");
    command.arg(what);
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn opener(what: &OsStr) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(what);
    command
}

/// A program that is started without a black window of its own.
#[cfg(windows)]
pub(crate) fn without_console(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    use windows_sys::Win32::System::Threading::CREATE_NO_WINDOW;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
pub(crate) fn without_console(_: &mut Command) {}

/// Lets go of the console when it was made for this program alone, as by a double-click: the
/// commands need a console to print, the window does not.
#[cfg(windows)]
pub(crate) fn leave_console() {
    use windows_sys::Win32::System::Console::{FreeConsole, GetConsoleProcessList};
    let mut processes = [0u32; 2];
    // SAFETY: the buffer is as long as said; both calls take nothing else.
    unsafe {
        if GetConsoleProcessList(processes.as_mut_ptr(), 2) == 1 {
            FreeConsole();
        }
    }
}

#[cfg(not(windows))]
pub(crate) fn leave_console() {}
