//! A running window, asked over TCP as a browser would, or as it never would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Window {
    child: Child,
    pub port: u16,
    /// The address that the program said: it lets one browser in.
    pub address: String,
    cookie: String,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    /// The value of a header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map_or("", |(_, value)| value)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, with its own files in `state`.
pub fn program(state: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command.env("PARINDEX_STATE", state);
    command
}

impl Window {
    /// Starts the window and lets nobody in yet.
    pub fn start(state: &Path, arguments: &[&str]) -> Window {
        let mut command = program(state);
        command.args(["open", "--no-browser"]).args(arguments);
        Window::run(command)
    }

    /// A command that becomes the window and lets nobody in yet.
    pub fn run(mut command: Command) -> Window {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().to_string();
        let port = address.split(['/', ':']).nth(4).and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address: {address}"));
        Window { child, port, address, cookie: String::new() }
    }

    /// Starts it and goes in, as the browser does; gives where that led.
    pub fn enter(state: &Path, arguments: &[&str]) -> (Window, String) {
        Window::start(state, arguments).let_in()
    }

    /// Goes in, as the browser does; gives where that led.
    pub fn let_in(self) -> (Window, String) {
        let mut window = self;
        let path = window.first_path();
        let reply = window.raw(&window.head("GET", &path, &[]), b"");
        assert_eq!(reply.status, 303, "{reply:?}");
        window.cookie = reply.header("set-cookie").split(';').next().unwrap().to_string();
        let to = reply.header("location").to_string();
        (window, to)
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The path of the address that the program said.
    pub fn first_path(&self) -> String {
        self.address.split_once(&self.host()).unwrap().1.to_string()
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The head of a request with our host and no more than these headers.
    pub fn head(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.host());
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head
    }

    /// Sends a head as it is, its length and a body; gives what came back.
    pub fn raw(&self, head: &str, body: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let head = format!("{head}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).unwrap();
        // Who refuses a body does not read it all.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Reply { status, head: head.to_string(), body: body.to_string() }
    }

    /// A page, as the browser that was let in asks for it.
    pub fn get(&self, path: &str) -> Reply {
        self.raw(&self.head("GET", path, &[("Cookie", &self.cookie)]), b"")
    }

    /// An action, as a form of our own page sends it.
    pub fn post(&self, path: &str, form: &str) -> Reply {
        let origin = format!("http://{}", self.host());
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", origin.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        self.raw(&self.head("POST", path, &headers), form.as_bytes())
    }

    /// An action whose body is bytes, as a script of our own page sends it.
    pub fn send(&self, path: &str, body: &[u8]) -> Reply {
        let origin = format!("http://{}", self.host());
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", origin.as_str()),
            ("Content-Type", "application/octet-stream"),
        ];
        self.raw(&self.head("POST", path, &headers), body)
    }

    /// Asks until the body says this.
    pub fn wait(&self, path: &str, says: &str) -> Reply {
        let start = Instant::now();
        loop {
            let reply = self.get(path);
            if reply.body.contains(says) {
                return reply;
            }
            assert!(start.elapsed() < Duration::from_secs(90), "{says}: {}", reply.body);
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until the program has ended; gives its exit code, `None` when it goes on.
    pub fn ended(&mut self, within: Duration) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < within {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    }

    /// Ends it as a crash would: what it wrote down stays.
    pub fn crash(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
