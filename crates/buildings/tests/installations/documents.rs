use kernel::Role;
use reqwest::Method;
use serde_json::json;
use testkit::{Answer, App, Client};

use super::support::{house, id};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n";

/// A form with a file and texts; the file's name and type lie.
fn form(file: &[u8], texts: &[(&str, &str)]) -> Vec<u8> {
    let mut body =
        b"--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x.html\"\r\ncontent-type: text/html\r\n\r\n"
            .to_vec();
    body.extend(file);
    for (name, text) in texts {
        body.extend(format!("\r\n--B\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}").bytes());
    }
    body.extend(b"\r\n--B--\r\n");
    body
}

async fn upload(client: &Client, installation: &str, body: Vec<u8>) -> Answer {
    let request = client.request(Method::POST, &format!("/installations/{installation}/documents"));
    Answer::of(request.header("content-type", "multipart/form-data; boundary=B").body(body)).await
}

fn photo(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(vec![]);
    image::RgbImage::from_pixel(width, height, image::Rgb([9, 90, 200])).write_to(&mut file, format).unwrap();
    file.into_inner()
}

testkit::both_engines! {
    async fn a_certificate_says_how_long_it_holds(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let term = [("title", "Keuring 2026"), ("valid_from", "2026-01-01"), ("valid_to", "2027-12-31")];
        let made = upload(&house.manager, id(&lift), form(PDF, &term)).await.expect(201);
        assert_eq!((&made["content_type"], &made["kind"], &made["validity"]), (&json!("application/pdf"), &json!("document"), &json!("valid")));
        upload(&house.manager, id(&lift), form(PDF, &[("title", "Oud"), ("valid_to", "2020-12-31")])).await.expect(201);
        upload(&house.manager, id(&lift), form(PDF, &[("title", "Bijna"), ("valid_to", "2026-12-20")])).await.expect(201);
        let seen = house.manager.get(&format!("/installations/{}", id(&lift))).await.expect(200);
        let states: Vec<_> = seen["documents"].as_array().unwrap().iter().map(|one| one["validity"].as_str().unwrap()).collect();
        assert_eq!(states, ["valid", "expired", "expiring"]);

        let url = made["url"].as_str().unwrap();
        let technician = house.colleague_as(app, Role::Technician).await;
        let response = technician.request(Method::GET, url).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!((header("content-type"), header("content-disposition")), ("application/pdf".into(), "attachment".into()));
        assert_eq!((header("content-security-policy"), header("x-content-type-options")), ("default-src 'none'; sandbox".into(), "nosniff".into()));
        assert_eq!(response.bytes().await.unwrap(), PDF);
        app.client("staff").await.get(url).await.problem(404, "not_found");
        app.nobody().get(url).await.problem(401, "not_signed_in");
        assert_eq!(app.client("staff").await.get(&format!("/installations/{}", id(&lift))).await.expect(200)["documents"], json!([]));
    }

    async fn a_photo_of_thirty_megapixels_is_made_small(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let file = photo(6000, 5000, image::ImageFormat::Jpeg);
        let made = upload(&house.manager, id(&lift), form(&file, &[("title", "Plaatje")])).await.expect(201);
        assert_eq!((&made["content_type"], &made["kind"]), (&json!("image/jpeg"), &json!("photo")));
        let response = house.manager.request(Method::GET, made["url"].as_str().unwrap()).send().await.unwrap();
        let kept = image::load_from_memory(&response.bytes().await.unwrap()).unwrap();
        assert_eq!((kept.width(), kept.height()), (1600, 1333));
    }

    async fn what_is_no_document_is_refused(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let manager = &house.manager;
        let title = [("title", "x")];
        for file in [&b"GIF89a/*\x01\0\x01\0\0*/=alert(1);"[..], b"<html><script>alert(1)</script>", b"PK\x03\x04", b"MZ",
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'/>"] {
            upload(manager, id(&lift), form(file, &title)).await.problem(415, "document_format");
        }
        let polyglot = [PDF, b"<html><script>alert(1)</script></html>"].concat();
        upload(manager, id(&lift), form(&polyglot, &title)).await.problem(415, "document_format");
        upload(manager, id(&lift), form(&PDF[..20], &title)).await.problem(422, "document_damaged");
        let mut bomb = photo(1, 1, image::ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        assert_eq!(upload(manager, id(&lift), form(&bomb, &title)).await.status, 422);
        upload(manager, id(&lift), form(&vec![0; 20 * 1024 * 1024 + 1], &title)).await.problem(413, "document_too_large");
        upload(manager, id(&lift), form(PDF, &[])).await.problem(400, "missing_field");
        upload(manager, id(&lift), form(PDF, &[("title", "x"), ("valid_to", "soon")])).await.problem(400, "invalid_parameter");
        let reversed = [("title", "x"), ("valid_from", "2027-01-01"), ("valid_to", "2026-01-01")];
        upload(manager, id(&lift), form(PDF, &reversed)).await.problem(422, "invalid_fields");
        upload(&app.client("staff").await, id(&lift), form(PDF, &title)).await.problem(403, "forbidden");
        upload(manager, "01890000-0000-7000-8000-000000000000", form(PDF, &title)).await.problem(404, "not_found");
        let seen = manager.get(&format!("/installations/{}", id(&lift))).await.expect(200);
        assert_eq!(seen["documents"], json!([]), "nothing of it was kept");
    }
}
