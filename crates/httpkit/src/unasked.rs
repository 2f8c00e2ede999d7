//! Query parameters on writes that take none: refused like a misspelt filter, or `?dry_run=true` would do in earnest what was
//! meant as a try.

use std::{collections::HashSet, sync::Arc};

use axum::{
    Router,
    extract::{MatchedPath, Request},
    http::Method,
    middleware::{Next, from_fn},
    response::IntoResponse,
};
use utoipa::openapi::{
    OpenApi, RefOr,
    path::{Operation, Parameter, ParameterIn, PathItem},
};

use crate::{AppState, query};

/// The writes that take no query parameter, by method and pattern of the path.
type Plain = HashSet<(Method, String)>;

/// Lets the writes that the document names without query parameters refuse every one.
pub fn refuse_unasked_parameters(routes: Router<AppState>, document: &OpenApi) -> Router<AppState> {
    let plain = Arc::new(plain(document));
    routes.route_layer(from_fn(move |request: Request, next: Next| {
        let plain = Arc::clone(&plain);
        async move {
            match unasked(&plain, &request) {
                Some(name) => query::unknown(&name).into_response(),
                None => next.run(request).await,
            }
        }
    }))
}

fn plain(document: &OpenApi) -> Plain {
    let mut plain = Plain::new();
    for (path, item) in &document.paths.paths {
        for (method, operation) in writes(item) {
            let mut all = item.parameters.iter().chain(&operation.parameters).flatten();
            let asked = |one: &RefOr<Parameter>| match one {
                RefOr::T(one) => one.parameter_in == ParameterIn::Query,
                RefOr::Ref(_) => true,
            };
            if !all.any(asked) {
                plain.insert((method, path.clone()));
            }
        }
    }
    plain
}

fn writes(item: &PathItem) -> impl Iterator<Item = (Method, &Operation)> {
    [(Method::POST, &item.post), (Method::PUT, &item.put), (Method::PATCH, &item.patch), (Method::DELETE, &item.delete)]
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

/// The first parameter of a request that takes none.
fn unasked(plain: &Plain, request: &Request) -> Option<String> {
    let query = request.uri().query().filter(|query| !query.is_empty())?;
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    if !plain.contains(&(request.method().clone(), path.to_owned())) {
        return None;
    }
    form_urlencoded::parse(query.as_bytes()).next().map(|(name, _)| name.into_owned())
}
