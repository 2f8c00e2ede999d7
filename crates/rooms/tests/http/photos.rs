//! Photos come in, are made harmless, and go out.

use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage, codecs::png::PngEncoder};
use reqwest::Method;
use testkit::Answer;

use super::*;

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let photo = RgbaImage::from_pixel(width, height, Rgba([10, 120, 200, 255]));
    PngEncoder::new(&mut file).write_image(&photo, width, height, ExtendedColorType::Rgba8).unwrap();
    file
}

/// A form with a file and, unless it is empty, its description.
fn form(file: &[u8], alt: &str) -> Vec<u8> {
    let mut body =
        b"--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x.exe\"\r\ncontent-type: text/html\r\n\r\n"
            .to_vec();
    body.extend(file);
    if !alt.is_empty() {
        body.extend(b"\r\n--B\r\ncontent-disposition: form-data; name=\"alt\"\r\n\r\n");
        body.extend(alt.as_bytes());
    }
    body.extend(b"\r\n--B--\r\n");
    body
}

async fn upload(client: &Client, room: &str, body: Vec<u8>) -> Answer {
    let request = client.request(Method::POST, &format!("/rooms/{room}/photos"));
    Answer::of(request.header("content-type", "multipart/form-data; boundary=B").body(body)).await
}

testkit::both_engines! {
    async fn a_photo_is_kept_small_and_shown_as_nothing_but_a_photo(app: &App) {
        let house = house(app).await;
        let made = id(&house.add(room("A", &house.spaces[0])).await);
        let photo = upload(&house.manager, &made, form(&png(2000, 1000), "De zaal met de ovale tafel")).await.expect(201);
        assert_eq!((&photo["width"], &photo["height"], &photo["alt"]), (&json!(1600), &json!(800), &json!("De zaal met de ovale tafel")));
        let staff = app.client("staff").await;
        let read = staff.get(&format!("/rooms/{made}")).await.expect(200);
        assert_eq!((&read["photos"], &read["version"]), (&json!([photo]), &json!(2)));

        let url = photo["url"].as_str().unwrap();
        let response = staff.request(Method::GET, url).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/jpeg");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(header("cache-control"), "private, max-age=31536000, immutable");
        let tag = header("etag");
        let bytes = response.bytes().await.unwrap();
        let kept = image::load_from_memory_with_format(&bytes, image::ImageFormat::Jpeg).unwrap();
        assert_eq!((kept.width(), kept.height()), (1600, 800));
        let again = staff.request(Method::GET, url).header("if-none-match", tag).send().await.unwrap();
        assert_eq!(again.status().as_u16(), 304);
        app.nobody().get(url).await.problem(401, "not_signed_in");

        let path = format!("/rooms/{made}/photos/{}", id(&photo));
        staff.delete(&path).await.problem(403, "forbidden");
        house.manager.delete(&path).await.expect(204);
        house.manager.delete(&path).await.problem(404, "not_found");
        staff.get(url).await.problem(404, "not_found");
    }

    async fn the_photo_of_a_hidden_room_is_hidden(app: &App) {
        let house = house(app).await;
        let made = id(&house.add(room("A", &house.spaces[0])).await);
        let photo = upload(&house.manager, &made, form(&png(20, 10), "Zaal")).await.expect(201);
        let audience = json!({ "audience": { "see": {} } });
        house.manager.put(&format!("/policies/{made}"), audience).await.expect(200);
        app.client("staff").await.get(photo["url"].as_str().unwrap()).await.problem(404, "not_found");
    }

    async fn what_is_no_photo_is_refused(app: &App) {
        let house = house(app).await;
        let made = id(&house.add(room("A", &house.spaces[0])).await);
        let manager = &house.manager;
        upload(manager, &made, form(b"<script>alert(1)</script>", "x")).await.problem(415, "photo_format");
        let whole = png(50, 50);
        upload(manager, &made, form(&whole[..60], "x")).await.problem(422, "photo_damaged");
        upload(manager, &made, form(&vec![0; 10 * 1024 * 1024 + 1], "x")).await.problem(413, "photo_too_large");
        upload(manager, &made, form(&whole, "")).await.problem(400, "missing_field");
        upload(manager, &made, form(&whole, "   ")).await.problem(422, "invalid_fields");
        upload(manager, &made, b"--B\r\nnonsense".to_vec()).await.problem(400, "malformed");
        manager.post(&format!("/rooms/{made}/photos"), json!({ "file": "x" })).await.problem(415, "unsupported_media_type");
        upload(&app.client("staff").await, &made, form(&whole, "x")).await.problem(403, "forbidden");
        upload(manager, "01890000-0000-7000-8000-000000000000", form(&whole, "x")).await.problem(404, "not_found");
        assert_eq!(manager.get(&format!("/rooms/{made}")).await.expect(200)["photos"], json!([]));
    }
}
