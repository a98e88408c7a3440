//! All that the window knows while it is open. Nothing of a round is kept here: that stands in
//! its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::answer::Answer;
use super::jobs::Jobs;
use super::keys;
use super::life::Life;
use super::rounds::Rounds;

/// So many answers to actions are remembered.
const REMEMBERED: usize = 2000;

/// The answer to an action, once it has been done.
type Once = Arc<OnceLock<Answer>>;

pub(crate) struct App {
    pub(crate) port: u16,
    /// What the browser shows on every request.
    cookie: String,
    /// What a second start of the program shows.
    pub(crate) caller: String,
    /// Tokens of first addresses that nobody has used yet.
    entries: Mutex<BTreeSet<String>>,
    /// Answers to actions, by the token of the form.
    done: Mutex<BTreeMap<String, Once>>,
    pub(crate) rounds: Rounds,
    pub(crate) jobs: Jobs,
    pub(crate) life: Life,
}

impl App {
    /// `None` when the system gives no chance to make secrets of.
    pub(crate) fn new(port: u16, idle: Duration) -> Option<App> {
        Some(App {
            port,
            cookie: keys::secret()?,
            caller: keys::secret()?,
            entries: Mutex::default(),
            done: Mutex::default(),
            rounds: Rounds::default(),
            jobs: Jobs::default(),
            life: Life::new(idle),
        })
    }

    /// `127.0.0.1:4567`: the only host that is answered to.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The name of the cookie; cookies do not tell ports apart.
    pub(crate) fn cookie_name(&self) -> String {
        format!("parindex-{}", self.port)
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// An address that lets one browser in, once, and leads to `page`.
    pub(crate) fn first_address(&self, page: &str) -> Option<String> {
        let token = keys::secret()?;
        lock(&self.entries).insert(token.clone());
        let page: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
        Some(format!("http://{}/vao/{token}?toi={page}", self.host()))
    }

    /// Takes the token of a first address; whether it was one that nobody had used.
    pub(crate) fn take_entry(&self, token: &str) -> bool {
        lock(&self.entries).remove(token)
    }

    /// The answer of an action: done now, or the one given before to the same token. A second
    /// click at the same moment waits for the first.
    pub(crate) fn once(&self, token: &str, act: impl FnOnce() -> Answer) -> Answer {
        let once = {
            let mut done = lock(&self.done);
            if done.len() >= REMEMBERED {
                done.clear();
            }
            Arc::clone(done.entry(token.to_string()).or_default())
        };
        once.get_or_init(act).clone()
    }
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_done_once_for_each_token() {
        let app = App::new(1, Duration::from_secs(1)).unwrap();
        let mut done = 0;
        for token in ["a", "a", "b", "a"] {
            app.once(token, || {
                done += 1;
                Answer::See("/".into())
            });
        }
        assert_eq!(done, 2);
    }

    #[test]
    fn a_first_address_lets_in_once() {
        let app = App::new(1, Duration::from_secs(1)).unwrap();
        let address = app.first_address("/").unwrap();
        let token = address.split("/vao/").nth(1).unwrap().split('?').next().unwrap();
        assert!(!app.take_entry("khac"));
        assert!(app.take_entry(token));
        assert!(!app.take_entry(token));
    }
}
