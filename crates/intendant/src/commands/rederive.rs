//! `intendant rederive`: dates follow their wall time when the law of a time zone has changed.

use anyhow::Result;
use booking::commands::rederive::{Shifted, rederive};
use clap::Args;

use super::End;
use crate::{
    cli::Common,
    context::{open_current, system_context},
};

#[derive(Debug, Args)]
pub(crate) struct Rederive {
    /// Say what would move, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Rederive {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        let cx = system_context("rederive");
        let tx = db.begin(&cx).await?;
        let shifted = rederive(&api::engine(), &tx, &cx).await?;
        if self.dry_run {
            drop(tx);
        } else {
            tx.commit().await?;
        }
        let mut end = End::Done;
        for one in &shifted {
            let Shifted { start, title, from, to, clashes, .. } = one;
            if *clashes {
                println!("{start}  {title}  stays at {from}: at {to} something else is there");
                end = End::Refused;
            } else {
                println!("{start}  {title}  moves from {from} to {to}");
            }
        }
        println!("dates whose wall time means another instant now: {}", shifted.len());
        if self.dry_run {
            println!("nothing was changed");
        }
        db.close().await;
        Ok(end)
    }
}
