//! The licences of everything we link or ship, checked against `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use cargo_metadata::MetadataCommand;
use serde::Deserialize;
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

use crate::shell;

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Web {
    tools: Vec<String>,
    stated: BTreeMap<String, String>,
}

/// `cargo xtask licences`.
pub(crate) fn check() -> Result<()> {
    let deny: Deny = toml::from_str(&fs::read_to_string(shell::root().join("deny.toml"))?).context("deny.toml")?;
    let allowed = parse_all(&deny.licenses.allow)?;
    let (crates, mut faults) = crate_faults(&allowed)?;
    let web: Web = toml::from_str(include_str!("../web-licences.toml")).context("crates/xtask/web-licences.toml")?;
    let lock: Value = serde_json::from_str(&fs::read_to_string(shell::root().join("web/package-lock.json"))?)?;
    let roots = imported(&shell::root().join("web/src"))?;
    let shipped = closure(&lock, roots);
    let mut tools = allowed.clone();
    tools.extend(parse_all(&web.tools)?);
    let (packages, web_faults) = package_faults(&lock, &shipped, &allowed, &tools, &web.stated)?;
    faults.extend(web_faults);
    ensure!(faults.is_empty(), "{} licence(s) that deny.toml does not allow:\n  {}", faults.len(), faults.join("\n  "));
    println!("{crates} crates and {packages} npm packages ({} of them reach the browser)", shipped.len());
    Ok(())
}

fn parse_all(names: &[String]) -> Result<Vec<Licensee>> {
    names.iter().map(|name| Licensee::parse(name).with_context(|| format!("`{name}` is not an SPDX licence"))).collect()
}

/// Whether the expression (`MIT OR Apache-2.0`, also the old `MIT/Apache-2.0`) is met by what is allowed.
fn fits(expression: &str, allowed: &[Licensee]) -> Result<bool> {
    let parsed = Expression::parse_mode(expression, ParseMode::LAX)
        .map_err(|error| anyhow::anyhow!("`{expression}` is not an SPDX expression: {}", error.reason))?;
    Ok(parsed.evaluate(|requirement| allowed.iter().any(|licensee| licensee.satisfies(requirement))))
}

fn crate_faults(allowed: &[Licensee]) -> Result<(usize, Vec<String>)> {
    let metadata = MetadataCommand::new().current_dir(shell::root()).other_options(vec!["--locked".into()]).exec()?;
    let mut faults = Vec::new();
    for package in &metadata.packages {
        match &package.license {
            Some(expression) if fits(expression, allowed)? => {}
            Some(expression) => faults.push(format!("crate {} {}: {expression}", package.name, package.version)),
            None => faults.push(format!("crate {} {} states no licence", package.name, package.version)),
        }
    }
    Ok((metadata.packages.len(), faults))
}

fn package_faults(
    lock: &Value,
    shipped: &BTreeSet<String>,
    allowed: &[Licensee],
    tools: &[Licensee],
    stated: &BTreeMap<String, String>,
) -> Result<(usize, Vec<String>)> {
    let packages = lock["packages"].as_object().context("web/package-lock.json has no packages")?;
    let mut faults = Vec::new();
    for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
        let name = package_name(path);
        let Some(expression) = package["license"].as_str().or_else(|| stated.get(name).map(String::as_str)) else {
            faults.push(format!(
                "npm package {name} states no licence: read it and add it to crates/xtask/web-licences.toml"
            ));
            continue;
        };
        let list = if shipped.contains(name) { allowed } else { tools };
        if !fits(expression, list)? {
            faults.push(format!("npm package {name}: {expression}"));
        }
    }
    Ok((packages.len() - 1, faults))
}

/// `node_modules/a/node_modules/@b/c` is the package `@b/c`.
fn package_name(path: &str) -> &str {
    path.rsplit_once("node_modules/").map_or(path, |(_, name)| name)
}

/// The packages that the front end's sources import, and the framework that is always there.
fn imported(folder: &Path) -> Result<BTreeSet<String>> {
    let mut found: BTreeSet<String> = ["svelte", "@sveltejs/kit"].map(ToOwned::to_owned).into();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(imported(&path)?);
        } else if path.extension().is_some_and(|it| it == "ts" || it == "svelte" || it == "js") {
            found.extend(imports_of(&fs::read_to_string(&path)?));
        }
    }
    Ok(found)
}

/// The packages named in `import … from '…'` and `import('…')`; relative paths and `$aliases` are ours.
fn imports_of(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for marker in ["from '", "from \"", "import '", "import \"", "import('", "import(\""] {
        for (at, _) in source.match_indices(marker) {
            let specifier: String =
                source[at + marker.len()..].chars().take_while(|c| !matches!(c, '\'' | '"')).collect();
            let parts = if specifier.starts_with('@') { 2 } else { 1 };
            if specifier.chars().next().is_some_and(|first| first.is_ascii_lowercase() || first == '@') {
                found.insert(specifier.splitn(parts + 1, '/').take(parts).collect::<Vec<_>>().join("/"));
            }
        }
    }
    found
}

/// The packages in the lock file that are reached from `roots` by normal dependencies.
fn closure(lock: &Value, roots: BTreeSet<String>) -> BTreeSet<String> {
    let mut todo: Vec<String> = roots.into_iter().collect();
    let mut found = BTreeSet::new();
    while let Some(name) = todo.pop() {
        let package = &lock["packages"][format!("node_modules/{name}")];
        if package.is_object() && found.insert(name) {
            todo.extend(package["dependencies"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        }
    }
    found
}

/// Ends with an error when the licence text is not the whole EUPL-1.2.
pub(crate) fn own_text() -> Result<()> {
    let text = fs::read_to_string(shell::root().join("LICENSE"))?;
    for part in
        ["EUROPEAN UNION PUBLIC LICENCE v. 1.2", "15. Applicable Law", "Appendix", "Open-Source Licence — Reciprocity"]
    {
        if !text.contains(part) {
            bail!("LICENSE is not the complete EUPL-1.2: `{part}` is missing");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_by_one_side_of_or_and_both_sides_of_and() {
        let allowed = parse_all(&["MIT".into(), "Unicode-3.0".into()]).expect("known names");
        assert!(fits("MIT OR GPL-3.0-only", &allowed).expect("parses"));
        assert!(fits("Apache-2.0/MIT", &allowed).expect("the old slash parses"));
        assert!(fits("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed).expect("parses"));
        assert!(!fits("MIT AND GPL-3.0-only", &allowed).expect("parses"));
        assert!(fits("not a licence", &allowed).is_err());
    }

    #[test]
    fn imports_name_packages_and_not_files() {
        let source = "import a from '@scope/pkg/deep';\nimport { b } from \"plain/sub\";\nimport './x'; import('$lib/y'); import 'side';";
        let found: Vec<String> = imports_of(source).into_iter().collect();
        assert_eq!(found, ["@scope/pkg", "plain", "side"]);
    }

    #[test]
    fn a_shipped_package_is_held_to_the_stricter_list() {
        let lock = serde_json::json!({"packages": {
            "": {}, "node_modules/a": {"license": "MIT", "dependencies": {"b": "1"}},
            "node_modules/b": {"license": "Python-2.0"}, "node_modules/c": {"license": "Python-2.0"}, "node_modules/d": {}
        }});
        let shipped = closure(&lock, ["a".to_owned()].into());
        assert_eq!(shipped.iter().collect::<Vec<_>>(), ["a", "b"]);
        let allowed = parse_all(&["MIT".into()]).expect("known names");
        let tools = parse_all(&["MIT".into(), "Python-2.0".into()]).expect("known names");
        let (count, faults) = package_faults(&lock, &shipped, &allowed, &tools, &BTreeMap::new()).expect("parses");
        assert_eq!(count, 4);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains("npm package b: Python-2.0"));
        assert!(faults[1].contains("npm package d states no licence"));
    }
}
