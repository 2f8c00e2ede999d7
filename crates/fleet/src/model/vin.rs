//! Vehicle identification numbers (ISO 3779): seventeen letters and digits without I, O and Q. The ninth is a check digit in
//! North America only, so it is not looked at.

use kernel::FieldError;

/// The number as it is kept: upper case without blanks.
pub fn check_vin(field: &'static str, text: &str) -> Result<String, FieldError> {
    let vin: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let known = |b: u8| b.is_ascii_digit() || (b.is_ascii_uppercase() && !b"IOQ".contains(&b));
    if vin.len() == 17 && vin.bytes().all(known) { Ok(vin) } else { Err(FieldError::new(field, "vin")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vin_has_seventeen_characters_that_cannot_be_mistaken() {
        assert_eq!(check_vin("vin", " wvwzzz1jz3w386752 ").unwrap(), "WVWZZZ1JZ3W386752");
        // Its check digit would be wrong in North America.
        assert!(check_vin("vin", "VF1AAAAA512345678").is_ok());
        for wrong in [
            "",
            "WVWZZZ1JZ3W38675",
            "WVWZZZ1JZ3W3867522",
            "WVWZZZ1JZ3W38675O",
            "IVWZZZ1JZ3W386752",
            "WVWZZZ1JZ3W38675-",
            "ÉVWZZZ1JZ3W38675",
        ] {
            assert_eq!(check_vin("vin", wrong).unwrap_err().code, "vin", "{wrong}");
        }
    }
}
