//! Serve: the page of a folder of output on this machine's own address, for graphs that are too large for one file.
//!
//! Only this machine reaches it, and only under its own name: a page from elsewhere that has a browser ask 127.0.0.1 under
//! another name is refused. It answers `GET` alone, takes no body, and reads no file but those of the folder that `build` writes.

mod answer;
mod output;

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};

pub use answer::{Answer, Asked, PART, answer};
pub use output::{MOST_EVENTS, Output, Part};

use crate::error::{Error, Result};

/// A server that has its port and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
}

/// Takes a port of 127.0.0.1; 0 takes any that is free.
///
/// # Errors
/// Where the port is taken, or may not be.
pub fn bind(port: u16) -> Result<Server> {
    let failed = |reason: std::io::Error| match reason.kind() {
        ErrorKind::AddrInUse => Error::Input(format!("port {port} is in use: choose another with --port, or 0 for any free one")),
        ErrorKind::PermissionDenied => {
            Error::Input(format!("port {port} is not yours to take: choose one above 1023 with --port"))
        }
        _ => Error::Input(format!("cannot listen on port {port}: {reason}")),
    };
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok(Server { listener, port })
}

impl Server {
    /// Where it answers.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// Where the system gives no socket.
    pub fn run(self, output: Output) -> Result<()> {
        let failed = |reason: std::io::Error| Error::Input(format!("the server broke off: {reason}"));
        let shared = Arc::new((output, self.port));
        self.listener.set_nonblocking(true).map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(failed)?;
            axum::serve(listener, Router::new().fallback(handle).with_state(shared)).await.map_err(failed)
        })
    }
}

async fn handle(State(shared): State<Arc<(Output, u16)>>, request: Request) -> Response<Body> {
    let text = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let asked = Asked {
        method: request.method().as_str(),
        host: text(header::HOST),
        body: text(header::CONTENT_LENGTH).is_some_and(|length| length != "0") || text(header::TRANSFER_ENCODING).is_some(),
        path: request.uri().path(),
        query: request.uri().query().unwrap_or_default(),
    };
    let Answer { status, kind, body } = answer(&asked, &shared.0, shared.1);
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if status == 405 {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET"));
    }
    response
}
