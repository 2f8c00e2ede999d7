//! Installations in a file: reading rows, and what they would change.

use std::{
    collections::{HashMap, HashSet},
    io::Read,
};

use chrono::NaiveDate;
use kernel::{Ctx, PlaceId, id::InstallationId};

use super::optional;
use crate::{
    BuildingsError,
    base::{NamesInput, NamesPatch, Wrong, refuse, settle},
    model::{
        Place,
        contract::{Contract, Supplier},
        installation::{AddInstallation, Criticality, Installation, InstallationPatch, Links, MAX_LEVELS},
    },
    policy::Permission,
    sheet::{self, Refused, Row},
};

/// The columns of a file of installations. `code` must be there; a column that is absent changes nothing.
pub const COLUMNS: &[&str] = &[
    "code",
    "class",
    "place",
    "parent",
    "name_nl",
    "name_fr",
    "name_de",
    "name_en",
    "maker",
    "model",
    "serial",
    "supplier",
    "contract",
    "criticality",
    "commissioned_on",
    "remarks",
];

/// A row of a file of installations. `None` = the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstallationRow {
    line: u64,
    code: String,
    class: Option<String>,
    place: Option<String>,
    parent: Option<String>,
    names: NamesPatch,
    maker: Option<Option<String>>,
    model: Option<Option<String>>,
    serial: Option<Option<String>>,
    supplier: Option<String>,
    contract: Option<String>,
    criticality: Option<Criticality>,
    commissioned_on: Option<Option<NaiveDate>>,
    remarks: Option<Option<String>>,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InstallationRows {
    /// The rows that could be read.
    pub rows: Vec<InstallationRow>,
    /// What could not.
    pub problems: Vec<Refused>,
}

/// Reads a file of installations; never fails as a whole, but says what could not be read and where.
#[must_use]
pub fn parse(reader: impl Read) -> InstallationRows {
    let sheet = sheet::read(reader, COLUMNS, &["code"]);
    let mut parsed = InstallationRows { rows: vec![], problems: sheet.problems };
    for row in &sheet.rows {
        match installation_row(row) {
            Ok(row) => parsed.rows.push(row),
            Err(problem) => parsed.problems.push(problem),
        }
    }
    parsed
}

fn installation_row(row: &Row) -> Result<InstallationRow, Refused> {
    let text = |column| row.get(column).map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()));
    let word = |column| row.get(column).map(str::to_owned);
    Ok(InstallationRow {
        line: row.line,
        code: row.text("code").ok_or_else(|| Refused::new(row.line, "code", "required"))?.to_owned(),
        class: row.text("class").map(str::to_owned),
        place: row.text("place").map(str::to_owned),
        parent: word("parent"),
        names: NamesPatch { nl: word("name_nl"), fr: word("name_fr"), de: word("name_de"), en: word("name_en") },
        maker: text("maker"),
        model: text("model"),
        serial: text("serial"),
        supplier: word("supplier"),
        contract: word("contract"),
        criticality: row.parsed("criticality")?,
        commissioned_on: optional(row, "commissioned_on")?,
        remarks: text("remarks"),
    })
}

/// An installation as a row of a file; `codes` are those of its place, parent, supplier and contract.
pub(crate) fn to_cells(one: &Installation, codes: [&str; 4]) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let [place, parent, supplier, contract] = codes.map(str::to_owned);
    vec![
        one.code.clone(),
        one.class.clone(),
        place,
        parent,
        one.names.nl.clone(),
        one.names.fr.clone(),
        one.names.de.clone(),
        one.names.en.clone(),
        text(&one.maker),
        text(&one.model),
        text(&one.serial),
        supplier,
        contract,
        one.criticality.to_string(),
        one.commissioned_on.map(|day| day.to_string()).unwrap_or_default(),
        text(&one.remarks),
    ]
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Add(Box<Installation>),
    Change { from: Box<Installation>, to: Box<Installation> },
    Keep,
}

/// What rows come to, in an order in which each part follows what it is a part of.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    pub(crate) refused: Vec<Refused>,
}

/// Everything that installations refer to.
#[derive(Debug, Default)]
pub(crate) struct World {
    places: HashMap<String, Place>,
    codes_of_places: HashMap<PlaceId, String>,
    classes: HashSet<String>,
    suppliers: HashMap<String, Supplier>,
    contracts: HashMap<String, Contract>,
    installations: HashMap<String, Installation>,
    codes: HashMap<InstallationId, String>,
    wholes: HashSet<InstallationId>,
}

impl World {
    pub(crate) fn new(
        places: Vec<Place>,
        classes: HashSet<String>,
        suppliers: Vec<Supplier>,
        contracts: Vec<Contract>,
        installations: Vec<Installation>,
    ) -> Self {
        let mut world = Self {
            codes_of_places: places.iter().map(|place| (place.id, place.code.clone())).collect(),
            places: places.into_iter().map(|place| (place.code.clone(), place)).collect(),
            classes,
            suppliers: suppliers.into_iter().map(|one| (one.code.clone(), one)).collect(),
            contracts: contracts.into_iter().map(|one| (one.code.clone(), one)).collect(),
            ..Self::default()
        };
        for installation in installations {
            world.put(installation);
        }
        world
    }

    fn put(&mut self, installation: Installation) {
        if installation.retired_at.is_none() {
            self.wholes.extend(installation.parent_id);
        }
        self.codes.insert(installation.id, installation.code.clone());
        self.installations.insert(installation.code.clone(), installation);
    }

    fn by_id(&self, id: InstallationId) -> Option<&Installation> {
        self.installations.get(self.codes.get(&id)?)
    }

    fn knows_parent(&self, row: &InstallationRow) -> bool {
        let parent = row.parent.as_deref().filter(|code| !code.is_empty());
        parent.is_none_or(|code| self.installations.contains_key(code))
    }

    /// What an installation refers to.
    fn links(&self, next: &Installation) -> Links<'_> {
        let parent = next.parent_id.and_then(|id| self.by_id(id));
        let above = std::iter::successors(parent, |one| self.by_id(one.parent_id?)).take(MAX_LEVELS + 1);
        Links {
            place: self.codes_of_places.get(&next.place_id).and_then(|code| self.places.get(code)),
            class: self.classes.contains(&next.class),
            above: above.collect(),
            supplier: self.suppliers.values().find(|one| Some(one.id) == next.supplier_id),
            contract: self.contracts.values().find(|one| Some(one.id) == next.contract_id),
            has_parts: self.wholes.contains(&next.id),
        }
    }
}

/// Compares rows with what there is, without writing anything.
pub(crate) fn plan(cx: &Ctx, mut world: World, rows: Vec<InstallationRow>) -> Plan {
    let mut plan = Plan::default();
    let mut seen = HashSet::new();
    let (mut waiting, repeated): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| seen.insert(row.code.clone()));
    plan.refused.extend(repeated.iter().map(|row| Refused::new(row.line, "code", "repeated")));
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for row in waiting {
            if !world.knows_parent(&row) {
                later.push(row);
                continue;
            }
            let line = row.line;
            match step(cx, &world, row) {
                Ok(step) => {
                    if let Step::Add(one) | Step::Change { to: one, .. } = &step {
                        world.put((**one).clone());
                    }
                    plan.steps.push(step);
                }
                Err(error) => plan.refused.extend(refused(line, &error)),
            }
        }
        waiting = later;
        if waiting.len() == before || waiting.is_empty() {
            break;
        }
    }
    plan.refused.extend(waiting.iter().map(|row| Refused::new(row.line, "parent", "unknown")));
    plan.refused.sort_by_key(|refused| refused.line);
    plan
}

/// The id behind a code: absent column, empty cell, or a code that must be known.
fn id_of<T: Copy>(
    code: Option<&str>,
    column: &'static str,
    find: impl Fn(&str) -> Option<T>,
) -> Result<Option<Option<T>>, BuildingsError> {
    match code {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(code) => find(code).map(|id| Some(Some(id))).ok_or_else(|| refuse(column, "unknown")),
    }
}

/// What one row comes to, when what it is a part of is known.
fn step(cx: &Ctx, world: &World, row: InstallationRow) -> Result<Step, BuildingsError> {
    let place = id_of(row.place.as_deref(), "place", |code| world.places.get(code).map(|one| one.id))?.flatten();
    let parent = id_of(row.parent.as_deref(), "parent", |code| world.installations.get(code).map(|one| one.id))?;
    let supplier = id_of(row.supplier.as_deref(), "supplier", |code| world.suppliers.get(code).map(|one| one.id))?;
    let contract = id_of(row.contract.as_deref(), "contract", |code| world.contracts.get(code).map(|one| one.id))?;
    let mut wrong = Wrong::default();
    let present = world.installations.get(&row.code);
    let mut next = if let Some(present) = present {
        Permission::ManageInstallations.require(&cx.actor, &[present.site_id.0])?;
        if present.retired_at.is_some() {
            return Err(refuse("code", "retired"));
        }
        let patch = InstallationPatch {
            code: None,
            names: Some(row.names),
            class: row.class,
            place_id: place,
            parent_id: parent,
            maker: row.maker,
            model: row.model,
            serial: row.serial,
            supplier_id: supplier,
            contract_id: contract,
            criticality: row.criticality,
            commissioned_on: row.commissioned_on,
            remarks: row.remarks,
        };
        patch.check(present, &mut wrong)
    } else {
        let NamesPatch { nl, fr, de, en } = row.names;
        let text = Option::unwrap_or_default;
        let new = AddInstallation {
            code: row.code,
            names: NamesInput { nl: text(nl), fr: text(fr), de: text(de), en: text(en) },
            class: row.class.ok_or_else(|| refuse("class", "required"))?,
            place_id: place.ok_or_else(|| refuse("place", "required"))?,
            parent_id: parent.flatten(),
            maker: row.maker.flatten(),
            model: row.model.flatten(),
            serial: row.serial.flatten(),
            supplier_id: supplier.flatten(),
            contract_id: contract.flatten(),
            criticality: row.criticality,
            commissioned_on: row.commissioned_on.flatten(),
            remarks: row.remarks.flatten(),
        };
        new.check(&*cx.ids, &mut wrong)
    };
    world.links(&next).check(present, &mut next, &mut wrong);
    Permission::ManageInstallations.require(&cx.actor, &[next.site_id.0])?;
    let next = settle(wrong, next)?;
    Ok(match present {
        None => Step::Add(next.into()),
        Some(present) if *present == next => Step::Keep,
        Some(present) => Step::Change { from: present.clone().into(), to: next.into() },
    })
}

/// An error as lines of a report; a column of the file is called a little differently from the API's field.
pub(super) fn refused(line: u64, error: &BuildingsError) -> Vec<Refused> {
    let fields = error.fields();
    if fields.is_empty() {
        return vec![Refused::new(line, "", kernel::Problem::code(error))];
    }
    let column = |field: String| {
        match field.as_str() {
            "names" => "name_nl",
            "yearly_cents" => "yearly_eur",
            other => other.strip_suffix("_id").unwrap_or(other),
        }
        .to_owned()
    };
    fields.into_iter().map(|wrong| Refused::new(line, column(wrong.field.to_string()), wrong.code)).collect()
}

#[cfg(test)]
mod tests;
