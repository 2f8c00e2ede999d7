import {
	one,
	button,
	card,
	expect,
	expectGoodEverywhere,
	openSearch,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';

/** Every page in the states that matter, checked where it stands. */
async function visitAll(
	page: Page,
	api: Api,
	person: { login: string; password: string; role: string },
	check: (what: string) => Promise<void>,
) {
	await page.goto('/sign-in');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await check('sign in');
	await page.getByRole('button', { name: 'English' }).click();
	await page.getByLabel('User name').fill('nobody');
	await page.getByLabel('Password', { exact: true }).fill('wrong');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByText('The user name or the password is not right.')).toBeVisible();
	await check('sign in, refused');

	await api.signIn(person);
	await page.goto('/');
	await expect(page.getByRole('heading', { name: 'My next bookings' })).toBeVisible();
	await expect(page.getByText('Loading…')).toHaveCount(0);
	await check('home');

	const slot = await api.slot(7, '10:00', { free: 2 });
	const rule = 'FREQ=WEEKLY;COUNT=3';
	await openSearch(page, slot);
	const folded = page.getByText(/rooms? (is|are) not free/);
	if (await folded.count()) await folded.click();
	await check('results');
	await page.getByRole('button', { name: 'Day line' }).click();
	await expect(page.getByText('Loading…')).toHaveCount(0);
	await check('results on the day line');
	await openSearch(page, slot, { repeat: rule });
	await check('results of a series');
	await card(page, one(slot.free).room.name).getByRole('button').first().click();
	await expect(page.getByRole('dialog').getByText(/^The 3 dates/)).toBeVisible();
	await check('booking sheet of a series');

	const booking = await api.book(one(slot.free), slot, { title: 'To look at' });
	await openSearch(page, slot, { room: one(slot.free).bookable_id });
	await expect(page.getByRole('dialog').getByText('Not free', { exact: true })).toBeVisible();
	await check('booking sheet, refused');
	await page.goto('/book?people=9999');
	await expect(page.getByText(/not free|No room/).first()).toBeVisible();
	await check('results, nothing fits');

	await page.goto('/bookings');
	await expect(page.locator('main li').first()).toBeVisible();
	await check('my bookings');
	await page.goto('/bookings?show=past');
	await expect(page.getByText('Loading…')).toHaveCount(0);
	await check('my past bookings');
	await page.goto(`/bookings/${booking.id}`);
	await expect(page.getByRole('heading', { level: 1, name: 'To look at' })).toBeVisible();
	await check('booking');
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	await page.getByRole('dialog').getByLabel('People').fill('3');
	await expect(page.getByRole('dialog').getByText(/^1 changed/)).toBeVisible();
	await check('edit sheet');
	await page.keyboard.press('Escape');
	await button(page, 'Cancel', 'To look at').click();
	await check('cancel dialog');
	await page.getByRole('dialog').getByRole('button', { name: 'Cancel the booking' }).click();
	await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
	await check('booking, cancelled, with a note');

	const series = await api.book(one(slot.free), slot, { title: 'Series to look at', recurrence: rule });
	await page.goto(`/bookings/${series.id}`);
	await button(page, 'Edit', 'Series to look at').nth(1).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'Add a room' }).click();
	await sheet.getByLabel('This date and all after it').check();
	await expect(sheet.getByText(/unchanged/)).toBeVisible();
	await check('edit sheet of a series, several rooms');
	await page.keyboard.press('Escape');
	await button(page, 'Cancel', 'Series to look at').first().click();
	await check('cancel dialog of a series');
	await page.keyboard.press('Escape');

	await page.goto('/approvals');
	await page.getByLabel('Choose all').check();
	await check('approvals, all chosen');
	await page.getByRole('button', { name: 'Decline chosen' }).click();
	await check('decline dialog');
	await page.keyboard.press('Escape');
	await page.goto('/rooms');
	await expect(page.locator('main li').first()).toBeVisible();
	await check('rooms');
	await page.locator('main li h2 a').first().click();
	await expect(page.getByRole('heading', { name: 'Layouts' })).toBeVisible();
	await expect(page.getByText('Loading…')).toHaveCount(0);
	await check('room');
	await page.goto('/rooms?q=there-is-no-such-room');
	await expect(page.locator('main').getByText('No room was found.')).toBeVisible();
	await check('rooms, none');
	await page.goto('/timeline');
	await expect(page.getByRole('grid')).toBeVisible();
	await check('timeline');
	await page.goto('/vehicles');
	await expect(page.locator('main li').first()).toBeVisible();
	await check('vehicles');
	await page.goto('/nowhere');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await check('not found');
}

test('axe finds nothing on any page, in no colours, on no screen; no page scrolls sideways', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(400_000);
	const loud: string[] = [];
	page.on('console', (message) => {
		// A refused request is part of what is looked at; anything else is a fault.
		if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
			if (!message.text().includes('Not found: /nowhere')) loud.push(message.text());
	});
	page.on('pageerror', (error) => loud.push(error.message));
	page.on('request', (request) => {
		if (!request.url().startsWith(demo.url) && !request.url().startsWith('data:')) loud.push(request.url());
	});
	await visitAll(page, api, personOf(demo, 'approver'), (what) => expectGoodEverywhere(page, what));
	expect(loud, 'errors on the console, or requests to other hosts').toEqual([]);
});

test('lists without anything say what to do next', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await page.route('**/api/v1/{bookings,occurrences,approvals}?*', (route) =>
		route.fulfill({ json: { items: [] } }),
	);
	await api.signIn(personOf(demo, 'approver'));
	for (const path of ['/', '/bookings', '/approvals']) {
		await page.goto(path);
		await expect(page.locator('main').getByText('Loading…')).toHaveCount(0);
		await expect(page.locator('main .empty').getByRole('link').first()).toBeVisible();
		await expectGoodEverywhere(page, `${path}, empty`);
	}
});

test('a server that fails is told in words, with a way to try again', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'approver'));
	let broken = true;
	await page.route('**/api/v1/{bookings,approvals,rooms,timeline,availability}?*', (route) =>
		broken ? route.abort() : route.continue(),
	);
	for (const path of ['/bookings', '/approvals', '/rooms', '/timeline', '/book']) {
		broken = true;
		await page.goto(path);
		const again = page.getByRole('alert').getByRole('button', { name: 'Try again' }).first();
		await expect(again).toBeVisible();
		// The notice is the same everywhere.
		if (path === '/bookings') await expectGoodEverywhere(page, `${path}, out of reach`);
		broken = false;
		await again.click();
		await expect(page.getByRole('alert')).toHaveCount(0);
	}
});
