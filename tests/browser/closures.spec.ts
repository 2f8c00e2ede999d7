import {
	button,
	expect,
	expectGoodEverywhere,
	expectNoErrors,
	one,
	personOf,
	test,
	type Api,
	type Item,
	type Page,
} from './support/test';
import { inDays, isWorkday, plusDays } from './support/time';

expectNoErrors();

interface Bar {
	bookable_id: string;
	booking_id: string | null;
	kind: string;
	blocked_from: string;
	blocked_to: string;
}

interface Booking {
	id: string;
	occurrences: { id: string; state: string; claims: { bookable_id: string }[] }[];
}

interface Meeting {
	press: Item;
	date: string;
	start: string;
	id: string;
}

/** Which rooms could have forty people from then for an hour. */
function forForty(api: Api, date: string, start: string, more = ''): Promise<{ items: Item[] }> {
	const zone = encodeURIComponent('Europe/Brussels');
	return api.get(
		`/availability?kind=room&from=${date}T${start}&duration_minutes=60&time_zone=${zone}&attendees=40&limit=200${more}`,
	);
}

/** A press conference in the press room, agreed to, on a working day so many weeks ahead. */
async function pressConference(manager: Api, approver: Api, title: string, weeks: number): Promise<Meeting> {
	for (let day = weeks * 7; day < weeks * 7 + 14; day += 1) {
		const [date, start] = [inDays(day), '11:00'];
		if (!isWorkday(date)) continue;
		const { items } = await forForty(manager, date, start, '&q=W16-PRESS');
		const press = items.find((item) => item.state !== 'not_free');
		if (!press) continue;
		const { id } = await manager.book(press, { date, start }, { title, attendees: 40 });
		const { items: waiting } = await approver.get<{ items: { id: string; booking: { id: string } }[] }>(
			'/approvals?limit=200',
		);
		const ids = waiting.filter((each) => each.booking.id === id).map((each) => each.id);
		if (ids.length > 0) await approver.post('/approvals/decide', { ids, decision: 'approve' });
		const booking = await manager.get<Booking>(`/bookings/${id}`);
		expect(one(booking.occurrences).state).toBe('confirmed');
		return { press, date, start, id };
	}
	throw new Error('the press room is never free');
}

async function fillForm(page: Page, date: string, reason: string) {
	await page.getByLabel('From: day').fill(date);
	await page.getByLabel('From: time').fill('08:00');
	await page.getByLabel('Until: day').fill(date);
	await page.getByLabel('Until: time').fill('18:00');
	await page.getByLabel('Why', { exact: true }).fill(reason);
}

function barsOf(api: Api, date: string, rooms: string[]): Promise<{ bars: Bar[] }> {
	const to = plusDays(date, 1);
	const query = new URLSearchParams({ from: date, to, time_zone: 'Europe/Brussels' });
	for (const room of rooms) query.append('bookable', room);
	return api.get(`/timeline?${query}`);
}

/** No two bars of one room lie over each other. */
function expectNoOverlap(bars: Bar[]) {
	const over = bars.flatMap((a, index) =>
		bars
			.slice(index + 1)
			.filter(
				(b) =>
					a.bookable_id === b.bookable_id &&
					a.blocked_from < b.blocked_to &&
					b.blocked_from < a.blocked_to &&
					![a.kind, b.kind].includes('requested'),
			)
			.map((b) => [a, b]),
	);
	expect(over).toEqual([]);
}

test('the press room closes on the day of a press conference, which moves on one click', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'room_manager'));
	const title = 'Press conference of a test';
	const { press, date, id } = await pressConference(api, await as('approver'), title, 8);

	await page.goto(`/rooms/${press.bookable_id}`);
	await page.getByRole('link', { name: 'Close this room' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Close a room or a place' })).toBeFocused();
	await fillForm(page, date, 'Water comes through the ceiling');
	const hit = page.getByRole('region', { name: 'What is hit' });
	await expect(hit.getByText(title)).toBeVisible();
	await expect(hit.getByText(/^Could go to: /).first()).toBeVisible();
	await expect(hit.getByLabel('Close now, then move them')).toBeChecked();
	await expectGoodEverywhere(page, 'closing, with a booking hit');
	await hit.getByRole('button', { name: 'Close', exact: true }).click();

	await expect(page.getByRole('heading', { level: 1, name: 'Closed: Press room' })).toBeFocused();
	const list = page.getByRole('region', { name: 'Bookings that still lie in it' });
	await expect(list.getByRole('link', { name: title })).toBeVisible();
	const choice = list.getByLabel(new RegExp(`of ${title}`));
	const target = await choice.inputValue();
	expect(target).not.toBe('');
	await expectGoodEverywhere(page, 'closure, with a booking in it');
	// What was there is still there until somebody decides.
	expect(one(one((await api.get<Booking>(`/bookings/${id}`)).occurrences).claims).bookable_id).toBe(
		press.bookable_id,
	);

	await button(list, 'Move', title).click();
	await expect(list.getByRole('link', { name: title })).toHaveCount(0);
	const moved = one((await api.get<Booking>(`/bookings/${id}`)).occurrences);
	expect(moved.claims.map((claim) => claim.bookable_id)).toEqual([target]);
	expect(['confirmed', 'requested']).toContain(moved.state);
	const { bars } = await barsOf(api, date, [press.bookable_id, target]);
	expect(bars.filter((bar) => bar.bookable_id === press.bookable_id).map((bar) => bar.kind)).toContain(
		'maintenance',
	);
	expect(bars.filter((bar) => bar.booking_id === id).map((bar) => bar.bookable_id)).toEqual([target]);
	expectNoOverlap(bars);

	// Opened again: the room can be had, the booking stays where it went.
	await page.getByRole('button', { name: 'Open again' }).click();
	await expect(page.getByRole('dialog')).toContainText('stay where they went');
	await expectGoodEverywhere(page, 'dialog to open again');
	await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
	await expect(page.getByText('Opened again')).toBeVisible();
	const after = await barsOf(api, date, [press.bookable_id]);
	expect(after.bars.filter((bar) => bar.kind === 'maintenance')).toEqual([]);
	await page.goto('/closures');
	await expect(
		page.getByRole('region', { name: 'Closures' }).getByText('Opened again').first(),
	).toBeVisible();
	await expectGoodEverywhere(page, 'closures');
});

test('another room than the proposed one is chosen; one that was taken meanwhile is refused in words', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'room_manager'));
	const title = 'Briefing of a test';
	const meeting = await pressConference(api, await as('approver'), title, 11);
	const { id: closure } = await api.post<{ id: string }>('/closures', {
		kind: 'maintenance',
		scope: { room_ids: [meeting.press.bookable_id] },
		start: `${meeting.date}T08:00`,
		end: `${meeting.date}T18:00`,
		time_zone: 'Europe/Brussels',
		reason: 'A test',
		names: { en: 'Maintenance' },
		on_conflict: 'keep',
	});
	await page.goto(`/closures/${closure}`);
	const list = page.getByRole('region', { name: 'Bookings that still lie in it' });
	const choice = list.getByLabel(new RegExp(`of ${title}`));
	await button(list, 'All free rooms', title).click();
	await expect(page.getByTestId('spoken')).toContainText(/rooms can be chosen/);
	const proposed = await choice.inputValue();
	const values = await choice
		.locator('option')
		.evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
	expect(new Set(values).size).toBe(values.length);
	const { items } = await forForty(api, meeting.date, meeting.start);
	const other = one(
		items.filter(
			(item) => item.state === 'free' && item.bookable_id !== proposed && values.includes(item.bookable_id),
		),
	);

	// Somebody books the chosen room while the page is looked at.
	await api.book(other, meeting, { title: 'Quicker' });
	await choice.selectOption(other.bookable_id);
	await button(list, 'Move', title).click();
	await expect(list.getByRole('alert')).toBeVisible();
	await expect(list.getByText('Does not fit there. Choose another room.')).toBeVisible();
	await expectGoodEverywhere(page, 'closure, a move refused');
	await choice.selectOption(proposed);
	await list.getByRole('button', { name: /to the chosen room/ }).click();
	await expect(list.getByRole('link', { name: title })).toHaveCount(0);
	const moved = one((await api.get<Booking>(`/bookings/${meeting.id}`)).occurrences);
	expect(one(moved.claims).bookable_id).toBe(proposed);
	expectNoOverlap((await barsOf(api, meeting.date, [proposed, other.bookable_id])).bars);
});

test('who may not close sees no way to it, and is told', async ({ signedIn: page }) => {
	await page.goto('/closures/new');
	await expect(page.getByText('Your roles do not include this.')).toBeVisible();
	await expectGoodEverywhere(page, 'closing, not allowed');
	await expect(page.getByRole('link', { name: 'Closures' })).toHaveCount(1);
	await page.goto('/rooms');
	await page.locator('main li h2 a').first().click();
	await expect(page.getByRole('heading', { name: 'Layouts' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Close this room' })).toHaveCount(0);
});

test('a dispatcher closes for maintenance and for nothing else', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/closures');
	await page.getByRole('link', { name: 'Close a room or a place' }).first().click();
	await expect(page.getByLabel('Add a room')).toBeVisible();
	await expect(page.getByLabel('Another reason')).toHaveCount(0);
	await page.getByLabel('Add a room').selectOption({ label: 'Room Mirror (W16-2-06)' });
	await fillForm(page, inDays(150), 'New lamps');
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Closed: Room Mirror' })).toBeVisible();
	const { items } = await api.get<{ items: { reason: string; kind: string }[] }>('/closures?limit=200');
	expect(items.filter((each) => each.reason === 'New lamps').map((each) => each.kind)).toEqual([
		'maintenance',
	]);
});

test('the form says what is missing, keeps what was typed, and closes a place with all in it', async ({
	page,
	api,
	demo,
}) => {
	await api.signIn(personOf(demo, 'room_manager'));
	await page.goto('/closures/new');
	await page.getByLabel('Why', { exact: true }).fill('Polishing the floor');
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await expect(page.getByText('Choose at least one room or a place.')).toBeVisible();
	await expectGoodEverywhere(page, 'closing, nothing chosen');
	await page.getByLabel('A place with every room in it').check();
	await page.getByRole('searchbox', { name: 'Place' }).fill('RP-A.1');
	await page
		.getByRole('button', { name: /RP-A\.1/ })
		.first()
		.click();
	const date = inDays(200);
	await fillForm(page, date, 'Polishing the floor');
	const hit = page.getByRole('region', { name: 'What is hit' });
	await expect(hit.getByText('Press studio 1')).toBeVisible();
	await page.getByLabel('Until: day').fill(date);
	await page.getByLabel('Until: time').fill('07:00');
	await expect(page.getByText('The end comes before the beginning.')).toBeVisible();
	await page.getByLabel('Until: time').fill('18:00');
	await page.getByLabel('Another reason').check();
	await page.route('**/api/v1/closures', (route) => route.abort());
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await expect(page.getByText('The server cannot be reached.')).toBeVisible();
	await expect(page.getByText('What you typed is still here.')).toBeVisible();
	await expect(page.getByLabel('Why', { exact: true })).toHaveValue('Polishing the floor');
	await page.unroute('**/api/v1/closures');
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: /^Closed: / })).toBeVisible();
	await expect(page.getByText('No booking lies in it any more.')).toBeVisible();
});
