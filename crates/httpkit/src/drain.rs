//! Reading on what was refused.
//!
//! A server that answers in the middle of a body and hangs up makes most clients see a broken connection instead of the
//! refusal. So the rest of a refused body is read and thrown away, within bounds, before the answer goes out.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::body::{Body, BodyDataStream};
use futures_util::{StreamExt, stream};

/// How much of a refused body is read at most, in bytes.
const AT_MOST: usize = 32 * 1024 * 1024;
/// How long that may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A body that can still be read when its reader has given up.
#[derive(Clone)]
pub(crate) struct Rest(Arc<Mutex<BodyDataStream>>);

impl Rest {
    /// Splits a body into what the handler reads and what can be read after it.
    pub(crate) fn split(body: Body) -> (Self, Body) {
        let rest = Self(Arc::new(Mutex::new(body.into_data_stream())));
        let body = Body::from_stream(rest.stream());
        (rest, body)
    }

    fn stream(&self) -> impl stream::Stream<Item = Result<axum::body::Bytes, axum::Error>> + use<> {
        let shared = Arc::clone(&self.0);
        stream::poll_fn(move |cx| shared.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(cx))
    }

    /// Throws away what has not been read.
    pub(crate) async fn drain(self) {
        let mut rest = self.stream();
        let read = async {
            let mut total = 0;
            while let Some(Ok(chunk)) = rest.next().await {
                total += chunk.len();
                if total > AT_MOST {
                    break;
                }
            }
        };
        // Whoever is slower than that sees a broken connection after all.
        let _ = tokio::time::timeout(PATIENCE, read).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Bytes, to_bytes};

    fn counted(chunks: usize) -> (Body, Arc<Mutex<usize>>) {
        let taken = Arc::new(Mutex::new(0));
        let counter = Arc::clone(&taken);
        let body = stream::iter(0..chunks).map(move |_| {
            *counter.lock().unwrap() += 1;
            Ok::<_, axum::Error>(Bytes::from_static(&[0; 1024]))
        });
        (Body::from_stream(body), taken)
    }

    #[tokio::test]
    async fn the_rest_is_read_after_the_reader_gave_up() {
        let (body, taken) = counted(100);
        let (rest, body) = Rest::split(body);
        assert!(to_bytes(body, 10 * 1024).await.is_err());
        assert!(*taken.lock().unwrap() < 20);
        rest.drain().await;
        assert_eq!(*taken.lock().unwrap(), 100);
    }

    #[tokio::test]
    async fn nobody_is_read_for_ever() {
        let (body, taken) = counted(1_000_000);
        Rest::split(body).0.drain().await;
        assert_eq!(*taken.lock().unwrap(), 32 * 1024 + 1);
    }
}
