//! What the engine asks of rooms.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use booking::{
    Kind, KindFacts,
    model::wish::{Fit, Wish},
};
use db::{Conn, DbError, sql::Raw};
use kernel::{BookableId, LayoutId, Names};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    entity::layout,
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

    /// Two statements, however many rooms.
    async fn load(&self, conn: Conn<'_>, ids: &[BookableId]) -> Result<Arc<dyn KindFacts>, DbError> {
        let mut rooms: HashMap<BookableId, RoomFacts> = HashMap::with_capacity(ids.len());
        let ids = || ids.iter().copied();
        let mut sql = Raw::new(&conn);
        sql.push("SELECT r.id, r.step_free, f.feature_code FROM room r LEFT JOIN room_feature f ON f.room_id = r.id WHERE r.id IN (")
            .bind_all(ids().map(|id| id.0))
            .push(")");
        for row in conn.query_all_raw(sql.build()).await? {
            let room = rooms.entry(row.try_get("", "id")?).or_default();
            room.step_free = row.try_get("", "step_free")?;
            room.features.extend(row.try_get::<Option<String>>("", "feature_code")?);
        }
        for row in layout::Entity::find().filter(layout::Column::RoomId.is_in(ids())).all(&conn).await? {
            rooms.entry(row.room_id).or_default().layouts.push(row.into());
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
