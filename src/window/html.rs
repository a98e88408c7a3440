//! Markup that is put together without forgetting to escape: every value goes through the sink
//! unless it is markup itself.

use std::fmt;

use crate::write::sinks::html_text;

/// Markup that may stand in a page as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Html(String);

/// What may stand at a place of [`html!`](crate::window::html::html).
pub(crate) trait Piece {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Shows a piece where a format asks for it.
pub(crate) struct Put<'p, P: ?Sized>(pub(crate) &'p P);

impl<P: Piece + ?Sized> fmt::Display for Put<'_, P> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.put(out)
    }
}

impl Html {
    /// Markup of our own: made by [`html!`](crate::window::html::html) or by a writer that escapes.
    pub(crate) fn made(markup: String) -> Html {
        Html(markup)
    }

    #[cfg(test)]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<T: IntoIterator<Item = Html>>(parts: T) -> Html {
        Html(parts.into_iter().map(|part| part.0).collect())
    }
}

impl Piece for Html {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Piece for str {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&html_text(self))
    }
}

impl Piece for String {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().put(out)
    }
}

impl Piece for usize {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl<P: Piece + ?Sized> Piece for &P {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).put(out)
    }
}

impl<P: Piece> Piece for Option<P> {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |piece| piece.put(out))
    }
}

/// `html!("<p>{words}</p>", words = text)`: the text between is markup, every value is escaped
/// unless it is [`Html`]. A value that is not named in the list does not compile.
macro_rules! html {
    ($($markup:literal)+ $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::window::html::Html::made(format!(
            concat!($($markup),+) $(, $name = $crate::window::html::Put(&$value))*
        ))
    };
}
pub(crate) use html;

#[cfg(test)]
mod tests {
    #[test]
    fn values_are_escaped_and_markup_is_not() {
        let name = "<b>\"x\" & 'y'\u{202E}";
        let inner = html!("<i>{n}</i>", n = 3);
        let made = html!("<p title=\"{name}\">{name}{inner}</p>", name = name, inner = inner);
        let safe = "&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;[U+202E]";
        assert_eq!(made.as_str(), format!("<p title=\"{safe}\">{safe}<i>3</i></p>"));
    }
}
