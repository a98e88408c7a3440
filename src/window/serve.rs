//! Answers requests on 127.0.0.1, at a port that the system chooses, until it is over.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::app::App;
use super::routes;

/// So many connections at once; a browser opens six.
const CONNECTIONS: usize = 48;
/// The head of a request may be so long and take so long.
const HEAD: usize = 64 * 1024;
const HEAD_TIME: Duration = Duration::from_secs(20);
/// How often it is asked whether the program is to end.
const LOOK: Duration = Duration::from_millis(200);

/// A place on 127.0.0.1 alone, at a port that the system chooses.
pub(crate) fn listen() -> io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers until the program is to end.
pub(crate) fn serve(listener: TcpListener, app: &Arc<App>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (router, room) = (routes::router(app), Arc::new(Semaphore::new(CONNECTIONS)));
        while !app.life.is_over(app.jobs.are_busy()) {
            let Ok(Ok((stream, _))) = timeout(LOOK, listener.accept()).await else { continue };
            let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
            let router = router.clone();
            tokio::spawn(async move {
                answer(stream, router).await;
                drop(place);
            });
        }
        Ok(())
    })
}

async fn answer(stream: TcpStream, router: Router) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD);
    let service = TowerToHyperService::new(router);
    // A browser that goes away in the middle is nobody's fault.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}
