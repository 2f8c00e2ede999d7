//! Vehicles: what they are, and what can be said of them.

use chrono::NaiveDate;
use kernel::{
    FieldError, Instant, Names, PlaceId,
    field::{NamesInput, NamesPatch, Wrong, in_range, one_line, several_lines},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{day::plausible, emission::EuroNorm, vin::check_vin};

/// The longest make, model, lessor or reason, in characters.
pub(crate) const MAX_LINE: usize = 120;
/// The longest remarks, in characters.
const MAX_REMARKS: usize = 2000;

kernel::text_enum! {
    /// The EU category of a vehicle (Regulation 2018/858).
    pub enum VehicleCategory {
        /// For people, at most eight besides the driver.
        M1 = "m1",
        /// For more people, at most 5 t.
        M2 = "m2",
        /// For more people, heavier.
        M3 = "m3",
        /// For goods, at most 3.5 t.
        N1 = "n1",
        /// For goods, at most 12 t.
        N2 = "n2",
        /// For goods, heavier.
        N3 = "n3",
        /// On two or three wheels, or very light.
        L = "l",
    }
}

kernel::text_enum! {
    /// What people call it.
    pub enum BodyStyle {
        /// A car.
        Car = "car",
        /// A van.
        Van = "van",
        /// A minibus.
        Minibus = "minibus",
        /// Anything else.
        Other = "other",
    }
}

kernel::text_enum! {
    /// What it runs on.
    pub enum Fuel {
        /// A battery.
        Electric = "electric",
        /// Hydrogen.
        Hydrogen = "hydrogen",
        /// A battery that is charged, and petrol.
        PlugInHybrid = "plug_in_hybrid",
        /// A battery that is charged, and diesel.
        PlugInHybridDiesel = "plug_in_hybrid_diesel",
        /// Petrol, also with a battery that is not charged from outside.
        Petrol = "petrol",
        /// Diesel, likewise.
        Diesel = "diesel",
        /// Compressed natural gas.
        Cng = "cng",
        /// Liquefied petroleum gas.
        Lpg = "lpg",
    }
}

kernel::text_enum! {
    /// How it is charged.
    pub enum ChargePlug {
        /// Type 2, alternating current.
        Type2 = "type_2",
        /// Combined Charging System.
        Ccs = "ccs",
        /// CHAdeMO.
        Chademo = "chademo",
        /// A socket in the wall.
        Domestic = "domestic",
    }
}

kernel::text_enum! {
    /// Whether it can be used.
    pub enum VehicleState {
        /// It can.
        InService = "in_service",
        /// Not for the moment.
        OutOfService = "out_of_service",
        /// It is gone for good.
        Disposed = "disposed",
    }
}

/// The terms of a lease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VehicleLease)]
pub struct Lease {
    /// Whose it is.
    #[schema(max_length = 120)]
    pub lessor: String,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// How many kilometres are paid for over the whole term.
    #[schema(minimum = 0)]
    pub km_total: Option<i64>,
    /// How many kilometres are paid for in a year.
    #[schema(minimum = 0)]
    pub km_per_year: Option<i64>,
    /// What it costs a month, in euro cents.
    #[schema(minimum = 0)]
    pub monthly_cents: Option<i64>,
}

/// What a vehicle is: everything that somebody tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Who made it.
    pub make: String,
    /// Which one of theirs.
    pub model: String,
    /// Its identification number.
    pub vin: Option<String>,
    /// Its EU category.
    pub category: VehicleCategory,
    /// What people call it.
    pub body: BodyStyle,
    /// What it runs on.
    pub fuel: Fuel,
    /// Its Euro norm; nothing for what has no exhaust, or where nobody knows.
    pub euro_norm: Option<EuroNorm>,
    /// Grams of CO₂ a kilometre by WLTP.
    pub co2_g_km: Option<i64>,
    /// For how many people, the driver counted.
    pub seats: i64,
    /// Whether somebody in a wheelchair gets in.
    pub step_free: bool,
    /// How many child seats can be fixed.
    pub child_seat_anchors: i64,
    /// Litres in the boot.
    pub boot_litres: Option<i64>,
    /// How far it goes with a full battery, in kilometres.
    pub range_km: Option<i64>,
    /// What its battery holds, in watt-hours.
    pub battery_wh: Option<i64>,
    /// How it is charged.
    pub charge_plug: Option<ChargePlug>,
    /// How fast at most, in watts.
    pub max_charge_watts: Option<i64>,
    /// When it was first registered.
    pub first_registered_on: Option<NaiveDate>,
    /// When the house bought it.
    pub acquired_on: Option<NaiveDate>,
    /// Which exception to the rule on buying is claimed.
    pub acquisition_exception: Option<String>,
    /// Whether only professional drivers drive it.
    pub chauffeured: bool,
    /// The terms of its lease.
    pub lease: Option<Lease>,
    /// What else there is to say.
    pub remarks: Option<String>,
}

impl Details {
    /// What its names are unless somebody gives it others.
    #[must_use]
    pub fn default_names(&self) -> Names {
        Names::same(format!("{} {}", self.make, self.model).trim())
    }

    /// The day on which the house got it: the lease begins, or it was bought.
    #[must_use]
    pub fn obtained_on(&self) -> Option<NaiveDate> {
        self.lease.as_ref().map(|lease| lease.starts_on).or(self.acquired_on)
    }

    /// Looks at each field; what is wrong is added to `wrong`.
    pub(crate) fn check(self, wrong: &mut Wrong) -> Self {
        let mut whole = self;
        let mut numbers = vec![
            ("seats", Some(whole.seats), 1, 100),
            ("child_seat_anchors", Some(whole.child_seat_anchors), 0, whole.seats.max(0)),
            ("co2_g_km", whole.co2_g_km, 0, 1_000),
            ("boot_litres", whole.boot_litres, 0, 50_000),
            ("range_km", whole.range_km, 0, 3_000),
            ("battery_wh", whole.battery_wh, 0, 1_000_000),
            ("max_charge_watts", whole.max_charge_watts, 0, 1_000_000),
        ];
        if let Some(lease) = &whole.lease {
            numbers.extend([
                ("lease.km_total", lease.km_total, 0, 3_000_000),
                ("lease.km_per_year", lease.km_per_year, 0, 1_000_000),
                ("lease.monthly_cents", lease.monthly_cents, 0, 100_000_000),
            ]);
        }
        for (field, value, min, max) in numbers {
            if let Some(Err(error)) = value.map(|value| in_range(field, value, min, max)) {
                wrong.add(error);
            }
        }
        whole.make = wrong.take(required("make", &whole.make));
        whole.model = wrong.take(required("model", &whole.model));
        whole.vin =
            wrong.take(whole.vin.filter(|vin| !vin.trim().is_empty()).map(|vin| check_vin("vin", &vin)).transpose());
        if whole.fuel.is_zero_emission() && whole.euro_norm.is_some() {
            wrong.add(FieldError::new("euro_norm", "not_for_this_kind"));
        }
        whole.acquisition_exception =
            wrong.take(optional("acquisition_exception", whole.acquisition_exception.as_deref()));
        let remarks = several_lines("remarks", whole.remarks.as_deref().unwrap_or_default(), MAX_REMARKS);
        whole.remarks = Some(wrong.take(remarks)).filter(|text| !text.is_empty());
        for (field, day) in [("first_registered_on", whole.first_registered_on), ("acquired_on", whole.acquired_on)] {
            if let Some(Err(error)) = day.map(|day| plausible(field, day)) {
                wrong.add(error);
            }
        }
        if let Some(lease) = &mut whole.lease {
            lease.lessor = wrong.take(required("lease.lessor", &lease.lessor));
            if lease.ends_on.is_some_and(|end| end < lease.starts_on) {
                wrong.add(FieldError::new("lease.ends_on", "before_start"));
            }
            if let Err(error) = plausible("lease.starts_on", lease.starts_on) {
                wrong.add(error);
            }
        }
        whole
    }
}

fn required(field: &'static str, text: &str) -> Result<String, FieldError> {
    let text = one_line(field, text, MAX_LINE)?;
    if text.is_empty() { Err(FieldError::new(field, "required")) } else { Ok(text) }
}

/// A text of one line; empty is none.
pub(crate) fn optional(field: &'static str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    let text = text.map(|text| one_line(field, text, MAX_LINE)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// Since when a vehicle is as it is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whether it can be used.
    pub state: VehicleState,
    /// Since when.
    pub since: Instant,
    /// Why, where it cannot.
    pub reason: Option<String>,
}

/// A vehicle to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVehicle {
    /// Unique among everything that can be booked: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "CAR-07")]
    pub code: String,
    /// What it is called; make and model unless told.
    pub names: Option<NamesInput>,
    /// Where it stands when nobody uses it; that is on the site whose rules hold for it.
    pub home_bay_id: PlaceId,
    /// Who made it.
    #[schema(max_length = 120)]
    pub make: String,
    /// Which one of theirs.
    #[schema(max_length = 120)]
    pub model: String,
    /// Seventeen letters and digits without I, O and Q.
    #[schema(example = "WVWZZZ1JZ3W386752")]
    pub vin: Option<String>,
    /// Its EU category.
    pub category: VehicleCategory,
    /// What people call it.
    pub body: BodyStyle,
    /// What it runs on.
    pub fuel: Fuel,
    /// Nothing for what has no exhaust, or where nobody knows.
    pub euro_norm: Option<EuroNorm>,
    /// Grams of CO₂ a kilometre by WLTP.
    #[schema(minimum = 0, maximum = 1000)]
    pub co2_g_km: Option<i64>,
    /// The driver counted.
    #[schema(minimum = 1, maximum = 100)]
    pub seats: i64,
    /// Whether somebody in a wheelchair gets in.
    #[serde(default)]
    pub step_free: bool,
    /// How many child seats can be fixed.
    #[serde(default)]
    #[schema(minimum = 0)]
    pub child_seat_anchors: i64,
    /// Litres in the boot.
    #[schema(minimum = 0)]
    pub boot_litres: Option<i64>,
    /// With a full battery.
    #[schema(minimum = 0)]
    pub range_km: Option<i64>,
    /// What its battery holds.
    #[schema(minimum = 0)]
    pub battery_wh: Option<i64>,
    /// How it is charged.
    pub charge_plug: Option<ChargePlug>,
    /// How fast it is charged at most.
    #[schema(minimum = 0)]
    pub max_charge_watts: Option<i64>,
    /// When it was first registered.
    pub first_registered_on: Option<NaiveDate>,
    /// When the house bought it.
    pub acquired_on: Option<NaiveDate>,
    /// Which exception to the rule on buying is claimed.
    #[schema(max_length = 120)]
    pub acquisition_exception: Option<String>,
    /// Whether only professional drivers drive it.
    #[serde(default)]
    pub chauffeured: bool,
    /// The terms of its lease.
    pub lease: Option<Lease>,
    /// What else there is to say.
    #[schema(max_length = 2000)]
    pub remarks: Option<String>,
}

impl NewVehicle {
    /// What it says of the vehicle itself.
    #[must_use]
    pub fn details(&self) -> Details {
        let new = self.clone();
        Details {
            make: new.make,
            model: new.model,
            vin: new.vin,
            category: new.category,
            body: new.body,
            fuel: new.fuel,
            euro_norm: new.euro_norm,
            co2_g_km: new.co2_g_km,
            seats: new.seats,
            step_free: new.step_free,
            child_seat_anchors: new.child_seat_anchors,
            boot_litres: new.boot_litres,
            range_km: new.range_km,
            battery_wh: new.battery_wh,
            charge_plug: new.charge_plug,
            max_charge_watts: new.max_charge_watts,
            first_registered_on: new.first_registered_on,
            acquired_on: new.acquired_on,
            acquisition_exception: new.acquisition_exception,
            chauffeured: new.chauffeured,
            lease: new.lease,
            remarks: new.remarks,
        }
    }
}

macro_rules! patches {
    ($($(#[$meta:meta])* $field:ident: $type:ty),+ ; $($(#[$ometa:meta])* $optional:ident: $otype:ty),+ $(,)?) => {
        /// Changes to a vehicle: what is absent stays as it is, `null` empties it.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        #[schema(as = VehicleChange)]
        pub struct VehiclePatch {
            /// A new code.
            pub code: Option<String>,
            /// New names.
            pub names: Option<NamesPatch>,
            /// Where it stands when nobody uses it, on the same site.
            pub home_bay_id: Option<PlaceId>,
            $($(#[$meta])* pub $field: Option<$type>,)+
            $(
                $(#[$ometa])*
                #[serde(default, deserialize_with = "kernel::field::present")]
                #[schema(value_type = Option<$otype>)]
                pub $optional: Option<Option<$otype>>,
            )+
        }

        impl VehiclePatch {
            /// What the vehicle is after the change.
            #[must_use]
            pub fn apply(self, present: &Details) -> Details {
                let mut after = present.clone();
                $(if let Some(value) = self.$field { after.$field = value; })+
                $(if let Some(value) = self.$optional { after.$optional = value; })+
                after
            }
        }
    };
}

patches! {
    /// Who made it.
    make: String,
    /// Which one of theirs.
    model: String,
    /// Its EU category.
    category: VehicleCategory,
    /// What people call it.
    body: BodyStyle,
    /// What it runs on.
    fuel: Fuel,
    /// The driver counted.
    seats: i64,
    /// Whether somebody in a wheelchair gets in.
    step_free: bool,
    /// How many child seats can be fixed.
    child_seat_anchors: i64,
    /// Whether only professional drivers drive it.
    chauffeured: bool ;
    /// Its identification number.
    vin: String,
    /// Its Euro norm.
    euro_norm: EuroNorm,
    /// Grams of CO₂ a kilometre by WLTP.
    co2_g_km: i64,
    /// Litres in the boot.
    boot_litres: i64,
    /// How far it goes with a full battery.
    range_km: i64,
    /// What its battery holds.
    battery_wh: i64,
    /// How it is charged.
    charge_plug: ChargePlug,
    /// How fast it is charged at most.
    max_charge_watts: i64,
    /// When it was first registered.
    first_registered_on: NaiveDate,
    /// When the house bought it.
    acquired_on: NaiveDate,
    /// Which exception to the rule on buying is claimed.
    acquisition_exception: String,
    /// The whole terms of its lease.
    lease: Lease,
    /// What else there is to say.
    remarks: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn car() -> Details {
        Details {
            make: "Polestar".into(),
            model: "2".into(),
            vin: None,
            category: VehicleCategory::M1,
            body: BodyStyle::Car,
            fuel: Fuel::Electric,
            euro_norm: None,
            co2_g_km: Some(0),
            seats: 5,
            step_free: false,
            child_seat_anchors: 2,
            boot_litres: Some(405),
            range_km: Some(480),
            battery_wh: Some(78_000),
            charge_plug: Some(ChargePlug::Ccs),
            max_charge_watts: Some(150_000),
            first_registered_on: None,
            acquired_on: Some("2025-01-01".parse().unwrap()),
            acquisition_exception: None,
            chauffeured: false,
            lease: None,
            remarks: Some("  ".into()),
        }
    }

    #[test]
    fn a_good_one_is_tidied() {
        let mut wrong = Wrong::default();
        let car =
            Details { make: " Polestar ".into(), vin: Some("lpsvsedeeml000001".into()), ..car() }.check(&mut wrong);
        assert!(wrong.into_errors().is_empty());
        assert_eq!(
            (car.make.as_str(), car.vin.as_deref(), car.remarks.as_ref()),
            ("Polestar", Some("LPSVSEDEEML000001"), None)
        );
        assert_eq!(car.default_names(), Names::same("Polestar 2"));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let lease = Lease {
            lessor: " ".into(),
            starts_on: "2026-01-01".parse().unwrap(),
            ends_on: Some("2025-12-31".parse().unwrap()),
            km_total: Some(-1),
            km_per_year: None,
            monthly_cents: None,
        };
        let mut wrong = Wrong::default();
        let bad = Details {
            make: String::new(),
            vin: Some("X".into()),
            euro_norm: Some(EuroNorm::Euro6),
            seats: 0,
            child_seat_anchors: 3,
            lease: Some(lease),
            ..car()
        };
        bad.check(&mut wrong);
        let fields: Vec<_> = wrong.into_errors().iter().map(|error| error.field.to_string()).collect();
        assert_eq!(
            fields,
            [
                "seats",
                "child_seat_anchors",
                "lease.km_total",
                "make",
                "vin",
                "euro_norm",
                "lease.lessor",
                "lease.ends_on"
            ]
        );
    }

    #[test]
    fn absent_stays_and_null_empties() {
        let patch: VehiclePatch = serde_json::from_str(r#"{"seats": 4, "range_km": null}"#).unwrap();
        let after = patch.apply(&car());
        assert_eq!((after.seats, after.range_km, after.boot_litres), (4, None, Some(405)));
        assert!(serde_json::from_str::<VehiclePatch>(r#"{"wheels": 4}"#).is_err());
    }

    #[test]
    fn a_lease_is_how_the_house_got_it() {
        let mut leased = car();
        assert_eq!(leased.obtained_on(), leased.acquired_on);
        let starts_on = "2026-03-01".parse().unwrap();
        leased.lease = Some(Lease {
            lessor: "X".into(),
            starts_on,
            ends_on: None,
            km_total: None,
            km_per_year: None,
            monthly_cents: None,
        });
        assert_eq!(leased.obtained_on(), Some(starts_on));
    }
}
