//! Which meters the tasks of a ticket ask to be read.

use buildings::model::meter::{Meter, MeterUnit, Reading};
use kernel::{
    Ctx, Instant,
    id::{InstallationId, MeterId},
};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    TicketError,
    model::task::{Demands, TaskKind},
};

/// The meter that an answer becomes a reading of.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TaskMeter)]
pub(crate) struct TaskMeter {
    id: MeterId,
    /// The name in the caller's language.
    name: String,
    unit: MeterUnit,
    /// What it showed last.
    last_reading: Option<i64>,
    last_read_at: Option<Instant>,
}

/// The meters that the tasks of a ticket may ask for.
#[derive(Debug, Default)]
pub(crate) struct TaskMeters {
    fixed: Vec<(Meter, Option<Reading>)>,
    /// The one of the installation; none where it has several, or none in use.
    only: Option<(Meter, Option<Reading>)>,
}

impl TaskMeters {
    /// Loads them, by at most four statements; by none where no task asks for a meter.
    pub(crate) async fn load(
        conn: &impl ConnectionTrait,
        tasks: impl Iterator<Item = (TaskKind, &Demands)>,
        installation: Option<InstallationId>,
    ) -> Result<Self, TicketError> {
        let wanted: Vec<Option<MeterId>> =
            tasks.filter(|(kind, _)| *kind == TaskKind::Meter).map(|(_, demands)| demands.meter_id).collect();
        let fixed = buildings::queries::meters_by_ids(conn, wanted.iter().flatten().copied()).await?;
        let mut only = None;
        if let Some(installation) = installation.filter(|_| wanted.contains(&None)) {
            let mut used = buildings::queries::meters_of(conn, installation).await?;
            used.retain(|(meter, _)| !meter.retired);
            only = used.pop().filter(|_| used.is_empty());
        }
        Ok(Self { fixed, only })
    }

    /// The meter of a task, with what it showed last: the one that it names, else the only one of the installation.
    pub(crate) fn of(&self, kind: TaskKind, demands: &Demands) -> Option<&(Meter, Option<Reading>)> {
        match demands.meter_id {
            _ if kind != TaskKind::Meter => None,
            Some(id) => self.fixed.iter().find(|(meter, _)| meter.id == id),
            None => self.only.as_ref(),
        }
    }

    /// The same as it is answered.
    pub(crate) fn shown(&self, cx: &Ctx, kind: TaskKind, demands: &Demands) -> Option<TaskMeter> {
        let (meter, last) = self.of(kind, demands)?;
        Some(TaskMeter {
            id: meter.id,
            name: meter.names.get(cx.lang).to_owned(),
            unit: meter.unit,
            last_reading: last.as_ref().map(|last| last.reading),
            last_read_at: last.as_ref().map(|last| last.read_at),
        })
    }
}
