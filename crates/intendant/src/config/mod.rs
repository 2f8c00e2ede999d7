//! What the operator decides: defaults, then a TOML file, then the environment, then flags.

mod keys;
mod load;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use httpkit::Settings;
use serde::{Deserialize, Serialize};

pub(crate) use keys::{KEYS, help};
pub(crate) use load::{Loaded, load};

/// Every key with its value in force. The meaning of each stands in [`KEYS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) listen: String,
    pub(crate) data_dir: PathBuf,
    pub(crate) database_url: String,
    pub(crate) migrate: bool,
    pub(crate) public_url: String,
    pub(crate) secure: Secure,
    pub(crate) behind_proxy: bool,
    pub(crate) log_format: LogFormat,
    pub(crate) log_filter: String,
    pub(crate) session_minutes: i64,
    pub(crate) person_requests_per_minute: u32,
    pub(crate) address_requests_per_minute: u32,
    pub(crate) body_limit_bytes: usize,
    pub(crate) timeout_seconds: u64,
}

/// Whether callers come over TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Secure {
    Auto,
    Yes,
    No,
}

/// How lines of the log look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogFormat {
    /// For eyes.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            listen: "127.0.0.1:8080".into(),
            data_dir: "./data".into(),
            database_url: String::new(),
            migrate: true,
            public_url: String::new(),
            secure: Secure::Auto,
            behind_proxy: false,
            log_format: LogFormat::Text,
            log_filter: "info".into(),
            session_minutes: settings.session_minutes,
            person_requests_per_minute: settings.person_requests_per_minute,
            address_requests_per_minute: settings.address_requests_per_minute,
            body_limit_bytes: settings.body_limit,
            timeout_seconds: settings.timeout.as_secs(),
        }
    }
}

impl Config {
    /// Where the data is: the key, or the SQLite file in the data folder.
    pub(crate) fn database_url(&self) -> String {
        if self.database_url.is_empty() {
            sqlite_url(&self.data_dir.join("intendant.db"))
        } else {
            self.database_url.clone()
        }
    }

    /// The SQLite file, when the database is one.
    pub(crate) fn sqlite_file(&self) -> Option<PathBuf> {
        let url = self.database_url();
        let path = url.strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        let path = path.split('?').next().unwrap_or(path);
        Some(path.replace("%3F", "?").replace("%25", "%").into())
    }

    /// The settings of the HTTP layer for a server that listens there.
    pub(crate) fn settings(&self, listen: SocketAddr) -> Settings {
        let secure = match self.secure {
            Secure::Yes => true,
            Secure::No => false,
            Secure::Auto if self.public_url.is_empty() => !listen.ip().is_loopback(),
            Secure::Auto => self.public_url.starts_with("https:"),
        };
        Settings {
            secure,
            public_url: (!self.public_url.is_empty()).then(|| self.public_url.clone()),
            behind_proxy: self.behind_proxy,
            person_requests_per_minute: self.person_requests_per_minute,
            address_requests_per_minute: self.address_requests_per_minute,
            body_limit: self.body_limit_bytes,
            timeout: Duration::from_secs(self.timeout_seconds),
            session_minutes: self.session_minutes,
            ..Settings::default()
        }
    }
}

/// The address of an SQLite file; `?` and `%` in its name are not options.
pub(crate) fn sqlite_url(file: &std::path::Path) -> String {
    format!("sqlite:{}", file.display().to_string().replace('%', "%25").replace('?', "%3F"))
}

/// The address of a database without its password, for people and logs.
pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let hidden_query = |rest: &str| match rest.split_once("password=") {
        Some((before, after)) => {
            format!("{before}password=…{}", after.find('&').map_or("", |at| &after[at..]))
        }
        None => rest.to_owned(),
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    match rest[..end].rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            let colon =
                if rest[..end].contains(':') && rest[..end].find(':') < rest[..end].rfind('@') { ":…" } else { "" };
            format!("{scheme}://{user}{colon}@{host}{}", hidden_query(&rest[end..]))
        }
        None => format!("{scheme}://{}", hidden_query(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_password("postgres://ann:secret@db:5432/x"), "postgres://ann:…@db:5432/x");
        assert_eq!(without_password("postgres://ann:se@cret@db/x"), "postgres://ann:…@db/x");
        assert_eq!(without_password("postgres://ann@db/x"), "postgres://ann@db/x");
        assert_eq!(without_password("postgres://db/x?password=secret&a=b"), "postgres://db/x?password=…&a=b");
        assert_eq!(without_password("sqlite:data/intendant.db"), "sqlite:data/intendant.db");
    }

    #[test]
    fn the_file_of_a_url_is_found_again() {
        for name in ["a.db", "what?.db", "50%.db", "a b.db"] {
            let config = Config { database_url: sqlite_url(std::path::Path::new(name)), ..Config::default() };
            assert_eq!(config.sqlite_file(), Some(name.into()));
        }
        let postgres = Config { database_url: "postgres://db/x".into(), ..Config::default() };
        assert_eq!(postgres.sqlite_file(), None);
    }

    #[test]
    fn cookies_are_secure_unless_plain_http_is_meant() {
        let loopback: SocketAddr = "127.0.0.1:80".parse().unwrap();
        let outside: SocketAddr = "0.0.0.0:80".parse().unwrap();
        let with = |url: &str, secure| Config { public_url: url.into(), secure, ..Config::default() };
        assert!(!with("", Secure::Auto).settings(loopback).secure);
        assert!(with("", Secure::Auto).settings(outside).secure);
        assert!(with("https://a.example", Secure::Auto).settings(loopback).secure);
        assert!(!with("http://a.example", Secure::Auto).settings(outside).secure);
        assert!(!with("", Secure::No).settings(outside).secure);
        assert!(with("", Secure::Yes).settings(loopback).secure);
    }
}
