//! The figures beside their targets, as a table in Markdown.

use anyhow::Result;
use db::Engine;
use sea_orm::{ConnectionTrait, Statement};
use testkit::App;

/// What was measured on one engine.
#[derive(Debug)]
pub(crate) struct Table {
    heading: String,
    notes: Vec<String>,
    rows: Vec<String>,
}

impl Table {
    /// An empty one that says what it is about, which engine it is and how that is set.
    pub(crate) async fn new(app: &App, about: &str) -> Result<Self> {
        let db = app.db().schema();
        let backend = db.get_database_backend();
        let (heading, sql) = match app.db().engine() {
            Engine::Sqlite => (
                "SQLite",
                "SELECT 'version' AS name, sqlite_version() AS value \
                 UNION ALL SELECT 'journal_mode', journal_mode FROM pragma_journal_mode \
                 UNION ALL SELECT 'synchronous', CAST(synchronous AS text) FROM pragma_synchronous",
            ),
            Engine::Postgres => (
                "PostgreSQL",
                "SELECT name, current_setting(name) AS value FROM pg_settings WHERE name IN ('server_version', 'fsync', \
                 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size') ORDER BY name",
            ),
        };
        let mut settings = vec![];
        for row in db.query_all_raw(Statement::from_string(backend, sql)).await? {
            settings.push(format!("{} {}", row.try_get::<String>("", "name")?, row.try_get::<String>("", "value")?));
        }
        Ok(Self { heading: format!("{heading}, {about}"), notes: vec![settings.join(", ")], rows: vec![] })
    }

    /// Something to know beside the table.
    pub(crate) fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }

    /// A ratio that should be high.
    pub(crate) fn at_least(&mut self, what: &str, target: f64, measured: f64, detail: &str) {
        self.row(what, &format!("≥ {target} ×"), &format!("{measured:.2} ×"), measured >= target, detail);
    }

    /// A figure that should be low.
    pub(crate) fn at_most(&mut self, what: &str, target: f64, measured: f64, unit: &str, detail: &str) {
        let precision = if target < 10.0 { 2 } else { 0 };
        self.row(
            what,
            &format!("≤ {target} {unit}"),
            &format!("{measured:.precision$} {unit}"),
            measured <= target,
            detail,
        );
    }

    fn row(&mut self, what: &str, target: &str, measured: &str, met: bool, detail: &str) {
        let met = if met { "yes" } else { "**no**" };
        eprintln!("  {what}: {measured} ({target}) {detail}");
        self.rows.push(format!("| {what} | {target} | {measured} | {met} | {detail} |"));
    }

    pub(crate) fn print(&self) {
        println!("\n### {}\n", self.heading);
        for note in &self.notes {
            println!("- {note}");
        }
        println!("\n| work | target | measured | met | in figures |\n|---|---|---|---|---|");
        for row in &self.rows {
            println!("{row}");
        }
    }
}
