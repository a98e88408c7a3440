//! `parindex open`: finds the window that runs or becomes it, and shows it to the browser.

use std::ffi::OsStr;
use std::sync::Arc;
use std::time::Duration;

use super::app::App;
use super::{desktop, life, rounds, running, serve};
use crate::cli::Window;

/// Opens the window; gives the exit code when it has been closed.
pub fn open(asked: &Window<'_>) -> u8 {
    if asked.browser {
        desktop::leave_console();
    }
    if let Some(address) = running::ask(asked.round) {
        show(&address, asked);
        return 0;
    }
    match begin(asked) {
        Ok(()) => 0,
        Err(why) => {
            (asked.say_failure)(&why);
            2
        }
    }
}

fn begin(asked: &Window<'_>) -> Result<(), String> {
    let refused = |error: &std::io::Error| {
        let (said, _) = crate::machine::words(error);
        format!("Không mở được cửa sổ: {said}.")
    };
    let listener = serve::listen().map_err(|error| refused(&error))?;
    let port = listener.local_addr().map_err(|error| refused(&error))?.port();
    let idle = asked.idle.map_or(life::IDLE, Duration::from_secs);
    let app =
        App::new(port, idle).ok_or("Không mở được cửa sổ: máy không cấp được số ngẫu nhiên.")?;
    let app = Arc::new(app);
    let page = rounds::first_page(&app.rounds, asked.round);
    let address = app.first_address(&page).ok_or("Không mở được cửa sổ.")?;
    running::announce(&app);
    show(&address, asked);
    let served = serve::serve(listener, &app);
    running::withdraw(&app);
    app.rounds.close();
    served.map_err(|error| refused(&error))
}

/// Opens the browser at the address, or says it when that is wanted or cannot be done.
fn show(address: &str, asked: &Window<'_>) {
    if !asked.browser || desktop::show(OsStr::new(address)).is_err() {
        (asked.say)(address);
    }
}
