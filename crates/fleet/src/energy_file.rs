//! Statements of suppliers of energy, read by their mapping.

use std::io::Read;

use buildings::sheet::{self, Refused, Row};
use chrono::NaiveDateTime;
use kernel::field::one_line;

use crate::model::{
    energy::{EnergyKind, quantity_and_cents},
    energy_mapping::{EnergyMapping, QuantityUnit, decimal, in_utf8, moment},
    odometer::MAX_KM,
    plate::check_plate,
};

/// The longest number of a card, name of a station or reference, in characters.
const MAX_TEXT: usize = 120;

/// A line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyRow {
    /// The line on which it begins.
    pub line: u64,
    /// When, on the clock of the place.
    pub at: NaiveDateTime,
    /// On which plate, as plates are kept.
    pub plate: Option<String>,
    /// With which card.
    pub card: Option<String>,
    /// What was taken.
    pub kind: EnergyKind,
    /// Thousandths of a litre, a kilowatt-hour or a kilogram; negative where it is given back.
    pub quantity: i64,
    /// What it cost; negative where it is given back.
    pub cents: i64,
    /// In which currency.
    pub currency: String,
    /// What the odometer showed.
    pub odometer_km: Option<i64>,
    /// Where.
    pub station: Option<String>,
    /// By which the supplier knows it.
    pub reference: Option<String>,
}

/// What was read from a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EnergyRows {
    /// The lines that could be read.
    pub rows: Vec<EnergyRow>,
    /// What could not.
    pub problems: Vec<Refused>,
}

/// Reads a statement; never fails as a whole, but says what could not be read and where.
#[must_use]
pub fn parse(mut reader: impl Read, mapping: &EnergyMapping) -> EnergyRows {
    let mut bytes = vec![];
    if reader.by_ref().take(sheet::MAX_BYTES + 1).read_to_end(&mut bytes).is_err() {
        return EnergyRows { rows: vec![], problems: vec![Refused::new(1, "", "unreadable")] };
    }
    let sheet = sheet::read_as(&*in_utf8(&bytes), mapping.separator.byte(), &mapping.heads());
    let mut parsed = EnergyRows { rows: vec![], problems: sheet.problems };
    for row in &sheet.rows {
        match energy_row(row, mapping) {
            Ok(line) => parsed.rows.push(line),
            Err(refused) => parsed.problems.push(refused),
        }
    }
    parsed
}

fn energy_row(row: &Row, mapping: &EnergyMapping) -> Result<EnergyRow, Refused> {
    let refused = |column: &str, why: &str| Refused::new(row.line, column, why);
    let required = |column: &'static str| row.text(column).ok_or_else(|| refused(column, "required"));
    let text = |column: &'static str| match row.text(column) {
        None => Ok(None),
        Some(text) => one_line(column, text, MAX_TEXT).map(Some).map_err(|error| refused(column, error.code)),
    };
    let scale = match mapping.unit {
        QuantityUnit::Whole => 3,
        QuantityUnit::Thousandths => 0,
    };
    let number = |column: &'static str, scale| {
        decimal(required(column)?, mapping.decimal, scale).ok_or_else(|| refused(column, "invalid"))
    };
    let (quantity, cents) = (number("quantity", scale)?, number("amount", 2)?);
    let (quantity, cents) = quantity_and_cents(quantity, cents).map_err(|(column, why)| refused(column, why))?;
    let odometer_km = match row.text("odometer") {
        None => None,
        Some(shown) => Some(decimal(shown, mapping.decimal, 0).ok_or_else(|| refused("odometer", "invalid"))?),
    };
    if odometer_km.is_some_and(|km| !(0..=MAX_KM).contains(&km)) {
        return Err(refused("odometer", "out_of_range"));
    }
    let plate = match row.text("plate") {
        None => None,
        Some(plate) => Some(check_plate("plate", plate, true).map_err(|error| refused("plate", error.code))?),
    };
    let card = text("card")?;
    if plate.is_none() && card.is_none() {
        return Err(refused("plate", "required"));
    }
    let currency = row.text("currency").map_or_else(|| "EUR".to_owned(), str::to_ascii_uppercase);
    let currency = if currency == "€" { "EUR".to_owned() } else { currency };
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(refused("currency", "invalid"));
    }
    let day = required("day")?;
    let wrong_of = || if moment(day, None, mapping.day_order).is_some() { "time" } else { "day" };
    Ok(EnergyRow {
        line: row.line,
        at: moment(day, row.text("time"), mapping.day_order).ok_or_else(|| refused(wrong_of(), "invalid"))?,
        plate,
        card,
        kind: mapping.kind_of(row.text("kind")).ok_or_else(|| refused("kind", "unknown"))?,
        quantity,
        cents,
        currency,
        odometer_km,
        station: text("station")?,
        reference: text("reference")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::energy_mapping::{DayOrder, DecimalMark, EnergyColumns, Separator};

    fn mapping() -> EnergyMapping {
        let of = |head: &str| Some(head.to_owned());
        EnergyMapping {
            separator: Separator::Auto,
            decimal: DecimalMark::Comma,
            day_order: DayOrder::DayMonthYear,
            unit: QuantityUnit::Whole,
            kind: None,
            kinds: [("Diesel B7".to_owned(), EnergyKind::Diesel)].into(),
            cards: [].into(),
            columns: EnergyColumns {
                day: "Datum".into(),
                time: of("Uur"),
                plate: of("Nummerplaat"),
                card: None,
                kind: of("Product"),
                quantity: "Volume".into(),
                amount: "Bedrag".into(),
                currency: None,
                odometer: of("Km"),
                station: of("Station"),
                reference: of("Ticket"),
            },
        }
    }

    const HEAD: &str = "\u{feff}Ticket;Datum;Uur;Nummerplaat;Product;Volume;Bedrag;Km;Station\r\n";

    #[test]
    fn a_statement_is_read_by_its_mapping() {
        let file =
            format!("{HEAD}T1;30/11/2026;08:15;1abc234;diesel b7;41,237;\"1.070,50\";12.345;\"Total; Gent\"\r\n");
        let read = parse(file.as_bytes(), &mapping());
        assert_eq!(read.problems, []);
        let [row] = &read.rows[..] else { panic!("{read:?}") };
        assert_eq!((row.line, row.at.to_string().as_str()), (2, "2026-11-30 08:15:00"));
        assert_eq!((row.plate.as_deref(), row.kind), (Some("1-ABC-234"), EnergyKind::Diesel));
        assert_eq!((row.quantity, row.cents, row.odometer_km), (41_237, 107_050, Some(12_345)));
        assert_eq!((row.station.as_deref(), row.reference.as_deref()), (Some("Total; Gent"), Some("T1")));
    }

    #[test]
    fn a_credit_is_given_back_and_a_spreadsheet_may_write_utf_16() {
        let lines = "T1;30/11/2026;;1-ABC-234;Diesel B7;-41,237;-70,50;;\nT2;30/11/2026;;1-ABC-234;Diesel B7;20;-35,10;;\nT3;30/11/2026;;1-ABC-234;Diesel B7;0;-5;;\n";
        let text = format!("{HEAD}{lines}").replace(';', "\t");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let read = parse(&bytes[..], &mapping());
        assert_eq!(read.problems, []);
        let told: Vec<_> = read.rows.iter().map(|row| (row.quantity, row.cents)).collect();
        assert_eq!(told, [(-41_237, -7_050), (-20_000, -3_510), (0, -500)]);
        let swapped: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(parse(&swapped[..], &mapping()), read);
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_column() {
        let lines = [
            "T1;30-11-2026;;1-ABC-234;Diesel B7;0;1;;",
            "T2;31/11/2026;;1-ABC-234;Diesel B7;1;1;;",
            "T3;30/11/2026;;;Diesel B7;1;1;;",
            "T4;30/11/2026;;1-ABC-234;Shampoo;1;1;;",
            "T5;30/11/2026;;1-ABC-234;Diesel B7;1;free;;",
            "T6;30/11/2026;;?;Diesel B7;1;1;;",
            "T7;30/11/2026;;1-ABC-234;diesel;1;1;;",
            "T8;30/11/2026;25:00;1-ABC-234;diesel;1;1;;",
        ];
        let read = parse(format!("{HEAD}{}", lines.join("\n")).as_bytes(), &mapping());
        let told: Vec<_> = read.problems.iter().map(|one| (one.line, one.field.as_str(), one.why.as_str())).collect();
        assert_eq!(
            told,
            [
                (2, "quantity", "nothing_taken"),
                (3, "day", "invalid"),
                (4, "plate", "required"),
                (5, "kind", "unknown"),
                (6, "amount", "invalid"),
                (7, "plate", "no_plate"),
                (9, "time", "invalid"),
            ]
        );
        assert_eq!(read.rows.len(), 1);
    }
}
