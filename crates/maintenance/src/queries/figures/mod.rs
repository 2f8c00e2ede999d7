//! The figures that managers ask for, and the rows behind them.

mod answer;
mod count;
mod load;
mod reckon;
mod tables;

use kernel::{Ctx, PlaceId, id::TeamId};
use media::workbook::Sheet;

pub(crate) use answer::Figures;
pub(crate) use load::{Material, load};
pub(crate) use tables::FiguresTable;

use crate::model::figures::period::Period;

/// Which figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FiguresFilter {
    pub(crate) period: Period,
    pub(crate) site: Option<PlaceId>,
    /// Only in this place and everything inside it.
    pub(crate) place: Option<PlaceId>,
    pub(crate) team: Option<TeamId>,
    /// Only about installations of this class.
    pub(crate) class: Option<String>,
    /// Within how many days a fault counts as come back.
    pub(crate) repeat_days: i64,
}

/// The words of a code, or of one of its attributes, in the language of the caller.
pub(crate) type Words<'a> = dyn Fn(&str, Option<&str>) -> String + 'a;

/// The figures.
pub(crate) fn figures(material: &Material, cx: &Ctx, filter: &FiguresFilter, words: &Words<'_>) -> Figures {
    reckon::figures(material, &count::count(material, filter, cx.now), cx, filter, words)
}

/// The figures and the rows behind them as tables.
pub(crate) fn sheets(
    material: &Material,
    cx: &Ctx,
    filter: &FiguresFilter,
    wanted: &[FiguresTable],
    words: &Words<'_>,
) -> Vec<Sheet> {
    let counted = count::count(material, filter, cx.now);
    let figures = reckon::figures(material, &counted, cx, filter, words);
    let maker = tables::Maker { material, counted: &counted, figures: &figures, cx, filter, words };
    wanted.iter().map(|table| maker.sheet(*table)).collect()
}
