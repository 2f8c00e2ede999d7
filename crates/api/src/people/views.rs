//! What the API shows of people.

use directory::{Authenticated, Delegation, OrgUnit, OrgUnitRef, Person, RoleGrant, Token};
use httpkit::AppState;
use kernel::{Instant, Lang, Names, OrgUnitId, PersonId, PlaceId, Role, Scope, TokenId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An organisational unit, in the caller's language.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrgUnitSummary {
    id: OrgUnitId,
    #[schema(example = "ICT")]
    code: String,
    name: String,
}

impl OrgUnitSummary {
    fn of(unit: &OrgUnitRef, lang: Lang) -> Self {
        Self { id: unit.id, code: unit.code.clone(), name: unit.names.get(lang).to_owned() }
    }
}

/// A person and their name.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedPerson {
    id: PersonId,
    name: String,
}

/// Who is signed in and what they may do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub(super) struct SessionView {
    person: SessionPerson,
    /// The roles in force.
    grants: Vec<SessionGrant>,
    /// The permissions held anywhere at all: enough to decide which pages to show.
    #[schema(example = json!(["book"]))]
    may: Vec<&'static str>,
    /// The people the caller may book for.
    acts_for: Vec<NamedPerson>,
}

/// The person who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SessionPerson {
    id: PersonId,
    login: String,
    name: String,
    email: String,
    language: Lang,
    org_unit: Option<OrgUnitSummary>,
    site_id: Option<PlaceId>,
}

/// A role and where it holds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SessionGrant {
    role: Role,
    scope: ScopeView,
}

kernel::text_enum! {
    /// What kind of scope it is.
    pub(super) enum ScopeKind {
        /// Everywhere.
        All = "all",
        /// On one site.
        Site = "site",
        /// For one organisational unit and what lies under it.
        OrgUnit = "org_unit",
    }
}

/// Where a role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = GrantScope)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeView {
    kind: ScopeKind,
    /// The site or the unit; null for `all`.
    #[serde(default)]
    id: Option<Uuid>,
}

impl From<Scope> for ScopeView {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::All => Self { kind: ScopeKind::All, id: None },
            Scope::Site(id) => Self { kind: ScopeKind::Site, id: Some(id.0) },
            Scope::OrgUnit(id) => Self { kind: ScopeKind::OrgUnit, id: Some(id.0) },
        }
    }
}

impl ScopeView {
    /// The scope it means; `None` when kind and id do not go together.
    pub(super) fn scope(self) -> Option<Scope> {
        match (self.kind, self.id) {
            (ScopeKind::All, None) => Some(Scope::All),
            (ScopeKind::Site, Some(id)) => Some(Scope::Site(PlaceId(id))),
            (ScopeKind::OrgUnit, Some(id)) => Some(Scope::OrgUnit(OrgUnitId(id))),
            _ => None,
        }
    }
}

impl SessionView {
    pub(super) fn of(state: &AppState, who: &Authenticated, lang: Lang) -> Self {
        let Authenticated { me, actor, acts_for, .. } = who;
        Self {
            person: SessionPerson {
                id: me.id,
                login: me.login.clone(),
                name: me.name.clone(),
                email: me.email.clone(),
                language: me.language,
                org_unit: me.org_unit.as_ref().map(|unit| OrgUnitSummary::of(unit, lang)),
                site_id: me.site_id,
            },
            grants: actor
                .grants
                .iter()
                .map(|grant| SessionGrant { role: grant.role, scope: grant.scope.into() })
                .collect(),
            may: state.permissions.iter().filter(|row| row.anywhere(actor)).map(|row| row.name).collect(),
            acts_for: acts_for.iter().map(|person| NamedPerson { id: person.id, name: person.name.clone() }).collect(),
        }
    }
}

/// A colleague.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub(super) struct PersonView {
    id: PersonId,
    #[schema(example = "anna.peeters")]
    login: String,
    name: String,
    email: String,
    language: Lang,
    org_unit: Option<OrgUnitSummary>,
    site_id: Option<PlaceId>,
    /// Whether they may sign in.
    active: bool,
    version: i64,
}

impl PersonView {
    pub(super) fn of(person: Person, lang: Lang) -> Self {
        let Person { id, login, name, email, language, org_unit, site_id, active, version, search_key: _ } = person;
        let org_unit = org_unit.as_ref().map(|unit| OrgUnitSummary::of(unit, lang));
        Self { id, login, name, email, language, org_unit, site_id, active, version }
    }
}

/// A role that a person holds somewhere, for some time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoleGrant)]
pub(super) struct GrantView {
    id: Uuid,
    role: Role,
    scope: ScopeView,
    valid_from: Option<Instant>,
    valid_to: Option<Instant>,
}

impl From<RoleGrant> for GrantView {
    fn from(grant: RoleGrant) -> Self {
        let RoleGrant { id, person: _, role, scope, valid_from, valid_to } = grant;
        Self { id, role, scope: scope.into(), valid_from, valid_to }
    }
}

/// Somebody acts for somebody else, for some time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delegation)]
pub(super) struct DelegationView {
    id: Uuid,
    /// For whom.
    principal: NamedPerson,
    /// Who acts.
    delegate: NamedPerson,
    valid_from: Option<Instant>,
    valid_to: Option<Instant>,
}

impl DelegationView {
    pub(super) fn of(delegation: &Delegation, name: impl Fn(PersonId) -> String) -> Self {
        let Delegation { id, principal, delegate, valid_from, valid_to } = *delegation;
        let named = |id| NamedPerson { id, name: name(id) };
        Self { id, principal: named(principal), delegate: named(delegate), valid_from, valid_to }
    }
}

/// A personal token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Token)]
pub(super) struct TokenView {
    id: TokenId,
    name: String,
    /// The permissions it is limited to; empty: all that the person has.
    scopes: Vec<String>,
    created_at: Instant,
    expires_at: Instant,
    revoked_at: Option<Instant>,
}

impl From<Token> for TokenView {
    fn from(token: Token) -> Self {
        let Token { id, person: _, name, scopes, created_at, expires_at, revoked_at } = token;
        Self { id, name, scopes, created_at, expires_at, revoked_at }
    }
}

/// An organisational unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OrgUnit)]
pub(super) struct OrgUnitView {
    id: OrgUnitId,
    #[schema(example = "ICT")]
    code: String,
    /// In the caller's language.
    name: String,
    names: Names,
    /// The unit above it.
    parent_id: Option<OrgUnitId>,
    retired: bool,
}

impl OrgUnitView {
    pub(super) fn of(unit: OrgUnit, lang: Lang) -> Self {
        let OrgUnit { id, code, names, parent_id, retired } = unit;
        Self { id, code, name: names.get(lang).to_owned(), names, parent_id, retired }
    }
}
