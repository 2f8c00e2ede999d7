//! What suppliers and contracts look like to a caller.

use chrono::NaiveDate;
use kernel::{
    Instant, WallTime, Zone,
    id::{ContractId, SupplierId},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::installation_body::SupplierInShort;
use crate::model::contract::{Contract, ContractState, Supplier};

/// The day by which contracts are looked at. They belong to no site; the house is in Brussels.
pub(crate) fn today(now: Instant) -> NaiveDate {
    WallTime::at(now, Zone::BRUSSELS).date()
}

/// Whoever delivers or maintains something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Supplier)]
pub(crate) struct SupplierBody {
    id: SupplierId,
    code: String,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    /// Whether nothing new comes from it.
    retired: bool,
    version: i64,
}

impl From<Supplier> for SupplierBody {
    fn from(supplier: Supplier) -> Self {
        let Supplier { id, code, name, email, phone, retired_at, version } = supplier;
        Self { id, code, name, email, phone, retired: retired_at.is_some(), version }
    }
}

/// A contract with a supplier.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contract)]
pub(crate) struct ContractBody {
    id: ContractId,
    supplier: SupplierInShort,
    /// Its number.
    code: String,
    title: String,
    starts_on: NaiveDate,
    /// Its last day; null: until somebody ends it.
    ends_on: Option<NaiveDate>,
    /// The last day on which one can say that it shall not be prolonged.
    notice_on: Option<NaiveDate>,
    /// How many days are left to decide, today not counted; null where nothing has to be decided any more.
    notice_in_days: Option<i64>,
    /// How it stands today.
    state: ContractState,
    /// What it costs a year, in cents.
    yearly_cents: Option<i64>,
    remarks: Option<String>,
    /// Whether it is no longer used.
    retired: bool,
    version: i64,
}

impl ContractBody {
    pub(crate) fn new(contract: Contract, supplier: Supplier, today: NaiveDate) -> Self {
        let state = contract.state(today);
        let Contract {
            id,
            supplier_id: _,
            code,
            title,
            starts_on,
            ends_on,
            notice_on,
            yearly_cents,
            remarks,
            retired_at,
            version,
        } = contract;
        let days = notice_on.map(|day| (day - today).num_days());
        Self {
            id,
            supplier: SupplierInShort { id: supplier.id, code: supplier.code, name: supplier.name },
            code,
            title,
            starts_on,
            ends_on,
            notice_on,
            notice_in_days: days.filter(|days| *days >= 0 && retired_at.is_none()),
            state,
            yearly_cents,
            remarks,
            retired: retired_at.is_some(),
            version,
        }
    }
}
