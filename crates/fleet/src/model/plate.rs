//! Number plates. In Belgium a plate follows its holder, not the car: it moves from one vehicle to the next.

use chrono::NaiveDate;
use kernel::{BookableId, FieldError, id::PlateId};

use super::day::number;

/// The longest plate of an unusual form, in characters.
const MAX_UNUSUAL: usize = 12;

/// The plate as it is kept: upper case, `-` between its groups.
///
/// Belgian plates are an index digit, three letters without O and three digits (`1-ABC-234`), which may be written without the
/// `-`. Whatever stands between the groups is one `-`. The special series are A (members of the federal government), E, P and CD, with what follows them. Anything else —
/// foreign plates, plates of one's own choice — is taken only when somebody says that it is `unusual`.
pub fn check_plate(field: &'static str, text: &str, unusual: bool) -> Result<String, FieldError> {
    let groups: Vec<&str> = text.split(is_between).filter(|group| !group.is_empty()).collect();
    let upper = spelled_out(&groups.join("-").to_ascii_uppercase());
    if upper.is_empty() && text.trim().is_empty() {
        return Err(FieldError::new(field, "required"));
    }
    let fits = is_ordinary(&upper) || is_special(&upper) || (unusual && is_unusual(&upper));
    let why = if unusual { "no_plate" } else { "plate" };
    if fits { Ok(upper) } else { Err(FieldError::new(field, why)) }
}

/// What stands between the groups of a plate, as people and suppliers write them.
fn is_between(c: char) -> bool {
    c.is_whitespace() || ".-_/·•‐‑–—".contains(c)
}

/// What two plates that are the same have in common, however they are written: the letters in upper case, and the digits.
#[must_use]
pub fn plate_key(plate: &str) -> String {
    plate.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether the plate has another form than Belgian ones.
#[must_use]
pub fn has_unusual_form(plate: &str) -> bool {
    !is_ordinary(plate) && !is_special(plate)
}

/// `1ABC234` as `1-ABC-234`; an O among the letters makes it unusual, and is written in the same way.
fn spelled_out(text: &str) -> String {
    let is_run = |text: &str, of: fn(&u8) -> bool| text.bytes().all(|byte| of(&byte));
    match (text.len() == 7 && text.is_ascii()).then(|| (&text[..1], &text[1..4], &text[4..])) {
        Some((index, letters, digits))
            if is_run(index, u8::is_ascii_digit)
                && is_run(letters, u8::is_ascii_uppercase)
                && is_run(digits, u8::is_ascii_digit) =>
        {
            format!("{index}-{letters}-{digits}")
        }
        _ => text.to_owned(),
    }
}

fn is_ordinary(plate: &str) -> bool {
    let groups: Vec<&str> = plate.split('-').collect();
    let [index, letters, digits] = groups[..] else { return false };
    index.len() == 1
        && index.bytes().all(|b| (b'1'..=b'9').contains(&b))
        && letters.len() == 3
        && letters.bytes().all(|b| b.is_ascii_uppercase() && b != b'O')
        && digits.len() == 3
        && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_special(plate: &str) -> bool {
    let Some((series, rest)) = plate.split_once('-') else { return false };
    let plain = |rest: &str| rest.len() <= 4 && rest.bytes().all(|b| b.is_ascii_digit());
    match series {
        "A" | "E" | "P" => !rest.is_empty() && plain(rest),
        "CD" => rest.split('-').all(|group| {
            (1..=4).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        }),
        _ => false,
    }
}

fn is_unusual(plate: &str) -> bool {
    let known = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    plate.len() <= MAX_UNUSUAL
        && plate.split('-').all(|group| !group.is_empty() && group.bytes().all(known))
        && plate.bytes().filter(|b| known(*b)).count() >= 2
}

/// A plate on a vehicle for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Which one.
    pub id: PlateId,
    /// On which vehicle.
    pub vehicle: BookableId,
    /// Which plate.
    pub plate: String,
    /// Whether it has another form than Belgian ones.
    pub unusual: bool,
    /// The number of its first day.
    pub from: i64,
    /// The number of the first day on which it is no longer there; `None` = until further notice.
    pub until: Option<i64>,
}

impl Assignment {
    /// Whether it is that plate, written in whatever way.
    #[must_use]
    pub fn is_of(&self, plate: &str) -> bool {
        plate_key(&self.plate) == plate_key(plate)
    }

    /// Whether the plate is on the vehicle on that day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let day = number(day);
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    fn overlaps(&self, from: i64, until: Option<i64>) -> bool {
        until.is_none_or(|until| self.from < until) && self.until.is_none_or(|own| own > from)
    }
}

/// A plate to be put on a vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// On which vehicle.
    pub vehicle: BookableId,
    /// Which plate.
    pub plate: String,
    /// The number of its first day.
    pub from: i64,
    /// The number of the first day on which it is no longer there.
    pub until: Option<i64>,
    /// Whether to take the plate from where it is, and to take off the plate that the vehicle has.
    pub take_over: bool,
}

/// What has to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// It is there already.
    Nothing(PlateId),
    /// These end on the first day, then it is put on.
    PutOn {
        /// What ends.
        ends: Vec<PlateId>,
    },
}

/// How a plate comes onto a vehicle, seen what is known of both; or what stands in its way.
///
/// Nothing that begins on the same day or later is touched, nor what would go on after a limited time: somebody meant that.
pub fn put_on(known: &[Assignment], wanted: &Wanted) -> Result<Move, Assignment> {
    let mut ends = vec![];
    let key = plate_key(&wanted.plate);
    for one in known.iter().filter(|one| plate_key(&one.plate) == key || one.vehicle == wanted.vehicle) {
        if !one.overlaps(wanted.from, wanted.until) {
            continue;
        }
        let is_same = plate_key(&one.plate) == key && one.vehicle == wanted.vehicle;
        if is_same && one.from <= wanted.from && one.until == wanted.until {
            return Ok(Move::Nothing(one.id));
        }
        let goes_on = match (one.until, wanted.until) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(own), Some(until)) => own > until,
        };
        if !wanted.take_over || is_same || one.from >= wanted.from || goes_on {
            return Err(one.clone());
        }
        ends.push(one.id);
    }
    Ok(Move::PutOn { ends })
}

#[cfg(test)]
mod tests;
