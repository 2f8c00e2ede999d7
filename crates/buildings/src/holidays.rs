//! The days on which a site is closed by the calendar of its country: a dated table (`data/holidays.csv`) and the
//! computus for the moving feasts.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::{Days, NaiveDate};
use kernel::Names;

kernel::text_enum! {
    /// Where a closed day comes from.
    pub enum ClosedDaySource {
        /// From the table of the country.
        Computed = "computed",
        /// Somebody added it.
        Manual = "manual",
    }
}

/// A day on which a site is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDay {
    /// Which day, by the wall calendar of the site.
    pub day: NaiveDate,
    /// What it is called.
    pub names: Names,
    /// Where it comes from.
    pub source: ClosedDaySource,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Fixed {
        month: u32,
        day: u32,
    },
    /// So many days after Easter Sunday.
    Easter(u64),
}

#[derive(Debug)]
struct Row {
    country: String,
    rule: Rule,
    years: std::ops::RangeInclusive<i32>,
    names: Names,
}

static TABLE: LazyLock<Vec<Row>> =
    LazyLock::new(|| read_table(include_str!("../data/holidays.csv")).expect("a test reads the table"));

fn read_table(text: &str) -> Option<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| {
            let record = record.ok()?;
            let cell = |index| record.get(index);
            let rule = match cell(1)?.split_once('+') {
                Some(("easter", days)) => Rule::Easter(days.parse().ok()?),
                Some(_) => return None,
                None => {
                    let (month, day) = cell(1)?.split_once('-')?;
                    Rule::Fixed { month: month.parse().ok()?, day: day.parse().ok()? }
                }
            };
            let year = |index, open: i32| match cell(index)? {
                "" => Some(open),
                text => text.parse().ok(),
            };
            let text = |index| cell(index).map(str::to_owned).filter(|text| !text.is_empty());
            Some(Row {
                country: text(0)?,
                rule,
                years: year(2, i32::MIN)?..=year(3, i32::MAX)?,
                names: Names { nl: text(5)?, fr: text(6)?, de: text(7)?, en: text(8)? },
            })
        })
        .collect()
}

/// The holidays and closing days of a country in a year, in order; none for a country without a table.
/// Two that fall on one day share it under both names.
#[must_use]
pub fn computed(country: &str, year: i32) -> Vec<ClosedDay> {
    let mut days: BTreeMap<NaiveDate, Names> = BTreeMap::new();
    for row in TABLE.iter().filter(|row| row.country == country && row.years.contains(&year)) {
        let Some(day) = on(row.rule, year) else { continue };
        days.entry(day).and_modify(|names| *names = both(names, &row.names)).or_insert_with(|| row.names.clone());
    }
    days.into_iter().map(|(day, names)| ClosedDay { day, names, source: ClosedDaySource::Computed }).collect()
}

fn on(rule: Rule, year: i32) -> Option<NaiveDate> {
    match rule {
        Rule::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month, day),
        Rule::Easter(days) => {
            let easter = computus::gregorian(year).ok()?;
            NaiveDate::from_ymd_opt(easter.year, easter.month, easter.day)?.checked_add_days(Days::new(days))
        }
    }
}

fn both(first: &Names, second: &Names) -> Names {
    let join = |a: &str, b: &str| format!("{a} / {b}");
    Names {
        nl: join(&first.nl, &second.nl),
        fr: join(&first.fr, &second.fr),
        de: join(&first.de, &second.de),
        en: join(&first.en, &second.en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(year: i32) -> Vec<String> {
        computed("BE", year).iter().map(|closed| closed.day.format("%m-%d").to_string()).collect()
    }

    #[test]
    fn the_belgian_years_that_were_published() {
        assert_eq!(
            days(2026),
            [
                "01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-02", "11-11", "11-15",
                "12-25", "12-26"
            ]
        );
        assert_eq!(
            days(2027),
            [
                "01-01", "03-29", "05-01", "05-06", "05-17", "07-21", "08-15", "11-01", "11-02", "11-11", "11-15",
                "12-25", "12-26"
            ]
        );
    }

    #[test]
    fn two_feasts_on_one_day_share_it() {
        // Easter was as early as it gets but one in 2008: Ascension fell on Labour Day.
        let day =
            computed("BE", 2008).into_iter().find(|closed| closed.day == NaiveDate::from_ymd_opt(2008, 5, 1).unwrap());
        assert_eq!(day.unwrap().names.nl, "Dag van de Arbeid / Onze-Lieve-Heer-Hemelvaart");
        assert_eq!(days(2008).len(), 12);
    }

    #[test]
    fn years_outside_the_table_and_other_countries_have_none() {
        assert_eq!(computed("BE", 1973), []);
        assert_eq!(computed("XX", 2026), []);
    }

    #[test]
    fn a_table_that_cannot_be_read_is_not_half_read() {
        let head = "country,rule,from_year,to_year,kind,nl,fr,de,en,source\n";
        assert!(read_table(&format!("{head}BE,07-21,1974,,legal,a,b,c,d,e\n")).is_some());
        for row in [
            "BE,21 July,1974,,legal,a,b,c,d,e",
            "BE,easter+x,,,legal,a,b,c,d,e",
            "BE,01-01,1974,,legal,a,,c,d,e",
            "BE,01-01,soon,,legal,a,b,c,d,e",
        ] {
            assert!(read_table(&format!("{head}{row}\n")).is_none(), "{row}");
        }
    }
}
