//! `intendant demo`.
#![expect(clippy::doc_markdown, reason = "these comments are the help of the command line, shown as they stand")]

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use super::{
    End,
    serve::{Server, is_without_people, ready_line},
};
use crate::{
    cli::Common,
    config::{Config, sqlite_url, without_password},
    context::{open, system_context},
    demo, logging,
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
        if !is_without_people(&db).await? {
            bail!("the demonstration needs an empty database; this one has people in it");
        }
        let people =
            demo::fill(&db, &api::engine(), &system_context("demo")).await.context("the demonstration data")?;
        let server = Server::start(&config, db.clone()).await?;
        let code = demo::behind_a_code(&db, &server.url).await?;
        if json {
            let people: Vec<Value> = people
                .iter()
                .map(|one| json!({ "role": one.role, "login": one.login, "password": demo::PASSWORD }))
                .collect();
            let mut ready = ready_line(&server.url, &without_password(&config.database_url()), &people);
            ready["behind_a_code"] = code.into();
            println!("{ready}");
        } else {
            println!("Intendant listens on {} with demonstration data.\n", server.url);
            println!("Sign in with the password {} as", demo::PASSWORD);
            for one in &people {
                println!("  {:<22} ({})", one.login, one.role.as_str().replace('_', " "));
            }
            println!("\nThe QR code on the door of a room leads to {code}");
        }
        server.run().await?;
        db.close().await;
        Ok(End::Done)
    }
}
