//! `intendant token add`.

use anyhow::{Result, bail, ensure};
use clap::Subcommand;
use directory::{
    TOKEN_MAX_DAYS,
    commands::{NewToken, create_token},
};

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
        /// For how many days, 1 to 366
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
        // The same as the API refuses, before anything else: a token that is printed must be good for what was asked.
        ensure!((1..=TOKEN_MAX_DAYS).contains(&days), "--days {days}: a token lives 1 to {TOKEN_MAX_DAYS} days");
        if let Some(name) = api::unknown_permission(&permissions) {
            bail!("there is no permission `{name}`; `intendant permissions` lists them");
        }
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        let cx = system_context("token");
        let person = by_login(&db, &login).await?;
        let tx = db.begin(&cx).await?;
        let new = NewToken { person, name, scopes: permissions, expires_at: cx.now.plus_minutes(days * 1440) };
        let made = create_token(&tx, &cx, new).await.map_err(in_words)?;
        tx.commit().await?;
        db.close().await;
        println!("{}", made.secret);
        Ok(End::Done)
    }
}
