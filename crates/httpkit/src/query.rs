//! Query parameters: repeated ones become lists, unknown ones are refused.

use std::collections::BTreeMap;

use axum::{extract::FromRequestParts, http::request::Parts};
use kernel::Class;
use serde::{
    Deserialize,
    de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};

use crate::{ApiError, AppState, Paging, expected::explained};

/// The query parameters of a request. `Vec` fields take `?feature=a&feature=b` (give them `#[serde(default)]`);
/// an empty parameter is as good as an absent one for an `Option`. `#[serde(flatten)]` does not work here.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

/// The query parameters of a list: its own filters, and `limit` and `cursor`.
#[derive(Debug, Clone)]
pub struct PagedQuery<T> {
    /// The filters.
    pub filter: T,
    /// Which page.
    pub paging: Paging,
}

impl<T: DeserializeOwned> FromRequestParts<AppState> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        parse(pairs(parts)).map(Self)
    }
}

impl<T: DeserializeOwned> FromRequestParts<AppState> for PagedQuery<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let mut pairs = pairs(parts);
        let page: BTreeMap<_, _> = ["limit", "cursor"].iter().filter_map(|name| pairs.remove_entry(*name)).collect();
        Ok(Self { filter: parse(pairs)?, paging: Paging::from_request(parse(page)?)? })
    }
}

fn pairs(parts: &Parts) -> BTreeMap<String, Vec<String>> {
    let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()) {
        pairs.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    pairs
}

fn parse<T: DeserializeOwned>(pairs: BTreeMap<String, Vec<String>>) -> Result<T, ApiError> {
    let mut map = Parameters { rest: pairs.into_iter(), value: None, at: String::new(), unknown: None };
    let read = T::deserialize(de::value::MapAccessDeserializer::new(&mut map));
    if let Some(name) = map.unknown {
        return Err(unknown(&name));
    }
    read.map_err(|error| {
        let said = error.to_string();
        if let Some(name) = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
            return ApiError::new(Class::Malformed, "missing_parameter").with("field", name).field(name, "missing");
        }
        if said.starts_with("unknown field `") {
            return unknown(&map.at);
        }
        ApiError::unfit("invalid_parameter", &map.at, explained(&said))
    })
}

pub(crate) fn unknown(name: &str) -> ApiError {
    ApiError::new(Class::Malformed, "unknown_parameter").with("field", name).field(name, "unknown")
}

struct Parameters {
    rest: std::collections::btree_map::IntoIter<String, Vec<String>>,
    value: Option<Vec<String>>,
    /// The parameter that is being read.
    at: String,
    unknown: Option<String>,
}

impl<'de> MapAccess<'de> for &mut Parameters {
    type Error = de::value::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        let Some((name, values)) = self.rest.next() else { return Ok(None) };
        self.at.clone_from(&name);
        self.value = Some(values);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        let values = self.value.take().unwrap_or_default();
        let mut ignored = false;
        let read = seed.deserialize(Values { values, ignored: &mut ignored });
        if ignored {
            self.unknown.get_or_insert_with(|| self.at.clone());
        }
        read
    }
}

/// The values of one parameter.
struct Values<'a> {
    values: Vec<String>,
    ignored: &'a mut bool,
}

impl Values<'_> {
    fn one(mut self) -> Result<String, de::value::Error> {
        match (self.values.pop(), self.values.is_empty()) {
            (Some(value), true) => Ok(value),
            _ => Err(de::Error::custom("given more than once")),
        }
    }
}

macro_rules! number {
    ($($method:ident $visit:ident),+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            let text = self.one()?;
            let value = text.parse().map_err(|_| de::Error::custom(format!("'{text}' is not such a number")))?;
            visitor.$visit(value)
        }
    )+};
}

impl<'de> Deserializer<'de> for Values<'_> {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_string(self.one()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.one()?.as_str() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            other => Err(de::Error::custom(format!("'{other}' is neither true nor false"))),
        }
    }

    number!(
        deserialize_i8 visit_i8, deserialize_i16 visit_i16, deserialize_i32 visit_i32, deserialize_i64 visit_i64,
        deserialize_u8 visit_u8, deserialize_u16 visit_u16, deserialize_u32 visit_u32, deserialize_u64 visit_u64,
        deserialize_f32 visit_f32, deserialize_f64 visit_f64
    );

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        if self.values.iter().all(String::is_empty) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_seq(List(self.values.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(self.one()?.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        *self.ignored = true;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier
    }
}

struct List(std::vec::IntoIter<String>);

impl<'de> SeqAccess<'de> for List {
    type Error = de::value::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Self::Error> {
        let Some(value) = self.0.next() else { return Ok(None) };
        let mut ignored = false;
        seed.deserialize(Values { values: vec![value], ignored: &mut ignored }).map(Some)
    }
}

/// What a list's `limit` and `cursor` look like before they are checked.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct RawPaging {
    pub(crate) limit: Option<i64>,
    pub(crate) cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        MeetingRoom,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Filter {
        q: Option<String>,
        attendees: Option<u32>,
        #[serde(default)]
        feature: Vec<String>,
        kind: Option<Kind>,
        all: Option<bool>,
    }

    fn read(query: &str) -> Result<Filter, ApiError> {
        let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            pairs.entry(name.into_owned()).or_default().push(value.into_owned());
        }
        parse(pairs)
    }

    #[test]
    fn lists_numbers_and_words() {
        let filter = read("q=%C3%A9t%C3%A9&attendees=12&feature=a&feature=b&kind=meeting_room&all=true").unwrap();
        assert_eq!(
            filter,
            Filter {
                q: Some("été".into()),
                attendees: Some(12),
                feature: vec!["a".into(), "b".into()],
                kind: Some(Kind::MeetingRoom),
                all: Some(true)
            }
        );
        assert_eq!(read("q=&attendees=").unwrap().attendees, None);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (query, code) in [
            ("colour=red", "unknown_parameter"),
            ("attendees=many", "invalid_parameter"),
            ("attendees=-1", "invalid_parameter"),
            ("attendees=1&attendees=2", "invalid_parameter"),
            ("kind=palace", "invalid_parameter"),
            ("all=perhaps", "invalid_parameter"),
        ] {
            assert_eq!(read(query).unwrap_err().code(), code, "{query}");
        }
    }
}
