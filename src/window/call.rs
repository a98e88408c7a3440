//! One request as pages and actions see it, and how they are registered.

use std::sync::Arc;

use axum::body::Bytes;

use super::answer::Answer;
use super::app::App;
use super::rounds::Opened;

/// Named values of an address or a form, in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// From `a=1&b=2`, as browsers write it.
    pub(crate) fn of(encoded: &[u8]) -> Fields {
        Fields(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value of that name without white space around it; empty when there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.exactly(name).trim()
    }

    /// The same with all of its white space.
    pub(crate) fn exactly(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// One request that has passed the guard.
pub(crate) struct Call {
    pub(crate) app: Arc<App>,
    /// The round that the address names; there for every address below `/dot/{dot}`.
    round: Option<Arc<Opened>>,
    /// What follows `/dot/{dot}/`, or the path without its first stroke.
    pub(crate) path: String,
    pub(crate) query: Fields,
    /// The fields of a form; empty where the body is something else.
    pub(crate) form: Fields,
    /// The body as it came.
    pub(crate) body: Bytes,
}

impl Call {
    pub(crate) fn new(app: Arc<App>, round: Option<Arc<Opened>>, path: String) -> Call {
        let (query, form) = (Fields::default(), Fields::default());
        Call { app, round, path, query, form, body: Bytes::new() }
    }

    /// The round that the address names.
    pub(crate) fn round(&self) -> Option<&Arc<Opened>> {
        self.round.as_ref()
    }
}

/// A page: shown by `GET`, changes nothing.
pub(crate) struct Page {
    /// As the router reads it: `/dot/{dot}/phai-sua`.
    pub(crate) path: &'static str,
    pub(crate) show: fn(&Call) -> Answer,
}

/// An action: done by `POST`, once for each token of a form.
pub(crate) struct Action {
    pub(crate) path: &'static str,
    /// How many bytes its body may have.
    pub(crate) limit: usize,
    pub(crate) act: fn(&Call) -> Answer,
}

/// Enough for every form that is filled in by hand.
pub(crate) const FORM: usize = 256 * 1024;
