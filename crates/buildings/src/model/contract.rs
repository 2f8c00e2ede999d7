//! Words and rules of suppliers and contracts.

use chrono::{Datelike, NaiveDate};
use kernel::{
    IdGen, Instant,
    id::{ContractId, SupplierId},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::base::{
    BuildingsError, FieldError, Wrong, check_code, optional_line, optional_lines, required_line, settle,
};

/// The longest name of a supplier or title of a contract, in characters.
pub const MAX_TITLE: usize = 200;
/// The longest mail address, in characters.
const MAX_EMAIL: usize = 254;
/// The longest telephone number, in characters.
const MAX_PHONE: usize = 50;
/// The longest remark, in characters.
const MAX_REMARKS: usize = 4000;
/// The most a contract costs a year, in cents: a billion euros, beyond which somebody has mistyped.
pub const MAX_YEARLY_CENTS: i64 = 100_000_000_000;

/// Whoever delivers or maintains something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplier {
    /// Which one.
    pub id: SupplierId,
    /// Its short name, unique among suppliers.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where to write to.
    pub email: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
    /// Since when nothing new comes from it.
    pub retired_at: Option<Instant>,
    /// Grows by one with each change.
    pub version: i64,
}

/// A supplier to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSupplier)]
pub struct AddSupplier {
    /// Unique among suppliers: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40)]
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where to write to.
    pub email: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
}

impl AddSupplier {
    /// The supplier it would become; or all that is wrong with it.
    pub(crate) fn check(self, ids: &dyn IdGen) -> Result<Supplier, BuildingsError> {
        let Self { code, name, email, phone } = self;
        let mut wrong = Wrong::default();
        let supplier = Supplier {
            id: SupplierId::new(ids),
            code: wrong.take(check_code("code", &code)),
            name: wrong.take(required_line("name", &name, MAX_TITLE)),
            email: wrong.take(check_email(email.as_deref())),
            phone: wrong.take(optional_line("phone", phone.as_deref(), MAX_PHONE)),
            retired_at: None,
            version: 1,
        };
        settle(wrong, supplier)
    }
}

/// What changes about a supplier: an absent member stays as it is, null empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierChange)]
pub struct SupplierPatch {
    /// A new code.
    pub code: Option<String>,
    /// A new name.
    pub name: Option<String>,
    /// Where to write to.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    pub email: Option<Option<String>>,
    /// Where to call.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    pub phone: Option<Option<String>>,
}

impl SupplierPatch {
    /// The supplier after the change, its version untouched; or all that is wrong with it.
    pub(crate) fn check(self, present: &Supplier) -> Result<Supplier, BuildingsError> {
        let Self { code, name, email, phone } = self;
        let mut wrong = Wrong::default();
        let mut next = present.clone();
        if let Some(code) = code {
            next.code = wrong.take(check_code("code", &code));
        }
        if let Some(name) = name {
            next.name = wrong.take(required_line("name", &name, MAX_TITLE));
        }
        if let Some(email) = email {
            next.email = wrong.take(check_email(email.as_deref()));
        }
        if let Some(phone) = phone {
            next.phone = wrong.take(optional_line("phone", phone.as_deref(), MAX_PHONE));
        }
        settle(wrong, next)
    }
}

/// An address with one `@` and something on both sides: whether it works shows when somebody writes to it.
fn check_email(email: Option<&str>) -> Result<Option<String>, FieldError> {
    let email = optional_line("email", email, MAX_EMAIL)?;
    let fits = |email: &String| {
        let plain = !email.contains(char::is_whitespace);
        plain
            && email
                .split_once('@')
                .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty() && !host.contains('@'))
    };
    if email.as_ref().is_none_or(fits) { Ok(email) } else { Err(FieldError::new("email", "invalid")) }
}

/// A contract with a supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// Which one.
    pub id: ContractId,
    /// With whom.
    pub supplier_id: SupplierId,
    /// Its number, unique among contracts.
    pub code: String,
    /// What it is about.
    pub title: String,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day; `None`: until somebody ends it.
    pub ends_on: Option<NaiveDate>,
    /// The last day on which one can say that it shall not be prolonged.
    pub notice_on: Option<NaiveDate>,
    /// What it costs a year, in cents.
    pub yearly_cents: Option<i64>,
    /// What one should know about it.
    pub remarks: Option<String>,
    /// Since when it is no longer used.
    pub retired_at: Option<Instant>,
    /// Grows by one with each change.
    pub version: i64,
}

kernel::text_enum! {
    /// How a contract stands on a day.
    pub enum ContractState {
        /// It has not begun.
        Upcoming = "upcoming",
        /// It runs, and nobody has to decide yet.
        Running = "running",
        /// It runs, and the last day to give notice is past: it will be prolonged or has to be replaced.
        NoticePast = "notice_past",
        /// It is over.
        Ended = "ended",
    }
}

impl Contract {
    /// How it stands on a day.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> ContractState {
        if today < self.starts_on {
            ContractState::Upcoming
        } else if self.ends_on.is_some_and(|last| last < today) {
            ContractState::Ended
        } else if self.notice_on.is_some_and(|last| last < today) {
            ContractState::NoticePast
        } else {
            ContractState::Running
        }
    }

    /// What is wrong with its dates and its price.
    fn check(&self, wrong: &mut Wrong) {
        let mut refuse = |field, code| wrong.add(FieldError::new(field, code));
        let plausible = |day: NaiveDate| kernel::wall::YEARS.contains(&day.year());
        let days = [("starts_on", Some(self.starts_on)), ("ends_on", self.ends_on), ("notice_on", self.notice_on)];
        for (field, day) in days {
            if day.is_some_and(|day| !plausible(day)) {
                refuse(field, "invalid");
            }
        }
        if self.ends_on.is_some_and(|last| last < self.starts_on) {
            refuse("ends_on", "before_start");
        }
        match (self.notice_on, self.ends_on) {
            (Some(_), None) => refuse("ends_on", "required"),
            (Some(notice), Some(last)) if notice > last => refuse("notice_on", "after_end"),
            _ => {}
        }
        if self.yearly_cents.is_some_and(|cents| !(0..=MAX_YEARLY_CENTS).contains(&cents)) {
            refuse("yearly_cents", "invalid");
        }
    }
}

/// A contract to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewContract)]
pub struct AddContract {
    /// With whom.
    pub supplier_id: SupplierId,
    /// Its number, unique among contracts: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40)]
    pub code: String,
    /// What it is about.
    pub title: String,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day; absent: until somebody ends it.
    pub ends_on: Option<NaiveDate>,
    /// The last day on which one can say that it shall not be prolonged; needs `ends_on`.
    pub notice_on: Option<NaiveDate>,
    /// What it costs a year, in cents.
    #[schema(minimum = 0)]
    pub yearly_cents: Option<i64>,
    /// What one should know about it.
    pub remarks: Option<String>,
}

impl AddContract {
    /// The contract it would become; or all that is wrong with it.
    pub(crate) fn check(self, ids: &dyn IdGen) -> Result<Contract, BuildingsError> {
        let Self { supplier_id, code, title, starts_on, ends_on, notice_on, yearly_cents, remarks } = self;
        let mut wrong = Wrong::default();
        let contract = Contract {
            id: ContractId::new(ids),
            supplier_id,
            code: wrong.take(check_code("code", &code)),
            title: wrong.take(required_line("title", &title, MAX_TITLE)),
            starts_on,
            ends_on,
            notice_on,
            yearly_cents,
            remarks: wrong.take(optional_lines("remarks", remarks.as_deref(), MAX_REMARKS)),
            retired_at: None,
            version: 1,
        };
        contract.check(&mut wrong);
        settle(wrong, contract)
    }
}

/// What changes about a contract: an absent member stays as it is, null empties it. It keeps its supplier.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContractChange)]
pub struct ContractPatch {
    /// A new number.
    pub code: Option<String>,
    /// What it is about.
    pub title: Option<String>,
    /// Its first day.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<NaiveDate>)]
    pub ends_on: Option<Option<NaiveDate>>,
    /// The last day on which one can say that it shall not be prolonged.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<NaiveDate>)]
    pub notice_on: Option<Option<NaiveDate>>,
    /// What it costs a year, in cents.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<i64>)]
    pub yearly_cents: Option<Option<i64>>,
    /// What one should know about it.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    pub remarks: Option<Option<String>>,
}

impl ContractPatch {
    /// The contract after the change, its version untouched; or all that is wrong with it.
    pub(crate) fn check(self, present: &Contract) -> Result<Contract, BuildingsError> {
        let Self { code, title, starts_on, ends_on, notice_on, yearly_cents, remarks } = self;
        let mut wrong = Wrong::default();
        let mut next = present.clone();
        if let Some(code) = code {
            next.code = wrong.take(check_code("code", &code));
        }
        if let Some(title) = title {
            next.title = wrong.take(required_line("title", &title, MAX_TITLE));
        }
        if let Some(remarks) = remarks {
            next.remarks = wrong.take(optional_lines("remarks", remarks.as_deref(), MAX_REMARKS));
        }
        next.starts_on = starts_on.unwrap_or(next.starts_on);
        next.ends_on = ends_on.unwrap_or(next.ends_on);
        next.notice_on = notice_on.unwrap_or(next.notice_on);
        next.yearly_cents = yearly_cents.unwrap_or(next.yearly_cents);
        next.check(&mut wrong);
        settle(wrong, next)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    struct Ids;

    impl IdGen for Ids {
        fn next(&self) -> Uuid {
            Uuid::from_u128(1)
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn contract() -> AddContract {
        AddContract {
            supplier_id: SupplierId(Uuid::from_u128(2)),
            code: "C-1".into(),
            title: "Liften".into(),
            starts_on: day("2026-01-01"),
            ends_on: Some(day("2026-12-31")),
            notice_on: Some(day("2026-09-30")),
            yearly_cents: Some(1_250_000),
            remarks: None,
        }
    }

    fn wrong<T: std::fmt::Debug>(result: Result<T, BuildingsError>) -> Vec<String> {
        result.unwrap_err().fields().iter().map(|error| format!("{}: {}", error.field, error.code)).collect()
    }

    #[test]
    fn a_contract_runs_from_its_first_day_to_its_last() {
        let contract = contract().check(&Ids).unwrap();
        for (today, state) in [
            ("2025-12-31", ContractState::Upcoming),
            ("2026-01-01", ContractState::Running),
            ("2026-09-30", ContractState::Running),
            ("2026-10-01", ContractState::NoticePast),
            ("2026-12-31", ContractState::NoticePast),
            ("2027-01-01", ContractState::Ended),
        ] {
            assert_eq!(contract.state(day(today)), state, "{today}");
        }
        let endless = Contract { ends_on: None, notice_on: None, ..contract };
        assert_eq!(endless.state(day("2150-01-01")), ContractState::Running);
    }

    #[test]
    fn dates_must_follow_each_other() {
        let early = AddContract { ends_on: Some(day("2025-12-31")), notice_on: None, ..contract() };
        assert_eq!(wrong(early.check(&Ids)), ["ends_on: before_start"]);
        let late = AddContract { notice_on: Some(day("2027-01-01")), ..contract() };
        assert_eq!(wrong(late.check(&Ids)), ["notice_on: after_end"]);
        let endless = AddContract { ends_on: None, ..contract() };
        assert_eq!(wrong(endless.check(&Ids)), ["ends_on: required"]);
        let odd = AddContract { starts_on: day("1066-10-14"), yearly_cents: Some(-1), title: " ".into(), ..contract() };
        assert_eq!(wrong(odd.check(&Ids)), ["title: required", "starts_on: invalid", "yearly_cents: invalid"]);
        let one_day =
            AddContract { ends_on: Some(day("2026-01-01")), notice_on: Some(day("2026-01-01")), ..contract() };
        assert!(one_day.check(&Ids).is_ok());
    }

    #[test]
    fn a_change_is_looked_at_as_a_whole() {
        let present = contract().check(&Ids).unwrap();
        assert_eq!(ContractPatch::default().check(&present).unwrap(), present);
        let endless = ContractPatch { ends_on: Some(None), ..ContractPatch::default() };
        assert_eq!(wrong(endless.check(&present)), ["ends_on: required"], "its notice needs an end");
        let both = ContractPatch { ends_on: Some(None), notice_on: Some(None), ..ContractPatch::default() };
        assert_eq!(both.check(&present).unwrap().ends_on, None);
    }

    #[test]
    fn mail_addresses_have_two_sides() {
        let supplier = |email: &str| AddSupplier {
            code: "LIFT".into(),
            name: "Lift".into(),
            email: Some(email.into()),
            phone: None,
        };
        assert_eq!(supplier(" a@b.example ").check(&Ids).unwrap().email.as_deref(), Some("a@b.example"));
        assert_eq!(supplier("  ").check(&Ids).unwrap().email, None);
        for email in ["a", "@b", "a@", "a@b@c", "a b@c"] {
            assert_eq!(wrong(supplier(email).check(&Ids)), ["email: invalid"], "{email}");
        }
    }
}
