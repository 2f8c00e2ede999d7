//! Photos and papers, and who sees them.

use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage, codecs::png::PngEncoder};
use reqwest::Method;
use testkit::Answer;

use super::*;

fn png() -> Vec<u8> {
    let mut file = Vec::new();
    let photo = RgbaImage::from_pixel(30, 20, Rgba([10, 120, 200, 255]));
    PngEncoder::new(&mut file).write_image(&photo, 30, 20, ExtendedColorType::Rgba8).unwrap();
    file
}

/// A form with a file and some texts.
pub(super) fn form(file: &[u8], texts: &[(&str, &str)]) -> Vec<u8> {
    let mut body = b"--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n".to_vec();
    body.extend(file);
    for (name, text) in texts {
        body.extend(format!("\r\n--B\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}").into_bytes());
    }
    body.extend(b"\r\n--B--\r\n");
    body
}

pub(super) async fn upload(client: &Client, path: &str, body: Vec<u8>) -> Answer {
    let request = client.request(Method::POST, path);
    Answer::of(request.header("content-type", "multipart/form-data; boundary=B").body(body)).await
}

testkit::both_engines! {
    async fn papers_are_for_those_who_need_them(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let (photos, papers) = (format!("/vehicles/{car}/photos"), format!("/vehicles/{car}/documents"));
        let photo = upload(&house.manager, &photos, form(&png(), &[("title", "Vooraan")])).await.expect(201);
        let paper = form(&png(), &[("title", "Groene kaart"), ("audience", "drivers"), ("valid_to", "2027-01-15")]);
        let paper = upload(&house.manager, &papers, paper).await.expect(201);
        assert_eq!((&paper["validity"], &paper["audience"]), (&json!("expiring"), &json!("drivers")));
        let lease = form(&png(), &[("title", "Contract"), ("audience", "management")]);
        let lease = upload(&house.manager, &papers, lease).await.expect(201);
        let see = async |client: &Client, of: &Value| client.request(Method::GET, of["url"].as_str().unwrap()).send().await.unwrap().status().as_u16();
        for (client, seen) in [(&house.staff, [200, 404, 404]), (&house.driver, [200, 200, 404]), (&house.auditor, [200, 200, 200])] {
            assert_eq!([see(client, &photo).await, see(client, &paper).await, see(client, &lease).await], seen);
            let shown = client.get(&format!("/vehicles/{car}")).await.expect(200);
            assert_eq!(shown["photos"].as_array().unwrap().len(), 1);
            assert_eq!(shown["documents"].as_array().unwrap().len(), seen[1..].iter().filter(|status| **status == 200).count());
        }
        assert_eq!(told(app, &car).await, ["vehicle.created", "vehicle.photo_added", "vehicle.document_added", "vehicle.document_added"]);
    }

    async fn what_is_no_paper_is_refused(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let (photos, papers) = (format!("/vehicles/{car}/photos"), format!("/vehicles/{car}/documents"));
        upload(&house.manager, &photos, form(b"<script>", &[("title", "x")])).await.problem(415, "photo_format");
        upload(&house.manager, &photos, form(&png(), &[])).await.problem(400, "missing_field");
        upload(&house.manager, &papers, form(&png(), &[("title", "x"), ("audience", "everybody")])).await.problem(400, "invalid_parameter");
        upload(&house.manager, &papers, form(&png(), &[("title", "x"), ("audience", "drivers"), ("valid_to", "soon")])).await.problem(400, "invalid_parameter");
        upload(&house.manager, &papers, form(&png(), &[("title", " "), ("audience", "drivers")])).await.problem(422, "invalid_fields");
        for client in [&house.staff, &house.driver, &house.auditor] {
            upload(client, &photos, form(&png(), &[("title", "x")])).await.problem(403, "forbidden");
            upload(client, &papers, form(&png(), &[("title", "x"), ("audience", "drivers")])).await.problem(403, "forbidden");
        }
        upload(&house.manager, "/vehicles/01890000-0000-7000-8000-000000000000/photos", form(&png(), &[("title", "x")])).await.problem(404, "not_found");
    }
}
