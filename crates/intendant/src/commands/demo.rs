//! `intendant demo`.
#![expect(clippy::doc_markdown, reason = "these comments are the help of the command line, shown as they stand")]

use anyhow::{Context as _, Result};
use clap::Args;

use super::{
    End,
    serve::{Server, ready_line},
};
use crate::{
    cli::Common,
    config::{Config, sqlite_url, without_password},
    context::open,
    logging,
};

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8080; env: INTENDANT_LISTEN]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// When ready, print one line of JSON and nothing else
    #[arg(long)]
    json: bool,
}

impl Demo {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let Self { listen, json } = self;
        let loaded = common.load(&[("listen", listen)])?;
        let mut config: Config = loaded.config;
        if loaded.places["log_filter"] == "default" {
            "warn".clone_into(&mut config.log_filter);
        }
        logging::start(&config);
        // Removed when it goes out of scope, after the database is closed.
        let folder = tempfile::Builder::new().prefix("intendant-demo-").tempdir()?;
        if config.database_url.is_empty() {
            config.database_url = sqlite_url(&folder.path().join("demo.db"));
        }
        let db = open(&config).await?;
        api::migrate(&db).await.context("the schema was not brought up to date")?;
        let server = Server::start(&config, db.clone()).await?;
        if json {
            println!("{}", ready_line(&server.url, &without_password(&config.database_url()), &[]));
        } else {
            println!("Intendant listens on {}", server.url);
        }
        server.run().await?;
        db.close().await;
        Ok(End::Done)
    }
}
