//! Installations: single ones, lists, and what is told about one.

use std::collections::{BTreeSet, HashMap};

use kernel::{
    Names, PlaceId,
    id::{ContractId, InstallationId, SupplierId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{contracts, installation_classes, meters, tree};
use crate::{
    BuildingsError,
    attachments::{Attachment, SubjectKind},
    entity::installation,
    model::{
        Place,
        contract::{Contract, Supplier},
        installation::{Criticality, Installation},
        meter::{Meter, Reading},
    },
    queries::search_words,
};

/// The installation, retired or not.
pub async fn installation(
    conn: &impl ConnectionTrait,
    id: InstallationId,
) -> Result<Option<Installation>, BuildingsError> {
    let row = installation::Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(Installation::try_from).transpose()?)
}

/// The installations with those codes, in no order; unknown ones are left out.
pub async fn installations_by_codes(
    conn: &impl ConnectionTrait,
    codes: &[&str],
) -> Result<Vec<Installation>, BuildingsError> {
    let wanted = installation::Column::Code.is_in(codes.iter().copied());
    read(installation::Entity::find().filter(wanted).all(conn).await?)
}

/// All installations, retired ones too, by code.
pub(crate) async fn all_installations(conn: &impl ConnectionTrait) -> Result<Vec<Installation>, BuildingsError> {
    read(installation::Entity::find().order_by_asc(installation::Column::Code).all(conn).await?)
}

/// The direct parts of an installation that are in use, by code.
pub async fn parts(conn: &impl ConnectionTrait, whole: InstallationId) -> Result<Vec<Installation>, BuildingsError> {
    let rows = installation::Entity::find()
        .filter(installation::Column::ParentId.eq(whole))
        .filter(installation::Column::RetiredAt.is_null())
        .order_by_asc(installation::Column::Code)
        .all(conn)
        .await?;
    read(rows)
}

fn read(rows: Vec<installation::Model>) -> Result<Vec<Installation>, BuildingsError> {
    Ok(rows.into_iter().map(Installation::try_from).collect::<Result<_, _>>()?)
}

/// Which installations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InstallationFilter {
    /// Only on this site.
    pub site: Option<PlaceId>,
    /// Only in this place and everything inside it.
    pub place: Option<PlaceId>,
    /// Only of this class.
    pub class: Option<String>,
    /// Only the direct parts of this one.
    pub parent: Option<InstallationId>,
    /// Only those that are so critical.
    pub criticality: Option<Criticality>,
    /// Only those under this contract.
    pub contract: Option<ContractId>,
    /// Only those that do not work, or only those that do.
    pub out_of_service: Option<bool>,
    /// Only those whose code, name, maker or model contains each of these words, without regard to case and accents.
    pub q: Option<String>,
    /// Retired ones too.
    pub retired: bool,
}

/// At most `limit` installations that match, by code, those after the code `after`.
pub async fn list_installations(
    conn: &impl ConnectionTrait,
    filter: &InstallationFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Installation>, BuildingsError> {
    use installation::Column;
    let InstallationFilter { site, place, class, parent, criticality, contract, out_of_service, q, retired } = filter;
    let mut wanted = Condition::all()
        .add_option(site.map(|site| Column::SiteId.eq(site)))
        .add_option(class.as_deref().map(|class| Column::ClassCode.eq(class)))
        .add_option(parent.map(|parent| Column::ParentId.eq(parent)))
        .add_option(criticality.map(|criticality| Column::Criticality.eq(criticality)))
        .add_option(contract.map(|contract| Column::ContractId.eq(contract)))
        .add_option((!retired).then(|| Column::RetiredAt.is_null()))
        .add_option(after.map(|code| Column::Code.gt(code)));
    if let Some(place) = place {
        let inside = tree::inside(conn, *place).await?;
        wanted = wanted.add(Column::PlaceId.is_in(inside.into_iter().map(|place| place.id)));
    }
    wanted = match out_of_service {
        Some(true) => wanted.add(Column::OutOfServiceSince.is_not_null()),
        Some(false) => wanted.add(Column::OutOfServiceSince.is_null()),
        None => wanted,
    };
    for word in search_words(q.as_deref()) {
        wanted = wanted.add(Expr::col(Column::SearchKey).like(word));
    }
    read(installation::Entity::find().filter(wanted).order_by_asc(Column::Code).limit(limit).all(conn).await?)
}

/// An installation with the names of what it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The installation.
    pub installation: Installation,
    /// The name of its class.
    pub class: Names,
    /// Where it stands.
    pub place: Place,
    /// On which site.
    pub site: Place,
    /// Who delivered it.
    pub supplier: Option<Supplier>,
    /// Its contract.
    pub contract: Option<Contract>,
}

/// Adds to installations the names of what they refer to, in four statements however many they are.
pub async fn describe(
    conn: &impl ConnectionTrait,
    installations: Vec<Installation>,
) -> Result<Vec<Described>, BuildingsError> {
    if installations.is_empty() {
        return Ok(vec![]);
    }
    let places: BTreeSet<PlaceId> = installations.iter().flat_map(|one| [one.place_id, one.site_id]).collect();
    let places: HashMap<PlaceId, Place> =
        super::by_ids(conn, places).await?.into_iter().map(|place| (place.id, place)).collect();
    let classes: HashMap<String, Names> = installation_classes::installation_classes(conn)
        .await?
        .into_iter()
        .map(|class| (class.code, class.names))
        .collect();
    let suppliers: BTreeSet<SupplierId> = installations.iter().filter_map(|one| one.supplier_id).collect();
    let suppliers: HashMap<SupplierId, Supplier> =
        contracts::suppliers_by_ids(conn, suppliers).await?.into_iter().map(|one| (one.id, one)).collect();
    let found: BTreeSet<ContractId> = installations.iter().filter_map(|one| one.contract_id).collect();
    let found: HashMap<ContractId, Contract> =
        contracts::contracts_by_ids(conn, found).await?.into_iter().map(|one| (one.id, one)).collect();
    Ok(installations
        .into_iter()
        .filter_map(|installation| {
            // Foreign keys see to it that nothing is missing.
            let place = places.get(&installation.place_id)?.clone();
            let site = places.get(&installation.site_id)?.clone();
            let class = classes.get(&installation.class)?.clone();
            let supplier = installation.supplier_id.and_then(|id| suppliers.get(&id).cloned());
            let contract = installation.contract_id.and_then(|id| found.get(&id).cloned());
            Some(Described { installation, class, place, site, supplier, contract })
        })
        .collect())
}

/// Everything about one installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeInstallation {
    /// The installation.
    pub described: Described,
    /// The way from the site down to where it stands.
    pub path: Vec<Place>,
    /// What it is a part of.
    pub parent: Option<Installation>,
    /// Its direct parts that are in use, by code.
    pub parts: Vec<Installation>,
    /// Its meters that are in use, by code, each with its last reading.
    pub meters: Vec<(Meter, Option<Reading>)>,
    /// Its documents, the oldest first.
    pub documents: Vec<Attachment>,
}

/// Everything about one installation, retired or not.
pub async fn whole_installation(
    conn: &impl ConnectionTrait,
    id: InstallationId,
) -> Result<Option<WholeInstallation>, BuildingsError> {
    let found: Vec<Installation> = installation(conn, id).await?.into_iter().collect();
    let Some(described) = describe(conn, found).await?.pop() else { return Ok(None) };
    let one = &described.installation;
    let path = tree::path(conn, one.place_id).await?;
    let parent = match one.parent_id {
        Some(parent) => installation(conn, parent).await?,
        None => None,
    };
    let (parts, meters) = (parts(conn, id).await?, meters::meters_of(conn, id).await?);
    let documents = super::attachments(conn, SubjectKind::Installation, &[id.0]).await?;
    Ok(Some(WholeInstallation { described, path, parent, parts, meters, documents }))
}
