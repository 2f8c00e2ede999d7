//! The four languages, and things that have a name in each.

use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// A language the product speaks (ISO 639-1).
    pub enum Lang {
        /// Dutch.
        Nl = "nl",
        /// French.
        Fr = "fr",
        /// German.
        De = "de",
        /// English.
        En = "en",
    }
}

impl Lang {
    /// The best of the four for an `Accept-Language` header (RFC 9110 §12.5.4), if it names any.
    #[must_use]
    pub fn negotiate(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',') {
            let (range, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let quality: f32 = weight.trim().parse().unwrap_or(0.0);
            let primary = range.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            if let Ok(lang) = primary.parse::<Self>()
                && quality > best.map_or(0.0, |(q, _)| q)
            {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

/// A name in the four languages. JSON text in the database; what is searched stands beside it as a search key.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema, sea_orm::DeriveValueType,
)]
#[sea_orm(value_type = "String", from_str = "Names::from_json", to_str = "Names::to_json")]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Dutch.
    pub nl: String,
    /// French.
    pub fr: String,
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Names {
    /// The same text in all four languages.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { nl: text.into(), fr: text.into(), de: text.into(), en: text.into() }
    }

    /// The name in a language; where it is empty, the first that is not, in the order nl, fr, de, en.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        let wanted = match lang {
            Lang::Nl => &self.nl,
            Lang::Fr => &self.fr,
            Lang::De => &self.de,
            Lang::En => &self.en,
        };
        [wanted, &self.nl, &self.fr, &self.de, &self.en].into_iter().find(|name| !name.is_empty()).unwrap_or(wanted)
    }

    /// From the text that the database keeps.
    pub fn from_json(text: &str) -> Result<Self, sea_orm::sea_query::ValueTypeErr> {
        serde_json::from_str(text).map_err(|_| sea_orm::sea_query::ValueTypeErr)
    }

    fn to_json(&self) -> String {
        serde_json::to_string(self).expect("four texts are always JSON")
    }

    /// The search key over all four.
    #[must_use]
    pub fn search_key(&self) -> String {
        crate::search_key(&[&*self.nl, &*self.fr, &*self.de, &*self.en].join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_decides() {
        assert_eq!(Lang::negotiate("fr-BE,fr;q=0.9,en;q=0.5"), Some(Lang::Fr));
        assert_eq!(Lang::negotiate("es, de;q=0.3, nl;q=0.7"), Some(Lang::Nl));
        assert_eq!(Lang::negotiate("es"), None);
        assert_eq!(Lang::negotiate("nl;q=0"), None);
    }

    #[test]
    fn an_empty_name_falls_back() {
        let names = Names { fr: "Salle de presse".into(), ..Names::default() };
        assert_eq!(names.get(Lang::De), "Salle de presse");
    }
}
