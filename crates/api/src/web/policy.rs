//! The content security policy of the front end's pages.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// The policy for a page: scripts only from here and the inline ones that the page was built with, named by their hashes.
///
/// Styles may be inline: the timeline places its bars by `style` attributes.
pub(super) fn for_page(html: &[u8]) -> String {
    let mut scripts = String::from("'self'");
    for script in inline_scripts(html) {
        scripts.push_str(" 'sha256-");
        scripts.push_str(&BASE64_STANDARD.encode(Sha256::digest(script)));
        scripts.push('\'');
    }
    format!(
        "default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// What stands between `<script …>` without `src` and `</script>`.
fn inline_scripts(html: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = find(rest, b"<script") {
        rest = &rest[at..];
        let Some(open) = find(rest, b">") else { break };
        let has_source = find(&rest[..open], b" src=").is_some();
        rest = &rest[open + 1..];
        let Some(close) = find(rest, b"</script>") else { break };
        if !has_source && close > 0 {
            found.push(&rest[..close]);
        }
        rest = &rest[close..];
    }
    found
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_by_their_hash_and_others_are_not() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        let policy = for_page(b"<script src=\"/a.js\"></script><script>alert(1)</script><p>");
        assert!(policy.contains(&format!("script-src 'self' {hash};")), "{policy}");
        assert!(for_page(b"<p>no script</p>").contains("script-src 'self';"));
        assert!(for_page(b"<script>never ends").contains("script-src 'self';"));
    }
}
