//! What plates look like to a caller.

use chrono::NaiveDate;
use kernel::{BookableId, Lang, id::PlateId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{model::day::of_number, queries::PlateLine};

/// A plate on a vehicle for a time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlateAssignment)]
pub(crate) struct PlateBody {
    id: PlateId,
    #[schema(example = "1-ABC-234")]
    plate: String,
    /// Whether it has another form than Belgian plates.
    unusual: bool,
    vehicle_id: BookableId,
    vehicle_code: String,
    /// The name of the vehicle in the caller's language.
    vehicle_name: String,
    /// Its first day there.
    from: NaiveDate,
    /// The first day on which it is no longer there; nothing until further notice.
    until: Option<NaiveDate>,
}

impl PlateBody {
    pub(crate) fn new(line: PlateLine, lang: Lang) -> Self {
        let PlateLine { assignment, code, names } = line;
        Self {
            id: assignment.id,
            plate: assignment.plate,
            unusual: assignment.unusual,
            vehicle_id: assignment.vehicle,
            vehicle_code: code,
            vehicle_name: names.get(lang).to_owned(),
            from: of_number(assignment.from),
            until: assignment.until.map(of_number),
        }
    }
}
