//! Drawings as SVG, written anew: shapes, paths, texts and groups with their looks, and nothing else.
//!
//! The file is parsed by `roxmltree`, which takes no document type and so no entities. What comes out is put together
//! from the lists below: an element or attribute that is not on them is left out with everything inside it. No value
//! that is kept can hold an address.

use std::fmt::Write as _;

use roxmltree::{Document, Node, ParsingOptions};

use crate::PlanError;

const SVG: &str = "http://www.w3.org/2000/svg";
/// The most parts of a drawing.
const MAX_NODES: u32 = 200_000;
/// The deepest groups within groups.
const MAX_DEPTH: usize = 200;
/// The least and the most a drawing measures, in its own units.
const SIZES: std::ops::RangeInclusive<f64> = 10.0..=100_000.0;

/// Elements that are kept.
const KEPT: &[&str] =
    &["g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc"];
/// Elements that become groups: what they add to a group is not kept.
const GROUPS: &[&str] = &["svg", "a"];
/// Elements whose text is kept.
const WITH_TEXT: &[&str] = &["text", "tspan", "title", "desc"];
/// Where and how large something is.
const GEOMETRY: &[&str] = &[
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "dx",
    "dy",
    "width",
    "height",
    "points",
    "transform",
    "rotate",
    "textLength",
];
/// How something looks; as an attribute, or as a property in `style`.
const LOOKS: &[&str] = &[
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "opacity",
    "color",
    "display",
    "visibility",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "text-anchor",
    "dominant-baseline",
    "letter-spacing",
    "vector-effect",
];
/// What may stand before a bracket.
const FUNCTIONS: &[&str] = &["rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX", "skewY"];

/// Whether a file begins as an SVG may begin.
pub(crate) fn looks_like_one(file: &[u8]) -> bool {
    let start = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    let start = start.trim_ascii_start();
    [&b"<?xml"[..], b"<svg", b"<!--", b"<!DOCTYPE svg"].iter().any(|begin| start.starts_with(begin))
}

/// The drawing written anew, with its width and height in its own units, rounded.
pub(crate) fn clean(file: &[u8]) -> Result<(String, u32, u32), PlanError> {
    let text = std::str::from_utf8(file).map_err(|_| PlanError::Damaged)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => PlanError::TooComplex,
        _ => PlanError::Damaged,
    })?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(PlanError::Format);
    }
    let [x, y, width, height] = view(&root).ok_or(PlanError::Size)?;
    if !SIZES.contains(&width) || !SIZES.contains(&height) || !x.is_finite() || !y.is_finite() {
        return Err(PlanError::Size);
    }
    let (w, h) = (rounded(width), rounded(height));
    let mut out = format!("<svg xmlns=\"{SVG}\" width=\"{w}\" height=\"{h}\" viewBox=\"{x} {y} {width} {height}\">");
    write_inside(&root, &mut out)?;
    out.push_str("</svg>");
    Ok((out, w, h))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies within SIZES")]
fn rounded(size: f64) -> u32 {
    size.round() as u32
}

/// What of the drawing's plane is shown: left, top, width, height.
fn view(root: &Node<'_, '_>) -> Option<[f64; 4]> {
    if let Some(view) = root.attribute("viewBox") {
        let numbers: Vec<f64> = view
            .split([' ', ',', '\t', '\n'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        return numbers.try_into().ok();
    }
    Some([0.0, 0.0, length(root.attribute("width")?)?, length(root.attribute("height")?)?])
}

/// A length in pixels.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let at = text.find(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E')).unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let factor = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * factor)
}

enum Task<'a, 'input> {
    Open(Node<'a, 'input>, usize),
    Close(&'static str),
}

/// Writes what is inside an element. Without recursion: depth is the sender's choice, the stack is ours.
fn write_inside(root: &Node<'_, '_>, out: &mut String) -> Result<(), PlanError> {
    let mut tasks: Vec<Task<'_, '_>> = root.children().rev().map(|child| Task::Open(child, 1)).collect();
    while let Some(task) = tasks.pop() {
        match task {
            Task::Close(name) => {
                let _ = write!(out, "</{name}>");
            }
            Task::Open(node, depth) if node.is_element() => {
                let Some(name) = kept_name(&node) else { continue };
                if depth > MAX_DEPTH {
                    return Err(PlanError::TooComplex);
                }
                out.push('<');
                out.push_str(name);
                write_attributes(&node, out);
                out.push('>');
                tasks.push(Task::Close(name));
                tasks.extend(node.children().rev().map(|child| Task::Open(child, depth + 1)));
            }
            Task::Open(node, _) if node.is_text() => {
                let holds = node.parent().is_some_and(|parent| {
                    WITH_TEXT.contains(&parent.tag_name().name()) && parent.tag_name().namespace() == Some(SVG)
                });
                if holds {
                    escape(node.text().unwrap_or_default(), out);
                }
            }
            // Comments and processing instructions.
            Task::Open(..) => {}
        }
    }
    Ok(())
}

/// The name under which an element is kept.
fn kept_name(node: &Node<'_, '_>) -> Option<&'static str> {
    if node.tag_name().namespace() != Some(SVG) {
        return None;
    }
    let name = node.tag_name().name();
    if GROUPS.contains(&name) {
        return Some("g");
    }
    KEPT.iter().copied().find(|kept| *kept == name)
}

fn write_attributes(node: &Node<'_, '_>, out: &mut String) {
    let mut kept: Vec<(&'static str, String)> = Vec::new();
    let mut put = |name: &'static str, value: &str| {
        if let Some(value) = safe(value) {
            kept.retain(|(known, _)| *known != name);
            kept.push((name, value));
        }
    };
    let own = || node.attributes().filter(|attribute| attribute.namespace().is_none());
    for attribute in own() {
        let known = GEOMETRY.iter().chain(LOOKS).copied().find(|name| *name == attribute.name());
        // A nested drawing becomes a group, which has no size of its own.
        let placed = GROUPS.contains(&node.tag_name().name()) && GEOMETRY.contains(&attribute.name());
        if let Some(name) = known.filter(|name| !placed || *name == "transform") {
            put(name, attribute.value());
        }
    }
    // What stands in `style` goes before what stands in attributes.
    for declaration in node.attribute("style").unwrap_or_default().split(';') {
        if let Some((name, value)) = declaration.split_once(':')
            && let Some(name) = LOOKS.iter().copied().find(|known| *known == name.trim())
        {
            put(name, value.trim());
        }
    }
    for (name, value) in kept {
        let _ = write!(out, " {name}=\"");
        escape(&value, out);
        out.push('"');
    }
}

/// The value, when it cannot be anything but numbers, words, colours and transformations: no address fits into it.
fn safe(value: &str) -> Option<String> {
    let value = value.replace(['\'', '"'], "");
    let plain = |c: char| c.is_ascii_alphanumeric() || " \t\r\n.,#%()+-_".contains(c);
    if !value.chars().all(plain) {
        return None;
    }
    let calls = value.match_indices('(').all(|(at, _)| {
        let before = value[..at].trim_end();
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        FUNCTIONS.contains(&&before[start..])
    });
    calls.then_some(value)
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cleaned(inside: &str) -> String {
        let file = format!(
            "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:h=\"http://www.w3.org/1999/xhtml\" \
             viewBox=\"0 0 100 50\" onload=\"alert(1)\">{inside}</svg>"
        );
        let (text, width, height) = clean(file.as_bytes()).unwrap();
        assert_eq!((width, height), (100, 50));
        let start = text.find('>').unwrap() + 1;
        assert_eq!(&text[..start], format!("<svg xmlns=\"{SVG}\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\">"));
        text[start..].strip_suffix("</svg>").unwrap().to_owned()
    }

    #[test]
    fn shapes_and_texts_are_kept_with_their_looks() {
        let walls =
            "<g transform=\"translate(1 2)\"><path d=\"M0 0 L10,10 z\" fill=\"none\" stroke=\"#000\"></path></g>";
        assert_eq!(cleaned(walls), walls);
        assert_eq!(
            cleaned(
                "<text x='1' style=\"font-size:12px; fill: rgb(1, 2, 3);behavior:url(x)\">Zaal &amp; <tspan>2</tspan></text>"
            ),
            "<text x=\"1\" font-size=\"12px\" fill=\"rgb(1, 2, 3)\">Zaal &amp; <tspan>2</tspan></text>"
        );
        assert_eq!(cleaned("<a href='javascript:alert(1)'><rect width='3'/></a>"), "<g><rect width=\"3\"></rect></g>");
    }

    #[test]
    fn nothing_that_runs_or_loads_is_kept() {
        for bad in [
            "<script>alert(1)</script>",
            "<script href='//evil.example/x.js'/>",
            "<foreignObject><h:script>alert(1)</h:script><h:img src='x' onerror='alert(1)'/></foreignObject>",
            "<image href='https://evil.example/x.png' xlink:href='https://evil.example/x.png'/>",
            "<use href='#a'/><use xlink:href='data:image/svg+xml,x'/>",
            "<style>@import url(https://evil.example/x.css);</style>",
            "<animate attributeName='href' to='javascript:alert(1)'/><set attributeName='onclick' to='alert(1)'/>",
            "<filter><feImage href='https://evil.example/x'/></filter><pattern/><mask/><marker/><linearGradient/>",
            "<h:script>alert(1)</h:script><h:iframe src='https://evil.example'/>",
            "<!-- <script>alert(1)</script> --><?xml-stylesheet href='https://evil.example/x.css'?>",
            "<title xmlns='http://www.w3.org/1999/xhtml'>x</title>",
        ] {
            assert_eq!(cleaned(bad), "", "{bad}");
        }
        let dressed = "<rect onclick='alert(1)' xlink:href='x' id='a' class='b' fill='url(https://evil.example)' \
            stroke='url(#a)' style=\"fill:url('https://evil.example');stroke:u\\72l(x);fill:expression(alert(1))\" width='3'/>";
        assert_eq!(cleaned(dressed), "<rect width=\"3\"></rect>");
        let addressed = "<rect fill='https://evil.example/x' stroke='//evil.example' font-family='data:x' color='a&#92;b' width='3'/>";
        assert_eq!(cleaned(addressed), "<rect width=\"3\"></rect>");
        assert_eq!(
            cleaned("<text><![CDATA[<script>alert(1)</script>]]></text>"),
            "<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>"
        );
    }

    #[test]
    fn entities_are_not_even_read() {
        let bomb = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
             <svg xmlns=\"{SVG}\" viewBox=\"0 0 100 50\"><text>&b;</text></svg>"
        );
        assert_eq!(clean(bomb.as_bytes()), Err(PlanError::Damaged));
        let file = format!(
            "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"{SVG}\" viewBox=\"0 0 100 50\"><text>&x;</text></svg>"
        );
        assert_eq!(clean(file.as_bytes()), Err(PlanError::Damaged));
    }

    #[test]
    fn a_drawing_must_say_how_large_it_is() {
        let sized =
            |attributes: &str| clean(format!("<svg xmlns=\"{SVG}\" {attributes}/>").as_bytes()).map(|(_, w, h)| (w, h));
        assert_eq!(sized("width='210mm' height='297mm'"), Ok((794, 1123)));
        assert_eq!(sized("viewBox='-5,-5 841.89 595.28'"), Ok((842, 595)));
        for odd in [
            "",
            "width='100%' height='100%'",
            "viewBox='0 0 1 1'",
            "viewBox='0 0 1e9 1e9'",
            "viewBox='0 0 x 5'",
            "viewBox='0 0 NaN 50'",
        ] {
            assert_eq!(sized(odd), Err(PlanError::Size), "{odd}");
        }
        assert_eq!(clean(b"<svg viewBox='0 0 100 50'/>"), Err(PlanError::Format), "no namespace, so no drawing");
        assert_eq!(clean(b"<svg xmlns='http://www.w3.org/2000/svg'"), Err(PlanError::Damaged));
    }

    #[test]
    fn depth_is_bounded() {
        let deep =
            format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 100 50\">{}{}</svg>", "<g>".repeat(300), "</g>".repeat(300));
        assert!(matches!(clean(deep.as_bytes()), Err(PlanError::TooComplex | PlanError::Damaged)));
    }

    proptest! {
        /// Whatever stands in an attribute, what comes out is well-formed and holds no address, no handler and no script.
        #[test]
        fn whatever_comes_in_only_drawings_come_out(
            name in "[a-z]{1,8}|on[a-z]{3,8}|xlink:href|href|style|fill|script|image", value in "\\PC{0,30}|url\\(\\PC{0,10}\\)|javascript:\\PC{0,10}",
        ) {
            let mut quoted = String::new();
            escape(&value, &mut quoted);
            for inside in [format!("<rect {name}=\"{quoted}\"/>"), format!("<{} x=\"{quoted}\">{quoted}</{0}>", name.replace(':', "-"))] {
                let file = format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"x\" viewBox=\"0 0 100 50\">{inside}</svg>");
                if let Ok((text, ..)) = clean(file.as_bytes()) {
                    let again = Document::parse(&text).unwrap();
                    for node in again.descendants().skip(2) {
                        prop_assert!(node.is_text() || KEPT.contains(&node.tag_name().name()));
                        for attribute in node.attributes() {
                            prop_assert!(GEOMETRY.contains(&attribute.name()) || LOOKS.contains(&attribute.name()));
                            prop_assert!(!attribute.value().contains([':', '/', '\\', '&', '<']));
                            prop_assert!(!attribute.value().contains("url("));
                        }
                    }
                }
            }
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = clean(&bytes);
        }
    }
}
