//! What the engine asks of rooms.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use booking::{
    Kind, KindFacts,
    model::wish::{Fit, Wish},
};
use db::{Conn, DbError};
use kernel::{BookableId, LayoutId, Names};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    entity::{layout, room, room_feature},
    model::{Layout, RoomFacts, fit},
};

/// The kind `room`.
#[derive(Debug, Clone, Copy, Default)]
pub struct RoomKind;

/// The word for it in `bookable.kind` and in the API.
pub const KIND: &str = "room";

struct Facts {
    rooms: HashMap<BookableId, RoomFacts>,
}

#[async_trait]
impl Kind for RoomKind {
    fn name(&self) -> &'static str {
        KIND
    }

    /// Three statements, however many rooms.
    async fn load(&self, conn: Conn<'_>, ids: &[BookableId]) -> Result<Arc<dyn KindFacts>, DbError> {
        let mut rooms: HashMap<BookableId, RoomFacts> = HashMap::with_capacity(ids.len());
        let ids = || ids.iter().copied();
        for room in room::Entity::find().filter(room::Column::Id.is_in(ids())).all(&conn).await? {
            rooms.entry(room.id).or_default().step_free = room.step_free;
        }
        for row in layout::Entity::find().filter(layout::Column::RoomId.is_in(ids())).all(&conn).await? {
            rooms.entry(row.room_id).or_default().layouts.push(row.into());
        }
        for row in room_feature::Entity::find().filter(room_feature::Column::RoomId.is_in(ids())).all(&conn).await? {
            rooms.entry(row.room_id).or_default().features.push(row.feature_code);
        }
        Ok(Arc::new(Facts { rooms }))
    }
}

impl KindFacts for Facts {
    fn fit(&self, bookable: BookableId, wish: &Wish) -> Fit {
        self.rooms.get(&bookable).map(|room| fit(room, wish)).unwrap_or_default()
    }

    fn layout_names(&self, layout: LayoutId) -> Option<&Names> {
        self.rooms.values().flat_map(|room| &room.layouts).find(|known| known.id == layout).map(|known| &known.names)
    }
}

impl From<layout::Model> for Layout {
    fn from(row: layout::Model) -> Self {
        let layout::Model {
            id,
            room_id: _,
            code,
            names,
            capacity,
            setup_minutes,
            cleanup_minutes,
            is_default,
            retired,
        } = row;
        Self { id, code, names, capacity, setup_minutes, cleanup_minutes, is_default, retired }
    }
}
