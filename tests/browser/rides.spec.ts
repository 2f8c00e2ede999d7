import { expect, expectGoodEverywhere, expectNoErrors, one, personOf, test } from './support/test';
import { wall } from './support/time';

expectNoErrors();

interface Ride {
	id: string;
	state: string;
	from: string;
	to: string;
	title: string | null;
	end_km: number | null;
	vehicle: { id: string; odometer_km: number | null } | null;
	driver: { id: string; name: string } | null;
}

const MOVES = [
	{ from: 'assigned', verb: 'accept' },
	{ from: 'accepted', verb: 'set-off', body: {} },
	{ from: 'on_the_way', verb: 'board' },
	{ from: 'on_board', verb: 'finish', body: {} },
];

/** A quarter of an hour that begins some quarters after an instant. */
const quartersAfter = (instant: number, quarters: number) =>
	new Date((Math.ceil(instant / 900_000) + quarters) * 900_000).toISOString();
/** Which day that is in the house. */
const dayIn = (instant: string) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date(instant));

test('a ride is declined, given to a driver, accepted, driven and printed', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(240_000);
	// Its own name: nothing depends on what ran before.
	const what = `To the airport ${Date.now().toString(36)}`;
	const desk = await as('fleet_manager');
	// Whoever may book at any hour.
	const host = await as('admin');
	await api.signIn(personOf(demo, 'driver'));
	const { driver } = await api.get<{ driver: { id: string; name: string } }>('/drivers/me');
	// Whatever the time of the day: nothing else keeps this driver from a ride that begins soon.
	await desk.put('/fleet-settings', { licence_check_days: 365, rest_minutes: 0, longest_duty_minutes: 1440 });
	const { items: others } = await api.get<{ items: Ride[] }>(
		`/rides?driver=${driver.id}&open=true&limit=200`,
	);
	const now = new Date().toISOString();
	const { items: waits } = await desk.get<{ items: Ride[] }>('/rides?waiting=true&limit=200');
	for (const ride of [...others, ...waits].filter((each) => each.from > now))
		await desk.post(`/vehicle-reservations/${ride.id}/cancel`, { reason: 'Room for a test' });
	// What has begun is driven to its end.
	for (const ride of others.filter((each) => each.from <= now)) {
		for (const move of MOVES.slice(MOVES.findIndex(({ from }) => from === ride.state)))
			await api.post(`/rides/${ride.id}/${move.verb}`, move.body);
	}
	// After what holds the driver until its end, driven or not; a driver sets off at most four hours before.
	const { items: held } = await api.get<{ items: Ride[] }>(
		`/rides?driver=${driver.id}&from=${encodeURIComponent(now)}&limit=200`,
	);
	const begin = held
		.filter(({ state }) => state !== 'cancelled')
		.reduce((latest, { to }) => Math.max(latest, Date.parse(to)), Date.now());
	const { items: sites } = await desk.get<{ items: { id: string; code: string }[] }>(
		'/places?kind=site&limit=200',
	);
	const site = one(sites.filter(({ code }) => code === 'W16')).id;
	const from = quartersAfter(begin, 2);
	// A car of its own: nobody else has it until the ride begins.
	const { items: cars } = await desk.get<{ items: { home_bay: { id: string } }[] }>(
		`/vehicles?site=${site}&limit=1`,
	);
	const car = await desk.post<{ id: string }>('/vehicles', {
		code: `RIDE-${Date.now()}`,
		home_bay_id: one(cars).home_bay.id,
		make: 'Demo',
		model: 'Car of a ride',
		category: 'm1',
		body: 'car',
		fuel: 'petrol',
		euro_norm: 'euro_6',
		seats: 5,
		boot_litres: 400,
		chauffeured: true,
	});
	await desk.post(`/vehicles/${car.id}/odometer`, { km: 5000 });
	const to = quartersAfter(begin, 6);
	const [leaves, back] = [wall(from), wall(to)];
	const wish = new URLSearchParams({
		...{ date: leaves.slice(0, 10), start: leaves.slice(11), until: back.slice(0, 10), end: back.slice(11) },
		...{ site, vehicle: car.id, driver: 'true' },
	});
	const passenger = host.page;
	await passenger.goto(`/reserve?${wish}`);
	await passenger.getByRole('button', { name: 'Reserve this car' }).click();
	const wished = passenger.getByRole('dialog');
	await wished.getByLabel('What it is for').fill(what);
	await wished.getByLabel('Where to pick you up').fill('Rue de la Loi 16');
	await wished.getByLabel('Where to set you down').fill('Zaventem');
	await wished.getByLabel('Phone of the passengers').fill('+32 2 000 00 01');
	// What was typed for the driver outlives a reload.
	await passenger.reload();
	await passenger.getByRole('button', { name: 'Reserve this car' }).click();
	await expect(wished.getByLabel('Where to pick you up')).toHaveValue('Rue de la Loi 16');
	await expectGoodEverywhere(passenger, 'reserve, with a driver');
	await wished.getByRole('button', { name: 'Confirm the reservation' }).click();
	await expect(passenger.getByRole('heading', { level: 1, name: what })).toBeVisible();
	const id = new URL(passenger.url()).pathname.split('/').at(-1) ?? '';
	const planned = await desk.get<Ride>(`/rides/${id}`);
	if (planned.driver?.id !== driver.id) await desk.post(`/rides/${id}/assign`, { driver_id: driver.id });
	// Whoever travels sees who drives, and what the driver was told.
	await passenger.reload();
	const need = passenger.getByRole('region', { name: 'What it needs' });
	for (const told of [driver.name, 'Not accepted yet', 'Rue de la Loi 16', 'Zaventem', '+32 2 000 00 01'])
		await expect(need).toContainText(told);
	await expectGoodEverywhere(passenger, 'reservation with a driver');
	const day = `date=${dayIn(from)}`;

	await page.goto(`/rides?${day}`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('My day');
	const next = page.getByRole('region', { name: 'Next ride' });
	await expect(next).toContainText(what);
	await expect(next).toContainText('Rue de la Loi 16');
	await expect(next.getByRole('link', { name: '+32 2 000 00 01' })).toHaveAttribute(
		'href',
		'tel:+3220000001',
	);
	await expect(next.getByRole('link', { name: /Show on a map ?: Zaventem/ })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Calendar of my rides (iCalendar)' })).toHaveAttribute(
		'href',
		`/api/v1/drivers/${driver.id}/calendar.ics`,
	);
	await expectGoodEverywhere(page, 'my day');

	await next.getByRole('button', { name: /^I cannot drive it/ }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox').fill('Ill');
	await expectGoodEverywhere(page, 'a ride, declined');
	await dialog.getByRole('button', { name: 'I cannot drive it' }).click();
	await expect(dialog).toHaveCount(0);
	await expect(page.getByRole('main')).not.toContainText(what);

	// The desk sees it and who can have it.
	await desk.page.goto(`/rides?${day}`);
	const waiting = desk.page.getByRole('region', { name: 'Rides that wait for a driver' });
	const declined = waiting.getByRole('listitem').filter({ hasText: what });
	await expect(declined).toContainText('Declined: Ill');
	await expectGoodEverywhere(desk.page, 'all drivers');
	await declined.getByRole('button', { name: /^Give it to a driver/ }).click();
	const sheet = desk.page.getByRole('dialog');
	await expect(sheet.getByRole('radio').first()).toBeVisible();
	await sheet.getByRole('button', { name: 'Give it to a driver' }).click();
	await expect(sheet.getByRole('alert')).toHaveText('Choose a driver.');
	await expectGoodEverywhere(desk.page, 'who drives');
	await sheet.getByRole('radio', { name: driver.name }).check();
	await sheet.getByRole('button', { name: 'Give it to a driver' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(desk.page.getByRole('region', { name: driver.name })).toContainText(what);
	// The ride left the list, and the button with it: the focus is still somewhere.
	await expect(desk.page.locator(':focus')).toHaveCount(1);
	await desk.page
		.getByRole('link', { name: `Show rides to come : ${driver.name}` })
		.or(desk.page.getByRole('link', { name: `Show rides to come: ${driver.name}` }))
		.click();
	await expect(desk.page).toHaveURL(new RegExp(`driver=${driver.id}`));
	await expect(desk.page.getByRole('heading', { level: 2 })).toHaveText(`Rides to come of ${driver.name}`);
	await expectGoodEverywhere(desk.page, 'rides to come');

	await page.reload();
	await next.getByRole('button', { name: /^Accept/ }).click();
	await expect(next).toContainText('Accepted');
	// The button was out of use meanwhile, and it is the next step now.
	await expect(next.getByRole('button', { name: /^Set off/ })).toBeFocused();
	await next.getByRole('button', { name: /^Set off/ }).click();
	const ride = await api.get<Ride>(`/rides/${id}`);
	const before = ride.vehicle?.odometer_km ?? 0;
	// An odometer never runs backwards, and what was typed stays.
	await dialog.getByLabel('Odometer at the start (km)').fill(String(before - 1));
	await dialog.getByRole('button', { name: 'Set off' }).click();
	await expect(dialog).toContainText('cannot show');
	await expect(dialog.getByLabel('Odometer at the start (km)')).toHaveValue(String(before - 1));
	await expectGoodEverywhere(page, 'setting off, refused');
	await dialog.getByLabel('Odometer at the start (km)').fill(String(before + 1));
	await dialog.getByRole('button', { name: 'Set off' }).click();
	await expect(next).toContainText('On the way');
	// Whoever waits in vain can turn back.
	await next.getByRole('button', { name: /^End without passengers/ }).click();
	await expect(dialog).toContainText('Nobody is on board');
	await expectGoodEverywhere(page, 'turning back');
	await dialog.getByRole('button', { name: 'Go back' }).click();
	// It can no longer be called off.
	await host.page.goto(`/reservations/${id}`);
	await expect(host.page.getByText('The driver is on the way, so it can')).toBeVisible();
	await expect(host.page.getByRole('button', { name: 'Cancel the reservation' })).toHaveCount(0);
	await expectGoodEverywhere(host.page, 'reservation under way');
	await next.getByRole('button', { name: /^Passengers are on board/ }).click();
	await next.getByRole('button', { name: /^End the ride/ }).click();
	await dialog.getByLabel('Odometer at the end (km)').fill(String(before + 30));
	await dialog.getByLabel('Minutes waited').fill('15');
	await dialog.getByLabel('Kilometres without passengers').fill('4');
	await expectGoodEverywhere(page, 'the end of a ride');
	await dialog.getByRole('button', { name: 'End the ride' }).click();
	await expect(next).toContainText('Nothing is left to drive');
	await expect(page.getByRole('region', { name: 'Other rides of this day' })).toContainText('Done');
	expect(await api.get<Ride>(`/rides/${id}`)).toMatchObject({ state: 'done', end_km: before + 30 });

	// Much too early it is said from when one can set off.
	const [later, until] = [quartersAfter(begin, 288), quartersAfter(begin, 292)];
	const { id: ahead } = await host.post<{ id: string }>('/vehicle-reservations', {
		vehicle_id: car.id,
		title: `${what}, days ahead`,
		passengers: 1,
		with_driver: true,
		driver_id: driver.id,
		from: later,
		to: until,
	});
	await api.post(`/rides/${ahead}/accept`, undefined);
	await page.goto(`/rides?date=${dayIn(later)}`);
	await expect(next).toContainText(`${what}, days ahead`);
	await expect(next.getByRole('button', { name: /^Set off/ })).toBeDisabled();
	await expect(next).toContainText('You can set off from');
	await expectGoodEverywhere(page, 'a ride days ahead');
	await page.goto(`/rides?${day}`);
	await expect(page.getByRole('region', { name: 'Other rides of this day' })).toContainText('Done');

	// Paper shows the sheet alone.
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('table')).toContainText(what);
	await expect(page.getByRole('heading', { level: 2 })).toHaveText(`Day sheet of ${driver.name}`);
	await expect(page.getByRole('button')).toHaveCount(0);
	await page.emulateMedia({ media: 'screen' });
	await expect(page.getByRole('table')).toHaveCount(0);
});

test('who neither drives nor is the desk is told so', async ({ signedIn: page }) => {
	await page.goto('/rides');
	await expect(page.getByText('You do not drive for the house')).toBeVisible();
	await expectGoodEverywhere(page, 'rides, not for me');
});

test('a vehicle has a calendar feed', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'driver'));
	const { items } = await api.get<{ items: { id: string }[] }>('/vehicles?limit=1');
	const { id } = one(items);
	await page.goto(`/vehicles/${id}`);
	await expect(page.getByRole('link', { name: 'Calendar of this vehicle (iCalendar)' })).toHaveAttribute(
		'href',
		`/api/v1/vehicles/${id}/calendar.ics`,
	);
});
