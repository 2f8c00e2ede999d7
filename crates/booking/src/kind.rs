//! How a domain crate tells the engine what is special about its bookables.

use std::sync::Arc;

use async_trait::async_trait;
use db::{Conn, DbError};
use kernel::{BookableId, LayoutId, Names};

use crate::model::wish::{Fit, Wish};

/// A kind of bookable: rooms, vehicles, … The crate that owns the kind implements it.
#[async_trait]
pub trait Kind: Send + Sync {
    /// The word for it, as in `bookable.kind`.
    fn name(&self) -> &'static str;

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
}

impl Engine {
    /// An engine for these kinds.
    #[must_use]
    pub fn new(kinds: Vec<Arc<dyn Kind>>) -> Self {
        Self { kinds: kinds.into() }
    }

    /// The kind of that name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&dyn Kind> {
        self.kinds.iter().find(|kind| kind.name() == name).map(|kind| &**kind)
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.kinds.iter().map(|kind| kind.name())).finish()
    }
}
