import { ahead, aPool, type Pool, type Reservation } from './support/pool';
import { expect, expectGoodEverywhere, expectNoErrors, personOf, test, type Api } from './support/test';

expectNoErrors();

function reserve(api: Api, pool: Pool, day: string, passengers: number, title: string): Promise<Reservation> {
	const at = { from: `${day}T08:00:00Z`, to: `${day}T10:00:00Z` };
	return api.post('/vehicle-reservations', { site_id: pool.site, ...at, passengers, title });
}

test('one more fits since another gets another car, and both people see it', async ({
	page,
	api,
	demo,
	as,
}) => {
	test.setTimeout(180_000);
	const pool = await aPool(api, demo, [2, 5]);
	const day = ahead(7);
	await api.signIn(personOf(demo, 'staff'));
	const small = await reserve(api, pool, day, 2, 'Sits in the small one');
	const large = await reserve(api, pool, day, 2, 'Sits in the large one');
	expect(large.vehicle?.name).toBe('Demo For 5');
	await api.post(`/vehicle-reservations/${small.id}/cancel`, { reason: null });

	const other = await as('room_manager');
	await other.page.goto(`/reserve?date=${day}&start=09:00&end=11:00&site=${pool.site}&people=5`);
	await expect(other.page.getByText(/One other reservation would get another car/)).toBeVisible();
	await expectGoodEverywhere(other.page, 'reserve, with a swap');
	await other.page.getByRole('button', { name: 'Reserve this car' }).click();
	await other.page.getByRole('button', { name: 'Confirm the reservation' }).click();
	const room = other.page.getByRole('region', { name: 'Who made room for it' });
	await expect(room).toContainText('Demo For 2');
	await expectGoodEverywhere(other.page, 'reservation for which another one moved');

	await page.goto('/reservations');
	const row = page.getByRole('listitem').filter({ hasText: 'Sits in the large one' });
	await expect(row).toContainText('Demo For 2');
	await expect(row).toContainText('Got another car in the meantime');
	await expectGoodEverywhere(page, 'reservations');
	await row.getByRole('link').click();
	await expect(page.getByRole('region', { name: 'Which car it got when' })).toContainText('Demo For 2');
	await expectGoodEverywhere(page, 'reservation that moved');
});

test('a reservation is changed after a look at what would come of it, and cancelled with a reason', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(180_000);
	const pool = await aPool(api, demo, [2, 5]);
	const day = ahead(8);
	await api.signIn(personOf(demo, 'staff'));
	const made = await reserve(api, pool, day, 2, `To be changed ${pool.code}`);
	await page.goto('/');
	await page.getByRole('region', { name: 'My next cars' }).getByRole('link', { name: 'All my cars' }).click();
	await page.getByLabel('Date', { exact: true }).fill(day);
	await expect(page).toHaveURL(new RegExp(`day=${day}`));
	await page.getByRole('link', { name: made.title }).click();
	await page.getByRole('button', { name: 'Change', exact: true }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByText('Time, need and car stay as they are.')).toBeVisible();
	await sheet.getByLabel('People, whoever drives included').fill('6');
	await expect(sheet.getByText('No car fits', { exact: true })).toBeVisible();
	await expectGoodEverywhere(page, 'reservation, a change that fits nowhere');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByRole('alert')).toBeVisible();
	await expect(sheet.getByLabel('People, whoever drives included')).toHaveValue('6');
	await sheet
		.getByRole('button', { name: /up to 5 people/ })
		.first()
		.click();
	await expect(sheet.getByText('Demo For 5')).toBeVisible();
	await sheet.getByLabel('What it is for').fill(`Afterwards ${pool.code}`);
	await expectGoodEverywhere(page, 'reservation, a change that fits');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: `Afterwards ${pool.code}` })).toBeVisible();
	const changed = await api.get<Reservation>(`/vehicle-reservations/${made.id}`);
	expect([changed.vehicle?.name, changed.need.passengers]).toEqual(['Demo For 5', 5]);

	// What somebody else changed meanwhile is not written over unasked.
	await page.getByRole('button', { name: 'Change', exact: true }).click();
	await api.patch(`/vehicle-reservations/${made.id}`, changed.version, { destination: 'Gent' });
	await sheet.getByLabel('Where to (optional)').fill('Luik');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByText('Someone changed this in the meantime.')).toBeVisible();
	await sheet.getByRole('button', { name: 'Go back' }).click();

	await page.reload();
	await page.getByRole('button', { name: 'Cancel the reservation' }).click();
	await expectGoodEverywhere(page, 'reservation, to be cancelled');
	await sheet.getByLabel('Reason (optional)').fill('The visit is off');
	await sheet.getByRole('button', { name: 'Cancel the reservation' }).click();
	await expect(page.getByText('Reason: The visit is off')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Change', exact: true })).toHaveCount(0);
	// The button that opened the dialog is gone: whoever uses the keyboard goes on at the heading.
	await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
	await page.goto('/reservations?show=cancelled');
	await expect(page.getByRole('link', { name: `Afterwards ${pool.code}` })).toBeVisible();
	await expectGoodEverywhere(page, 'reservations, cancelled');
});

test('the desk sees all, gives a car by hand and reserves for somebody', async ({ page, api, demo, as }) => {
	test.setTimeout(180_000);
	const pool = await aPool(api, demo, [2, 5]);
	const day = ahead(9);
	const staff = await as('staff');
	const made = await reserve(staff, pool, day, 1, `For the desk ${pool.code}`);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto(`/reservations?whose=all&site=${pool.site}`);
	await expect(page.getByRole('heading', { level: 1, name: 'All reservations' })).toBeVisible();
	await expectGoodEverywhere(page, 'reservations of all');
	await page.getByRole('link', { name: made.title }).click();
	await page.getByRole('button', { name: 'Change', exact: true }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'A certain car' }).click();
	await sheet.getByRole('radio', { name: /For 5/ }).check();
	await expect(sheet.getByText('You can have this car')).toBeVisible();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	const given = await api.get<Reservation>(`/vehicle-reservations/${made.id}`);
	expect([given.vehicle?.name, given.by_name]).toEqual(['Demo For 5', true]);

	const { items } = await api.get<{ items: { id: string; name: string }[] }>('/people?limit=200');
	const host = items.find((each) => items.filter(({ name }) => name.startsWith(each.name)).length === 1);
	await page.goto(`/reserve?date=${day}&start=13:00&end=14:00&site=${pool.site}`);
	await page.getByRole('button', { name: 'Reserve this car' }).click();
	await sheet.getByRole('button', { name: 'Somebody else' }).click();
	await sheet.getByRole('searchbox', { name: 'For whom' }).fill(host?.name ?? '');
	await sheet.getByRole('button', { name: host?.name ?? '', exact: true }).click();
	await sheet.getByLabel('What it is for').fill('Reserved by the desk');
	await sheet.getByRole('button', { name: 'Confirm the reservation' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Reserved by the desk' })).toBeVisible();
	await expect(page.getByText(host?.name ?? '').first()).toBeVisible();
});
