//! What installations, their classes and meters look like to a caller.

use chrono::NaiveDate;
use httpkit::ApiError;
use kernel::{
    Actor, Ctx, Instant, Lang, Names, PersonId, PlaceId,
    id::{ContractId, InstallationId, MeterId, SupplierId},
};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    model::{
        Place,
        installation::{Criticality, Installation, InstallationClass, OutOfService},
        meter::{Meter, MeterUnit, Reading},
    },
    policy::Permission,
    queries::{self, Described},
};

/// A place, in short.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlaceInShort)]
pub(crate) struct PlaceInShort {
    id: PlaceId,
    code: String,
    /// The name in the caller's language.
    name: String,
}

impl PlaceInShort {
    pub(crate) fn new(place: &Place, lang: Lang) -> Self {
        Self { id: place.id, code: place.code.clone(), name: place.names.get(lang).to_owned() }
    }
}

/// A class of installations.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InstallationClass)]
pub(crate) struct ClassBody {
    #[schema(example = "lift")]
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
}

impl ClassBody {
    pub(crate) fn new(class: InstallationClass, lang: Lang) -> Self {
        let InstallationClass { code, names } = class;
        Self { code, name: names.get(lang).to_owned(), names }
    }
}

/// Since when and why something does not work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutOfService)]
pub(crate) struct OutOfServiceBody {
    since: Instant,
    reason: String,
}

impl From<OutOfService> for OutOfServiceBody {
    fn from(OutOfService { since, reason }: OutOfService) -> Self {
        Self { since, reason }
    }
}

/// An installation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Installation)]
pub(crate) struct InstallationBody {
    id: InstallationId,
    #[schema(example = "W16-LIFT-1")]
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    class: ClassBody,
    site: PlaceInShort,
    /// Where it stands.
    place: PlaceInShort,
    /// What it is a part of.
    parent_id: Option<InstallationId>,
    criticality: Criticality,
    /// Null while it works.
    out_of_service: Option<OutOfServiceBody>,
    /// Whether it is gone for good.
    retired: bool,
    /// Null for whoever may not see it at this site (`see_installation_details`).
    details: Option<DetailsBody>,
    version: i64,
}

/// What not everybody sees of an installation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InstallationDetails)]
pub(crate) struct DetailsBody {
    maker: Option<String>,
    model: Option<String>,
    serial: Option<String>,
    supplier: Option<SupplierInShort>,
    contract: Option<ContractInShort>,
    commissioned_on: Option<NaiveDate>,
    remarks: Option<String>,
}

/// A supplier, in short.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SupplierInShort {
    pub(super) id: SupplierId,
    pub(super) code: String,
    pub(super) name: String,
}

/// A contract, in short.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContractInShort {
    id: ContractId,
    code: String,
    title: String,
    ends_on: Option<NaiveDate>,
}

/// Whether the actor sees the details of what stands on a site.
pub(crate) fn sees_details(actor: &Actor, site: PlaceId) -> bool {
    Permission::SeeInstallationDetails.held_by(actor, &[site.0])
}

impl InstallationBody {
    pub(crate) fn new(described: Described, cx: &Ctx) -> Self {
        let Described { installation, class, place, site, supplier, contract } = described;
        let details = sees_details(&cx.actor, installation.site_id);
        let Installation {
            id,
            code,
            names,
            class: class_code,
            place_id: _,
            site_id: _,
            parent_id,
            maker,
            model,
            serial,
            supplier_id: _,
            contract_id: _,
            criticality,
            commissioned_on,
            remarks,
            qr_token: _,
            out_of_service,
            retired_at,
            version,
        } = installation;
        Self {
            id,
            code,
            name: names.get(cx.lang).to_owned(),
            names,
            class: ClassBody::new(InstallationClass { code: class_code, names: class }, cx.lang),
            site: PlaceInShort::new(&site, cx.lang),
            place: PlaceInShort::new(&place, cx.lang),
            parent_id,
            criticality,
            out_of_service: out_of_service.map(OutOfServiceBody::from),
            retired: retired_at.is_some(),
            details: details.then(|| DetailsBody {
                maker,
                model,
                serial,
                supplier: supplier.map(|one| SupplierInShort { id: one.id, code: one.code, name: one.name }),
                contract: contract.map(|one| ContractInShort {
                    id: one.id,
                    code: one.code,
                    title: one.title,
                    ends_on: one.ends_on,
                }),
                commissioned_on,
                remarks,
            }),
            version,
        }
    }

    /// An installation that was just written.
    pub(crate) async fn of(
        conn: &impl ConnectionTrait,
        cx: &Ctx,
        installation: Installation,
    ) -> Result<Self, ApiError> {
        let described = queries::describe(conn, vec![installation]).await?.pop();
        Ok(Self::new(described.ok_or_else(ApiError::not_found)?, cx))
    }
}

/// An installation, in short.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstallationInShort {
    id: InstallationId,
    code: String,
    /// The name in the caller's language.
    name: String,
    /// Null while it works.
    out_of_service: Option<OutOfServiceBody>,
}

impl InstallationInShort {
    pub(crate) fn new(one: Installation, lang: Lang) -> Self {
        let Installation { id, code, names, out_of_service, .. } = one;
        let out_of_service = out_of_service.map(OutOfServiceBody::from);
        Self { id, code, name: names.get(lang).to_owned(), out_of_service }
    }
}

/// What counts something on an installation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Meter)]
pub(crate) struct MeterBody {
    id: MeterId,
    installation_id: InstallationId,
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    unit: MeterUnit,
    /// Whether it is no longer read.
    retired: bool,
    /// What it showed last; null when nobody has looked yet.
    last_reading: Option<ReadingBody>,
}

impl MeterBody {
    pub(crate) fn new(meter: Meter, last: Option<Reading>, lang: Lang) -> Self {
        let Meter { id, installation_id, code, names, unit, retired } = meter;
        let name = names.get(lang).to_owned();
        Self { id, installation_id, code, name, names, unit, retired, last_reading: last.map(ReadingBody::from) }
    }
}

/// What a meter showed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MeterReading)]
pub(crate) struct ReadingBody {
    id: Uuid,
    meter_id: MeterId,
    /// When somebody looked.
    read_at: Instant,
    /// In the unit of the meter.
    reading: i64,
    /// The meter was replaced or reset before: it began anew.
    restarts: bool,
    /// Who looked.
    read_by: Option<PersonId>,
    note: Option<String>,
}

impl From<Reading> for ReadingBody {
    fn from(reading: Reading) -> Self {
        let Reading { id, meter_id, read_at, reading, restarts, read_by, note } = reading;
        Self { id, meter_id, read_at, reading, restarts, read_by, note }
    }
}
