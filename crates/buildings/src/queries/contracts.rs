//! Suppliers and contracts: single ones and lists.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use kernel::id::{ContractId, SupplierId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::search_words;
use crate::{
    BuildingsError,
    entity::{contract, supplier},
    model::contract::{Contract, Supplier},
};

/// The supplier, retired or not.
pub async fn supplier(conn: &impl ConnectionTrait, id: SupplierId) -> Result<Option<Supplier>, BuildingsError> {
    Ok(supplier::Entity::find_by_id(id).one(conn).await?.map(Supplier::from))
}

/// The supplier with that code, retired or not.
pub async fn supplier_by_code(conn: &impl ConnectionTrait, code: &str) -> Result<Option<Supplier>, BuildingsError> {
    Ok(supplier::Entity::find().filter(supplier::Column::Code.eq(code)).one(conn).await?.map(Supplier::from))
}

/// The suppliers with those ids, in no order; unknown ones are left out.
pub async fn suppliers_by_ids(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = SupplierId>,
) -> Result<Vec<Supplier>, BuildingsError> {
    let rows = supplier::Entity::find().filter(supplier::Column::Id.is_in(ids)).all(conn).await?;
    Ok(rows.into_iter().map(Supplier::from).collect())
}

/// All suppliers, retired ones too, by code.
pub(crate) async fn all_suppliers(conn: &impl ConnectionTrait) -> Result<Vec<Supplier>, BuildingsError> {
    let rows = supplier::Entity::find().order_by_asc(supplier::Column::Code).all(conn).await?;
    Ok(rows.into_iter().map(Supplier::from).collect())
}

/// At most `limit` suppliers whose code or name contains each word of `q`, by code, those after the code `after`.
pub async fn list_suppliers(
    conn: &impl ConnectionTrait,
    q: Option<&str>,
    retired: bool,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Supplier>, BuildingsError> {
    let mut wanted = Condition::all()
        .add_option((!retired).then(|| supplier::Column::RetiredAt.is_null()))
        .add_option(after.map(|code| supplier::Column::Code.gt(code)));
    for word in search_words(q) {
        wanted = wanted.add(Expr::col(supplier::Column::SearchKey).like(word));
    }
    let rows =
        supplier::Entity::find().filter(wanted).order_by_asc(supplier::Column::Code).limit(limit).all(conn).await?;
    Ok(rows.into_iter().map(Supplier::from).collect())
}

/// The contract, retired or not.
pub async fn contract(conn: &impl ConnectionTrait, id: ContractId) -> Result<Option<Contract>, BuildingsError> {
    let row = contract::Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(Contract::try_from).transpose()?)
}

/// The contract with that code, retired or not.
pub async fn contract_by_code(conn: &impl ConnectionTrait, code: &str) -> Result<Option<Contract>, BuildingsError> {
    let row = contract::Entity::find().filter(contract::Column::Code.eq(code)).one(conn).await?;
    Ok(row.map(Contract::try_from).transpose()?)
}

/// The contracts with those ids, in no order; unknown ones are left out.
pub async fn contracts_by_ids(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = ContractId>,
) -> Result<Vec<Contract>, BuildingsError> {
    read(contract::Entity::find().filter(contract::Column::Id.is_in(ids)).all(conn).await?)
}

/// All contracts, retired ones too, by code.
pub(crate) async fn all_contracts(conn: &impl ConnectionTrait) -> Result<Vec<Contract>, BuildingsError> {
    read(contract::Entity::find().order_by_asc(contract::Column::Code).all(conn).await?)
}

fn read(rows: Vec<contract::Model>) -> Result<Vec<Contract>, BuildingsError> {
    Ok(rows.into_iter().map(Contract::try_from).collect::<Result<_, _>>()?)
}

/// Which contracts, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContractFilter {
    /// Only with this supplier.
    pub supplier: Option<SupplierId>,
    /// Only those that end before this day; the first to end come first.
    pub ending_before: Option<NaiveDate>,
    /// Only those about which somebody has to decide between these days, both included; the most urgent come first.
    pub notice_between: Option<(NaiveDate, NaiveDate)>,
    /// Only those whose number or title contains each of these words, without regard to case and accents.
    pub q: Option<String>,
    /// Retired ones too.
    pub retired: bool,
}

/// The place of a contract in a list: the day it is sorted by (empty when by code), and its code.
pub type ContractKey = (String, String);

impl ContractFilter {
    fn sorted_by(&self) -> Option<contract::Column> {
        if self.notice_between.is_some() {
            Some(contract::Column::NoticeOn)
        } else if self.ending_before.is_some() {
            Some(contract::Column::EndsOn)
        } else {
            None
        }
    }

    /// The place of a contract in the list.
    #[must_use]
    pub fn key(&self, contract: &Contract) -> ContractKey {
        let day = match self.sorted_by() {
            Some(contract::Column::NoticeOn) => contract.notice_on,
            Some(_) => contract.ends_on,
            None => None,
        };
        (day.map(|day| day.to_string()).unwrap_or_default(), contract.code.clone())
    }
}

/// At most `limit` contracts that match, each with its supplier, those behind `after`.
pub async fn list_contracts(
    conn: &impl ConnectionTrait,
    filter: &ContractFilter,
    after: Option<&ContractKey>,
    limit: u64,
) -> Result<Vec<(Contract, Supplier)>, BuildingsError> {
    use contract::Column;
    let ContractFilter { supplier, ending_before, notice_between, q, retired } = filter;
    let mut wanted = Condition::all()
        .add_option(supplier.map(|supplier| Column::SupplierId.eq(supplier)))
        .add_option(ending_before.map(|day| Column::EndsOn.lt(day.to_string())))
        .add_option(notice_between.map(|(from, to)| Column::NoticeOn.between(from.to_string(), to.to_string())))
        .add_option((!retired).then(|| Column::RetiredAt.is_null()));
    for word in search_words(q.as_deref()) {
        wanted = wanted.add(Expr::col(Column::SearchKey).like(word));
    }
    let mut rows = contract::Entity::find();
    match (filter.sorted_by(), after) {
        (Some(day), after) => {
            if let Some((at, code)) = after {
                let same_day = Condition::all().add(day.eq(at.as_str())).add(Column::Code.gt(code.as_str()));
                wanted = wanted.add(Condition::any().add(day.gt(at.as_str())).add(same_day));
            }
            rows = rows.order_by_asc(day);
        }
        (None, Some((_, code))) => wanted = wanted.add(Column::Code.gt(code.as_str())),
        (None, None) => {}
    }
    let contracts = read(rows.filter(wanted).order_by_asc(Column::Code).limit(limit).all(conn).await?)?;
    let suppliers: BTreeSet<SupplierId> = contracts.iter().map(|one| one.supplier_id).collect();
    let suppliers: HashMap<SupplierId, Supplier> =
        suppliers_by_ids(conn, suppliers).await?.into_iter().map(|one| (one.id, one)).collect();
    Ok(contracts
        .into_iter()
        .filter_map(|contract| {
            let supplier = suppliers.get(&contract.supplier_id)?.clone();
            Some((contract, supplier))
        })
        .collect())
}
