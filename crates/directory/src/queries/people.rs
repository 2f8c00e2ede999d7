//! Finding people.

use std::collections::HashMap;

use db::sql::{MAX_BINDS, Raw};
use kernel::{Actor, Lang, Names, OrgUnitId, PersonId, PlaceId, search_key};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryResult, QuerySelect, entity::prelude::*};

use super::{OrgUnitRef, authenticate::corrupt, units};
use crate::{DirectoryError, entity::person as row, model::Person, policy::Permission};

const COLUMNS: &str = "SELECT p.id, p.login, p.name, p.email, p.language, p.site_id, p.active, p.version, p.search_key,
    u.id AS unit_id, u.code AS unit_code, u.names AS unit_names FROM person p LEFT JOIN org_unit u ON u.id = p.org_unit_id";

/// One person.
pub async fn person(conn: &impl ConnectionTrait, id: PersonId) -> Result<Person, DirectoryError> {
    let mut sql = Raw::new(conn);
    sql.push(COLUMNS).push(" WHERE p.id = ").bind(id.0);
    let found = conn.query_one_raw(sql.build()).await?.ok_or(DirectoryError::NotFound("person"))?;
    read(&found)
}

/// Whom to look for.
#[derive(Debug, Clone, Default)]
pub struct FindPeople {
    /// Words that all stand somewhere in name, login or address; accents and case do not matter.
    pub q: Option<String>,
    /// Also those who are no longer active.
    pub inactive_too: bool,
    /// Behind this one in the order: the search key and id of the last one of the page before.
    pub after: Option<(String, PersonId)>,
}

/// The people who match, in the order of their names.
pub async fn find_people(
    conn: &impl ConnectionTrait,
    what: FindPeople,
    limit: u64,
) -> Result<Vec<Person>, DirectoryError> {
    let FindPeople { q, inactive_too, after } = what;
    let mut sql = Raw::new(conn);
    sql.push(COLUMNS).push(" WHERE 1 = 1");
    if !inactive_too {
        sql.push(" AND p.active");
    }
    let key = search_key(&q.unwrap_or_default());
    for word in key.split(' ').filter(|word| !word.is_empty()).take(8) {
        sql.push(" AND p.search_key LIKE ").bind(like(word)).push(" ESCAPE '\\'");
    }
    if let Some((key, id)) = after {
        sql.push(" AND (p.search_key > ").bind(key.as_str()).push(" OR (p.search_key = ").bind(key);
        sql.push(" AND p.id > ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY p.search_key, p.id LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    conn.query_all_raw(sql.build()).await?.iter().map(read).collect()
}

/// The pattern that finds a word anywhere, taken literally.
fn like(word: &str) -> String {
    format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// The names of many people in one query; ids that nobody has are left out.
pub async fn names_of(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, DirectoryError> {
    let mut ids: Vec<_> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut names = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(MAX_BINDS) {
        let found: Vec<(PersonId, String)> = row::Entity::find()
            .select_only()
            .columns([row::Column::Id, row::Column::Name])
            .filter(row::Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(conn)
            .await?;
        names.extend(found);
    }
    Ok(names)
}

/// Who has that login.
pub async fn person_id_of(conn: &impl ConnectionTrait, login: &str) -> Result<Option<PersonId>, DirectoryError> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::Login.eq(login))
        .into_tuple()
        .one(conn)
        .await?)
}

/// Whether the actor has the permission for that person: by the unit and the site they belong to.
pub async fn is_in_scope_of(
    conn: &impl ConnectionTrait,
    actor: &Actor,
    permission: Permission,
    person: &Person,
) -> Result<bool, DirectoryError> {
    if permission.held_by(actor, &[]) {
        return Ok(true);
    }
    let chain = units::chain(conn, person.org_unit.as_ref().map(|unit| unit.id), person.site_id).await?;
    Ok(permission.held_by(actor, &chain))
}

fn read(found: &QueryResult) -> Result<Person, DirectoryError> {
    let language: String = found.try_get("", "language")?;
    let unit: Option<Uuid> = found.try_get("", "unit_id")?;
    let org_unit = match unit {
        Some(id) => {
            let names: String = found.try_get("", "unit_names")?;
            let names: Names = serde_json::from_str(&names).map_err(|_| corrupt("org_unit.names"))?;
            Some(OrgUnitRef { id: OrgUnitId(id), code: found.try_get("", "unit_code")?, names })
        }
        None => None,
    };
    Ok(Person {
        id: PersonId(found.try_get("", "id")?),
        login: found.try_get("", "login")?,
        name: found.try_get("", "name")?,
        email: found.try_get("", "email")?,
        language: language.parse::<Lang>().map_err(|_| corrupt("person.language"))?,
        org_unit,
        site_id: found.try_get::<Option<Uuid>>("", "site_id")?.map(PlaceId),
        active: found.try_get("", "active")?,
        version: found.try_get("", "version")?,
        search_key: found.try_get("", "search_key")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_are_taken_literally() {
        assert_eq!(like("a_b%c\\"), "%a\\_b\\%c\\\\%");
    }
}
