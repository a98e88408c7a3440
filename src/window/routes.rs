//! From an address to its page or action: the registries are the only list.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{self, HeaderValue};
use axum::http::{StatusCode, request::Parts};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{get, post};

use super::answer::Answer;
use super::app::App;
use super::call::{Action, Call, Fields, Page};
use super::pages::{ACTIONS, PAGES};
use super::{guard, layout};
use crate::caught::{Panic, caught};

/// In the address of everything that is about a round.
const ROUND: &str = "/dot/";
/// The field of a form that tells one click from another.
pub(crate) const TOKEN: &str = "the";

pub(crate) fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    for page in PAGES {
        let app = Arc::clone(app);
        let show = move |request: Request| shown(Arc::clone(&app), page, request);
        router = router.route(page.path, get(show));
    }
    for action in ACTIONS {
        let app = Arc::clone(app);
        let act = move |request: Request| acted(Arc::clone(&app), action, request);
        router = router.route(action.path, post(act));
    }
    router
        .fallback(|| async { respond(Answer::Missing(layout::missing())) })
        .layer(from_fn_with_state(Arc::clone(app), guard::guard))
}

async fn shown(app: Arc<App>, page: &'static Page, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    on_its_own(move || match call(app, &parts) {
        Some(call) => (page.show)(&call),
        None => Answer::Missing(layout::missing()),
    })
    .await
}

async fn acted(app: Arc<App>, action: &'static Action, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, action.limit).await else {
        let mut response = respond(Answer::Refused(layout::too_large(action.limit)));
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return response;
    };
    on_its_own(move || act(app, action, &parts, body)).await
}

fn act(app: Arc<App>, action: &Action, parts: &Parts, body: Bytes) -> Answer {
    let Some(mut call) = call(Arc::clone(&app), parts) else {
        return Answer::Missing(layout::missing());
    };
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
        call.form = Fields::of(&body);
    }
    call.body = body;
    let token = match call.form.get(TOKEN) {
        "" => call.query.get(TOKEN),
        token => token,
    };
    if action.path == guard::CALL {
        return (action.act)(&call);
    }
    if token.is_empty() {
        return Answer::Refused(layout::without_token());
    }
    let token = token.to_string();
    app.once(&token, || (action.act)(&call))
}

/// The call; `None` when the address names a round that nobody has opened.
fn call(app: Arc<App>, parts: &Parts) -> Option<Call> {
    app.life.seen();
    let address = parts.uri.path();
    let (round, path) = match address.strip_prefix(ROUND) {
        None => (None, address.trim_start_matches('/')),
        Some(rest) => {
            let (key, path) = rest.split_once('/').unwrap_or((rest, ""));
            (Some(app.rounds.get(key)?), path)
        }
    };
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?.into_owned();
    let mut call = Call::new(app, round, path);
    call.query = Fields::of(parts.uri.query().unwrap_or_default().as_bytes());
    Some(call)
}

/// Reads and waits beside the others; a fault of the program becomes a page.
async fn on_its_own(work: impl FnOnce() -> Answer + Send + 'static) -> Response {
    let done = tokio::task::spawn_blocking(|| caught(work)).await;
    let answer = done.unwrap_or_else(|_| Err(Panic::default()));
    respond(answer.unwrap_or_else(|panic| Answer::Bug(layout::bug(&panic))))
}

fn respond(answer: Answer) -> Response {
    const PAGE: &str = "text/html; charset=utf-8";
    let (status, kind, bytes) = match answer {
        Answer::Page(page) => (StatusCode::OK, PAGE, page.into_string().into_bytes()),
        Answer::Refused(page) => (StatusCode::CONFLICT, PAGE, page.into_string().into_bytes()),
        Answer::Missing(page) => (StatusCode::NOT_FOUND, PAGE, page.into_string().into_bytes()),
        Answer::Bug(page) => {
            (StatusCode::INTERNAL_SERVER_ERROR, PAGE, page.into_string().into_bytes())
        }
        Answer::Json(value) => (StatusCode::OK, "application/json", value.to_string().into_bytes()),
        Answer::See(address) => return see(&address),
        Answer::File { save_as, kind, bytes } => return file(save_as, kind, bytes),
    };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn see(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, address);
    response
}

fn file(save_as: Option<String>, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(name) = save_as {
        let name = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC);
        let saved = format!("attachment; filename*=UTF-8''{name}");
        if let Ok(saved) = HeaderValue::from_str(&saved) {
            headers.insert(header::CONTENT_DISPOSITION, saved);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_is_a_page_that_says_what_to_do() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let response = runtime.block_on(on_its_own(|| panic!("no such row")));
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = runtime.block_on(to_bytes(response.into_body(), 100_000)).unwrap();
        let page = String::from_utf8(body.to_vec()).unwrap();
        for said in
            ["lỗi của phần mềm", "Giữ nguyên thư mục", "no such row", "src/window/routes.rs"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
}
