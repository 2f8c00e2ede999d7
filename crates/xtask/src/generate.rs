//! The generated files: written from the code, checked in, and compared with the code by `--check`.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::{demo, shell, web};

/// The API's contract, printed by `intendant openapi`.
const OPENAPI: &str = "docs/api/openapi.json";
/// Who may do what, printed by `intendant permissions`.
const PERMISSIONS: &str = "docs/permissions.md";
/// The front end's types, made from the contract.
const SCHEMA: &str = "web/src/lib/api/schema.d.ts";

/// `cargo xtask gen [--check]`.
pub(crate) fn run(check: bool) -> Result<()> {
    let root = shell::root();
    let binary = demo::build(demo::WITH_THE_TESTS)?;
    let mut stale = Vec::new();
    for (name, task) in [(OPENAPI, "openapi"), (PERMISSIONS, "permissions")] {
        let output = shell::command(&binary).arg(task).output()?;
        ensure!(output.status.success(), "intendant {task} failed:\n{}", String::from_utf8_lossy(&output.stderr));
        settle(&root, name, &output.stdout, check, &mut stale)?;
    }
    // The types are made from the file, so there is nothing to compare them with while that is stale.
    if !stale.contains(&OPENAPI) {
        web::install()?;
        let before = fs::read(root.join(SCHEMA)).unwrap_or_default();
        shell::run_quietly(shell::npm().args(["run", "--silent", "gen:api"]))?;
        let after = fs::read(root.join(SCHEMA))?;
        if check && before != after {
            fs::write(root.join(SCHEMA), before)?;
            stale.push(SCHEMA);
        }
    }
    ensure!(stale.is_empty(), "stale: {}. Run `cargo xtask gen` and commit what it writes", stale.join(", "));
    println!("{OPENAPI}, {PERMISSIONS} and {SCHEMA} agree with the code");
    Ok(())
}

fn settle(root: &Path, name: &'static str, wanted: &[u8], check: bool, stale: &mut Vec<&'static str>) -> Result<()> {
    let path = root.join(name);
    if fs::read(&path).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    if check {
        stale.push(name);
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, wanted)?;
    eprintln!("wrote {name}");
    Ok(())
}
