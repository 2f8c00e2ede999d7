//! The arrows between our crates, checked against `arrows.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};
use serde::Deserialize;

use crate::shell;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrows {
    crates: BTreeMap<String, Vec<String>>,
    areas: Areas,
    #[serde(default)]
    exceptions: Vec<Exception>,
    tests: Tests,
    #[serde(default)]
    never: Vec<Never>,
    #[serde(default)]
    folders: Vec<Folders>,
    readme: Readme,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Areas {
    names: Vec<String>,
    may: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    from: String,
    to: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tests {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Never {
    #[serde(rename = "crate")]
    of: String,
    dependencies: Vec<String>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Folders {
    under: Vec<String>,
    never: Vec<String>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Readme {
    crates: Vec<String>,
}

/// One of our crates and what it names in `[dependencies]`.
struct Package {
    name: String,
    folder: std::path::PathBuf,
    dependencies: BTreeSet<String>,
}

/// `cargo xtask arch`.
pub(crate) fn check() -> Result<()> {
    let metadata = MetadataCommand::new().current_dir(shell::root()).no_deps().exec()?;
    let text = include_str!("../arrows.toml");
    let arrows: Arrows = toml::from_str(text).context("crates/xtask/arrows.toml")?;
    let packages = packages(&metadata);
    let mut faults = arrow_faults(&arrows, &packages);
    faults.extend(never_faults(&arrows, &packages));
    faults.extend(folder_faults(&arrows, &packages)?);
    faults.extend(readme_faults(&arrows, &packages));
    ensure!(faults.is_empty(), "{} fault(s) in the architecture:\n  {}", faults.len(), faults.join("\n  "));
    println!("{} crates, every arrow as in crates/xtask/arrows.toml", packages.len());
    Ok(())
}

fn packages(metadata: &Metadata) -> Vec<Package> {
    metadata
        .workspace_packages()
        .into_iter()
        .map(|package| Package {
            name: package.name.to_string(),
            folder: package
                .manifest_path
                .parent()
                .map_or_else(Default::default, |folder| folder.as_std_path().to_owned()),
            dependencies: package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind == DependencyKind::Normal)
                .map(|dependency| dependency.name.clone())
                .collect(),
        })
        .collect()
}

fn arrow_faults(arrows: &Arrows, packages: &[Package]) -> Vec<String> {
    let ours: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let test_only = |name: &str| arrows.tests.names.iter().any(|test| test == name);
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for package in packages.iter().filter(|package| !test_only(&package.name)) {
        let area = arrows.areas.names.contains(&package.name);
        let allowed = if area { Some(&arrows.areas.may) } else { arrows.crates.get(&package.name) };
        let Some(allowed) = allowed else {
            faults.push(format!(
                "`{}` is not listed in crates/xtask/arrows.toml: say what it may depend on",
                package.name
            ));
            continue;
        };
        for target in package.dependencies.iter().filter(|name| ours.contains(name.as_str())) {
            let excepted = arrows.exceptions.iter().position(|it| it.from == package.name && it.to == *target);
            if test_only(target) {
                faults.push(format!("`{}` depends on `{target}`, which is for [dev-dependencies] only", package.name));
            } else if let Some(exception) = excepted {
                used.insert(exception);
            } else if !allowed.iter().any(|may| may == "*" || may == target) {
                let why = if area && arrows.areas.names.contains(target) {
                    "an area never depends on a sibling: use an id from `kernel`, an event, or a trait defined lower down"
                } else {
                    "the arrow points the other way"
                };
                faults.push(format!("`{}` depends on `{target}`: {why}", package.name));
            }
        }
    }
    for (index, exception) in arrows.exceptions.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
        faults.push(format!(
            "exception {} ({} -> {}, \"{}\") is not used any more: take it out of arrows.toml",
            index + 1,
            exception.from,
            exception.to,
            exception.reason
        ));
    }
    faults
}

fn never_faults(arrows: &Arrows, packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    for rule in &arrows.never {
        let Some(package) = packages.iter().find(|package| package.name == rule.of) else { continue };
        for name in rule.dependencies.iter().filter(|name| package.dependencies.contains(*name)) {
            faults.push(format!("`{}` depends on `{name}`: {}", rule.of, rule.reason));
        }
    }
    faults
}

fn folder_faults(arrows: &Arrows, packages: &[Package]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for package in packages {
        for rule in &arrows.folders {
            for folder in rule.under.iter().map(|name| package.folder.join("src").join(name)).filter(|it| it.is_dir()) {
                for file in rust_files(&folder)? {
                    let text = fs::read_to_string(&file)?;
                    let code =
                        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
                    for name in rule.never.iter().filter(|name| names_crate(&code, name)) {
                        faults.push(format!("{} names `{name}`: {}", relative(&file), rule.reason));
                    }
                }
            }
        }
    }
    Ok(faults)
}

/// Whether the code has `name::` or `use name;`, with no longer word around it.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_') && (after.starts_with("::") || after.starts_with(';'))
    })
}

fn readme_faults(arrows: &Arrows, packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    for name in &arrows.readme.crates {
        let Some(package) = packages.iter().find(|package| package.name == *name) else {
            faults.push(format!("arrows.toml wants a README of `{name}`, and there is no such crate"));
            continue;
        };
        let library = fs::read_to_string(package.folder.join("src/lib.rs")).unwrap_or_default();
        if !package.folder.join("README.md").is_file() {
            faults.push(format!("`{name}` has no README.md (vocabulary, invariants, tables, events)"));
        } else if !library.contains("#![doc = include_str!(\"../README.md\")]") {
            faults.push(format!("`{name}` does not include its README.md as its documentation in src/lib.rs"));
        }
    }
    faults
}

fn rust_files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn relative(path: &Path) -> String {
    path.strip_prefix(shell::root()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[&str]) -> Package {
        Package {
            name: name.into(),
            folder: std::path::PathBuf::new(),
            dependencies: dependencies.iter().map(ToString::to_string).collect(),
        }
    }

    /// The arrows of the repository, with the exception of the rooms only.
    fn arrows() -> Arrows {
        let mut arrows: Arrows =
            toml::from_str(include_str!("../arrows.toml")).expect("the file in the repository parses");
        arrows.exceptions.retain(|exception| exception.from == "rooms");
        arrows
    }

    #[test]
    fn a_sibling_is_refused_and_the_listed_exception_is_not() {
        let sound = [
            package("rooms", &["kernel", "buildings", "serde"]),
            package("buildings", &["kernel"]),
            package("kernel", &[]),
        ];
        assert_eq!(arrow_faults(&arrows(), &sound), Vec::<String>::new());
        let unsound = [package("buildings", &["rooms"]), package("rooms", &["buildings"])];
        let faults = arrow_faults(&arrows(), &unsound);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].contains("never depends on a sibling"), "{faults:?}");
    }

    #[test]
    fn an_arrow_upwards_an_unlisted_crate_and_an_idle_exception_are_refused() {
        let faults =
            arrow_faults(&arrows(), &[package("kernel", &["db"]), package("db", &[]), package("stranger", &[])]);
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults.iter().any(|fault| fault.contains("the arrow points the other way")));
        assert!(faults.iter().any(|fault| fault.contains("`stranger` is not listed")));
        assert!(faults.iter().any(|fault| fault.contains("not used any more")));
    }

    #[test]
    fn test_crates_are_for_tests() {
        let faults = arrow_faults(
            &arrows(),
            &[
                package("api", &["testkit"]),
                package("testkit", &["api"]),
                package("rooms", &["buildings"]),
                package("buildings", &[]),
            ],
        );
        assert_eq!(faults, ["`api` depends on `testkit`, which is for [dev-dependencies] only"]);
    }

    #[test]
    fn the_engine_may_not_know_http() {
        let faults = never_faults(&arrows(), &[package("booking", &["axum", "kernel"])]);
        assert_eq!(faults.len(), 1, "{faults:?}");
    }

    #[test]
    fn a_crate_is_named_by_a_path_and_not_by_a_longer_word() {
        assert!(names_crate("use axum::Json;", "axum"));
        assert!(names_crate("fn f(x: axum::Json<u8>) {}", "axum"));
        assert!(!names_crate("use my_axum::Json;", "axum"));
        assert!(!names_crate("let axum_like = 1;", "axum"));
    }
}
