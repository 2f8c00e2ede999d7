import {
	ALWAYS,
	expect,
	expectGoodEverywhere,
	expectNoErrors,
	one,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';
import { wall } from './support/time';
import { brokenPhoto, noPicture, photo } from './support/picture';

expectNoErrors();

interface Vehicle {
	id: string;
	code: string;
	state: string;
	site: { id: string };
	home_bay: { id: string };
}
interface Reservation {
	id: string;
	vehicle: Vehicle | null;
	swaps: { text: string }[];
}
interface Damage {
	description: string;
	ticket: { id: string; number: number } | null;
}

const QUARTER = 15 * 60_000;
/** So many minutes after the next quarter of an hour. */
const at = (minutes: number) =>
	new Date((Math.floor(Date.now() / QUARTER) + 1) * QUARTER + minutes * 60_000).toISOString();

/** A car of its own for a test, in the garage of those that the demonstration hands out. */
async function aCar(api: Api): Promise<Vehicle> {
	const { items } = await api.get<{ items: Vehicle[] }>('/vehicles?q=CAR-05');
	const car = await api.post<Vehicle>('/vehicles', {
		code: `DESK-${Date.now()}`,
		home_bay_id: one(items).home_bay.id,
		make: 'Demo',
		model: 'Car of the desk',
		category: 'm1',
		body: 'car',
		fuel: 'petrol',
		euro_norm: 'euro_6',
		seats: 5,
		boot_litres: 400,
	});
	await api.put(`/policies/${car.id}`, { hours: ALWAYS });
	return car;
}

const reserve = (api: Api, vehicle: Vehicle, title: string, from: string, to: string) =>
	api.post<Reservation>('/vehicle-reservations', { vehicle_id: vehicle.id, title, passengers: 1, from, to });

/** A car of its own that the desk has handed out for the next hour, with 10 km. */
async function handedOut(who: Api, desk: Api, title: string) {
	const car = await aCar(who);
	const made = await reserve(who, car, title, at(0), at(60));
	const licence_seen = { licences: [{ category: 'b', valid_to: null }] };
	await desk.post(`/vehicle-reservations/${made.id}/hand-out`, { km: 10, licence_seen });
	return { car, made };
}

/** Draws in the field of the signature. */
async function sign(page: Page) {
	const canvas = page.getByRole('dialog').locator('canvas');
	await canvas.scrollIntoViewIfNeeded();
	const box = await canvas.boundingBox();
	if (!box) throw new Error('there is nothing to draw on');
	await page.mouse.move(box.x + 30, box.y + 60);
	await page.mouse.down();
	await page.mouse.move(box.x + 120, box.y + 20, { steps: 4 });
	await page.mouse.move(box.x + 200, box.y + 70, { steps: 4 });
	await page.mouse.up();
}

test('keys go out and come back with damage, and whoever is next gets another car', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(240_000);
	// Whoever may book at any hour: the test does not depend on the time of day.
	const admin = await as('admin');
	const car = await aCar(admin);
	const first = await reserve(admin, car, 'Visit of a test', at(0), at(90));
	const next = await reserve(admin, car, 'Journey of a test', at(48 * 60), at(49 * 60));

	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto(`/vehicles/desk?site=${car.site.id}`);
	await expect(page.getByRole('heading', { level: 1, name: 'Desk' })).toBeVisible();
	const line = page
		.getByRole('listitem')
		.filter({ hasText: car.code })
		.filter({ hasText: 'Visit of a test' });
	await expect(line).toContainText('To hand out');
	await expect(line).toContainText('Look at the licence');
	await expectGoodEverywhere(page, 'desk');

	// Nobody looked at the licence yet: the desk says so, and looks now.
	await line.getByRole('button', { name: /^Hand out/ }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByText('May not drive this vehicle as things stand')).toBeVisible();
	await sheet.getByLabel('It shows, in km').fill('1200');
	await sheet.getByRole('button', { name: 'Hand the vehicle out' }).click();
	await expect(sheet.getByRole('alert')).toContainText('licence');
	await sheet.getByLabel('I look at the driving licence now').check();
	await expectGoodEverywhere(page, 'hand-out');
	await sheet.getByLabel('Key', { exact: true }).fill('K-7');
	await sheet.getByLabel('Battery or tank, in %').fill('80');
	// What was typed outlives a reload, what was looked at does not.
	await page.reload();
	await line.getByRole('button', { name: /^Hand out/ }).click();
	await expect(sheet.getByLabel('It shows, in km')).toHaveValue('1200');
	await expect(sheet.getByLabel('Key', { exact: true })).toHaveValue('K-7');
	await expect(sheet.getByLabel('Battery or tank, in %')).toHaveValue('80');
	await sheet.getByLabel('I look at the driving licence now').check();
	const choose = sheet.getByTestId('choose-photo');
	await choose.setInputFiles(noPicture());
	await expect(sheet.getByRole('alert')).toContainText('Not a picture that can be taken: words.png');
	await choose.setInputFiles(photo());
	await expect(sheet.getByRole('alert')).toHaveCount(0);
	await choose.setInputFiles(brokenPhoto());
	await sign(page);
	await sheet.getByRole('button', { name: 'Hand the vehicle out' }).click();
	// The vehicle is out, and one photo was not taken.
	await expect(sheet).toContainText('The vehicle is out: that is saved.');
	await expect(sheet).toContainText('Only this was not taken: broken.png');
	await expect(line).toContainText('K-7');
	await expectGoodEverywhere(page, 'hand-out, a photo refused');
	await sheet.getByRole('button', { name: 'Remove photo 1' }).click();
	await sheet.getByRole('button', { name: 'Finish' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(line).toContainText('Out');
	await expect(line).toContainText('K-7');

	// It comes back with less on the odometer than before: refused, and nothing typed is lost.
	await line.getByRole('button', { name: /^Take back/ }).click();
	await sheet.getByLabel('It shows, in km').fill('1100');
	await sheet.getByLabel('How clean it is').selectOption('dirty');
	await sheet.getByRole('button', { name: 'Add damage' }).click();
	await sheet.getByLabel('Where on the vehicle').selectOption('wheels');
	await sheet.getByLabel('What is damaged').fill('Bent rim');
	await sheet.getByLabel('The vehicle can no longer be driven').check();
	await page.reload();
	await line.getByRole('button', { name: /^Take back/ }).click();
	await expect(sheet.getByLabel('How clean it is')).toHaveValue('dirty');
	await expect(sheet.getByLabel('Where on the vehicle')).toHaveValue('wheels');
	await expect(sheet.getByLabel('The vehicle can no longer be driven')).toBeChecked();
	await sheet.getByTestId('choose-photo').last().setInputFiles(brokenPhoto());
	await sheet.getByRole('button', { name: 'Take the vehicle back' }).click();
	await expect(sheet.getByRole('alert').first()).toContainText('1200 km');
	await expect(sheet.getByLabel('What is damaged')).toHaveValue('Bent rim');
	await expectGoodEverywhere(page, 'return, refused');
	// A digit too many is asked about.
	await sheet.getByLabel('It shows, in km').fill('123400');
	await sheet.getByRole('button', { name: 'Take the vehicle back' }).click();
	await expect(sheet.getByRole('alert').first()).toContainText('Is that what the odometer shows?');
	await expect(sheet.getByRole('button', { name: 'It is right: save it' })).toBeVisible();
	await expectGoodEverywhere(page, 'return, asked about');
	await sheet.getByLabel('It shows, in km').fill('1234');
	await sheet.getByRole('button', { name: 'Take the vehicle back' }).click();
	await expect(sheet).toContainText('The vehicle is back: that is saved.');
	const ofDamage = sheet.getByRole('group', { name: 'Damage 1' });
	await ofDamage.getByRole('button', { name: 'Remove photo 1' }).click();
	await ofDamage.getByTestId('choose-photo').setInputFiles(photo());
	await sheet.getByRole('button', { name: 'Finish' }).click();
	await expect(sheet).toHaveCount(0);
	const { items } = await api.get<{ items: Damage[] }>(`/vehicle-damages?vehicle=${car.id}`);
	expect(one(items).ticket).not.toBeNull();

	// The next one loses this car, and gets another by one press.
	const threatened = page.getByRole('region', { name: /lose/ });
	await expect(threatened).toContainText(car.code);
	await expectGoodEverywhere(page, 'desk, threatened');
	await threatened.getByRole('listitem').filter({ hasText: 'Journey of a test' }).getByRole('button').click();
	await expect(page.getByRole('region', { name: 'Notes' })).toContainText(
		'One reservation has another vehicle.',
	);
	const moved = await admin.get<Reservation>(`/vehicle-reservations/${next.id}`);
	expect(moved.vehicle?.id).not.toBe(car.id);
	expect(one(moved.swaps).text).toContain(car.code);
	expect((await admin.get<Reservation>(`/vehicle-reservations/${first.id}`)).vehicle?.state).toBe(
		'out_of_service',
	);

	// The damage stands on the page of the vehicle, with its ticket; it is said to be repaired there.
	await page.goto(`/vehicles/${car.id}`);
	const damage = page.getByRole('region', { name: 'Damage' });
	await expect(damage).toContainText('Bent rim');
	await expect(damage.getByRole('link', { name: /^Ticket/ })).toHaveAttribute(
		'href',
		`/tickets/${one(items).ticket?.id}`,
	);
	await expectGoodEverywhere(page, 'vehicle with damage');
	await damage.getByRole('button', { name: /^Repaired/ }).click();
	await sheet.getByRole('button', { name: 'Repaired' }).click();
	await expect(damage.getByRole('button', { name: /^Repaired/ })).toHaveCount(0);
});

test('whoever has the keys of another vehicle is known before anything is sent', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(120_000);
	const admin = await as('admin');
	await api.signIn(personOf(demo, 'fleet_manager'));
	const { car, made } = await handedOut(admin, api, 'Keys of a test');
	const second = await aCar(admin);
	await reserve(admin, second, 'Second of a test', at(0), at(60));
	await page.goto(`/vehicles/desk?site=${car.site.id}`);
	const line = page.getByRole('listitem').filter({ hasText: 'Second of a test' });
	await line
		.filter({ hasText: second.code })
		.getByRole('button', { name: /^Hand out/ })
		.click();
	const sheet = page.getByRole('dialog');
	await expect(sheet).toContainText(`still has the keys of ${car.code}`);
	await expect(sheet).not.toContainText('May drive this vehicle today');
	await expectGoodEverywhere(page, 'hand-out to whoever has other keys');
	await api.post(`/vehicle-reservations/${made.id}/take-back-hand-out`, { reason: 'Room for a test' });
});

test('a hand-out by mistake is taken back, and a reading is corrected', async ({ page, api, as, demo }) => {
	test.setTimeout(120_000);
	const admin = await as('admin');
	await api.signIn(personOf(demo, 'fleet_manager'));
	const { car } = await handedOut(admin, api, 'Mistake of a test');
	await page.goto(`/vehicles/desk?site=${car.site.id}`);
	const line = page
		.getByRole('listitem')
		.filter({ hasText: car.code })
		.filter({ hasText: 'Mistake of a test' });
	await line.getByRole('button', { name: /^Correct the odometer/ }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('It really showed, in km').fill('20');
	await sheet.getByLabel('Reason').fill('A digit was wrong');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(line).toContainText('20 km');
	await line.getByRole('button', { name: /^Was a mistake/ }).click();
	await sheet.getByLabel('Reason').fill('The wrong line');
	await sheet.getByRole('button', { name: 'Was a mistake' }).click();
	await expect(line).toContainText('To hand out');
});

test('keys that went out are kept longer, and an odometer that jumps is confirmed', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(120_000);
	const admin = await as('admin');
	await api.signIn(personOf(demo, 'fleet_manager'));
	const { car, made } = await handedOut(admin, api, 'Longer for a test');
	await page.goto(`/reservations/${made.id}`);
	await page.getByRole('button', { name: 'Keep it longer' }).click();
	const sheet = page.getByRole('dialog');
	const until = wall(at(120));
	await sheet.getByLabel('Back on').fill(until.slice(0, 10));
	await sheet.getByLabel('by', { exact: true }).fill(until.slice(11));
	await expectGoodEverywhere(page, 'reservation, kept longer');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	const longer = await admin.get<{ to: string }>(`/vehicle-reservations/${made.id}`);
	expect(wall(longer.to)).toBe(until);

	await page.goto(`/vehicles/desk?site=${car.site.id}`);
	// Whoever else gets this car meanwhile has a line of their own.
	const line = page
		.getByRole('listitem')
		.filter({ hasText: car.code })
		.filter({ hasText: 'Longer for a test' });
	await line.getByRole('button', { name: /^Take back/ }).click();
	await sheet.getByLabel('It shows, in km').fill('5000');
	await sheet.getByRole('button', { name: 'Take the vehicle back' }).click();
	await sheet.getByRole('button', { name: 'It is right: save it' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(line).toContainText(/4[,.\s]?990 km/);
});

test('a vehicle that changes says whom it no longer fits, and they get another one', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(120_000);
	const admin = await as('admin');
	const car = await aCar(admin);
	const from = at(72 * 60);
	const wish = { vehicle_id: car.id, title: 'Outing of a test', passengers: 4, from, to: at(73 * 60) };
	const made = await admin.post<Reservation>('/vehicle-reservations', wish);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto(`/vehicles/${car.id}`);
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Seats, driver included').fill('3');
	await sheet.getByRole('button', { name: 'Save' }).click();
	const notes = page.getByRole('region', { name: 'Notes' });
	await expect(notes).toContainText('One reservation cannot keep this vehicle.');
	await notes.getByRole('button', { name: 'Show', exact: true }).click();
	await expect(page.locator('#threatened')).toBeFocused();
	const threatened = page.getByRole('region', { name: /loses its vehicle/ });
	await expect(threatened).toContainText('no longer fits');
	await expect(threatened).toContainText('It has fewer than the 4 seats that are needed.');
	await expectGoodEverywhere(page, 'vehicle that no longer fits');
	await threatened.getByRole('listitem').getByRole('button').click();
	await expect(threatened).toHaveCount(0);
	const moved = await admin.get<Reservation>(`/vehicle-reservations/${made.id}`);
	expect(moved.vehicle?.id).not.toBe(car.id);
});

test('the desk is not for everybody', async ({ page, api, staff }) => {
	await api.signIn(staff);
	await page.goto('/vehicles/desk');
	await expect(page.getByText('Your roles do not include this.', { exact: false })).toBeVisible();
});
