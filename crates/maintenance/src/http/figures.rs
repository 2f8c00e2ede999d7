//! What the endpoints of the figures have in common.

use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller};
use kernel::{FieldError, PlaceId, field::in_range, id::TeamId};
use media::workbook::Sheet;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::IntoParams;

use crate::{
    TicketError,
    model::figures::{period::Period, repeats},
    policy::Permission,
    queries::{self, FiguresFilter, FiguresTable, Material, Words},
};

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct FiguresQuery {
    /// The first day, by the calendar of each site.
    from: NaiveDate,
    /// The last day; at most three years after the first.
    to: NaiveDate,
    /// Only on this site; else on all whose figures the caller sees.
    site: Option<PlaceId>,
    /// Only in this place and everything inside it: a building, a floor.
    place: Option<PlaceId>,
    /// Only the tickets of this team. Inspections, remarks and downtime have none.
    team: Option<TeamId>,
    /// Only about installations of this class.
    class: Option<String>,
    /// Within how many days a fault counts as come back: 30, unless told; 1 to 366.
    repeat_days: Option<i64>,
}

impl FiguresQuery {
    fn check(self) -> Result<FiguresFilter, FieldError> {
        let Self { from, to, site, place, team, class, repeat_days } = self;
        let repeat_days = repeat_days.unwrap_or(repeats::USUAL_DAYS);
        in_range("repeat_days", repeat_days, 1, repeats::MAX_DAYS)?;
        Ok(FiguresFilter { period: Period::new(from, to)?, site, place, team, class, repeat_days })
    }
}

/// What figures are reckoned from, with all that is needed to say them.
pub(super) struct Reckoning {
    state: AppState,
    caller: Caller,
    filter: FiguresFilter,
    material: Material,
}

impl Reckoning {
    /// Reads what the figures are made of.
    pub(super) async fn begin(state: AppState, caller: Caller, query: FiguresQuery) -> Result<Self, ApiError> {
        let filter = query.check().map_err(TicketError::from)?;
        let material = queries::load_figures(state.db.read(), &caller.cx, &filter).await?;
        Ok(Self { state, caller, filter, material })
    }

    /// The figures.
    pub(super) async fn figures(self) -> Result<queries::Figures, ApiError> {
        self.reckon(|it, words| queries::figures(&it.material, &it.caller.cx, &it.filter, words)).await
    }

    /// The figures and the rows behind them. They name tickets, so a token has to be good for that too.
    pub(super) async fn sheets(self, wanted: Vec<FiguresTable>) -> Result<Vec<Sheet>, ApiError> {
        if !Permission::SeeTickets.in_token(&self.caller.cx.actor) {
            return Err(TicketError::forbidden(Permission::SeeTickets.name()).into());
        }
        self.reckon(move |it, words| queries::sheets(&it.material, &it.caller.cx, &it.filter, &wanted, words)).await
    }

    /// What a file with the figures is called, without its ending.
    pub(super) fn file_name(&self) -> String {
        let Period { from, to } = self.filter.period;
        format!("maintenance-{from}-{to}")
    }

    /// Off the async threads: years of tickets take processor time.
    async fn reckon<T: Send + 'static>(
        self,
        work: impl FnOnce(&Self, &Words<'_>) -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let done = tokio::task::spawn_blocking(move || {
            let args = Map::from_iter([("days".to_owned(), Value::from(self.filter.repeat_days))]);
            let words = |code: &str, attribute: Option<&str>| {
                let text = self.state.texts.text(self.caller.cx.lang, code, attribute, &args);
                text.unwrap_or_else(|| code.to_owned())
            };
            work(&self, &words)
        });
        done.await.map_err(ApiError::internal)
    }
}
