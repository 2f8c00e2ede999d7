//! The schema's history: one file per step, the same text for both engines where they agree.
//!
//! In the texts `{id}` stands for the type of an id (`uuid` on PostgreSQL, a 16-byte `blob` on SQLite) and `{bytes}` for
//! raw bytes. Instants are `bigint` microseconds, enums are text with a `CHECK`, every constraint has a name.

use sea_orm_migration::prelude::*;

mod m0001_ground_floor;
mod m0002_installations;
mod m0003_tickets;
mod m0004_closures_for_maintenance;
mod m0005_plans;
mod m0006_inspections;
mod m0007_terms_of_regimes;
mod m0008_figures;
mod m0009_guest_reports;
mod m0010_service_level_warnings;
mod m0011_readings_of_tasks;
mod m0012_fleet;
mod m0013_reservations;
mod m0014_vehicle_desk;
mod m0015_rides;
mod m0016_fleet_costs;
mod m0017_plates_by_key;
mod m0018_energy_credits;
mod m0019_driver_absences;

/// The list of migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_ground_floor::Migration),
            Box::new(m0002_installations::Migration),
            Box::new(m0003_tickets::Migration),
            Box::new(m0004_closures_for_maintenance::Migration),
            Box::new(m0005_plans::Migration),
            Box::new(m0006_inspections::Migration),
            Box::new(m0007_terms_of_regimes::Migration),
            Box::new(m0008_figures::Migration),
            Box::new(m0009_guest_reports::Migration),
            Box::new(m0010_service_level_warnings::Migration),
            Box::new(m0011_readings_of_tasks::Migration),
            Box::new(m0012_fleet::Migration),
            Box::new(m0013_reservations::Migration),
            Box::new(m0014_vehicle_desk::Migration),
            Box::new(m0015_rides::Migration),
            Box::new(m0016_fleet_costs::Migration),
            Box::new(m0017_plates_by_key::Migration),
            Box::new(m0018_energy_credits::Migration),
            Box::new(m0019_driver_absences::Migration),
        ]
    }
}

/// Runs a text of SQL after putting the engine's types in.
async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let postgres = manager.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Postgres;
    let (id, bytes) = if postgres { ("uuid", "bytea") } else { ("blob", "blob") };
    let sql = sql.replace("{id}", id).replace("{bytes}", bytes);
    manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
}

/// Drops tables, in that order.
async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        run(manager, &format!("DROP TABLE {table}")).await?;
    }
    Ok(())
}
