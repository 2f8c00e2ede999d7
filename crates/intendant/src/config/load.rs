//! Reading the configuration, and saying where each value comes from and what is wrong with it.

use std::{collections::BTreeMap, net::ToSocketAddrs, path::Path};

use figment::{
    Figment, Metadata, Profile, Provider,
    providers::{Env, Format, Serialized, Toml},
    value::{Dict, Map, Value},
};

use super::{Config, KEYS};

/// The file that is read when no other is named.
const DEFAULT_FILE: &str = "intendant.toml";
/// What the names of variables begin with.
const PREFIX: &str = "INTENDANT_";
/// Variables with that beginning that are no keys.
const NO_KEYS: &[&str] = &["config", "password", "url"];

/// Something wrong in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Which key, when it is about one.
    pub(crate) key: Option<String>,
    /// Where it was set.
    pub(crate) place: String,
    /// What is wrong and what is expected.
    pub(crate) what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.key {
            Some(key) => write!(f, "{key} ({}): {}", self.place, self.what),
            None => write!(f, "{}: {}", self.place, self.what),
        }
    }
}

/// A configuration without faults.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    /// The values in force.
    pub(crate) config: Config,
    /// Where each value comes from.
    pub(crate) places: BTreeMap<&'static str, String>,
}

/// The flags of the command line, by key.
struct Flags(Dict);

impl Provider for Flags {
    fn metadata(&self) -> Metadata {
        Metadata::named("command line")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.0.clone()))
    }
}

/// Reads everything. `flags` are values by key.
pub(crate) fn load(file: Option<&Path>, flags: &[(String, String)]) -> Result<Loaded, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut file = file.map(Path::to_path_buf);
    if file.is_none() && Path::new(DEFAULT_FILE).exists() {
        file = Some(DEFAULT_FILE.into());
    }
    if let Some(named) = &file
        && let Err(error) = std::fs::read_to_string(named)
    {
        let what = format!("cannot be read: {error}");
        return Err(vec![Fault { key: None, place: named.display().to_string(), what }]);
    }
    let is_key = |name: &str| KEYS.iter().any(|key| key.name == name);
    let mut dict = Dict::new();
    for (key, value) in flags {
        if is_key(key) {
            dict.insert(key.clone(), flag_value(key, value));
        } else {
            faults.push(unknown(key, "command line"));
        }
    }
    for (name, _) in std::env::vars_os() {
        let Some(key) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).map(str::to_ascii_lowercase) else {
            continue;
        };
        if !is_key(&key) && !NO_KEYS.contains(&&*key) {
            faults.push(unknown(&key, &format!("environment variable {}", name.display())));
        }
    }
    let names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    let mut figment = Figment::from(Serialized::defaults(Config::default()));
    if let Some(file) = &file {
        figment = figment.merge(Toml::file_exact(file));
    }
    let figment = figment.merge(Env::prefixed(PREFIX).only(&names)).merge(Flags(dict));
    let place = |key: &str| figment.find_metadata(key).map_or_else(|| "default".to_owned(), |at| place_of(at, key));
    let config: Config = match figment.extract() {
        Ok(config) => config,
        Err(errors) => {
            faults.extend(errors.into_iter().map(|error| fault(&error)));
            return Err(faults);
        }
    };
    check(&config, &place, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let places = names.into_iter().map(|name| (name, place(name))).collect();
    Ok(Loaded { config, places })
}

/// A text stays a text even when it looks like a number or a list.
fn flag_value(key: &str, value: &str) -> Value {
    let defaults = serde_json::to_value(Config::default()).unwrap_or_default();
    if defaults[key].is_string() { Value::from(value) } else { value.parse().unwrap_or_else(|never| match never {}) }
}

fn unknown(key: &str, place: &str) -> Fault {
    let what = match KEYS.iter().map(|known| (distance(known.name, key), known.name)).min() {
        Some((apart, near)) if apart <= 3 => format!("there is no such key; {near} is meant?"),
        _ => "there is no such key; `intendant config show --help` lists them".to_owned(),
    };
    Fault { key: Some(key.to_owned()), place: place.to_owned(), what }
}

fn place_of(metadata: &Metadata, key: &str) -> String {
    match (&metadata.source, &*metadata.name) {
        (Some(source), _) if source.file_path().is_some() => {
            source.file_path().map_or_else(String::new, |path| path.display().to_string())
        }
        (_, name) if name.contains("environment") => {
            format!("environment variable {PREFIX}{}", key.to_ascii_uppercase())
        }
        (_, name) if name.starts_with("command") => name.to_owned(),
        _ => "default".to_owned(),
    }
}

fn fault(error: &figment::Error) -> Fault {
    use figment::error::Kind;
    let key = error.path.join(".");
    let place = error.metadata.as_ref().map_or_else(String::new, |metadata| place_of(metadata, &key));
    match &error.kind {
        Kind::UnknownField(name, _) => unknown(name, &place),
        kind => Fault { key: (!key.is_empty()).then_some(key), place, what: kind.to_string() },
    }
}

/// What no type can say.
fn check(config: &Config, place: &dyn Fn(&str) -> String, faults: &mut Vec<Fault>) {
    let mut wrong = |key: &str, what: &str| {
        faults.push(Fault { key: Some(key.to_owned()), place: place(key), what: what.to_owned() });
    };
    if config.listen.to_socket_addrs().is_err() {
        wrong("listen", "an address and a port are expected, such as 127.0.0.1:8080");
    }
    let url = &config.database_url;
    if !url.is_empty() && !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        wrong("database_url", "sqlite:FILE or postgres://USER@HOST/NAME is expected");
    }
    if url.starts_with("sqlite:") && url.contains(":memory:") {
        wrong(
            "database_url",
            "a database in memory would be lost between connections; `intendant demo` makes a throw-away one",
        );
    }
    let public = &config.public_url;
    if !public.is_empty() && !public.starts_with("https://") && !public.starts_with("http://") {
        wrong("public_url", "an address beginning with https:// is expected");
    }
    if config.session_minutes < 1 {
        wrong("session_minutes", "at least 1 is expected");
    }
    if config.timeout_seconds == 0 {
        wrong("timeout_seconds", "at least 1 is expected");
    }
    if config.body_limit_bytes < 1024 {
        wrong("body_limit_bytes", "at least 1024 is expected");
    }
    if tracing_subscriber::EnvFilter::try_new(&config.log_filter).is_err() {
        wrong("log_filter", "a level such as info, or a list such as warn,http=info, is expected");
    }
}

/// How many letters have to change to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, flags: &[(&str, &str)]) -> Result<Loaded, Vec<Fault>> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.toml");
        std::fs::write(&file, text).unwrap();
        let flags: Vec<_> = flags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        load(Some(&file), &flags)
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let loaded = with("timeout_seconds = 7\nlisten = '127.0.0.1:1'", &[("listen", "127.0.0.1:2")]).unwrap();
        assert_eq!(loaded.config.listen, "127.0.0.1:2");
        assert_eq!(loaded.config.timeout_seconds, 7);
        assert_eq!(loaded.places["listen"], "command line");
        assert!(loaded.places["timeout_seconds"].ends_with("test.toml"));
        assert_eq!(loaded.places["migrate"], "default");
    }

    #[test]
    fn faults_say_where_and_what() {
        let faults = with("lisen = '127.0.0.1:1'", &[]).unwrap_err();
        assert_eq!(faults[0].key.as_deref(), Some("lisen"));
        assert!(faults[0].what.contains("listen is meant?"), "{faults:?}");
        let faults = with("timeout_seconds = 'soon'", &[]).unwrap_err();
        assert_eq!(faults[0].key.as_deref(), Some("timeout_seconds"));
        assert!(faults[0].place.ends_with("test.toml"), "{faults:?}");
        let faults = with("timeout_seconds = 0\nlisten = 'nowhere'", &[("database_url", "mysql://x")]).unwrap_err();
        let keys: Vec<_> = faults.iter().filter_map(|fault| fault.key.as_deref()).collect();
        assert_eq!(keys, ["listen", "database_url", "timeout_seconds"]);
        assert_eq!(with("", &[("colour", "red")]).unwrap_err()[0].place, "command line");
        assert!(load(Some(Path::new("/nonexistent/x.toml")), &[]).is_err());
    }

    #[test]
    fn near_words_are_found() {
        assert_eq!(distance("listen", "lisen"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
