//! Contracts in a file, each with its supplier: reading rows, and what they would change.

use std::{
    collections::{HashMap, HashSet},
    io::Read,
};

use chrono::NaiveDate;
use kernel::{Ctx, id::SupplierId};

use super::{installations::refused, optional};
use crate::{
    BuildingsError,
    base::refuse,
    model::contract::{AddContract, AddSupplier, Contract, ContractPatch, Supplier, SupplierPatch},
    policy::Permission,
    sheet::{self, Refused, Row},
};

/// The columns of a file of contracts. `code` must be there; a column that is absent changes nothing. An empty cell of
/// a supplier's column changes nothing either, so that a supplier need be described only once.
pub const COLUMNS: &[&str] = &[
    "code",
    "supplier",
    "supplier_name",
    "supplier_email",
    "supplier_phone",
    "title",
    "starts_on",
    "ends_on",
    "notice_on",
    "yearly_eur",
    "remarks",
];

/// A row of a file of contracts. `None` = the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRow {
    line: u64,
    code: String,
    supplier: Option<String>,
    supplier_name: Option<String>,
    supplier_email: Option<String>,
    supplier_phone: Option<String>,
    title: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<Option<NaiveDate>>,
    notice_on: Option<Option<NaiveDate>>,
    yearly_cents: Option<Option<i64>>,
    remarks: Option<Option<String>>,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContractRows {
    /// The rows that could be read.
    pub rows: Vec<ContractRow>,
    /// What could not.
    pub problems: Vec<Refused>,
}

/// Reads a file of contracts; never fails as a whole, but says what could not be read and where.
#[must_use]
pub fn parse(reader: impl Read) -> ContractRows {
    let sheet = sheet::read(reader, COLUMNS, &["code"]);
    let mut parsed = ContractRows { rows: vec![], problems: sheet.problems };
    for row in &sheet.rows {
        match contract_row(row) {
            Ok(row) => parsed.rows.push(row),
            Err(problem) => parsed.problems.push(problem),
        }
    }
    parsed
}

fn contract_row(row: &Row) -> Result<ContractRow, Refused> {
    let word = |column| row.text(column).map(str::to_owned);
    let cents = match row.get("yearly_eur") {
        None => None,
        Some("") => Some(None),
        Some(text) => Some(Some(cents(text).ok_or_else(|| Refused::new(row.line, "yearly_eur", "invalid"))?)),
    };
    Ok(ContractRow {
        line: row.line,
        code: word("code").ok_or_else(|| Refused::new(row.line, "code", "required"))?,
        supplier: word("supplier"),
        supplier_name: word("supplier_name"),
        supplier_email: word("supplier_email"),
        supplier_phone: word("supplier_phone"),
        title: word("title"),
        starts_on: row.parsed("starts_on")?,
        ends_on: optional(row, "ends_on")?,
        notice_on: optional(row, "notice_on")?,
        yearly_cents: cents,
        remarks: row.get("remarks").map(|text| Some(text.to_owned()).filter(|text| !text.is_empty())),
    })
}

/// An amount such as `1250`, `1250.5` or `1250,50` in cents; thousands are not set apart.
fn cents(text: &str) -> Option<i64> {
    let (euros, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if euros.is_empty() || rest.len() > 2 || !digits(euros) || !digits(rest) || text.ends_with(['.', ',']) {
        return None;
    }
    let cents: i64 = format!("{rest:0<2}").parse().ok()?;
    euros.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

/// Cents as an amount that [`cents`] reads.
fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// A contract as a row of a file.
pub(crate) fn to_cells(contract: &Contract, supplier: &Supplier) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        contract.code.clone(),
        supplier.code.clone(),
        supplier.name.clone(),
        text(&supplier.email),
        text(&supplier.phone),
        contract.title.clone(),
        contract.starts_on.to_string(),
        day(contract.ends_on),
        day(contract.notice_on),
        contract.yearly_cents.map(euros).unwrap_or_default(),
        text(&contract.remarks),
    ]
}

/// What becomes of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step<T> {
    Add(T),
    Change { from: T, to: T },
    Keep,
}

/// What each row comes to: first its supplier, then its contract.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<(Step<Supplier>, Step<Contract>)>,
    pub(crate) refused: Vec<Refused>,
}

/// What there is.
#[derive(Debug, Default)]
pub(crate) struct World {
    suppliers: HashMap<String, Supplier>,
    codes: HashMap<SupplierId, String>,
    contracts: HashMap<String, Contract>,
    /// What the file has said of suppliers so far.
    said: HashMap<String, [Option<String>; 3]>,
}

impl World {
    pub(crate) fn new(suppliers: Vec<Supplier>, contracts: Vec<Contract>) -> Self {
        Self {
            codes: suppliers.iter().map(|one| (one.id, one.code.clone())).collect(),
            suppliers: suppliers.into_iter().map(|one| (one.code.clone(), one)).collect(),
            contracts: contracts.into_iter().map(|one| (one.code.clone(), one)).collect(),
            said: HashMap::new(),
        }
    }
}

/// Compares rows with what there is, without writing anything.
pub(crate) fn plan(cx: &Ctx, mut world: World, rows: Vec<ContractRow>) -> Result<Plan, BuildingsError> {
    Permission::ManageContracts.require(&cx.actor, &[])?;
    let mut plan = Plan::default();
    let mut seen = HashSet::new();
    for row in rows {
        let line = row.line;
        if !seen.insert(row.code.clone()) {
            plan.refused.push(Refused::new(line, "code", "repeated"));
            continue;
        }
        match step(cx, &world, &row) {
            Ok((code, said, supplier, contract)) => {
                world.said.insert(code, said);
                if let Step::Add(one) | Step::Change { to: one, .. } = &supplier {
                    world.codes.insert(one.id, one.code.clone());
                    world.suppliers.insert(one.code.clone(), one.clone());
                }
                plan.steps.push((supplier, contract));
            }
            Err(error) => plan.refused.extend(refused(line, &error)),
        }
    }
    Ok(plan)
}

type RowSteps = (String, [Option<String>; 3], Step<Supplier>, Step<Contract>);

/// What one row comes to.
fn step(cx: &Ctx, world: &World, row: &ContractRow) -> Result<RowSteps, BuildingsError> {
    let present = world.contracts.get(&row.code);
    if present.is_some_and(|present| present.retired_at.is_some()) {
        return Err(refuse("code", "retired"));
    }
    let bound = present.and_then(|present| world.codes.get(&present.supplier_id));
    let code = row.supplier.as_ref().or(bound).ok_or_else(|| refuse("supplier", "required"))?;
    if bound.is_some_and(|bound| bound != code) {
        return Err(refuse("supplier", "differs"));
    }
    let said = said_of(world, code, row)?;
    let supplier = supplier_step(cx, world, code, row)?;
    let (supplier_id, supplier_retired) = match &supplier {
        Step::Add(one) | Step::Change { to: one, .. } => (one.id, one.retired_at.is_some()),
        Step::Keep => {
            let one = world.suppliers.get(code).ok_or_else(|| refuse("supplier", "unknown"))?;
            (one.id, one.retired_at.is_some())
        }
    };
    let contract = match present {
        Some(present) => {
            let patch = ContractPatch {
                code: None,
                title: row.title.clone(),
                starts_on: row.starts_on,
                ends_on: row.ends_on,
                notice_on: row.notice_on,
                yearly_cents: row.yearly_cents,
                remarks: row.remarks.clone(),
            };
            let next = patch.check(present)?;
            if next == *present { Step::Keep } else { Step::Change { from: present.clone(), to: next } }
        }
        None if supplier_retired => return Err(refuse("supplier", "retired")),
        None => {
            let new = AddContract {
                supplier_id,
                code: row.code.clone(),
                title: row.title.clone().unwrap_or_default(),
                starts_on: row.starts_on.ok_or_else(|| refuse("starts_on", "required"))?,
                ends_on: row.ends_on.flatten(),
                notice_on: row.notice_on.flatten(),
                yearly_cents: row.yearly_cents.flatten(),
                remarks: row.remarks.clone().flatten(),
            };
            Step::Add(new.check(&*cx.ids)?)
        }
    };
    Ok((code.clone(), said, supplier, contract))
}

/// What the file says of a supplier, this row included. Two rows must not say different things of the same one: the file
/// would not mean the same when it is taken again.
fn said_of(world: &World, code: &str, row: &ContractRow) -> Result<[Option<String>; 3], BuildingsError> {
    let columns = ["supplier_name", "supplier_email", "supplier_phone"];
    let mut said = world.said.get(code).cloned().unwrap_or_default();
    let now = [&row.supplier_name, &row.supplier_email, &row.supplier_phone];
    for ((said, now), column) in said.iter_mut().zip(now).zip(columns) {
        match (&said, now) {
            (Some(before), Some(now)) if before != now => return Err(refuse(column, "differs")),
            (None, Some(now)) => *said = Some(now.clone()),
            _ => {}
        }
    }
    Ok(said)
}

/// What the row makes of its supplier.
fn supplier_step(cx: &Ctx, world: &World, code: &str, row: &ContractRow) -> Result<Step<Supplier>, BuildingsError> {
    let of_supplier = |error: BuildingsError| {
        // The file's columns of a supplier have its name in front.
        match error.fields().first().map(|wrong| (wrong.field.to_string(), wrong.code)) {
            Some((field, code)) if field == "code" => refuse("supplier", code),
            Some((field, code)) if field == "name" => refuse("supplier_name", code),
            Some((field, code)) if field == "email" => refuse("supplier_email", code),
            Some((field, code)) if field == "phone" => refuse("supplier_phone", code),
            _ => error,
        }
    };
    if let Some(present) = world.suppliers.get(code) {
        let patch = SupplierPatch {
            code: None,
            name: row.supplier_name.clone(),
            email: row.supplier_email.clone().map(Some),
            phone: row.supplier_phone.clone().map(Some),
        };
        let next = patch.check(present).map_err(of_supplier)?;
        return Ok(if next == *present { Step::Keep } else { Step::Change { from: present.clone(), to: next } });
    }
    let new = AddSupplier {
        code: code.to_owned(),
        name: row.supplier_name.clone().unwrap_or_default(),
        email: row.supplier_email.clone(),
        phone: row.supplier_phone.clone(),
    };
    new.check(&*cx.ids).map(Step::Add).map_err(of_supplier)
}

#[cfg(test)]
mod tests;
