//! One window per user: a second start finds the first and asks it for an address.

use std::io::{Read, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::app::App;
use super::{guard, own_files};

/// Where a running window can be found.
const FILE: &str = "cua-so.json";
const PATIENCE: Duration = Duration::from_secs(3);

/// Writes down where this window can be found. When that cannot be written, a second start opens
/// a second window.
pub(crate) fn announce(app: &App) {
    let _ = own_files::write(FILE, &json!({ "port": app.port, "key": app.caller }));
}

/// Takes it back, unless another window has announced itself since.
pub(crate) fn withdraw(app: &App) {
    let own = own_files::read(FILE).is_some_and(|found| found["key"] == app.caller.as_str());
    if own {
        own_files::remove(FILE);
    }
}

/// An address of the window that runs, to be shown to the browser; `None` when none runs: what a
/// crash has left does not answer.
pub(crate) fn ask(round: Option<&Path>) -> Option<String> {
    let found = own_files::read(FILE)?;
    let port = u16::try_from(found["port"].as_u64()?).ok()?;
    let key = found["key"].as_str()?;
    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&at, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let round = round.and_then(|path| std::path::absolute(path).ok());
    let body = round.map_or_else(String::new, |path| path.to_string_lossy().into_owned());
    write!(
        stream,
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{}: {key}\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        guard::CALL,
        guard::CALLER,
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.take(64 * 1024).read_to_string(&mut answer).ok()?;
    let (head, address) = answer.split_once("\r\n\r\n")?;
    let own = format!("http://127.0.0.1:{port}/vao/");
    (head.starts_with("HTTP/1.1 200") && address.starts_with(&own)).then(|| address.to_string())
}
