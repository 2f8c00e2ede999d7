//! What the `type` of a problem document leads to: a page that says in words what the code means.

use std::collections::BTreeSet;

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use httpkit::{AppState, Module, RequestInfo};
use serde_json::{Map, Value};

/// The page of each code, in the caller's language.
pub(crate) fn pages(modules: &[Module]) -> Router<AppState> {
    let sources = httpkit::MESSAGES.iter().chain(modules.iter().flat_map(|module| module.messages));
    let blanks: Map<String, Value> = variables(sources.map(|(_, source)| *source));
    Router::new().route(
        "/problems/{code}",
        get(move |State(state): State<AppState>, info: RequestInfo, Path(code): Path<String>| async move {
            page(&state, &info, &code, &blanks)
        }),
    )
}

/// The names of all the numbers that texts show, each standing for itself as a blank.
fn variables<'a>(sources: impl Iterator<Item = &'a str>) -> Map<String, Value> {
    let mut names = BTreeSet::new();
    for source in sources {
        for rest in source.split('$').skip(1) {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len());
            names.insert(&rest[..end]);
        }
    }
    names.into_iter().map(|name| (name.to_owned(), Value::from("…"))).collect()
}

fn page(state: &AppState, info: &RequestInfo, code: &str, blanks: &Map<String, Value>) -> Response {
    let lang = info.lang();
    let is_code = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let text = is_code.then(|| state.texts.text(lang, code, None, blanks)).flatten();
    let Some(text) = text else { return StatusCode::NOT_FOUND.into_response() };
    let title = state.texts.text(lang, code, Some("title"), blanks);
    let (code, text) = (escape(&code.replace('-', "_")), escape(&text));
    let title = title.map_or_else(|| code.clone(), |title| escape(&title));
    let page = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title} – Intendant</title>\n<h1>{title}</h1>\n<p>{text}</p>\n<p><code>{code}</code></p>\n</html>\n"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_LANGUAGE, lang.as_str()),
        (header::VARY, "accept-language"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, page).into_response()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_gets_a_blank() {
        let blanks =
            variables(["a = { $seats } of { $max_seats -> [one] x *[other] y }", "b = no variable"].into_iter());
        assert_eq!(blanks.keys().collect::<Vec<_>>(), ["max_seats", "seats"]);
    }
}
