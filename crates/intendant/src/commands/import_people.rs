//! People from a CSV file.
#![expect(clippy::option_option, reason = "a column that is absent is not the same as an empty cell")]

use std::collections::HashMap;

use anyhow::Result;
use buildings::sheet::{self, Refused, Report, Row};
use db::{Db, WriteTx};
use directory::{
    DirectoryError, Person,
    commands::{NewGrant, NewPerson, PersonChange, add_person, change_person, grant_role},
    queries,
};
use kernel::{Ctx, Lang, OrgUnitId, PlaceId, Problem as _, Role, Scope};

/// The columns of a file of people; `roles` are several with `|` between.
pub(crate) const COLUMNS: &[&str] = &["login", "name", "email", "language", "org_unit", "site", "roles"];

/// Adds who is new and changes what differs, found by login; what cannot be taken is reported and the rest goes on.
/// New people get the role `staff` and have no password until one is set. Taking the same file twice changes nothing.
pub(crate) async fn import(db: &Db, cx: &Ctx, bytes: &[u8], dry_run: bool) -> Result<Report> {
    let file = sheet::read(bytes, COLUMNS, &["login"]);
    let mut report = Report { refused: file.problems, ..Report::default() };
    let (mut seen, mut addresses): (HashMap<String, u64>, HashMap<String, u64>) = Default::default();
    for row in &file.rows {
        let login = row.text("login").unwrap_or_default().to_owned();
        if seen.insert(login, row.line).is_some() {
            report.refused.push(Refused::new(row.line, "login", "repeated"));
            continue;
        }
        let address = row.text("email").unwrap_or_default().to_lowercase();
        if !address.is_empty() && addresses.insert(address, row.line).is_some() {
            report.refused.push(Refused::new(row.line, "email", "repeated"));
            continue;
        }
        // Each row in a transaction of its own: on PostgreSQL a refused statement ends the transaction. Dropped, it never was.
        let tx = db.begin(cx).await?;
        let done = take(&tx, cx, row).await;
        if done.is_ok() && !dry_run {
            tx.commit().await?;
        }
        match done {
            Ok(Done::Added) => report.taken += 1,
            Ok(Done::Changed) => report.updated += 1,
            Ok(Done::Same) => report.unchanged += 1,
            Err(Failure::Refused(refused)) => report.refused.push(refused),
            Err(Failure::Directory(error)) => report.refused.extend(refusals(row.line, error)?),
        }
    }
    report.refused.sort_by_key(|refused| refused.line);
    Ok(report)
}

enum Done {
    Added,
    Changed,
    Same,
}

enum Failure {
    Refused(Refused),
    Directory(DirectoryError),
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<DirectoryError> for Failure {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(error)
    }
}

async fn take(tx: &WriteTx, cx: &Ctx, row: &Row) -> Result<Done, Failure> {
    let required = |column: &'static str| row.text(column).ok_or_else(|| Refused::new(row.line, column, "required"));
    let login = required("login")?.to_owned();
    let language: Option<Lang> = row.parsed("language")?;
    let org_unit = unit(tx, row).await?;
    let site = site(tx, row).await?;
    let mut roles = vec![Role::Staff];
    for role in row.list("roles").unwrap_or_default() {
        roles.push(role.parse().map_err(|_| Refused::new(row.line, "roles", "unknown"))?);
    }
    roles.sort_unstable();
    roles.dedup();
    let (id, mut done) = match queries::person_id_of(tx, &login).await? {
        None => {
            let (name, email) = (required("name")?.to_owned(), required("email")?.to_owned());
            let new = NewPerson {
                login,
                name,
                email,
                language: language.unwrap_or(Lang::En),
                org_unit: org_unit.flatten(),
                site: site.flatten(),
            };
            (add_person(tx, cx, new).await?.id, Done::Added)
        }
        Some(id) => {
            let before = queries::person(tx, id).await?;
            let change = difference(row, &before, language, org_unit, site);
            if let Some(change) = change {
                change_person(tx, cx, id, Some(before.version), change).await?;
                (id, Done::Changed)
            } else {
                (id, Done::Same)
            }
        }
    };
    let held = queries::grants_of(tx, id).await?;
    for role in roles {
        if held.iter().any(|grant| grant.role == role) {
            continue;
        }
        let new = NewGrant { person: id, role, scope: Scope::All, valid_from: None, valid_to: None };
        grant_role(tx, cx, new).await?;
        if matches!(done, Done::Same) {
            done = Done::Changed;
        }
    }
    Ok(done)
}

/// What a row changes; `None` when it says what is there already.
fn difference(
    row: &Row,
    before: &Person,
    language: Option<Lang>,
    org_unit: Option<Option<OrgUnitId>>,
    site: Option<Option<PlaceId>>,
) -> Option<PersonChange> {
    let text = |column, present: &str| row.text(column).filter(|text| *text != present).map(str::to_owned);
    let name = text("name", &before.name);
    let email = text("email", &before.email);
    let language = language.filter(|language| *language != before.language);
    let org_unit = org_unit.filter(|unit| *unit != before.org_unit.as_ref().map(|unit| unit.id));
    let site = site.filter(|site| *site != before.site_id);
    let something = name.is_some() || email.is_some() || language.is_some() || org_unit.is_some() || site.is_some();
    something.then(|| PersonChange { name, email, language, org_unit, site, ..PersonChange::default() })
}

/// Absent column, empty cell, or the unit with that code.
async fn unit(tx: &WriteTx, row: &Row) -> Result<Option<Option<OrgUnitId>>, Failure> {
    match row.get("org_unit") {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(code) => match queries::org_unit_id_of(tx, code).await? {
            Some(id) => Ok(Some(Some(id))),
            None => Err(Refused::new(row.line, "org_unit", "unknown").into()),
        },
    }
}

/// Absent column, empty cell, or the site with that code.
async fn site(tx: &WriteTx, row: &Row) -> Result<Option<Option<PlaceId>>, Failure> {
    match row.get("site") {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(code) => {
            let unknown = || Refused::new(row.line, "site", "unknown");
            let found = buildings::queries::by_codes(tx, &[code]).await.map_err(|_| unknown())?;
            let site =
                found.iter().find(|place| place.kind == buildings::model::PlaceKind::Site).ok_or_else(unknown)?;
            Ok(Some(Some(site.id)))
        }
    }
}

/// The refusal of a row, field by field; faults of the database end the import.
fn refusals(line: u64, error: DirectoryError) -> Result<Vec<Refused>> {
    if matches!(error, DirectoryError::Db(_) | DirectoryError::Internal(_)) {
        return Err(error.into());
    }
    let data = error.data();
    let fields = data.get("fields").and_then(serde_json::Value::as_array);
    let fields: Vec<Refused> = fields
        .into_iter()
        .flatten()
        .map(|field| {
            let text = |key: &str| field[key].as_str().unwrap_or_default().to_owned();
            Refused::new(line, text("field"), text("code"))
        })
        .collect();
    Ok(if fields.is_empty() { vec![Refused::new(line, "", error.code())] } else { fields })
}
