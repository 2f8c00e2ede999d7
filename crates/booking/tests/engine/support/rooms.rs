//! A kind of bookable for tests: rooms with layouts, kept in memory.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use booking::{
    Kind, KindFacts,
    model::{
        finding::Finding,
        wish::{Fit, Wish},
    },
};
use db::{Conn, DbError};
use kernel::{BookableId, LayoutId, Names};
use uuid::Uuid;

/// One way to set a room up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) capacity: i64,
    pub(crate) setup_minutes: i64,
    pub(crate) cleanup_minutes: i64,
}

impl Layout {
    /// So many seats, ready as it stands.
    pub(crate) const fn seats(capacity: i64) -> Self {
        Self { capacity, setup_minutes: 0, cleanup_minutes: 0 }
    }

    /// Its id: the same numbers are the same layout.
    pub(crate) fn id(self) -> LayoutId {
        let number = |n: i64| u128::from(n.unsigned_abs());
        LayoutId(Uuid::from_u128(
            number(self.capacity) << 64 | number(self.setup_minutes) << 32 | number(self.cleanup_minutes),
        ))
    }
}

/// All rooms with their layouts.
#[derive(Debug, Default)]
pub(crate) struct TestRooms(Mutex<HashMap<BookableId, Vec<Layout>>>);

impl TestRooms {
    pub(crate) fn set(&self, id: BookableId, layouts: &[Layout]) {
        self.0.lock().expect("nobody panics here").insert(id, layouts.to_vec());
    }
}

#[async_trait::async_trait]
impl Kind for TestRooms {
    fn name(&self) -> &'static str {
        "room"
    }

    async fn load(&self, _: Conn<'_>, _: &[BookableId]) -> Result<Arc<dyn KindFacts>, DbError> {
        Ok(Arc::new(Facts { layouts: self.0.lock().expect("nobody panics here").clone(), name: Names::same("layout") }))
    }
}

struct Facts {
    layouts: HashMap<BookableId, Vec<Layout>>,
    name: Names,
}

impl KindFacts for Facts {
    fn fit(&self, bookable: BookableId, wish: &Wish) -> Fit {
        let Some(layouts) = self.layouts.get(&bookable) else { return Fit::default() };
        let mut by_size = layouts.clone();
        by_size.sort_by_key(|layout| layout.capacity);
        let chosen = match wish.layout {
            Some(id) => by_size.iter().find(|layout| layout.id() == id),
            None => by_size.iter().find(|layout| layout.capacity >= wish.attendees).or(by_size.last()),
        };
        let Some(layout) = chosen.copied() else {
            return Fit {
                findings: vec![Finding::refusal("unknown_layout", serde_json::Value::Null)],
                ..Fit::default()
            };
        };
        let mut findings = vec![];
        if layout.capacity < wish.attendees {
            findings.push(Finding::refusal("too_small", serde_json::json!({ "capacity": layout.capacity })));
        }
        Fit {
            layout: Some(layout.id()),
            setup_minutes: layout.setup_minutes,
            cleanup_minutes: layout.cleanup_minutes,
            findings,
            rank: layout.capacity - wish.attendees,
            presence: None,
        }
    }

    fn layout_names(&self, _: LayoutId) -> Option<&Names> {
        Some(&self.name)
    }
}
