//! Forms that act: each bears a token of its own, so that a second click does nothing twice.

use super::html::{Html, html};
use super::keys;

/// A form with one button; `fields` stand before it.
pub(crate) fn form(action: &str, button: &str, fields: Html) -> Html {
    html!(
        "<form method=\"post\" action=\"{action}\">{token}{fields}<button>{button}</button></form>",
        action = action,
        token = token(),
        fields = fields,
        button = button,
    )
}

/// The hidden field that tells one click from another.
pub(crate) fn token() -> Html {
    html!(
        "<input type=\"hidden\" name=\"the\" value=\"{token}\">",
        token = keys::secret().unwrap_or_default()
    )
}
