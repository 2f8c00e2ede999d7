//! Notes energy that a vehicle took by hand, and takes away what was noted wrongly.

use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry, FieldError, Instant, Rejection,
    field::{in_range, one_line},
    id::{EnergyId, EnergyImportId},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::trips::needed;
use crate::{
    CostsError, FleetError,
    entity::energy_transaction::{ActiveModel, Entity},
    model::{
        day::happened,
        energy::{EnergyKind, MAX_CENTS, MAX_QUANTITY, Taken, quantity_and_cents},
        odometer::MAX_KM,
        vehicle::MAX_LINE,
    },
    queries,
};

/// Energy that a vehicle took.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEnergy {
    /// Which vehicle.
    pub vehicle_id: BookableId,
    /// When; never in the future.
    pub at: Instant,
    /// What.
    pub kind: EnergyKind,
    /// Thousandths of a litre, a kilowatt-hour or a kilogram; negative where it is given back.
    #[schema(minimum = -10_000_000, maximum = 10_000_000)]
    pub quantity: i64,
    /// What it cost; negative where it is given back, and then the quantity counts as given back too.
    #[schema(minimum = -10_000_000, maximum = 10_000_000)]
    pub cents: i64,
    /// What the odometer showed; it is compared with what was read, and is no reading itself.
    #[schema(minimum = 0, maximum = 3_000_000)]
    pub odometer_km: Option<i64>,
    /// Where.
    #[schema(max_length = 120)]
    pub station: Option<String>,
    /// From whom.
    #[schema(max_length = 120)]
    pub supplier: String,
    /// By which the supplier knows it.
    #[schema(max_length = 120)]
    pub reference: Option<String>,
}

/// A line that may be left out.
pub(super) fn optional(field: &'static str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    let text = one_line(field, text.unwrap_or_default(), MAX_LINE)?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// Notes energy that a vehicle took. What is there already is refused.
pub async fn add_energy(tx: &WriteTx, cx: &Ctx, new: NewEnergy) -> Result<EnergyId, FleetError> {
    queries::one_managed(tx.into(), cx, new.vehicle_id).await?;
    happened("at", new.at, cx.now)?;
    in_range("quantity", new.quantity, -MAX_QUANTITY, MAX_QUANTITY)?;
    in_range("cents", new.cents, -MAX_CENTS, MAX_CENTS)?;
    let (quantity, cents) =
        quantity_and_cents(new.quantity, new.cents).map_err(|(field, why)| FieldError::new(field, why))?;
    if let Some(km) = new.odometer_km {
        in_range("odometer_km", km, 0, MAX_KM)?;
    }
    let supplier = optional("supplier", Some(&new.supplier))?.ok_or(FieldError::new("supplier", "required"))?;
    let taken = Taken {
        vehicle: new.vehicle_id,
        at: new.at,
        kind: new.kind,
        quantity,
        cents,
        odometer_km: new.odometer_km,
        supplier,
        reference: optional("reference", new.reference.as_deref())?,
    };
    let station = optional("station", new.station.as_deref())?;
    let known = queries::energy_near(tx.into(), std::slice::from_ref(&taken)).await?;
    if let Some((same, _)) = known.iter().find(|(_, known)| known.is_same(&taken)) {
        return Err(CostsError::EnergyKnown(*same).into());
    }
    let id = EnergyId::new(&*cx.ids);
    let row = row_of(cx, id, &taken, "EUR".to_owned(), None, station, None);
    Entity::insert(row).exec_without_returning(tx).await?;
    let data =
        json!({ "vehicle_id": taken.vehicle, "kind": taken.kind, "quantity": taken.quantity, "cents": taken.cents });
    tx.record(Entry::new("energy.noted", "energy_transaction", id.0).data(data));
    Ok(id)
}

pub(super) fn row_of(
    cx: &Ctx,
    id: EnergyId,
    taken: &Taken,
    currency: String,
    card: Option<String>,
    station: Option<String>,
    import: Option<EnergyImportId>,
) -> ActiveModel {
    ActiveModel {
        id: Set(id),
        vehicle_id: Set(taken.vehicle),
        at: Set(taken.at),
        kind: Set(taken.kind),
        quantity: Set(taken.quantity),
        cents: Set(taken.cents),
        currency: Set(currency),
        odometer_km: Set(taken.odometer_km),
        card: Set(card),
        station: Set(station),
        supplier: Set(taken.supplier.clone()),
        reference: Set(taken.reference.clone()),
        import_id: Set(import),
        noted_by: Set(cx.actor.person),
        version: Set(1),
    }
}

/// Takes energy away that was noted wrongly; the journal remembers.
pub async fn strike_energy(tx: &WriteTx, cx: &Ctx, id: EnergyId, reason: &str) -> Result<(), FleetError> {
    let missing = || FleetError::from(Rejection::NotFound("energy_transaction"));
    let row = Entity::find_by_id(id).one(tx).await?.ok_or_else(missing)?;
    queries::one_managed(tx.into(), cx, row.vehicle_id).await?;
    let reason = needed(reason)?;
    Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({ "vehicle_id": row.vehicle_id, "at": row.at, "kind": row.kind, "quantity": row.quantity, "cents": row.cents });
    tx.record(Entry::new("energy.struck", "energy_transaction", id.0).data(data).reason(Some(reason)));
    Ok(())
}
