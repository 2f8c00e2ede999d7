//! Names the features that rooms can have.

use db::WriteTx;
use kernel::{Ctx, Entry, Names, field::NamesInput};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use serde_json::json;
use uuid::Uuid;

use crate::{RoomsError, entity::feature, model::check_feature_code, policy::Permission, queries, queries::Feature};

/// What rooms commonly have, so that a new house does not begin with an empty list.
const STANDARD: &str = include_str!("../../data/features.csv");

/// Adds a feature, or renames it.
pub async fn define_feature(tx: &WriteTx, cx: &Ctx, code: &str, names: NamesInput) -> Result<Feature, RoomsError> {
    Permission::ManageFeatures.require(&cx.actor, &[])?;
    let code = check_feature_code(code)?;
    let names = names.check("names")?;
    let row = feature::ActiveModel { code: Set(code.clone()), names: Set(names.clone()) };
    let rename = OnConflict::column(feature::Column::Code).update_column(feature::Column::Names).to_owned();
    feature::Entity::insert(row).on_conflict(rename).exec_without_returning(tx).await?;
    tx.record(Entry::new("feature.defined", "feature", Uuid::nil()).data(json!({ "code": code, "names": names })));
    Ok(Feature { code, names })
}

/// Adds the common features that are missing and answers how many there were; names that somebody changed stay.
/// For the system: no permission is asked.
pub async fn add_standard_features(tx: &WriteTx) -> Result<u64, RoomsError> {
    let known = queries::features(tx).await?;
    let missing: Vec<_> = standard().filter(|feature| known.iter().all(|known| known.code != feature.code)).collect();
    let count = missing.len() as u64;
    if count > 0 {
        tx.record(Entry::new("feature.standard_added", "feature", Uuid::nil()).data(json!({ "count": count })));
        let rows = missing
            .into_iter()
            .map(|Feature { code, names }| feature::ActiveModel { code: Set(code), names: Set(names) });
        let keep = OnConflict::column(feature::Column::Code).do_nothing().to_owned();
        feature::Entity::insert_many(rows).on_conflict(keep).exec_without_returning(tx).await?;
    }
    Ok(count)
}

fn standard() -> impl Iterator<Item = Feature> {
    csv::Reader::from_reader(STANDARD.as_bytes()).into_records().map(|record| {
        let record = record.expect("a test reads the table");
        let cell = |index: usize| record[index].to_owned();
        Feature { code: cell(0), names: Names { nl: cell(1), fr: cell(2), de: cell(3), en: cell(4) } }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::STEP_FREE;

    #[test]
    fn the_standard_features_have_four_names_each() {
        let all: Vec<_> = standard().collect();
        assert!(all.iter().any(|feature| feature.code == STEP_FREE));
        for Feature { code, names } in all {
            assert_eq!(check_feature_code(&code).unwrap(), code);
            let Names { nl, fr, de, en } = names;
            assert!([nl, fr, de, en].iter().all(|name| !name.is_empty()), "{code}");
        }
    }
}
