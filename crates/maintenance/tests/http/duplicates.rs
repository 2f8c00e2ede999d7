//! Two tickets about the same thing become one.

use super::*;

testkit::both_engines! {
    async fn what_was_said_and_who_said_it_follow(app: &App) {
        let house = house(app).await;
        let colleague = app.client("colleague").await;
        let (first, second) = (id(&house.report(&house.staff).await), id(&house.report(&colleague).await));
        let photo = send_form(&colleague, &format!("/tickets/{second}/photos"), &[("alt", "De beamer")], Some(("file", &png()))).await.expect(201);
        colleague.post(&format!("/tickets/{second}/comments"), json!({ "text": "Het lampje knippert", "public": true })).await.expect(200);
        colleague.get(&format!("/tickets/{first}")).await.problem(404, "not_found");
        let joined = house.dispatcher.post(&format!("/tickets/{second}/mark-duplicate"), json!({ "of": first })).await.expect(200);
        assert_eq!((&joined["state"], &joined["duplicate_of"]["number"], &joined["photos"]), (&json!("duplicate"), &json!(1), &json!([])));
        let original = colleague.get(&format!("/tickets/{first}")).await.expect(200);
        assert_eq!(original["photos"][0]["id"], photo["id"]);
        let said: Vec<_> = original["events"].as_array().unwrap().iter().filter(|event| event["kind"] == "commented").collect();
        assert_eq!((said.len(), &said[0]["text"], &said[0]["by"]["id"], &said[0]["data"]["from_number"]), (1, &json!("Het lampje knippert"), &json!(app.person("colleague")), &json!(2)));
        assert_eq!(numbers(&colleague.get("/tickets?sort=number").await.expect(200)), [2, 1], "it is among one's own now");
        assert_eq!(colleague.get(photo["url"].as_str().unwrap()).await.status, 200);
        let desk = house.dispatcher.get(&format!("/tickets/{first}")).await.expect(200);
        assert_eq!(desk["duplicates"][0]["number"], 2);
    }

    async fn a_duplicate_is_of_an_original(app: &App) {
        let house = house(app).await;
        let mut tickets = vec![];
        for _ in 0..3 {
            tickets.push(id(&house.report(&house.staff).await));
        }
        let join = async |one: &str, of: &str| house.dispatcher.post(&format!("/tickets/{one}/mark-duplicate"), json!({ "of": of })).await;
        join(&tickets[0], &tickets[0]).await.problem(422, "not_an_original");
        let problem = join(&tickets[0], "01890000-0000-7000-8000-000000000000").await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("of", "unknown")]);
        join(&tickets[0], &tickets[1]).await.expect(200);
        join(&tickets[2], &tickets[0]).await.problem(422, "not_an_original");
        // What was joined to the one goes on in the other.
        join(&tickets[1], &tickets[2]).await.expect(200);
        let moved = house.dispatcher.get(&format!("/tickets/{}", tickets[0])).await.expect(200);
        assert_eq!(moved["duplicate_of"]["number"], 3);
    }

    async fn two_tickets_joined_to_each_other_at_once_stay_one(app: &App) {
        let house = house(app).await;
        let (a, b) = (id(&house.report(&house.staff).await), id(&house.report(&house.staff).await));
        let join = |one: &str, of: &str| {
            let (path, of) = (format!("/tickets/{one}/mark-duplicate"), of.to_owned());
            let client = house.dispatcher.clone();
            async move { client.post(&path, json!({ "of": of })).await.status }
        };
        let (one, two) = tokio::join!(join(&a, &b), join(&b, &a));
        let mut statuses = [one, two];
        statuses.sort_unstable();
        assert!(statuses == [200, 409] || statuses == [200, 422], "{statuses:?}");
    }
}
