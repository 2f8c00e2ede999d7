import { one, button, card, expect, openSearch, test, type Page } from './support/test';

/** Presses Tab until the wanted element has the focus: it must be reachable, however far. */
async function tabTo(page: Page, locator: ReturnType<Page['locator']>, most = 120) {
	for (let step = 0; step < most; step += 1) {
		const there = await locator.evaluateAll((all) => all.some((each) => each === document.activeElement));
		if (there) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`not reached by ${most} tabs: ${locator}`);
}

test('everything by keyboard: sign in, find, book, cancel', async ({ page, api, staff }) => {
	await page.goto('/sign-in');
	await tabTo(page, page.getByRole('button', { name: 'English' }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel('User name'));
	await page.keyboard.type(staff.login);
	await tabTo(page, page.getByLabel('Password', { exact: true }));
	await page.keyboard.type(staff.password);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');

	// The first stop is the way past the menu.
	const slot = await api.slot(6, '10:00', { free: 1 });
	await openSearch(page, slot);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

	const room = one(slot.free).room.name;
	await tabTo(page, button(page, 'Book', room));
	await page.keyboard.press('Enter');
	const title = page.getByRole('dialog').getByLabel('Title');
	await expect(title).toBeFocused();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('Without a mouse');

	// Escape closes the sheet and gives the focus back; what was typed is still there.
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(button(page, 'Book', room)).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(title).toHaveValue('Without a mouse');
	await expect(title).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Without a mouse' })).toBeFocused();

	await tabTo(page, button(page, 'Cancel', 'Without a mouse'));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Cancel the booking' }));
	await page.keyboard.press('Enter');
	await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
});

test.describe('on a phone', () => {
	test.use({
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true,
	});

	test('a room is booked', async ({ signedIn: page, api }) => {
		const slot = await api.slot(6, '14:00', { free: 1 });
		await page.goto('/');
		await page.getByRole('button', { name: 'Menu' }).tap();
		await page.getByRole('link', { name: 'Find a room' }).first().tap();
		await expect(page.getByRole('heading', { level: 1, name: 'Find a room' })).toBeVisible();
		await page.getByLabel('Date').fill(slot.date);
		await page.getByLabel('From').fill(slot.start);
		await page.getByLabel('How long').selectOption('60');
		await page.getByLabel('Where').selectOption('');
		await page.getByRole('button', { name: 'Show the rooms' }).tap();
		const room = one(slot.free).room.name;
		await button(card(page, room), 'Book', room).tap();
		await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).tap();
		await expect(page).toHaveURL(/\/bookings\/[\w-]+$/);
		await expect(page.locator('main')).toContainText('14:00–15:00');
	});
});

test('the language is changed, kept, and also spoken by the server', async ({
	signedIn: page,
	api,
	staff,
	demo,
}) => {
	await page.goto('/');
	await page.getByLabel('Language').selectOption('nl');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag');
	await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag');
	await page.getByLabel('Taal').selectOption('fr');
	await expect(page.getByRole('link', { name: 'Mes réservations' }).first()).toBeVisible();
	await page.getByLabel('Langue').selectOption('de');
	await expect(page.getByRole('link', { name: 'Meine Buchungen' }).first()).toBeVisible();

	// It is the person's, not the browser's.
	await page.evaluate(() => localStorage.clear());
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	const session = await api.get<{ person: { language: string } }>('/session');
	expect(session.person.language).toBe('de');
	await api.signIn(staff);
	expect(demo.people).toContainEqual(staff);
});

test('the search lives in the address', async ({ signedIn: page, api }) => {
	const slot = await api.slot(2, '10:00', { free: 1 });
	await openSearch(page, slot);
	await page.getByLabel('Repeat', { exact: true }).selectOption('monthly');
	await page.getByLabel('Which day').selectOption('nth');
	await expect(page).toHaveURL(/repeat=FREQ%3DMONTHLY%3BBYDAY%3D\d\w\w%3BCOUNT%3D10/);
	await page.getByLabel('Times').fill('3');
	await page.getByLabel('Times').press('Tab');
	await expect(page).toHaveURL(/COUNT%3D3/);
	await page.getByRole('button', { name: 'Day line' }).click();
	// Without this a quick reload can come before the address knows of the click.
	await expect(page).toHaveURL(/view=day/);
	await page.reload();
	await expect(page.getByLabel('Times')).toHaveValue('3');
	await expect(page.getByRole('button', { name: 'Day line' })).toHaveAttribute('aria-pressed', 'true');
});

test('a page that does not exist says so, and the session that ended too', async ({ signedIn: page }) => {
	await page.goto('/nowhere');
	await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible();
	await page.goto('/bookings');
	await expect(page.getByRole('heading', { level: 1, name: 'My bookings' })).toBeVisible();
	await page.context().clearCookies();
	await page.getByRole('link', { name: 'Rooms', exact: true }).click();
	await expect(page.getByText('Your session has ended.')).toBeVisible();
	await expect(page).toHaveURL(/next=%2F/);
});
