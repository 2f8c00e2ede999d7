import { one, button, card, expect, openSearch, test, weekAfter, type Api, type Page } from './support/test';

test('a room is found and booked in two actions', async ({ page, api, staff, demo }) => {
	await page.goto('/');
	await expect(page).toHaveURL(/\/sign-in/);
	await page.getByRole('button', { name: 'English' }).click();
	await page.getByLabel('User name').fill(staff.login);
	await page.getByLabel('Password', { exact: true }).fill(staff.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');

	const slot = await api.slot(2, '10:00', { free: 1 });
	const room = one(slot.free).room;
	await openSearch(page, slot);
	await button(card(page, room.name), 'Book', room.name).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();

	await expect(page).toHaveURL(/\/bookings\/[\w-]+$/);
	await expect(page.getByRole('heading', { level: 1, name: 'Meeting' })).toBeFocused();
	await expect(page.getByTestId('noted')).toContainText('Booked');
	await expect(page.locator('main')).toContainText(room.name);
	await expect(page.locator('main')).toContainText('Confirmed');

	const { items } = await api.availability(slot.date, slot.start);
	expect(items.find((item) => item.bookable_id === one(slot.free).bookable_id)?.state).toBe('not_free');
	expect(demo.url).toContain('127.0.0.1');
});

test('a wrong password is answered in words, and what was typed stays', async ({ page, staff }) => {
	await page.goto('/sign-in');
	await page.getByRole('button', { name: 'English' }).click();
	await page.getByLabel('User name').fill(staff.login);
	await page.getByLabel('Password', { exact: true }).fill('not the password');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByText('The user name or the password is not right.')).toBeVisible();
	await expect(page.getByLabel('User name')).toHaveValue(staff.login);
	await page.getByRole('button', { name: 'Nederlands' }).click();
	await expect(page.getByText('De gebruikersnaam of het wachtwoord klopt niet.')).toBeVisible();
});

test('somebody else is faster: it says why, offers what is free, and keeps what was typed', async ({
	signedIn: page,
	api,
}) => {
	const slot = await api.slot(2, '13:00', { free: 3 });
	const item = one(slot.free);
	await openSearch(page, slot);
	await card(page, item.room.name).getByRole('button', { name: /^Book/ }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Title').fill('Typed with care');
	await expect(sheet.getByText('Free', { exact: true })).toBeVisible();

	await api.book(item, slot);
	await sheet.getByRole('button', { name: 'Confirm' }).click();
	await expect(sheet.getByRole('alert').first()).toBeVisible();
	await expect(sheet.getByLabel('Title')).toHaveValue('Typed with care');

	await sheet
		.getByRole('button', { name: /Same time, other room/ })
		.first()
		.click();
	await expect(sheet.getByLabel('Title')).toHaveValue('Typed with care');
	await expect(sheet.getByText('Free', { exact: true })).toBeVisible();
	await sheet.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Typed with care' })).toBeVisible();
});

test('a room that is taken says so and offers alternatives in one click', async ({ signedIn: page, api }) => {
	const slot = await api.slot(2, '15:00', { free: 2 });
	const item = one(slot.free);
	await api.book(item, slot);
	await openSearch(page, slot);
	await page.getByText(/rooms? (is|are) not free/).click();
	const taken = card(page, item.room.name);
	await expect(taken.getByText('Not free')).toBeVisible();
	await taken
		.getByRole('button', { name: /other room|nearest time/ })
		.first()
		.click();
	await expect(page.getByRole('dialog').getByText('Free', { exact: true })).toBeVisible();
});

test('a weekly series with a conflict: the date is skipped on purpose', async ({ signedIn: page, api }) => {
	const rule = 'FREQ=WEEKLY;COUNT=4';
	const slot = await api.slot(3, '09:00', { free: 2, rule });
	const item = one(slot.free);
	const second = weekAfter(slot.date);
	await api.book(item, { date: second, start: slot.start });

	await openSearch(page, slot, { repeat: rule });
	await expect(card(page, item.room.name)).toContainText('3 of 4 dates free');
	await card(page, item.room.name)
		.getByRole('button', { name: /Choose dates/ })
		.click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Title').fill('Weekly with a gap');
	await expect(sheet.getByText('One date does not fit')).toBeVisible();

	// Nothing is dropped silently: without a choice it is not booked.
	await sheet.getByRole('button', { name: 'Confirm' }).click();
	await expect(sheet.getByRole('alert')).toContainText('still needs a choice');
	await expect(sheet.getByLabel(/What to do/)).toBeFocused();
	await sheet.getByLabel(/What to do/).selectOption({ label: 'Skip this date' });
	await sheet.getByRole('button', { name: 'Confirm' }).click();

	await expect(page.getByRole('heading', { level: 1, name: 'Weekly with a gap' })).toBeVisible();
	await expect(page.locator('main').getByText('Confirmed')).toHaveCount(3);
	await expect(page.locator('main').getByText('Skipped')).toHaveCount(1);
});

test('a weekly series with a conflict: another room for that date', async ({ signedIn: page, api }) => {
	const rule = 'FREQ=WEEKLY;COUNT=3';
	const slot = await api.slot(3, '11:00', { free: 2, rule });
	const item = one(slot.free);
	const second = weekAfter(slot.date);
	await api.book(item, { date: second, start: slot.start });

	await openSearch(page, slot, { repeat: rule });
	await card(page, item.room.name)
		.getByRole('button', { name: /Choose dates/ })
		.click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Title').fill('Weekly elsewhere once');
	await sheet.getByRole('button', { name: 'Another room for each' }).click();
	await expect(sheet.getByText('Every date has a choice.')).toBeVisible();
	await sheet.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Weekly elsewhere once' })).toBeVisible();

	const { items } = await api.get<{
		items: { title: string; start: string; state: string }[];
	}>(`/occurrences?scope=mine&from=${slot.date}T00:00:00Z&limit=200`);
	const dates = items.filter((each) => each.title === 'Weekly elsewhere once' && each.state === 'confirmed');
	expect(dates).toHaveLength(3);
	expect(dates.filter((each) => each.start.startsWith(second))).toHaveLength(1);
});

test('this date and the following ones are moved, with a preview first', async ({ signedIn: page, api }) => {
	const rule = 'FREQ=WEEKLY;COUNT=5';
	const slot = await api.slot(4, '08:00', { free: 1, rule });
	const { id } = await api.book(one(slot.free), slot, {
		title: 'To be moved',
		recurrence: rule,
	});
	await page.goto(`/bookings/${id}`);
	await button(page, 'Edit', 'To be moved').nth(2).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('This date and all after it').check();
	await sheet.getByLabel('Title').fill('Moved from the third on');
	await sheet.getByLabel('Until').fill('08:45');
	await expect(sheet.getByText(/^3 changed, \d+ unchanged, 0 not possible/)).toBeVisible();
	await sheet.getByRole('button', { name: 'Save' }).click();

	await expect(page.getByRole('heading', { level: 1, name: 'Moved from the third on' })).toBeVisible();
	await expect(page).not.toHaveURL(new RegExp(id));
	await expect(page.getByRole('heading', { name: '3 dates to come' })).toBeVisible();
	await expect(page.getByText('08:00–08:45', { exact: true })).toHaveCount(3);
	await page.goto(`/bookings/${id}`);
	await expect(page.getByRole('heading', { level: 1, name: 'To be moved' })).toBeVisible();
	await expect(page.locator('main').getByText('Confirmed')).toHaveCount(2);
});

test('one date of a series gets another time and the rest stays', async ({ signedIn: page, api }) => {
	const rule = 'FREQ=WEEKLY;COUNT=3';
	const slot = await api.slot(4, '14:00', { free: 1, rule });
	const { id } = await api.book(one(slot.free), slot, {
		title: 'One differs',
		recurrence: rule,
	});
	await page.goto(`/bookings/${id}`);
	await button(page, 'Edit', 'One differs').nth(1).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Until').fill('14:30');
	await expect(sheet.getByText(/^1 changed/)).toBeVisible();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByText('14:00–14:30', { exact: true })).toHaveCount(1);
	await expect(page.getByText('14:00–15:00', { exact: true })).toHaveCount(2);
});

test('somebody changed it meanwhile: it says so and goes on after loading again', async ({
	signedIn: page,
	api,
	demo,
}) => {
	const slot = await api.slot(5, '10:00', { free: 1 });
	const { id } = await api.book(one(slot.free), slot, { title: 'Two hands' });
	await page.goto(`/bookings/${id}`);
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('People').fill('3');
	await expect(sheet.getByText(/^1 changed/)).toBeVisible();

	const booking = await api.get<{ version: number }>(`/bookings/${id}`);
	const other = await page.request.patch(`${demo.url}/api/v1/bookings/${id}?scope=all`, {
		headers: { origin: demo.url, 'if-match': `"v${booking.version}"` },
		data: { title: 'The other hand' },
	});
	expect(other.ok(), await other.text()).toBe(true);

	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByText('Someone changed this in the meantime.')).toBeVisible();
	await expect(sheet.getByLabel('People')).toHaveValue('3');
	await sheet.getByRole('button', { name: 'Try again' }).first().click();
	await expect(sheet.getByText('Someone changed this in the meantime.')).toHaveCount(0);
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.locator('dl')).toContainText('3');
});

test('a booking is cancelled once it is confirmed, and the room is free again', async ({
	signedIn: page,
	api,
}) => {
	const slot = await api.slot(5, '13:00', { free: 1 });
	const item = one(slot.free);
	const { id } = await api.book(item, slot, { title: 'Not needed' });
	await page.goto(`/bookings/${id}`);
	await button(page, 'Cancel', 'Not needed').click();
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('becomes free');
	await dialog.getByRole('button', { name: 'Go back' }).click();
	await expect(page.getByText('Confirmed')).toBeVisible();

	await button(page, 'Cancel', 'Not needed').click();
	await dialog.getByLabel('Reason (optional)').fill('Plans changed');
	await dialog.getByRole('button', { name: 'Cancel the booking' }).click();
	await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
	await expect(page.getByText('Reason: Plans changed')).toBeVisible();
	const { items } = await api.availability(slot.date, slot.start);
	expect(items.find((each) => each.bookable_id === item.bookable_id)?.state).toBe('free');
});

/** Whoever of the demo decides on all of these: it depends on the place. */
async function decider(as: (role: string) => Promise<Api>, titles: string[]): Promise<Page> {
	for (const role of ['approver', 'room_manager', 'admin']) {
		const theirs = await as(role);
		const { items } = await theirs.get<{ items: { booking: { title: string } }[] }>('/approvals?limit=200');
		if (titles.every((title) => items.some((each) => each.booking.title === title))) return theirs.page;
	}
	throw new Error(`nobody decides on ${titles.join(', ')}`);
}

test('a request is sent, and approved by who may', async ({ signedIn: page, api, as }) => {
	const slot = await api.slot(2, '10:00', { asking: 1 });
	const item = one(slot.asking);
	await openSearch(page, slot);
	await card(page, item.room.name)
		.getByRole('button', { name: /^Request/ })
		.click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Title').fill('Needs a yes');
	await expect(sheet.getByText('Needs approval', { exact: true })).toBeVisible();
	await sheet.getByRole('button', { name: 'Send the request' }).click();
	await expect(page.getByText('Waiting for approval')).toBeVisible();

	const desk = await decider(as, ['Needs a yes']);
	await desk.goto('/approvals');
	await button(desk, 'Approve', 'Needs a yes').click();
	await desk.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
	await expect(desk.getByRole('heading', { name: 'Needs a yes' })).toHaveCount(0);

	await page.reload();
	await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();
});

test('several requests are decided at once; a refusal needs a reason', async ({
	signedIn: page,
	api,
	as,
}) => {
	const slot = await api.slot(3, '10:00', { asking: 1, rule: 'FREQ=WEEKLY;COUNT=3' });
	const item = one(slot.asking);
	const titles = ['Wish one', 'Wish two', 'Wish three'];
	const made: string[] = [];
	for (const [index, title] of titles.entries()) {
		const { id } = await api.book(item, { ...slot, date: weekAfter(slot.date, index) }, { title });
		made.push(id);
	}
	const desk = await decider(as, titles);
	await desk.goto('/approvals');
	await desk.getByLabel(/^Choose: Wish one/).check();
	await desk.getByLabel(/^Choose: Wish two/).check();
	await desk.getByRole('button', { name: 'Approve chosen' }).click();
	const dialog = desk.getByRole('dialog');
	await expect(dialog.getByRole('listitem')).toHaveCount(2);
	await dialog.getByRole('button', { name: 'Approve' }).click();
	await expect(desk.getByTestId('noted')).toHaveText('2 requests approved.');

	await button(desk, 'Decline', 'Wish three').click();
	await dialog.getByRole('button', { name: 'Decline' }).click();
	await expect(dialog.getByLabel('Reason')).toBeFocused();
	await dialog.getByLabel('Reason').fill('The hall is being painted');
	await dialog.getByRole('button', { name: 'Decline' }).click();
	await expect(dialog).toHaveCount(0);

	await page.goto(`/bookings/${made[0]}`);
	await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();
	await page.goto(`/bookings/${made[2]}`);
	await expect(page.getByText('Declined', { exact: true })).toBeVisible();
	await expect(page.getByText('The hall is being painted')).toBeVisible();
});
