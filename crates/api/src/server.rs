//! Serving until told to stop.

use std::{future::Future, net::SocketAddr, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, sync::watch, time};

/// How long requests that are under way at the end may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the application until `end` is ready; then takes no new connection, answers the requests under way and returns.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (ended, mut has_ended) = watch::channel(false);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        end.await;
        ended.send_replace(true);
    });
    let too_long = async move {
        // An error means that serving itself is over.
        if has_ended.changed().await.is_ok() {
            time::sleep(PATIENCE).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        served = serving => served,
        () = too_long => {
            tracing::warn!("requests were still under way at the end and were cut off");
            Ok(())
        }
    }
}
