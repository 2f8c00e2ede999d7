//! Takes energy from the statement of a supplier, and gives a whole statement back.

use std::collections::{BTreeSet, HashMap};

use buildings::sheet::Refused;
use db::{WriteTx, sql::Raw};
use kernel::{
    BookableId, Ctx, Entry, FieldError, Instant, Rejection, WallTime,
    field::one_line,
    id::{EnergyId, EnergyImportId, EnergyProfileId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::energy::row_of;
use crate::{
    CostsError, FleetError,
    energy_file::{EnergyRow, EnergyRows},
    entity::{energy_import, energy_profile, energy_transaction},
    model::{
        day::number,
        energy::{EnergyKind, EnergyNotice, Register, Taken},
        energy_mapping::EnergyMapping,
        plate::plate_key,
        vehicle::MAX_LINE,
    },
    policy::Permission,
    queries::{self, Vehicle},
};

/// How many rows are written at once: the databases take so many values in a statement.
const CHUNK: usize = 200;

kernel::text_enum! {
    /// What becomes of a line.
    pub enum EnergyOutcome {
        /// It is taken.
        Taken = "taken",
        /// It is there already, or stands in the file before.
        Duplicate = "duplicate",
        /// It cannot be taken.
        Refused = "refused",
    }
}

/// A line of a statement, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EnergyLine {
    /// The line of the file, 1 = the header.
    pub line: u64,
    /// What becomes of it.
    pub outcome: EnergyOutcome,
    /// Whose it is.
    pub vehicle_id: Option<BookableId>,
    /// The code of the vehicle.
    pub vehicle_code: Option<String>,
    /// When.
    pub at: Option<Instant>,
    /// What.
    pub kind: Option<EnergyKind>,
    /// Thousandths of a litre, a kilowatt-hour or a kilogram.
    pub quantity: Option<i64>,
    /// What it cost.
    pub cents: Option<i64>,
    /// In which currency.
    pub currency: Option<String>,
    /// What is there already.
    pub duplicate_of: Option<EnergyId>,
    /// The line of the file that says the same.
    pub duplicate_of_line: Option<u64>,
    /// What is wrong with it: the column, and why.
    pub problems: Vec<Refused>,
    /// What is strange about it, and no reason not to take it.
    pub notices: Vec<EnergyNotice>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EnergyReport)]
pub struct EnergyReport {
    /// The import; none when nothing was taken.
    pub import_id: Option<EnergyImportId>,
    /// How many lines were taken.
    pub taken: u64,
    /// How many are there already.
    pub duplicates: u64,
    /// How many cannot be taken.
    pub refused: u64,
    /// What becomes of each line, in the order of the file.
    pub lines: Vec<EnergyLine>,
}

/// A statement to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyStatement {
    /// Whose.
    pub supplier: String,
    /// What the file is called.
    pub file_name: String,
    /// How it was read: for whose cards are.
    pub mapping: EnergyMapping,
    /// What was read.
    pub rows: EnergyRows,
}

/// Takes what is new of a statement. A line belongs to the vehicle that had its plate on its day, or, where it has none, to the
/// one whose card it is: by the mapping, or by what the card was used for before. What is there already is left alone, so that
/// taking a file twice changes nothing. With `dry_run` nothing is written, and the report says what would be.
pub async fn import_energy(
    tx: WriteTx,
    cx: &Ctx,
    statement: EnergyStatement,
    dry_run: bool,
) -> Result<EnergyReport, FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let EnergyStatement { supplier, file_name, mapping, rows: EnergyRows { rows, problems } } = statement;
    let supplier = one_line("supplier", &supplier, MAX_LINE)?;
    if supplier.is_empty() {
        return Err(FieldError::new("supplier", "required").into());
    }
    let holders = Holders::load(&tx, &rows, &mapping).await?;
    let mut lines: Vec<EnergyLine> = problems.into_iter().map(broken).collect();
    let mut found = vec![];
    for row in rows {
        match holders.of(cx, &row) {
            Ok(vehicle) => found.push((taken_of(&row, vehicle, &supplier), vehicle, row)),
            Err((column, why)) => lines.push(refused(&row, column, why)),
        }
    }
    if !dry_run {
        one_at_a_time(&tx).await?;
    }
    let wanted: Vec<Taken> = found.iter().map(|(taken, ..)| taken.clone()).collect();
    let (mut known, mut read) = (Register::default(), Register::default());
    for (id, taken) in queries::energy_near((&tx).into(), &wanted).await? {
        known.add(&taken, id);
    }
    let id = EnergyImportId::new(&*cx.ids);
    let mut new: Vec<(u64, Taken)> = vec![];
    let mut rows = vec![];
    for (taken, vehicle, row) in found {
        let mut line = line_of(&row, vehicle, taken.at);
        let (same, before) = (known.same(&taken), read.same(&taken));
        if same.is_some() || before.is_some() {
            (line.outcome, line.duplicate_of, line.duplicate_of_line) = (EnergyOutcome::Duplicate, same, before);
        } else {
            rows.push(row_of(cx, EnergyId::new(&*cx.ids), &taken, row.currency, row.card, row.station, Some(id)));
            read.add(&taken, row.line);
            new.push((row.line, taken));
        }
        lines.push(line);
    }
    let strange =
        queries::energy_notices((&tx).into(), &new.iter().map(|(_, taken)| taken.clone()).collect::<Vec<_>>()).await?;
    let strange: HashMap<u64, Vec<EnergyNotice>> = new.iter().map(|(line, _)| *line).zip(strange).collect();
    for line in lines.iter_mut().filter(|line| line.outcome == EnergyOutcome::Taken) {
        line.notices = strange.get(&line.line).cloned().unwrap_or_default();
    }
    lines.sort_by_key(|line| line.line);
    let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count() as u64;
    let mut report = EnergyReport {
        import_id: None,
        taken: count(EnergyOutcome::Taken),
        duplicates: count(EnergyOutcome::Duplicate),
        refused: count(EnergyOutcome::Refused),
        lines,
    };
    if !dry_run && !rows.is_empty() {
        report.import_id = Some(id);
        let taken_count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let import = energy_import::ActiveModel {
            id: Set(id),
            supplier: Set(supplier.clone()),
            file_name: Set(file_name),
            taken_count: Set(taken_count),
            taken_at: Set(cx.now),
            taken_by: Set(cx.actor.person),
            undone_at: Set(None),
            undone_by: Set(None),
        };
        energy_import::Entity::insert(import).exec_without_returning(&tx).await?;
        for chunk in rows.chunks(CHUNK) {
            energy_transaction::Entity::insert_many(chunk.to_vec()).exec_without_returning(&tx).await?;
        }
        let data = json!({ "supplier": supplier, "taken": taken_count });
        tx.record(Entry::new("energy_import.taken", "energy_import", id.0).data(data));
        tx.commit().await?;
    }
    Ok(report)
}

/// Lets nobody else take a statement meanwhile: of two who take one file at once, the second finds everything there.
async fn one_at_a_time(tx: &WriteTx) -> Result<(), FleetError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT one FROM fleet_settings WHERE one = 1").push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

/// Gives back everything that an import took, as if the file never had been there. Taking it again takes it anew.
pub async fn undo_energy_import(tx: &WriteTx, cx: &Ctx, id: EnergyImportId) -> Result<(), FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let missing = || FleetError::from(Rejection::NotFound("energy_import"));
    let import = energy_import::Entity::find_by_id(id).one(tx).await?.ok_or_else(missing)?;
    if import.undone_at.is_some() {
        return Err(CostsError::ImportUndone.into());
    }
    let of_import = || energy_transaction::Column::ImportId.eq(id);
    let rows = energy_transaction::Entity::find().filter(of_import()).all(tx).await?;
    let ids: BTreeSet<BookableId> = rows.iter().map(|row| row.vehicle_id).collect();
    for vehicle in queries::by_ids(tx.into(), &ids.into_iter().collect::<Vec<_>>()).await? {
        Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    }
    energy_transaction::Entity::delete_many().filter(of_import()).exec(tx).await?;
    let undone = energy_import::ActiveModel {
        undone_at: Set(Some(cx.now)),
        undone_by: Set(cx.actor.person),
        ..Default::default()
    };
    let open = energy_import::Entity::update_many().set(undone).filter(energy_import::Column::Id.eq(id));
    if open.filter(energy_import::Column::UndoneAt.is_null()).exec(tx).await?.rows_affected == 0 {
        return Err(CostsError::ImportUndone.into());
    }
    tx.record(Entry::new("energy_import.undone", "energy_import", id.0).data(json!({ "given_back": rows.len() })));
    Ok(())
}

/// Keeps how the statements of a supplier are read; replaces what was kept for that supplier.
pub async fn keep_energy_profile(
    tx: &WriteTx,
    cx: &Ctx,
    supplier: &str,
    mapping: &EnergyMapping,
) -> Result<EnergyProfileId, FleetError> {
    use energy_profile::{ActiveModel, Column, Entity};
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let supplier = one_line("supplier", supplier, MAX_LINE)?;
    if supplier.is_empty() {
        return Err(FieldError::new("supplier", "required").into());
    }
    mapping.check()?;
    let text = serde_json::to_string(mapping).map_err(|_| FieldError::new("mapping", "invalid"))?;
    let known = Entity::find().filter(Column::Supplier.eq(supplier.as_str())).one(tx).await?;
    let id = match known {
        Some(row) if row.mapping == text => return Ok(row.id),
        Some(row) => {
            let next = ActiveModel { mapping: Set(text), version: Set(row.version + 1), ..Default::default() };
            Entity::update_many().set(next).filter(Column::Id.eq(row.id)).exec(tx).await?;
            row.id
        }
        None => {
            let id = EnergyProfileId::new(&*cx.ids);
            let row = ActiveModel { id: Set(id), supplier: Set(supplier.clone()), mapping: Set(text), version: Set(1) };
            Entity::insert(row).exec_without_returning(tx).await?;
            id
        }
    };
    tx.record(Entry::new("energy_profile.kept", "energy_profile", id.0).data(json!({ "supplier": supplier })));
    Ok(id)
}

/// Whose plates and cards are.
struct Holders {
    vehicles: HashMap<BookableId, Vehicle>,
    /// The key of a plate, first day, first day no longer, vehicle.
    plates: Vec<(String, i64, Option<i64>, BookableId)>,
    /// Whose a card is by the mapping, then by what it was used for last.
    cards: HashMap<String, BookableId>,
}

impl Holders {
    async fn load(tx: &WriteTx, rows: &[EnergyRow], mapping: &EnergyMapping) -> Result<Self, FleetError> {
        let all = queries::all(tx.into()).await?;
        let mut cards = queries::cards_used(tx.into(), rows.iter().filter_map(|row| row.card.as_deref())).await?;
        for (card, code) in &mapping.cards {
            if let Some(vehicle) = all.iter().find(|vehicle| vehicle.code == *code) {
                cards.insert(card.clone(), vehicle.id);
            }
        }
        let plates = all
            .iter()
            .flat_map(|vehicle| &vehicle.plates)
            .map(|plate| (plate_key(&plate.plate), plate.from, plate.until, plate.vehicle))
            .collect();
        Ok(Self { vehicles: all.into_iter().map(|vehicle| (vehicle.id, vehicle)).collect(), plates, cards })
    }

    /// The vehicle of a line; or which column says nothing of one, and why.
    fn of(&self, cx: &Ctx, row: &EnergyRow) -> Result<&Vehicle, (&'static str, &'static str)> {
        let day = number(row.at.date());
        let by_plate = row.plate.as_deref().map(plate_key).map(|plate| {
            let held = self
                .plates
                .iter()
                .find(|(held, from, until, _)| *held == plate && *from <= day && until.is_none_or(|until| day < until));
            held.map(|(.., vehicle)| vehicle).ok_or(("plate", "unknown"))
        });
        let by_card = || self.cards.get(row.card.as_deref().unwrap_or_default()).ok_or(("card", "unknown"));
        let id = by_plate.unwrap_or_else(by_card)?;
        let vehicle = self.vehicles.get(id).ok_or(("plate", "unknown"))?;
        if !Permission::ManageFleet.held_by(&cx.actor, &vehicle.chain()) {
            return Err(("plate", "unknown"));
        }
        let at = WallTime::new(row.at).instant_or_next(vehicle.zone);
        if at > cx.now { Err(("day", "in_the_future")) } else { Ok(vehicle) }
    }
}

fn taken_of(row: &EnergyRow, vehicle: &Vehicle, supplier: &str) -> Taken {
    Taken {
        vehicle: vehicle.id,
        at: WallTime::new(row.at).instant_or_next(vehicle.zone),
        kind: row.kind,
        quantity: row.quantity,
        cents: row.cents,
        odometer_km: row.odometer_km,
        supplier: supplier.to_owned(),
        reference: row.reference.clone(),
    }
}

fn line_of(row: &EnergyRow, vehicle: &Vehicle, at: Instant) -> EnergyLine {
    EnergyLine {
        vehicle_id: Some(vehicle.id),
        vehicle_code: Some(vehicle.code.clone()),
        at: Some(at),
        outcome: EnergyOutcome::Taken,
        problems: vec![],
        ..refused(row, "", "")
    }
}

fn refused(row: &EnergyRow, column: &str, why: &str) -> EnergyLine {
    EnergyLine {
        kind: Some(row.kind),
        quantity: Some(row.quantity),
        cents: Some(row.cents),
        currency: Some(row.currency.clone()),
        ..broken(Refused::new(row.line, column, why))
    }
}

fn broken(problem: Refused) -> EnergyLine {
    EnergyLine {
        line: problem.line,
        outcome: EnergyOutcome::Refused,
        vehicle_id: None,
        vehicle_code: None,
        at: None,
        kind: None,
        quantity: None,
        cents: None,
        currency: None,
        duplicate_of: None,
        duplicate_of_line: None,
        problems: vec![problem],
        notices: vec![],
    }
}
