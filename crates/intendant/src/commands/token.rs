//! `intendant token add`.

use anyhow::Result;
use clap::Subcommand;
use directory::commands::{NewToken, create_token};

use super::{
    End,
    person::{by_login, in_words},
};
use crate::{
    cli::Common,
    context::{open_current, system_context},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Make a token with which a program acts as somebody; it is printed this once
    Add {
        /// Whose
        login: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// For how many days, at most 365
        #[arg(long, default_value_t = 90)]
        days: i64,
        /// Only these permissions (see `intendant permissions`); all of the person's when absent
        #[arg(long = "permission")]
        permissions: Vec<String>,
    },
}

impl Token {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let Self::Add { login, name, days, permissions } = self;
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        let cx = system_context("token");
        let person = by_login(&db, &login).await?;
        let tx = db.begin(&cx).await?;
        let new =
            NewToken { person, name, scopes: permissions, expires_at: cx.now.plus_minutes(days.clamp(0, 366) * 1440) };
        let made = create_token(&tx, &cx, new).await.map_err(in_words)?;
        tx.commit().await?;
        db.close().await;
        println!("{}", made.secret);
        Ok(End::Done)
    }
}
