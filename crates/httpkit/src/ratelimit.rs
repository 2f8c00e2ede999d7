//! Token buckets in memory, per process: with two processes behind one address a caller gets twice as much. They guard
//! a process against being flooded; what must hold over all processes (failed sign-ins) is counted in the database.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use kernel::{Instant, PersonId};

/// Whose bucket it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// A signed-in person.
    Person(PersonId),
    /// An address; of IPv6 the first half, which one household or office holds.
    Address(IpAddr),
}

impl Key {
    /// The bucket of an address.
    pub(crate) fn address(address: IpAddr) -> Self {
        Self::Address(match address {
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => IpAddr::V4(v4),
                None => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
            },
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// Millionths of a request that are left.
    left: i64,
    /// When `left` was right.
    at: Instant,
}

/// How many buckets are kept before full ones are thrown out.
const MANY: usize = 20_000;

const MILLION: i64 = 1_000_000;

/// The buckets of all callers of this process.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter {
    buckets: Mutex<HashMap<Key, Bucket>>,
}

impl RateLimiter {
    /// Takes one request out of the bucket, or says after how many seconds there is one. A minute's worth may come at once.
    pub(crate) fn take(&self, key: Key, per_minute: u32, now: Instant) -> Result<(), u32> {
        if per_minute == 0 {
            return Ok(());
        }
        let rate = i64::from(per_minute);
        let full = rate * MILLION;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MANY {
            buckets.retain(|_, bucket| bucket.left + gained(bucket.at, now, rate) < full);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { left: full, at: now });
        bucket.left = (bucket.left + gained(bucket.at, now, rate)).min(full);
        bucket.at = bucket.at.max(now);
        if bucket.left >= MILLION {
            bucket.left -= MILLION;
            return Ok(());
        }
        // A microsecond brings rate / 60 millionths.
        let micros = (MILLION - bucket.left) * 60 / rate;
        Err(u32::try_from((micros + MILLION - 1) / MILLION).unwrap_or(60))
    }
}

/// What a bucket gained since, in millionths of a request.
fn gained(since: Instant, now: Instant, rate: i64) -> i64 {
    // A minute fills any bucket; the bound keeps the product small.
    (now.micros() - since.micros()).clamp(0, 60 * MILLION) * rate / 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills() {
        let limiter = RateLimiter::default();
        let key = Key::Person(PersonId(uuid::Uuid::from_u128(1)));
        let start = Instant::from_micros(0);
        for _ in 0..60 {
            assert_eq!(limiter.take(key, 60, start), Ok(()));
        }
        assert_eq!(limiter.take(key, 60, start), Err(1));
        assert_eq!(limiter.take(key, 60, start.plus_seconds(1)), Ok(()));
        assert!(limiter.take(key, 60, start.plus_seconds(1)).is_err());
        // A clock that goes back neither gives nor takes.
        assert!(limiter.take(key, 60, start).is_err());
        assert_eq!(limiter.take(Key::Person(PersonId(uuid::Uuid::from_u128(2))), 60, start), Ok(()));
        assert_eq!(limiter.take(key, 0, start), Ok(()));
    }

    #[test]
    fn an_office_shares_a_bucket() {
        let key = |text: &str| Key::address(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2:3::4"), key("2001:db8:1:2::9"));
        assert_ne!(key("2001:db8:1:2::"), key("2001:db8:1:3::"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
    }
}
