//! Who is behind a session key or a token, with everything that decides what they may do: one statement.

use kernel::{Actor, Grant, Instant, Lang, Names, OrgUnitId, PersonId, PlaceId, Role, Scope, TokenId};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use crate::{DirectoryError, secret};

/// What a caller shows to say who they are.
#[derive(Debug, Clone, Copy)]
pub enum Credential<'a> {
    /// The key in the session cookie.
    Session(&'a str),
    /// A personal token.
    Token(&'a str),
}

/// A person and their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// An organisational unit with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnitRef {
    /// Which.
    pub id: OrgUnitId,
    /// Its short code.
    pub code: String,
    /// Its names.
    pub names: Names,
}

/// The person who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// Who.
    pub id: PersonId,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their working language.
    pub language: Lang,
    /// The unit they belong to.
    pub org_unit: Option<OrgUnitRef>,
    /// The site they work on.
    pub site_id: Option<PlaceId>,
    /// The version of their record.
    pub version: i64,
}

/// How the caller showed who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// By a session, which ends at that instant at the latest.
    Session {
        /// When it ends.
        expires_at: Instant,
    },
    /// By a personal token.
    Token {
        /// Which one.
        id: TokenId,
    },
}

/// A caller who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticated {
    /// The person.
    pub me: Me,
    /// What decides about permissions.
    pub actor: Actor,
    /// The people the caller may act for now.
    pub acts_for: Vec<Named>,
    /// How they showed who they are.
    pub via: Via,
}

/// The person, the units above them, the grants and the delegations in force, as rows of one shape.
const REST: &str = "), units(id, code, names, parent_id, depth) AS (
    SELECT u.id, u.code, u.names, u.parent_id, CAST(0 AS bigint) FROM org_unit u JOIN who ON u.id = who.org_unit_id
    UNION ALL
    SELECT u.id, u.code, u.names, u.parent_id, units.depth + 1 FROM org_unit u JOIN units ON u.id = units.parent_id WHERE units.depth < 20
)
SELECT CAST(0 AS bigint) AS kind, who.id AS id, who.login AS a, who.name AS b, who.email AS c, who.language AS d, who.scopes AS e,
    who.token_id AS ref, who.site_id AS site, who.version AS n, who.expires_at AS m FROM who
UNION ALL SELECT CAST(1 AS bigint), units.id, units.code, units.names, NULL, NULL, NULL, NULL, NULL, units.depth, NULL FROM units
UNION ALL SELECT CAST(2 AS bigint), g.id, g.role, g.scope_kind, NULL, NULL, NULL, g.scope_id, NULL, NULL, NULL
    FROM role_grant g JOIN who ON g.person_id = who.id
    WHERE (g.valid_from IS NULL OR g.valid_from <= who.now) AND (g.valid_to IS NULL OR g.valid_to > who.now)
UNION ALL SELECT CAST(3 AS bigint), p.id, NULL, p.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM delegation d JOIN who ON d.delegate_id = who.id JOIN person p ON p.id = d.principal_id
    WHERE p.active AND (d.valid_from IS NULL OR d.valid_from <= who.now) AND (d.valid_to IS NULL OR d.valid_to > who.now)
ORDER BY 1, 10, 4, 2";

/// Who is behind the credential at that instant; `None` when it is unknown, over, revoked, or its person is not active.
pub async fn authenticate(
    conn: &impl ConnectionTrait,
    now: Instant,
    credential: Credential<'_>,
) -> Result<Option<Authenticated>, DirectoryError> {
    let mut sql = db::sql::Raw::new(conn);
    sql.push("WITH RECURSIVE who AS (SELECT p.id, p.login, p.name, p.email, p.language, p.org_unit_id, p.site_id, p.version, ");
    match credential {
        Credential::Session(key) => {
            sql.push("NULL AS scopes, ");
            // An id that is never there, but has the type of one on either engine.
            sql.push("CASE WHEN p.id IS NULL THEN p.id END AS token_id, s.expires_at, CAST(").bind(now.micros());
            sql.push(" AS bigint) AS now FROM session s JOIN person p ON p.id = s.person_id WHERE s.id_hash = ")
                .bind(secret::hash(key));
            sql.push(" AND s.expires_at > ").bind(now.micros());
        }
        Credential::Token(token) => {
            sql.push("s.scopes AS scopes, s.id AS token_id, s.expires_at, CAST(").bind(now.micros());
            sql.push(" AS bigint) AS now FROM api_token s JOIN person p ON p.id = s.person_id WHERE s.token_hash = ")
                .bind(secret::hash(token));
            sql.push(" AND s.revoked_at IS NULL AND s.expires_at > ").bind(now.micros());
        }
    }
    sql.push(" AND p.active").push(REST);
    assemble(&conn.query_all_raw(sql.build()).await?)
}

fn assemble(rows: &[QueryResult]) -> Result<Option<Authenticated>, DirectoryError> {
    let Some((first, rest)) = rows.split_first() else { return Ok(None) };
    let id = PersonId(first.try_get("", "id")?);
    let token: Option<Uuid> = first.try_get("", "ref")?;
    let language: String = first.try_get("", "d")?;
    let scopes: Option<String> = first.try_get("", "e")?;
    let expires_at = Instant::from_micros(first.try_get("", "m")?);
    let mut me = Me {
        id,
        login: first.try_get("", "a")?,
        name: first.try_get("", "b")?,
        email: first.try_get("", "c")?,
        language: language.parse().map_err(|_| corrupt("person.language"))?,
        org_unit: None,
        site_id: first.try_get::<Option<Uuid>>("", "site")?.map(PlaceId),
        version: first.try_get("", "n")?,
    };
    let mut actor = Actor { person: Some(id), token_scopes: parse_scopes(scopes.as_deref())?, ..Actor::system() };
    let mut acts_for = Vec::new();
    for row in rest {
        let id: Uuid = row.try_get("", "id")?;
        match row.try_get::<i64>("", "kind")? {
            1 => {
                if row.try_get::<i64>("", "n")? == 0 {
                    let names: String = row.try_get("", "b")?;
                    let names = serde_json::from_str(&names).map_err(|_| corrupt("org_unit.names"))?;
                    me.org_unit = Some(OrgUnitRef { id: OrgUnitId(id), code: row.try_get("", "a")?, names });
                }
                actor.org_units.push(OrgUnitId(id));
            }
            2 => {
                let role: String = row.try_get("", "a")?;
                let scope_kind: String = row.try_get("", "b")?;
                // A role that this release does not know gives nothing.
                if let Ok(role) = role.parse::<Role>() {
                    actor.grants.push(Grant { role, scope: scope(&scope_kind, row.try_get("", "ref")?)? });
                }
            }
            _ => {
                acts_for.push(Named { id: PersonId(id), name: row.try_get("", "b")? });
                actor.acts_for.push(PersonId(id));
            }
        }
    }
    let via = token.map_or(Via::Session { expires_at }, |id| Via::Token { id: TokenId(id) });
    Ok(Some(Authenticated { me, actor, acts_for, via }))
}

/// A scope from its two columns.
pub(crate) fn scope(kind: &str, id: Option<Uuid>) -> Result<Scope, DirectoryError> {
    match (kind, id) {
        ("all", None) => Ok(Scope::All),
        ("site", Some(id)) => Ok(Scope::Site(PlaceId(id))),
        ("org_unit", Some(id)) => Ok(Scope::OrgUnit(OrgUnitId(id))),
        _ => Err(corrupt("role_grant.scope")),
    }
}

/// The limit of a token: an empty list stands for no limit.
fn parse_scopes(text: Option<&str>) -> Result<Option<Vec<String>>, DirectoryError> {
    let Some(text) = text else { return Ok(None) };
    let scopes: Vec<String> = serde_json::from_str(text).map_err(|_| corrupt("api_token.scopes"))?;
    Ok((!scopes.is_empty()).then_some(scopes))
}

pub(crate) fn corrupt(what: &str) -> DirectoryError {
    DirectoryError::Internal(format!("{what} holds what it should not"))
}
