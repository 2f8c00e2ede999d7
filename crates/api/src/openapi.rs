//! The contract: assembled from the endpoints, served as a document and as pages.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use httpkit::{AppState, Module};
use sha2::{Digest, Sha256};
use utoipa::openapi::{
    InfoBuilder, License, OpenApi, OpenApiBuilder, PathItem, Tag,
    security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    server::Server,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::Config;

const PATH: &str = "/api/openapi.json";

const DESCRIPTION: &str = "Find and book rooms, and look after the people, places and rules behind them.\n\n\
    Instants are RFC 3339 with an offset; wall-clock times (`2026-12-01T14:00`) stand beside an IANA time zone. Lists answer \
    `items` and `next_cursor`. Refusals are problem documents (RFC 9457) whose `code` never changes; their text is in the \
    language of `Accept-Language`. Every POST takes an `Idempotency-Key`. Changes name the version they saw in `If-Match`.";

/// The routes of all areas under their common path, and the document that describes them.
pub(crate) fn assemble(modules: Vec<Module>) -> (Router<AppState>, OpenApi) {
    let mut api = OpenApiRouter::new();
    let mut tags = Vec::new();
    for Module { name, mut routes, .. } in modules {
        let paths = &mut routes.get_openapi_mut().paths.paths;
        if !paths.is_empty() {
            tags.push(Tag::new(name));
        }
        for operation in paths.values_mut().flat_map(operations) {
            operation.tags.get_or_insert_with(|| vec![name.to_owned()]);
        }
        api = api.merge(routes);
    }
    let base = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Intendant")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(DESCRIPTION))
                .license(Some(license()))
                .build(),
        )
        .servers(Some([Server::new("/")]))
        .tags(Some(tags))
        .security(Some([
            SecurityRequirement::new::<_, [&str; 0], &str>("session", []),
            SecurityRequirement::new::<_, [&str; 0], &str>("token", []),
        ]))
        .build();
    let (router, mut document) = OpenApiRouter::with_openapi(base).nest(httpkit::API, api).split_for_parts();
    httpkit::complete_document(&mut document);
    let components = document.components.get_or_insert_with(Default::default);
    let session = ApiKeyValue::with_description(httpkit::SESSION_COOKIE, "Set by `POST /api/v1/session`, for browsers");
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A personal token, for programs"));
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
    components.add_security_scheme("token", SecurityScheme::Http(token.build()));
    (router, document)
}

fn license() -> License {
    let mut license = License::new("EUPL-1.2");
    license.identifier = Some("EUPL-1.2".to_owned());
    license
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut utoipa::openapi::path::Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch, &mut item.head, &mut item.options]
        .into_iter()
        .filter_map(Option::as_mut)
}

/// The contract as text, the same for the same program.
#[must_use]
pub fn document() -> String {
    let (_, document) = assemble(crate::modules());
    let mut text = document.to_pretty_json().expect("the document is JSON");
    text.push('\n');
    text
}

/// The document and the pages that show it. The pages' styles are partly inline.
pub(crate) fn pages(document: &OpenApi) -> Router<AppState> {
    let text = Bytes::from(document.to_json().expect("the document is JSON"));
    let hash = u64::from_be_bytes(Sha256::digest(&text)[..8].try_into().expect("eight bytes"));
    let etag = HeaderValue::from_str(&format!("\"{hash:016x}\"")).expect("hexadecimal is a header value");
    let config = Arc::new(Config::from(PATH).try_it_out_enabled(true).doc_expansion("none").filter(true));
    let first = Arc::clone(&config);
    Router::new()
        .route(PATH, get(move |headers: HeaderMap| async move { contract(&headers, text, etag) }))
        .route("/api/docs", get(|| async { Redirect::permanent("/api/docs/") }))
        .route("/api/docs/", get(move || async move { page("index.html", first) }))
        .route("/api/docs/{file}", get(move |Path(file): Path<String>| async move { page(&file, config) }))
}

fn contract(asked: &HeaderMap, text: Bytes, etag: HeaderValue) -> Response {
    let known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| *known == etag);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::ETAG, etag),
    ];
    if known { (StatusCode::NOT_MODIFIED, headers).into_response() } else { (headers, text).into_response() }
}

fn page(file: &str, config: Arc<Config<'static>>) -> Response {
    const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                          object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    let Ok(Some(file)) = utoipa_swagger_ui::serve(file, config) else { return StatusCode::NOT_FOUND.into_response() };
    let content_type = HeaderValue::from_str(&file.content_type).unwrap_or(HeaderValue::from_static("text/plain"));
    let mut response = file.bytes.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if file.gzpipped {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_contract_is_complete() {
        let document: serde_json::Value = serde_json::from_str(&super::document()).unwrap();
        assert_eq!(document["openapi"], "3.1.0");
        assert_eq!(document["info"]["license"]["identifier"], "EUPL-1.2");
        let paths = document["paths"].as_object().unwrap();
        assert!(paths.contains_key("/api/v1/journal"), "{:?}", paths.keys());
        for (path, item) in paths {
            for (method, operation) in item.as_object().unwrap() {
                assert!(operation["tags"][0].is_string(), "{method} {path} has no tag");
                assert!(operation["operationId"].is_string(), "{method} {path} has no id");
            }
        }
    }

    /// A reference to a schema that nobody defines breaks every generated client.
    #[test]
    fn every_reference_leads_somewhere() {
        let document: serde_json::Value = serde_json::from_str(&super::document()).unwrap();
        let mut pending = vec![&document];
        while let Some(value) = pending.pop() {
            match value {
                serde_json::Value::Object(map) => {
                    if let Some(serde_json::Value::String(reference)) = map.get("$ref") {
                        let pointer = reference.trim_start_matches('#');
                        assert!(document.pointer(pointer).is_some(), "{reference} is not defined");
                    }
                    pending.extend(map.values());
                }
                serde_json::Value::Array(items) => pending.extend(items),
                _ => {}
            }
        }
    }
}
