//! `intendant migrate [status|up|down]`.

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use super::End;
use crate::{
    cli::Common,
    context::{make_folder, open},
};

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    #[command(subcommand)]
    step: Option<Step>,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Show which steps the database has; exit code 2 when it lacks some (the default)
    Status,
    /// Run the steps that are missing
    Up,
    /// Take the newest steps back, with the data in them
    Down {
        /// How many
        #[arg(long, default_value_t = 1)]
        steps: u32,
        /// Yes, lose that data
        #[arg(long, required = true)]
        lose_data: bool,
    },
}

impl Migrate {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        make_folder(&config)?;
        let db = open(&config).await?;
        match self.step.unwrap_or(Step::Status) {
            Step::Status => {
                let status = api::schema_status(&db).await.context("the schema cannot be read")?;
                for (mark, steps) in [("has", &status.applied), ("lacks", &status.pending), ("newer", &status.unknown)]
                {
                    for step in steps {
                        println!("{mark:<6}{step}");
                    }
                }
                let current = status.is_current();
                db.close().await;
                return Ok(if current { End::Done } else { End::Refused });
            }
            Step::Up => {
                let done = api::migrate(&db).await.context("the schema was not brought up to date")?;
                match done.len() {
                    0 => println!("the schema is up to date"),
                    _ => done.iter().for_each(|step| println!("done  {step}")),
                }
            }
            Step::Down { steps, lose_data: _ } => {
                api::roll_back(&db, steps).await.context("the steps were not taken back")?;
                println!("taken back: {steps}");
            }
        }
        db.close().await;
        Ok(End::Done)
    }
}
