import { one, button, card, expect, openSearch, test, weekAfter, type Api, type Page } from './support/test';

interface Dates {
	occurrences: { original_start: string; state: string; claims: { bookable_id: string }[] }[];
}

/** The rooms of each date of a booking that takes place, in order. */
async function roomsOf(api: Api, booking: string): Promise<string[][]> {
	const { occurrences } = await api.get<Dates>(`/bookings/${booking}`);
	return occurrences
		.filter((date) => date.state === 'confirmed')
		.sort((a, b) => a.original_start.localeCompare(b.original_start))
		.map((date) => date.claims.map((claim) => claim.bookable_id).sort());
}

async function save(page: Page) {
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a booking gets a second room, another layout, and loses the first room', async ({
	signedIn: page,
	api,
}) => {
	const slot = await api.slot(3, '08:00', { free: 2 });
	const [first, second] = slot.free;
	if (!first || !second) throw new Error('two rooms were asked for');
	const { id } = await api.book(first, slot, { title: 'Grows' });
	await page.goto(`/bookings/${id}`);
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
	await sheet.getByRole('button', { name: 'Add a room' }).click();
	await expect(sheet.getByLabel('Room 2')).toBeFocused();
	await sheet.getByLabel('Room 2').selectOption(second.bookable_id);
	await expect(sheet.getByText(/^1 changed, .* 0 not possible/)).toBeVisible();
	await save(page);
	await expect(page.locator('main')).toContainText(`${second.room.name}`);
	expect(await roomsOf(api, id)).toEqual([[first.bookable_id, second.bookable_id].sort()]);

	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	await button(sheet, 'Remove', first.room.name).click();
	await expect(sheet.getByLabel('Room', { exact: true })).toBeFocused();
	await expect(sheet.getByText(/^1 changed, .* 0 not possible/)).toBeVisible();
	await save(page);
	expect(await roomsOf(api, id)).toEqual([[second.bookable_id]]);
});

test('one date of a series gets another room and stays in the series', async ({ signedIn: page, api }) => {
	const rule = 'FREQ=WEEKLY;COUNT=3';
	const slot = await api.slot(4, '12:00', { free: 2, rule });
	const [first, second] = slot.free;
	if (!first || !second) throw new Error('two rooms were asked for');
	const { id } = await api.book(first, slot, { title: 'Elsewhere once', recurrence: rule });
	await page.goto(`/bookings/${id}`);
	await button(page, 'Edit', 'Elsewhere once').nth(1).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Room', { exact: true }).selectOption(second.bookable_id);
	await expect(sheet.getByText(/^1 changed/)).toBeVisible();
	await save(page);
	expect(await roomsOf(api, id)).toEqual([[first.bookable_id], [second.bookable_id], [first.bookable_id]]);
});

test('a series moves; the date that does not fit goes to another room of the same series', async ({
	signedIn: page,
	api,
}) => {
	const rule = 'FREQ=WEEKLY;COUNT=3';
	const slot = await api.slot(4, '16:00', { free: 2, rule });
	const item = one(slot.free);
	const { id } = await api.book(item, { ...slot, start: '15:00' }, { title: 'Moves on', recurrence: rule });
	await api.book(item, { date: weekAfter(slot.date), start: '16:00' }, { title: 'In the way' });

	await page.goto(`/bookings/${id}`);
	await page.getByRole('button', { name: 'Edit the series' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('From').fill('16:00');
	await sheet.getByLabel('Until').fill('17:00');
	await expect(sheet.getByText(/^2 changed, 0 unchanged, 1 not possible/)).toBeVisible();
	await expect(sheet).toContainText('In the way');
	await sheet.getByLabel(/what does not fit stays as it is/).check();
	await sheet.getByRole('button', { name: /^Find another room/ }).click();
	const offered = sheet.getByRole('listitem').filter({ hasText: 'In the way' }).getByRole('listitem');
	await offered.getByRole('button').first().click();
	await expect(sheet.getByText(/^Goes to /)).toBeVisible();
	await expect(sheet.getByText(/1 not possible/)).toBeVisible();
	await save(page);
	const rooms = await roomsOf(api, id);
	expect(rooms).toHaveLength(3);
	expect([rooms[0], rooms[2]]).toEqual([[item.bookable_id], [item.bookable_id]]);
	expect(rooms[1]).not.toEqual([item.bookable_id]);
	await expect(page.getByText('16:00–17:00', { exact: true })).toHaveCount(3);
});

test('a new series with a date in another room: when that room is lost, nothing is booked', async ({
	signedIn: page,
	api,
}) => {
	const rule = 'FREQ=WEEKLY;COUNT=3';
	const slot = await api.slot(3, '17:00', { free: 3, rule });
	const item = one(slot.free);
	const second = weekAfter(slot.date);
	await api.book(item, { date: second, start: slot.start });
	await openSearch(page, slot, { repeat: rule });
	await card(page, item.room.name)
		.getByRole('button', { name: /Choose dates/ })
		.click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Title').fill('All or nothing');
	await sheet.getByRole('button', { name: 'Another room for each' }).click();
	const select = sheet.locator('select[data-choice]');
	const chosen = (await select.locator('option:checked').textContent())?.split(',')[0]?.trim();
	const rival = slot.free.find((each) => each.room.name === chosen);
	if (!rival) throw new Error(`${chosen} was not among the free rooms`);
	// Between the last look and the booking.
	await page.route(
		'**/api/v1/bookings',
		async (route) => {
			await api.book(rival, { date: second, start: slot.start }, { title: 'Faster' });
			await route.continue();
		},
		{ times: 1 },
	);
	await sheet.getByRole('button', { name: 'Confirm' }).click();
	await expect(sheet.getByRole('alert')).toContainText('Choose again for this date.');
	await expect(sheet.getByLabel('Title')).toHaveValue('All or nothing');
	const path = `/occurrences?scope=mine&from=${slot.date}T00:00:00Z&limit=200`;
	const mine = async () =>
		(await api.get<{ items: { title: string; state: string }[] }>(path)).items.filter(
			(each) => each.title === 'All or nothing' && each.state === 'confirmed',
		).length;
	expect(await mine()).toBe(0);

	// The lost room is no longer chosen; another one is offered.
	await expect(select).toHaveValue('');
	await select.selectOption({ index: 1 });
	await sheet.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'All or nothing' })).toBeVisible();
	expect(await mine()).toBe(3);
});
