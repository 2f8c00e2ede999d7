//! The key by which texts are found: lower case, without accents.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `"Hertoginnedal – Château"` becomes `"hertoginnedal – chateau"`; runs of white space become one blank.
#[must_use]
pub fn search_key(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::search_key;

    #[test]
    fn case_accents_and_blanks_do_not_matter() {
        assert_eq!(search_key("  Val Duchesse \t Château "), "val duchesse chateau");
        assert_eq!(search_key("ÉTÉ"), search_key("été"));
        assert_eq!(search_key("💡 غرفة"), "💡 غرفة");
    }
}
