//! The page that stands in for a front end that was not built.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Intendant</title>
<h1>Intendant is running, without its web pages</h1>
<p>The front end was not built. In the source folder, run</p>
<pre>cargo xtask web</pre>
<p>or, by hand,</p>
<pre>cd web &amp;&amp; npm ci &amp;&amp; npm run build</pre>
<p>and load this page again (a release build has to be compiled again too).</p>
<p>The <a href="/api/docs/">description of the API</a> and the API itself work meanwhile.</p>
</html>
"#;

pub(super) fn page() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::OK, headers, PAGE).into_response()
}
