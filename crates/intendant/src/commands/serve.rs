//! `intendant serve`.
#![expect(clippy::doc_markdown, reason = "these comments are the help of the command line, shown as they stand")]

use std::{future::Future, net::SocketAddr, pin::Pin, sync::Arc};

use anyhow::{Context as _, Result};
use clap::Args;
use db::Db;
use kernel::{SystemClock, SystemIdGen};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::End;
use crate::{
    cli::Common,
    config::{Config, without_password},
    context::{make_folder, open, require_current},
    logging,
};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8080; env: INTENDANT_LISTEN]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address people use [env: INTENDANT_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// When ready, print one line of JSON with the address and nothing else
    #[arg(long)]
    json: bool,
}

impl Serve {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let Self { listen, public_url, json } = self;
        let config = common.load(&[("listen", listen), ("public_url", public_url)])?.config;
        logging::start(&config);
        make_folder(&config)?;
        let db = open(&config).await?;
        if config.migrate {
            api::migrate(&db).await.context("the schema was not brought up to date")?;
        } else {
            require_current(&db).await?;
        }
        let server = Server::start(&config, db.clone()).await?;
        if json {
            println!("{}", json!({ "url": server.url, "database": without_password(&config.database_url()) }));
        } else {
            println!("Intendant listens on {} (database: {})", server.url, without_password(&config.database_url()));
            if is_without_people(&db).await? {
                println!("Nobody can sign in yet. Add the first administrator with the same configuration:");
                println!("  intendant person add --admin --login ann --name 'Ann Smith' --email ann@example.org");
            }
        }
        server.run().await?;
        db.close().await;
        Ok(End::Done)
    }
}

/// A server that listens already.
pub(crate) struct Server {
    listener: TcpListener,
    state: httpkit::AppState,
    /// Comes to pass when it is told to end.
    end: Pin<Box<dyn Future<Output = ()> + Send>>,
    /// Where it can be reached.
    pub(crate) url: String,
}

impl Server {
    /// Takes the port; requests wait until [`Self::run`].
    pub(crate) async fn start(config: &Config, db: Db) -> Result<Self> {
        let listener = TcpListener::bind(&config.listen).await.with_context(|| {
            format!("cannot listen on {}: is another program there? choose another with --listen", config.listen)
        })?;
        let address = listener.local_addr()?;
        let state = api::build_state(db, Arc::new(SystemClock), Arc::new(SystemIdGen), config.settings(address));
        // Before anybody is told that it is ready: whoever starts it may end it at once.
        let end = Box::pin(told_to_end()?);
        Ok(Self { listener, state, end, url: url_of(address) })
    }

    /// Serves until told to end.
    pub(crate) async fn run(self) -> Result<()> {
        let Self { listener, state, end, url: _ } = self;
        let sweeps = api::Sweeps::start(&state);
        let served = api::serve(listener, api::router(state), end).await;
        tracing::info!("ending");
        sweeps.stop().await;
        served.context("serving failed")
    }
}

/// The address under which this machine reaches it.
fn url_of(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("http://localhost:{}", address.port())
    } else {
        format!("http://{address}")
    }
}

/// Ready when the process gets SIGTERM or SIGINT. Catches them from now on, not only when waited for.
fn told_to_end() -> Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be caught")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be caught")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Whether nobody was added yet.
pub(crate) async fn is_without_people(db: &Db) -> Result<bool> {
    let one = Statement::from_string(db.read().get_database_backend(), "SELECT 1 AS one FROM person LIMIT 1");
    Ok(db.read().query_one_raw(one).await?.is_none())
}

/// One line for programs that start the demonstration.
pub(crate) fn ready_line(url: &str, database: &str, people: &[Value]) -> Value {
    json!({ "url": url, "database": database, "people": people })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_for_everywhere_is_shown_as_one_for_here() {
        assert_eq!(url_of("0.0.0.0:80".parse().unwrap()), "http://localhost:80");
        assert_eq!(url_of("127.0.0.1:8080".parse().unwrap()), "http://127.0.0.1:8080");
        assert_eq!(url_of("[::1]:8080".parse().unwrap()), "http://[::1]:8080");
    }
}
