//! The keys, for `config show`, its help and the documentation.

use std::fmt::Write as _;

/// One thing the operator decides.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

/// Every key, in the order in which they are shown.
pub(crate) const KEYS: &[Key] = &[
    Key { name: "listen", meaning: "Address and port to serve on. Port 0 takes a free one." },
    Key { name: "data_dir", meaning: "Folder of the embedded database. Made when missing." },
    Key {
        name: "database_url",
        meaning: "sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME (PostgreSQL 15 or newer). Empty: intendant.db in data_dir.",
    },
    Key {
        name: "migrate",
        meaning: "Whether serve brings the schema up to date at its start. With false it refuses to start instead.",
    },
    Key {
        name: "public_url",
        meaning: "The address people use, such as https://intendant.example. Set it behind a proxy.",
    },
    Key {
        name: "secure",
        meaning: "Whether people come over TLS: yes, no or auto. Cookies are then sent over TLS only. auto: by the scheme of \
                  public_url; without one, no on a loopback address and yes elsewhere.",
    },
    Key {
        name: "behind_proxy",
        meaning: "Whether the peer is your own proxy, whose X-Forwarded-For names the caller.",
    },
    Key { name: "log_format", meaning: "text or json; one line an event, on standard error." },
    Key { name: "log_filter", meaning: "Which events are logged, as in RUST_LOG: info, or warn,http=info." },
    Key { name: "session_minutes", meaning: "How long somebody stays signed in, in minutes." },
    Key { name: "person_requests_per_minute", meaning: "Requests a person may send in a minute. 0: no limit." },
    Key { name: "address_requests_per_minute", meaning: "Requests an address may send in a minute. 0: no limit." },
    Key {
        name: "body_limit_bytes",
        meaning: "The largest body of a request, in bytes; photos have a limit of their own.",
    },
    Key { name: "timeout_seconds", meaning: "After how many seconds a request is given up." },
];

/// The keys as text for the help of the command line.
pub(crate) fn help() -> String {
    let mut text = String::from(
        "Each key is read from the file (--config FILE, INTENDANT_CONFIG, else ./intendant.toml when it exists), then from the\n\
         environment (INTENDANT_ and the key in capitals), then from a flag (--set KEY=VALUE, or its own):\n",
    );
    for Key { name, meaning } in KEYS {
        let _ = write!(text, "\n  {name}\n      {meaning}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn every_key_is_explained() {
        let config = serde_json::to_value(Config::default()).unwrap();
        let mut known: Vec<_> = config.as_object().unwrap().keys().cloned().collect();
        let mut explained: Vec<_> = KEYS.iter().map(|key| key.name.to_owned()).collect();
        known.sort();
        explained.sort();
        assert_eq!(known, explained);
    }
}
