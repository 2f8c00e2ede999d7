import { ahead, aPool, type Reservation } from './support/pool';
import { expect, expectGoodEverywhere, expectNoErrors, one, personOf, test } from './support/test';

expectNoErrors();

test('a car is reserved by what is needed, in two actions', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	const pool = await aPool(api, demo, [2, 5]);
	await api.signIn(personOf(demo, 'staff'));
	await page.goto('/');
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cars' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Reserve a car' })).toBeFocused();
	await expectGoodEverywhere(page, 'reserve, from the menu');

	await page.getByLabel('Leaves from').selectOption(pool.site);
	await page.getByLabel('Leaves on').fill(ahead(7));
	await page.getByLabel('People, whoever drives included').fill('4');
	await page.getByLabel('Kilometres, there and back').fill('120');
	await page.getByText('Luggage, children, zones').click();
	await page.getByLabel('Luggage', { exact: true }).selectOption({ label: 'One or two suitcases' });
	await page.getByRole('checkbox', { name: 'Brussels low-emission zone' }).check();
	await expect(page).toHaveURL(/people=4.*luggage=150.*km=120.*zone=BE-BRU-LEZ/);
	const outcome = page.getByRole('region', { name: /2026|2027|202\d/ });
	await expect(outcome.getByText('You can have this car')).toBeVisible();
	await expect(outcome.getByText('Demo For 5')).toBeVisible();
	await expect(outcome.getByText('Why this one')).toBeVisible();
	await expectGoodEverywhere(page, 'reserve, it fits');

	// What is wished lives in the address.
	await page.reload();
	await expect(page.getByLabel('Kilometres, there and back')).toHaveValue('120');
	await outcome.getByRole('button', { name: 'Reserve this car' }).click();
	const sheet = page.getByRole('dialog');
	await expectGoodEverywhere(page, 'reserve, the last step');
	await sheet.getByRole('button', { name: 'Confirm the reservation' }).click();
	await expect(page).toHaveURL(/\/reservations\/[0-9a-f-]{36}$/);
	await expect(page.getByRole('heading', { level: 1, name: 'Business trip' })).toBeVisible();
	const id = page.url().split('/').at(-1);
	const made = await api.get<Reservation>(`/vehicle-reservations/${id}`);
	expect(made.need).toMatchObject({ passengers: 4, luggage_l: 150, distance_km: 120, zones: ['BE-BRU-LEZ'] });
	await expect(page.getByText('One or two suitcases')).toBeVisible();
	await expectGoodEverywhere(page, 'reservation');
});

test('where no car fits, a way that is shown can be taken; nothing typed is lost', async ({
	page,
	api,
	demo,
	as,
}) => {
	test.setTimeout(180_000);
	const pool = await aPool(api, demo, [5]);
	await api.signIn(personOf(demo, 'staff'));
	const day = ahead(8);
	await page.goto(`/reserve?date=${day}&start=09:00&end=11:00&site=${pool.site}&people=6`);
	await expect(page.getByText('No car fits', { exact: true })).toBeVisible();
	await expectGoodEverywhere(page, 'reserve, none fits');
	await page.getByRole('button', { name: /up to 5 people/ }).click();
	await expect(page.getByLabel('People, whoever drives included')).toHaveValue('5');
	await expect(page.getByText('You can have this car')).toBeVisible();

	// What is no number of people stays as it was typed, and nothing is looked for.
	const people = page.getByLabel('People, whoever drives included');
	await people.fill('0');
	await people.blur();
	await expect(people).toHaveAccessibleDescription('A whole number from 1 to 100 is needed.');
	await expect(people).toHaveAttribute('aria-invalid', 'true');
	await expect(people).toHaveValue('0');
	await expect(page.getByRole('button', { name: 'Reserve this car' })).toHaveCount(0);
	await expectGoodEverywhere(page, 'reserve, a number that cannot be');
	await people.fill('5');
	await people.blur();
	await expect(people).not.toHaveAttribute('aria-invalid');
	const km = page.getByLabel('Kilometres, there and back');
	await km.fill('12.5');
	await km.blur();
	await expect(km).toHaveAccessibleDescription(/A whole number from 0 to 10,?000 is needed/);
	await expect(km).toHaveValue('12.5');
	await km.fill('');
	await km.blur();
	await expect(page.getByText('You can have this car')).toBeVisible();

	// An end before the start is not asked for.
	await page.getByLabel('by', { exact: true }).fill('08:00');
	await page.getByLabel('by', { exact: true }).blur();
	await expect(page.getByText('It must come back after it leaves.').first()).toBeVisible();
	await expectGoodEverywhere(page, 'reserve, it ends before it starts');
	await page.getByLabel('by', { exact: true }).fill('11:00');
	await page.getByRole('button', { name: 'Reserve this car' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('What it is for').fill('A visit that takes long to describe');

	// Somebody else is faster: it is said with the ways on, and what was typed stays.
	const other = await as('room_manager');
	await other.post('/vehicle-reservations', {
		site_id: pool.site,
		from: `${day}T08:00:00Z`,
		to: `${day}T10:00:00Z`,
		passengers: 1,
		title: 'Faster',
	});
	await sheet.getByRole('button', { name: 'Confirm the reservation' }).click();
	const ways = sheet.getByRole('group', { name: 'What would make it possible' });
	await expect(ways.getByRole('button').first()).toBeVisible();
	await expect(sheet.getByLabel('What it is for')).toHaveValue('A visit that takes long to describe');
	await expectGoodEverywhere(page, 'reserve, somebody was faster');
	await expect(sheet.getByRole('alert')).toBeVisible();
	await ways.getByRole('button').last().click();
	// Another answer: the refusal is gone, and the button that was pressed with it.
	await expect(sheet.getByRole('alert')).toHaveCount(0);
	await expect(sheet.locator(':focus')).toHaveCount(1);
	await sheet.getByRole('button', { name: 'Confirm the reservation' }).click();
	await expect(
		page.getByRole('heading', { level: 1, name: 'A visit that takes long to describe' }),
	).toBeVisible();
});

test('a certain car is chosen with the keyboard alone', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	const pool = await aPool(api, demo, [3, 5]);
	await api.signIn(personOf(demo, 'staff'));
	await page.goto(`/reserve?date=${ahead(9)}&start=09:00&end=12:00&site=${pool.site}&people=1`);
	await page.getByRole('button', { name: 'A certain car' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByText('Choose a car from the list.').first()).toBeVisible();
	const larger = page.getByRole('radio', { name: /For 5/ });
	await larger.focus();
	await page.keyboard.press('Space');
	await expect(page).toHaveURL(/vehicle=/);
	await expect(page.getByText('You asked for this vehicle.')).toBeVisible();
	await expectGoodEverywhere(page, 'reserve, by vehicle');
	await page.getByRole('button', { name: 'Reserve this car' }).focus();
	await page.keyboard.press('Enter');
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByLabel('What it is for')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByText('This car was asked for and stays.')).toBeVisible();
	const { items } = await api.get<{ items: Reservation[] }>(`/vehicle-reservations?site=${pool.site}`);
	expect(one(items).vehicle?.code).toBe(`${pool.code}-5`);
});
