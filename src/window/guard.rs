//! Who may ask. Everything that comes in passes here first: our own host and no other, our own
//! pages and no other, the browser that was let in and no other.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::app::App;
use super::html::{Html, html};
use super::keys;

/// A second start of the program shows its key in this.
pub(crate) const CALLER: &str = "x-parindex-key";
/// Where a second start asks for an address.
pub(crate) const CALL: &str = "/goi";
/// Where a browser comes in.
const ENTRY: &str = "/vao/";

/// What a page may load and who may show it, on every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; \
         object-src 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: browsers would then send forms of our own pages with the origin `null`.
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Lets a request through, or answers it.
pub(crate) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match judge(&app, request.method(), request.uri().path(), request.headers())
    {
        Verdict::Pass => next.run(request).await,
        Verdict::Enter(token) => enter(&app, &token, request.uri().query()),
        Verdict::Refuse(why) => refused(why),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Pass,
    /// With the token of a first address.
    Enter(String),
    Refuse(&'static str),
}

const NOT_OURS: &str = "Yêu cầu này không đến từ cửa sổ của phần mềm nên không được trả lời.";
const NOT_LET_IN: &str =
    "Trình duyệt này chưa được vào. Mở lại phần mềm parindex để có địa chỉ mới.";

fn judge(app: &App, method: &Method, path: &str, headers: &HeaderMap) -> Verdict {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let acts = method == Method::POST;
    if !acts && method != Method::GET {
        return Verdict::Refuse(NOT_OURS);
    }
    // A name that leads to 127.0.0.1 is not our host.
    if text(header::HOST) != Some(app.host().as_str())
        || headers.get_all(header::HOST).iter().count() != 1
    {
        return Verdict::Refuse(NOT_OURS);
    }
    if acts && path == CALL {
        let key = text(HeaderName::from_static(CALLER)).unwrap_or_default();
        let from_a_page = headers.contains_key(header::ORIGIN);
        return match keys::same(key, &app.caller) && !from_a_page {
            true => Verdict::Pass,
            false => Verdict::Refuse(NOT_OURS),
        };
    }
    // A page on another port of 127.0.0.1 is of the same site: only its origin tells it apart.
    let own = format!("http://{}", app.host());
    let origin = headers.contains_key(header::ORIGIN).then(|| text(header::ORIGIN) == Some(&own));
    if origin == Some(false) || (acts && origin.is_none()) {
        return Verdict::Refuse(NOT_OURS);
    }
    // What browsers say by themselves of who asks: a page of ours, or the user.
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return Verdict::Refuse(NOT_OURS);
    }
    if let Some(token) = path.strip_prefix(ENTRY).filter(|_| !acts) {
        return Verdict::Enter(token.to_string());
    }
    match is_let_in(app, headers) {
        true => Verdict::Pass,
        false => Verdict::Refuse(NOT_LET_IN),
    }
}

/// Whether the browser shows the cookie that it was given.
fn is_let_in(app: &App, headers: &HeaderMap) -> bool {
    let name = app.cookie_name();
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|all| all.split(';')).filter_map(|one| one.trim().split_once('='));
    pairs.any(|(known, value)| known == name && keys::same(value, app.cookie()))
}

/// Exchanges the token of a first address for the cookie.
fn enter(app: &App, token: &str, query: Option<&str>) -> Response {
    if !app.take_entry(token) {
        return refused(NOT_LET_IN);
    }
    let query = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let page = query.into_iter().find(|(name, _)| name == "toi").map(|(_, page)| page.into_owned());
    // Only to a page of our own.
    let page = page.filter(|page| page.starts_with('/') && !page.starts_with("//"));
    let page = page.and_then(|page| HeaderValue::from_str(&page).ok());
    let cookie =
        format!("{}={}; SameSite=Strict; HttpOnly; Path=/", app.cookie_name(), app.cookie());
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, page.unwrap_or(HeaderValue::from_static("/")));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}

/// A page for whoever is not let in: it tells nothing of a round.
fn refused(why: &str) -> Response {
    let page: Html = html!(
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <title>parindex</title></head><body><main><h1>Không trả lời</h1><p>{why}</p></main>\
         </body></html>",
        why = why,
    );
    let mut response = Response::new(Body::from(page.into_string()));
    *response.status_mut() = StatusCode::FORBIDDEN;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
