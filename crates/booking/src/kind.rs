//! How a domain crate tells the engine what is special about its bookables.

use std::{collections::HashSet, sync::Arc};

use async_trait::async_trait;
use db::{Conn, DbError};
use kernel::{Actor, BookableId, LayoutId, Names, OccurrenceId};
use uuid::Uuid;

use crate::{
    BookingError,
    model::wish::{Fit, Wish},
    policy::Permission,
};

/// A kind of bookable: rooms, vehicles, … The crate that owns the kind implements it.
#[async_trait]
pub trait Kind: Send + Sync {
    /// The word for it, as in `bookable.kind`.
    fn name(&self) -> &'static str;

    /// Where alone things of this kind are booked, moved and given back: a path of the API under which a date has its own id,
    /// such as `/vehicle-reservations`. For kinds with rules that only their area knows (ranges, licences, keys).
    /// `None` = the engine's own rules are all there is, so that anybody books them through it.
    fn booked_at(&self) -> Option<&'static str> {
        None
    }

    /// Refuses whoever may not set the policies of a thing of this kind, by the chain of its scopes.
    fn require_policy(&self, actor: &Actor, chain: &[Uuid]) -> Result<(), BookingError> {
        Permission::SetPolicy.require(actor, chain)
    }

    /// Those of these that cannot be fetched now, as somebody still has them: of nobody is it said that they did not come.
    async fn missing(&self, _conn: Conn<'_>, _ids: &[BookableId]) -> Result<HashSet<BookableId>, DbError> {
        Ok(HashSet::new())
    }

    /// Loads what is special about these bookables, in a bounded number of statements however many they are.
    async fn load(&self, conn: Conn<'_>, ids: &[BookableId]) -> Result<Arc<dyn KindFacts>, DbError>;
}

/// What is special about some bookables, loaded: from here on everything is pure.
pub trait KindFacts: Send + Sync {
    /// How a bookable would answer a wish, apart from time. Unknown ids fit without a word.
    fn fit(&self, bookable: BookableId, wish: &Wish) -> Fit;

    /// What a layout is called.
    fn layout_names(&self, layout: LayoutId) -> Option<&Names>;
}

/// The engine: knows the kinds.
#[derive(Clone)]
pub struct Engine {
    kinds: Arc<[Arc<dyn Kind>]>,
    /// Whose hands it is in: the area that books at this path.
    area: Option<&'static str>,
}

impl Engine {
    /// An engine for these kinds.
    #[must_use]
    pub fn new(kinds: Vec<Arc<dyn Kind>>) -> Self {
        Self { kinds: kinds.into(), area: None }
    }

    /// The kind of that name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&dyn Kind> {
        self.kinds.iter().find(|kind| kind.name() == name).map(|kind| &**kind)
    }

    /// The same engine in the hands of the area that books at this path ([`Kind::booked_at`]): what is its own is not refused.
    #[must_use]
    pub fn for_area(&self, booked_at: &'static str) -> Self {
        Self { kinds: Arc::clone(&self.kinds), area: Some(booked_at) }
    }

    /// Where alone things of that kind are booked and changed; `None` = here.
    #[must_use]
    pub fn booked_elsewhere(&self, kind: &str) -> Option<&'static str> {
        self.kind(kind).and_then(Kind::booked_at).filter(|at| self.area != Some(*at))
    }

    /// Refuses what is booked elsewhere; `date` is the one that is to change.
    pub(crate) fn refuse_elsewhere<'a>(
        &self,
        kinds: impl IntoIterator<Item = &'a str>,
        date: Option<OccurrenceId>,
    ) -> Result<(), BookingError> {
        match kinds.into_iter().find_map(|kind| self.booked_elsewhere(kind)) {
            Some(at) => Err(BookingError::BookedElsewhere { at, date }),
            None => Ok(()),
        }
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.kinds.iter().map(|kind| kind.name())).finish()
    }
}
