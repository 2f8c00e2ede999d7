//! Names the classes of installations.

use db::WriteTx;
use kernel::{Ctx, Entry, Names};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use serde_json::json;
use uuid::Uuid;

use crate::{
    BuildingsError,
    base::{NamesInput, Wrong, settle},
    entity::installation_class,
    model::installation::{InstallationClass, check_class_code},
    policy::Permission,
    queries,
};

/// What houses commonly have, so that a new one does not begin with an empty list.
const STANDARD: &str = include_str!("../../data/installation_classes.csv");

/// Adds a class of installations, or renames it.
pub async fn define_installation_class(
    tx: &WriteTx,
    cx: &Ctx,
    code: &str,
    names: NamesInput,
) -> Result<InstallationClass, BuildingsError> {
    Permission::ManageInstallations.require(&cx.actor, &[])?;
    let mut wrong = Wrong::default();
    let (code, names) = (wrong.take(check_class_code(code)), wrong.take(names.check("names")));
    let class = settle(wrong, InstallationClass { code, names })?;
    let row = installation_class::ActiveModel { code: Set(class.code.clone()), names: Set(class.names.clone()) };
    let rename = OnConflict::column(installation_class::Column::Code)
        .update_column(installation_class::Column::Names)
        .to_owned();
    installation_class::Entity::insert(row).on_conflict(rename).exec_without_returning(tx).await?;
    let data = json!({ "code": class.code, "names": class.names });
    tx.record(Entry::new("installation_class.defined", "installation_class", Uuid::nil()).data(data));
    Ok(class)
}

/// Adds the common classes that are missing and answers how many there were; names that somebody changed stay.
/// For the system: no permission is asked.
pub async fn add_standard_installation_classes(tx: &WriteTx) -> Result<u64, BuildingsError> {
    let known = queries::installation_classes(tx).await?;
    let missing: Vec<_> = standard().filter(|class| known.iter().all(|known| known.code != class.code)).collect();
    let count = missing.len() as u64;
    if count > 0 {
        let entry = Entry::new("installation_class.standard_added", "installation_class", Uuid::nil());
        tx.record(entry.data(json!({ "count": count })));
        let rows = missing
            .into_iter()
            .map(|class| installation_class::ActiveModel { code: Set(class.code), names: Set(class.names) });
        let keep = OnConflict::column(installation_class::Column::Code).do_nothing().to_owned();
        installation_class::Entity::insert_many(rows).on_conflict(keep).exec_without_returning(tx).await?;
    }
    Ok(count)
}

/// The codes of the common classes.
pub(super) fn standard_codes() -> impl Iterator<Item = String> {
    standard().map(|class| class.code)
}

fn standard() -> impl Iterator<Item = InstallationClass> {
    csv::Reader::from_reader(STANDARD.as_bytes()).into_records().map(|record| {
        let record = record.expect("a test reads the table");
        let cell = |index: usize| record[index].to_owned();
        InstallationClass { code: cell(0), names: Names { nl: cell(1), fr: cell(2), de: cell(3), en: cell(4) } }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_standard_classes_have_four_names_each() {
        let all: Vec<_> = standard().collect();
        assert_eq!(all.iter().map(|class| &class.code).collect::<HashSet<_>>().len(), all.len());
        for code in ["lift", "boiler", "fire_panel", "extinguisher", "ups", "beamer", "booth", "roof"] {
            assert!(all.iter().any(|class| class.code == code), "{code}");
        }
        for InstallationClass { code, names } in all {
            assert_eq!(check_class_code(&code).unwrap(), code);
            let Names { nl, fr, de, en } = names;
            assert!([nl, fr, de, en].iter().all(|name| !name.is_empty()), "{code}");
        }
    }
}
