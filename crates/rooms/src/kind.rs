//! What the engine asks of rooms.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use booking::{
    Kind, KindFacts,
    model::wish::{Fit, Wish},
};
use db::{Conn, DbError, sql::Raw, wide};
use kernel::{BookableId, LayoutId, Names};
use sea_orm::DbErr;
use uuid::Uuid;

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

    /// One statement, however many rooms.
    async fn load(&self, conn: Conn<'_>, ids: &[BookableId]) -> Result<Arc<dyn KindFacts>, DbError> {
        let mut rooms: HashMap<BookableId, RoomFacts> = HashMap::with_capacity(ids.len());
        let ids = || ids.iter().map(|id| id.0);
        let mut sql = Raw::new(&conn);
        sql.push(
            "SELECT r.id AS room_id, CAST(CASE WHEN r.step_free THEN 1 ELSE 0 END AS bigint) AS step_free, f.feature_code, \
             CAST(NULL AS uuid) AS layout_id, CAST(NULL AS text) AS code, CAST(NULL AS text) AS names, \
             CAST(NULL AS bigint) AS capacity, CAST(NULL AS bigint) AS setup_minutes, \
             CAST(NULL AS bigint) AS cleanup_minutes, CAST(NULL AS bigint) AS is_default, CAST(NULL AS bigint) AS retired \
             FROM room r LEFT JOIN room_feature f ON f.room_id = r.id WHERE r.id IN (",
        )
        .bind_all(ids())
        .push(
            ") UNION ALL SELECT l.room_id, 0, CAST(NULL AS text), l.id, l.code, l.names, l.capacity, l.setup_minutes, \
             l.cleanup_minutes, CASE WHEN l.is_default THEN 1 ELSE 0 END, CASE WHEN l.retired THEN 1 ELSE 0 END \
             FROM layout l WHERE l.room_id IN (",
        )
        .bind_all(ids())
        .push(")");
        for row in wide::rows::<Row>(&conn, sql).await? {
            let room = rooms.entry(BookableId(row.room_id)).or_default();
            room.step_free |= row.step_free == 1;
            room.features.extend(row.feature_code.clone());
            room.layouts.extend(row.layout()?);
        }
        Ok(Arc::new(Facts { rooms }))
    }
}

db::wide_row! {
    /// A room with one of its features, or a layout of it.
    struct Row {
        room_id: Uuid,
        step_free: i64,
        feature_code: Option<String>,
        layout_id: Option<Uuid>,
        code: Option<String>,
        names: Option<String>,
        capacity: Option<i64>,
        setup_minutes: Option<i64>,
        cleanup_minutes: Option<i64>,
        is_default: Option<i64>,
        retired: Option<i64>,
    }
}

impl Row {
    fn layout(self) -> Result<Option<Layout>, DbErr> {
        let Self { layout_id: Some(id), code: Some(code), names: Some(names), .. } = self else { return Ok(None) };
        Ok(Some(Layout {
            id: LayoutId(id),
            code,
            names: Names::from_json(&names).map_err(|error| DbErr::Type(format!("names of a layout: {error}")))?,
            capacity: self.capacity.unwrap_or_default(),
            setup_minutes: self.setup_minutes.unwrap_or_default(),
            cleanup_minutes: self.cleanup_minutes.unwrap_or_default(),
            is_default: self.is_default == Some(1),
            retired: self.retired == Some(1),
        }))
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
