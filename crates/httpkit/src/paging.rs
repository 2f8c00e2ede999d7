//! Lists in pages, with opaque cursors.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Class, FieldError};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::{ApiError, query::RawPaging};

/// How many items a page has unless told otherwise.
pub const DEFAULT_LIMIT: u64 = 50;
/// How many items a page has at most.
pub const MAX_LIMIT: u64 = 200;

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    limit: u64,
    cursor: Option<String>,
}

impl Paging {
    pub(crate) fn from_request(raw: RawPaging) -> Result<Self, ApiError> {
        let limit = match raw.limit {
            None => DEFAULT_LIMIT,
            Some(limit) => {
                u64::try_from(limit).ok().filter(|limit| (1..=MAX_LIMIT).contains(limit)).ok_or_else(|| {
                    ApiError::new(Class::Malformed, "limit_out_of_range")
                        .with("max", MAX_LIMIT)
                        .refusing(&FieldError::out_of_range("limit", json!(limit), json!(1), json!(MAX_LIMIT)))
                })?
            }
        };
        Ok(Self { limit, cursor: raw.cursor })
    }

    /// How many items the caller wants. Ask the database for one more ([`Self::fetch`]) to know whether there is a next page.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.limit
    }

    /// One more than the limit.
    #[must_use]
    pub const fn fetch(&self) -> u64 {
        self.limit + 1
    }

    /// The position behind which the page begins: what was given to [`Page::of`] as the key of the last item.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, ApiError> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let bad = || ApiError::new(Class::Malformed, "bad_cursor").field("cursor", "invalid");
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
        serde_json::from_slice(&bytes).map(Some).map_err(|_| bad())
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// What `cursor` must be for the next page; null on the last one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Cuts what was fetched (up to [`Paging::fetch`] items) to the page; `key` gives the position of an item in the order.
    pub fn of<K: Serialize>(mut items: Vec<T>, paging: &Paging, key: impl FnOnce(&T) -> K) -> Self {
        let limit = usize::try_from(paging.limit).expect("a page has at most 200 items");
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items.last().filter(|_| more).map(|last| cursor(&key(last)));
        Self { items, next_cursor }
    }

    /// All there is, on one page.
    #[must_use]
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    /// The same page with other items.
    pub fn map<U>(self, convert: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(convert).collect(), next_cursor: self.next_cursor }
    }
}

fn cursor(key: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).expect("a key is JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(limit: Option<i64>, cursor: Option<&str>) -> Result<Paging, ApiError> {
        Paging::from_request(RawPaging { limit, cursor: cursor.map(str::to_owned) })
    }

    #[test]
    fn pages_follow_each_other() {
        let first = Page::of(vec![1, 2, 3], &paging(Some(2), None).unwrap(), |n| (*n, "x"));
        assert_eq!(first.items, [1, 2]);
        let next = paging(Some(2), first.next_cursor.as_deref()).unwrap();
        assert_eq!(next.after::<(i32, String)>().unwrap(), Some((2, "x".into())));
        assert_eq!(Page::of(vec![3], &next, |n| *n).next_cursor, None);
    }

    #[test]
    fn limits_hold() {
        assert_eq!(paging(None, None).unwrap().limit(), 50);
        for limit in [0, -1, 201] {
            assert_eq!(paging(Some(limit), None).unwrap_err().status(), 400);
        }
        assert!(paging(None, Some("***")).unwrap().after::<u8>().is_err());
    }
}
