use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

#[test]
fn plates_have_a_form() {
    for (given, kept) in [
        ("1-abc-234", "1-ABC-234"),
        (" 2 XYZ 001 ", "2-XYZ-001"),
        ("9ABC999", "9-ABC-999"),
        ("A-12", "A-12"),
        ("P.7", "P-7"),
        ("E-1234", "E-1234"),
        ("cd-ab-123", "CD-AB-123"),
        ("1 - abc – 234", "1-ABC-234"),
        ("-1/abc_234.", "1-ABC-234"),
    ] {
        assert_eq!(check_plate("plate", given, false).unwrap(), kept, "{given}");
        assert!(!has_unusual_form(kept));
    }
    for wrong in [
        "0-ABC-234",
        "1-ABO-234",
        "1-AB-234",
        "1-ABC-2345",
        "AB-123-CD",
        "A-",
        "A-12345",
        "CD-",
        "CD-ABCDE",
        "1-ABC-234-5",
        "W",
    ] {
        assert_eq!(check_plate("plate", wrong, false).unwrap_err().code, "plate", "{wrong}");
    }
    assert_eq!(check_plate("plate", "  ", true).unwrap_err().code, "required");
    for (given, kept) in [
        ("ab-123-cd", "AB-123-CD"),
        ("2-DMO-001", "2-DMO-001"),
        ("2dmo001", "2-DMO-001"),
        ("W 1", "W-1"),
        ("A--1B", "A-1B"),
    ] {
        assert_eq!(check_plate("plate", given, true).unwrap(), kept);
        assert!(has_unusual_form(kept));
    }
    for wrong in ["ÄB-123", "W", "-", "W-", "ABCDEFGHIJKLM", "A=1"] {
        assert_eq!(check_plate("plate", wrong, true).unwrap_err().code, "no_plate", "{wrong}");
    }
}

#[test]
fn plates_are_compared_by_letters_and_digits() {
    for written in ["2-DMO-015", "2dmo015", "2 DMO 015", "2.dmo.015", "2D-MO0-15"] {
        assert_eq!(plate_key(written), "2DMO015", "{written}");
    }
    let mut book = Book::default();
    assert!(book.put(1, "AB-12-CD", (10, None), false));
    assert!(!book.put(2, "AB12CD", (20, None), false), "it is on another car");
    assert!(book.put(2, "AB12CD", (20, None), true));
    assert_eq!(book.holder("AB-12-CD", 25), [vehicle(2)]);
}

fn vehicle(number: u128) -> BookableId {
    BookableId(Uuid::from_u128(number))
}

/// A history of plates that is written as the command writes it.
#[derive(Default)]
struct Book {
    rows: Vec<Assignment>,
    next: u128,
}

impl Book {
    fn put(&mut self, car: u128, plate: &str, (from, until): (i64, Option<i64>), take_over: bool) -> bool {
        let wanted = Wanted { vehicle: vehicle(car), plate: plate.to_owned(), from, until, take_over };
        match put_on(&self.rows, &wanted) {
            Err(_) => false,
            Ok(Move::Nothing(_)) => true,
            Ok(Move::PutOn { ends }) => {
                for row in self.rows.iter_mut().filter(|row| ends.contains(&row.id)) {
                    row.until = Some(from);
                }
                self.next += 1;
                let id = PlateId(Uuid::from_u128(self.next));
                self.rows.push(Assignment {
                    id,
                    vehicle: vehicle(car),
                    plate: plate.to_owned(),
                    unusual: false,
                    from,
                    until,
                });
                true
            }
        }
    }

    fn holder(&self, plate: &str, day: i64) -> Vec<BookableId> {
        let day = super::super::day::of_number(day);
        self.rows.iter().filter(|row| row.is_of(plate) && row.holds_on(day)).map(|row| row.vehicle).collect()
    }
}

#[test]
fn a_plate_moves_with_its_holder() {
    let mut book = Book::default();
    assert!(book.put(1, "A", (10, None), false));
    assert!(!book.put(2, "A", (20, None), false), "it is on another car");
    assert!(!book.put(1, "B", (20, None), false), "the car has a plate");
    assert!(book.put(2, "A", (20, None), true));
    assert_eq!(
        [book.holder("A", 9), book.holder("A", 19), book.holder("A", 20)],
        [vec![], vec![vehicle(1)], vec![vehicle(2)]]
    );
    assert!(book.put(2, "A", (25, None), true), "it is there already");
    assert!(!book.put(1, "A", (15, None), true), "what begins later stays");
    assert!(!book.put(3, "A", (30, Some(40)), true), "it would come back after ten days, which somebody must say");
    assert!(book.put(1, "B", (20, Some(30)), false) && book.put(1, "C", (30, None), false));
}

proptest! {
    /// Whatever is asked in whatever order: on each day at most one car a plate and one plate a car, and where a plate is
    /// agrees with a calendar in which each day is a page.
    #[test]
    fn the_history_agrees_with_a_calendar(
        wishes in prop::collection::vec((0_u128..4, 0_usize..4, 0_i64..60, prop::option::of(1_i64..30), any::<bool>()), 1..40)
    ) {
        let plates = ["A", "B", "C", "D"];
        let mut book = Book::default();
        // Day and plate → car.
        let mut calendar: BTreeMap<(i64, &str), u128> = BTreeMap::new();
        for (car, plate, from, length, take_over) in wishes {
            let (plate, until) = (plates[plate], length.map(|length| from + length));
            let last = until.unwrap_or(200);
            let already = book.rows.iter().any(|row| row.vehicle == vehicle(car) && row.plate == plate && row.from <= from && row.until == until);
            if book.put(car, plate, (from, until), take_over) && !already {
                if take_over {
                    calendar.retain(|(day, on), holder| *day < from || *day >= last || (*on != plate && *holder != car));
                }
                for day in from..last {
                    prop_assert!(calendar.insert((day, plate), car).is_none(), "{plate} was on a car on {day}");
                }
            }
        }
        for day in 0..200 {
            for plate in plates {
                let holders = book.holder(plate, day);
                prop_assert!(holders.len() <= 1);
                prop_assert_eq!(holders.first().copied(), calendar.get(&(day, plate)).map(|car| vehicle(*car)), "{} on {}", plate, day);
            }
            for car in 0..4 {
                let day = super::super::day::of_number(day);
                prop_assert!(book.rows.iter().filter(|row| row.vehicle == vehicle(car) && row.holds_on(day)).count() <= 1);
            }
        }
    }
}
