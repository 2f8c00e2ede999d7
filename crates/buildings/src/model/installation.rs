//! Words and rules of installations: lifts, boilers, doors, beamers.

use chrono::{Datelike, NaiveDate};
use kernel::{
    IdGen, Instant, Names, PlaceId,
    id::{ContractId, InstallationId, SupplierId},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::contract::{Contract, Supplier};
use crate::{
    base::{
        BuildingsError, FieldError, NamesInput, NamesPatch, Wrong, check_code, optional_line, optional_lines,
        required_line, settle,
    },
    model::Place,
};

/// The longest maker, model or serial number, in characters.
pub const MAX_WORDS: usize = 200;
/// The longest remark, in characters.
pub const MAX_REMARKS: usize = 4000;
/// The longest reason for which something is out of service, in characters.
pub const MAX_REASON: usize = 500;
/// The most levels of installations within installations.
pub const MAX_LEVELS: usize = 8;
/// The longest code of a class, in bytes.
const MAX_CLASS: usize = 40;
/// The years in which something can have been put into use: old lifts are older than the computers' epoch.
const COMMISSIONED: std::ops::RangeInclusive<i32> = 1800..=2199;

kernel::text_enum! {
    /// How bad it is when an installation fails.
    pub enum Criticality {
        /// Nobody has to hurry.
        Low = "low",
        /// People are hindered.
        Normal = "normal",
        /// The work of a building or an event stops.
        High = "high",
        /// People are in danger.
        Vital = "vital",
    }
}

/// A kind of installation, with its name in four languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstallationClass {
    /// Its code: `lift`.
    pub code: String,
    /// Its name.
    pub names: Names,
}

/// The code of a class: lower-case letters, digits and `_`, beginning with a letter.
pub fn check_class_code(code: &str) -> Result<String, FieldError> {
    let code = code.trim();
    let plain = code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    match code.as_bytes().first() {
        None => Err(FieldError::new("code", "required")),
        Some(_) if code.len() > MAX_CLASS => Err(FieldError::new("code", "too_long")),
        Some(first) if plain && first.is_ascii_lowercase() => Ok(code.to_owned()),
        Some(_) => Err(FieldError::new("code", "invalid")),
    }
}

/// Since when and why something does not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfService {
    /// Since when.
    pub since: Instant,
    /// Why, in the words of whoever said so.
    pub reason: String,
}

/// Anything technical that stands in a place, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// Which one.
    pub id: InstallationId,
    /// Its short name on the label: `W16-LIFT-1`.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// The code of its class.
    pub class: String,
    /// Where it stands.
    pub place_id: PlaceId,
    /// The site on which it stands.
    pub site_id: PlaceId,
    /// What it is a part of.
    pub parent_id: Option<InstallationId>,
    /// Who made it.
    pub maker: Option<String>,
    /// What the maker calls it.
    pub model: Option<String>,
    /// The number on its plate.
    pub serial: Option<String>,
    /// Who delivered it.
    pub supplier_id: Option<SupplierId>,
    /// Under which contract it is maintained.
    pub contract_id: Option<ContractId>,
    /// How bad it is when it fails.
    pub criticality: Criticality,
    /// Since which day it is in use.
    pub commissioned_on: Option<NaiveDate>,
    /// What one should know about it.
    pub remarks: Option<String>,
    /// What its label leads to, beside the address of the server.
    pub qr_token: String,
    /// Since when and why it does not work.
    pub out_of_service: Option<OutOfService>,
    /// Since when it is gone.
    pub retired_at: Option<Instant>,
    /// Grows by one with each change.
    pub version: i64,
}

/// An installation to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInstallation)]
pub struct AddInstallation {
    /// Unique among all installations: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "W16-LIFT-1")]
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// The code of its class; `GET /installation-classes` lists them.
    #[schema(example = "lift")]
    pub class: String,
    /// Where it stands.
    pub place_id: PlaceId,
    /// What it is a part of, on the same site.
    pub parent_id: Option<InstallationId>,
    /// Who made it.
    pub maker: Option<String>,
    /// What the maker calls it.
    pub model: Option<String>,
    /// The number on its plate.
    pub serial: Option<String>,
    /// Who delivered it.
    pub supplier_id: Option<SupplierId>,
    /// Under which contract it is maintained.
    pub contract_id: Option<ContractId>,
    /// How bad it is when it fails; `normal` unless told.
    pub criticality: Option<Criticality>,
    /// Since which day it is in use.
    pub commissioned_on: Option<NaiveDate>,
    /// What one should know about it.
    pub remarks: Option<String>,
}

impl AddInstallation {
    /// The installation it would become; what is wrong with its own fields goes to `wrong`. Its site is filled in by
    /// whoever knows the place.
    pub(crate) fn check(self, ids: &dyn IdGen, wrong: &mut Wrong) -> Installation {
        let Self {
            code,
            names,
            class,
            place_id,
            parent_id,
            maker,
            model,
            serial,
            supplier_id,
            contract_id,
            criticality,
            commissioned_on,
            remarks,
        } = self;
        Installation {
            id: InstallationId::new(ids),
            code: wrong.take(check_code("code", &code)),
            names: wrong.take(names.check("names")),
            class: class.trim().to_owned(),
            place_id,
            site_id: place_id,
            parent_id,
            maker: wrong.take(optional_line("maker", maker.as_deref(), MAX_WORDS)),
            model: wrong.take(optional_line("model", model.as_deref(), MAX_WORDS)),
            serial: wrong.take(optional_line("serial", serial.as_deref(), MAX_WORDS)),
            supplier_id,
            contract_id,
            criticality: criticality.unwrap_or(Criticality::Normal),
            commissioned_on: wrong.take(check_commissioned(commissioned_on)),
            remarks: wrong.take(optional_lines("remarks", remarks.as_deref(), MAX_REMARKS)),
            qr_token: ids.next().simple().to_string(),
            out_of_service: None,
            retired_at: None,
            version: 1,
        }
    }
}

/// What changes about an installation: an absent member stays as it is, null empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InstallationChange)]
pub struct InstallationPatch {
    /// A new code.
    pub code: Option<String>,
    /// New names.
    pub names: Option<NamesPatch>,
    /// Another class.
    pub class: Option<String>,
    /// Where it stands now; parts stay where they are, and on the same site.
    pub place_id: Option<PlaceId>,
    /// What it is a part of.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<InstallationId>)]
    pub parent_id: Option<Option<InstallationId>>,
    /// Who made it.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    pub maker: Option<Option<String>>,
    /// What the maker calls it.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    pub model: Option<Option<String>>,
    /// The number on its plate.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    pub serial: Option<Option<String>>,
    /// Who delivered it.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<SupplierId>)]
    pub supplier_id: Option<Option<SupplierId>>,
    /// Under which contract it is maintained.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<ContractId>)]
    pub contract_id: Option<Option<ContractId>>,
    /// How bad it is when it fails.
    pub criticality: Option<Criticality>,
    /// Since which day it is in use.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<NaiveDate>)]
    pub commissioned_on: Option<Option<NaiveDate>>,
    /// What one should know about it.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    pub remarks: Option<Option<String>>,
}

impl InstallationPatch {
    /// The installation after the change, its version and site untouched; what is wrong with its own fields goes to
    /// `wrong`.
    pub(crate) fn check(self, present: &Installation, wrong: &mut Wrong) -> Installation {
        let Self {
            code,
            names,
            class,
            place_id,
            parent_id,
            maker,
            model,
            serial,
            supplier_id,
            contract_id,
            criticality,
            commissioned_on,
            remarks,
        } = self;
        let mut next = present.clone();
        if let Some(code) = code {
            next.code = wrong.take(check_code("code", &code));
        }
        if let Some(names) = names {
            next.names = wrong.take(names.check("names", &present.names));
        }
        if let Some(class) = class {
            class.trim().clone_into(&mut next.class);
        }
        if let Some(maker) = maker {
            next.maker = wrong.take(optional_line("maker", maker.as_deref(), MAX_WORDS));
        }
        if let Some(model) = model {
            next.model = wrong.take(optional_line("model", model.as_deref(), MAX_WORDS));
        }
        if let Some(serial) = serial {
            next.serial = wrong.take(optional_line("serial", serial.as_deref(), MAX_WORDS));
        }
        if let Some(day) = commissioned_on {
            next.commissioned_on = wrong.take(check_commissioned(day));
        }
        if let Some(remarks) = remarks {
            next.remarks = wrong.take(optional_lines("remarks", remarks.as_deref(), MAX_REMARKS));
        }
        next.place_id = place_id.unwrap_or(next.place_id);
        next.parent_id = parent_id.unwrap_or(next.parent_id);
        next.supplier_id = supplier_id.unwrap_or(next.supplier_id);
        next.contract_id = contract_id.unwrap_or(next.contract_id);
        next.criticality = criticality.unwrap_or(next.criticality);
        next
    }
}

fn check_commissioned(day: Option<NaiveDate>) -> Result<Option<NaiveDate>, FieldError> {
    match day {
        Some(day) if !COMMISSIONED.contains(&day.year()) => Err(FieldError::new("commissioned_on", "invalid")),
        day => Ok(day),
    }
}

/// A reason for which something is out of service: it must be given.
pub(crate) fn check_reason(reason: &str) -> Result<String, BuildingsError> {
    let mut wrong = Wrong::default();
    let reason = wrong.take(required_line("reason", reason, MAX_REASON));
    settle(wrong, reason)
}

/// What an installation refers to, as far as it was found.
#[derive(Debug, Default)]
pub(crate) struct Links<'a> {
    /// Where it stands.
    pub(crate) place: Option<&'a Place>,
    /// Whether its class is known.
    pub(crate) class: bool,
    /// What it is a part of, and what that is a part of, from below.
    pub(crate) above: Vec<&'a Installation>,
    /// Who delivered it.
    pub(crate) supplier: Option<&'a Supplier>,
    /// Its contract.
    pub(crate) contract: Option<&'a Contract>,
    /// Whether anything that is in use is a part of it.
    pub(crate) has_parts: bool,
}

impl Links<'_> {
    /// Fills in the site and says what is wrong with what the installation refers to. What it referred to before may have
    /// been retired since; only a new reference must be in use.
    pub(crate) fn check(&self, present: Option<&Installation>, next: &mut Installation, wrong: &mut Wrong) {
        let mut refuse = |field, code| wrong.add(FieldError::new(field, code));
        match self.place {
            None => refuse("place_id", "unknown"),
            Some(place) => {
                next.site_id = place.site_id;
                let moved = present.is_none_or(|present| present.place_id != next.place_id);
                if moved && place.retired_at.is_some() {
                    refuse("place_id", "retired");
                }
                if self.has_parts && present.is_some_and(|present| present.site_id != next.site_id) {
                    refuse("place_id", "other_site");
                }
            }
        }
        if !self.class {
            refuse("class", "unknown");
        }
        if let Some(parent) = next.parent_id {
            let new = present.and_then(|present| present.parent_id) != Some(parent);
            match self.above.first() {
                None => refuse("parent_id", "unknown"),
                Some(parent) if new && parent.retired_at.is_some() => refuse("parent_id", "retired"),
                Some(parent) if parent.site_id != next.site_id => refuse("parent_id", "other_site"),
                Some(_) if self.above.iter().any(|above| above.id == next.id) => refuse("parent_id", "cycle"),
                Some(_) if self.above.len() >= MAX_LEVELS => refuse("parent_id", "too_deep"),
                Some(_) => {}
            }
        }
        if let Some(supplier) = next.supplier_id {
            let new = present.and_then(|present| present.supplier_id) != Some(supplier);
            match self.supplier {
                None => refuse("supplier_id", "unknown"),
                Some(supplier) if new && supplier.retired_at.is_some() => refuse("supplier_id", "retired"),
                Some(_) => {}
            }
        }
        if let Some(contract) = next.contract_id {
            let new = present.and_then(|present| present.contract_id) != Some(contract);
            match self.contract {
                None => refuse("contract_id", "unknown"),
                Some(contract) if new && contract.retired_at.is_some() => refuse("contract_id", "retired"),
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
