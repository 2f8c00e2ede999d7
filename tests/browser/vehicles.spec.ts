import {
	button,
	expect,
	expectGoodEverywhere,
	expectNoErrors,
	one,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';
import { inDays } from './support/time';
import { photo } from './support/picture';

expectNoErrors();

interface Vehicle {
	id: string;
	code: string;
	name: string;
	vin: string | null;
	plate: string | null;
	state: string;
	battery_wh: number | null;
	lease: { lessor: string; monthly_cents: number | null } | null;
}
interface Deadline {
	id: string;
	kind: string;
	due_on: string | null;
	standing: string | null;
	vehicle_id: string;
	vehicle_name: string;
}

/** The smallest file that the server takes for a PDF. */
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n');

async function byCode(api: Api, code: string): Promise<Vehicle> {
	const { items } = await api.get<{ items: Vehicle[] }>(`/vehicles?q=${code}`);
	return one(items.filter((each) => each.code === code));
}

async function ready(page: Page) {
	await expect(page.locator('main').getByText('Loading…')).toHaveCount(0);
}

/** A car of its own for a test, on the site of one of the demonstration. */
async function aCar(api: Api, changes: object = {}): Promise<Vehicle> {
	const { items } = await api.get<{ items: { home_bay: { id: string } }[] }>('/vehicles');
	return api.post('/vehicles', {
		code: `TEST-${Date.now()}`,
		home_bay_id: one(items).home_bay.id,
		make: 'Demo',
		model: 'Car of a test',
		category: 'm1',
		body: 'car',
		fuel: 'diesel',
		euro_norm: 'euro_5',
		seats: 5,
		...changes,
	});
}

test('vehicles are found by filters that live in the address', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto('/');
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Vehicles' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Vehicles' })).toBeFocused();
	const list = page.getByRole('region', { name: 'Vehicles' });
	await expect(list.getByText('CAR-02')).toBeVisible();
	await expect(list.getByText(/days overdue/).first()).toBeVisible();
	await expectGoodEverywhere(page, 'vehicles');

	await page.getByLabel('Fuel').selectOption('diesel');
	await expect(page).toHaveURL(/fuel=diesel/);
	await page.getByLabel('Body').selectOption('van');
	// Other tests have vans too.
	const others = list.getByRole('listitem').filter({ hasNotText: /Van,.*Diesel/ });
	await expect(others).toHaveCount(0);
	await expect(list).toContainText('Ford Transit');
	await page.reload();
	await expect(page.getByLabel('Body')).toHaveValue('van');
	await expect(list).toContainText('Ford Transit');
	await expect(others).toHaveCount(0);
	await page.getByLabel('Name, code or plate').fill('there is no such thing');
	await page.getByLabel('Name, code or plate').press('Enter');
	await expect(list.getByText('No vehicle was found.')).toBeVisible();
	await expectGoodEverywhere(page, 'vehicles, none');
	await list.getByRole('button', { name: 'Drop all filters' }).click();
	await expect(page).toHaveURL(/\/vehicles$/);

	// By its plate, and to the vehicle by the keyboard.
	await page.getByLabel('Name, code or plate').fill('2-DMO-018');
	await page.getByLabel('Name, code or plate').press('Enter');
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await list.getByRole('link', { name: 'Mercedes-Benz EQE' }).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Mercedes-Benz EQE' })).toBeFocused();
});

test('a vehicle is added, refused at its fields, changed, and shown', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const code = `TEST-${Date.now()}`;
	await page.goto('/vehicles');
	await page.getByRole('button', { name: 'Add a vehicle' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Make', { exact: true }).fill('Demo');
	await sheet.getByLabel('Model', { exact: true }).fill('One');
	await sheet.getByLabel('Code').fill(code);
	await sheet.getByRole('searchbox', { name: 'Home bay' }).fill('garage');
	await sheet
		.getByRole('button', { name: /garage/i })
		.first()
		.click();
	await sheet.getByLabel('Body').selectOption('car');
	await sheet.getByLabel('EU category').selectOption('m1');
	await sheet.getByLabel('Seats, driver included').fill('5');
	await sheet.getByLabel('Fuel').selectOption('electric');
	await sheet.getByLabel('Battery, in kWh').fill('64.8');
	await sheet.getByLabel('Identification number (VIN)').fill('OOO');
	await sheet.getByLabel('It is leased').check();
	await sheet.getByLabel('Lessor').fill('Lease of a test');
	await sheet.getByLabel('First day of the lease').fill('2026-01-01');
	await sheet.getByLabel('Last day of the lease').fill('2025-01-01');
	await sheet.getByLabel('Euros a month').fill('612.5');
	await sheet.getByRole('button', { name: 'Save' }).click();

	// What is wrong is said where it is, and nothing that was typed is lost.
	await expect(sheet.getByLabel('Identification number (VIN)')).toHaveAttribute('aria-invalid', 'true');
	await expect(sheet.getByLabel('Last day of the lease')).toHaveAttribute('aria-invalid', 'true');
	await expect(sheet.getByLabel('Euros a month')).toHaveValue('612.5');
	await expectGoodEverywhere(page, 'vehicle, refused');
	await sheet.getByLabel('Identification number (VIN)').fill('');
	await sheet.getByLabel('Last day of the lease').fill('2030-01-01');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Demo One' })).toBeFocused();
	const made = await byCode(api, code);
	expect(made).toMatchObject({
		battery_wh: 64_800,
		lease: { lessor: 'Lease of a test', monthly_cents: 61_250 },
	});

	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	await sheet.getByLabel('Name (make and model when empty)').fill('The car of a test');
	await sheet.getByLabel('It is leased').uncheck();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'The car of a test' })).toBeVisible();
	expect(await byCode(api, code)).toMatchObject({ lease: null, battery_wh: 64_800 });
	await ready(page);
	await expectGoodEverywhere(page, 'vehicle');
});

test('photos, papers, plates and the odometer hang on a vehicle', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const car = await aCar(api);
	await page.goto(`/vehicles/${car.id}`);
	const sheet = page.getByRole('dialog');

	await page.getByRole('button', { name: 'Add a photo' }).click();
	await sheet.getByLabel('File').setInputFiles(photo());
	await sheet.getByLabel('What it shows').fill('A car from the side');
	await sheet.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('img', { name: 'A car from the side' })).toBeVisible();

	await page.getByRole('button', { name: 'Add a document' }).click();
	await sheet.getByLabel('File').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: PDF });
	await sheet.getByLabel('Title').fill('Green card of a test');
	await sheet.getByLabel('For whom').selectOption('management');
	await sheet.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('link', { name: 'Green card of a test' })).toBeVisible();

	// A plate of no known form is refused at its field until somebody says that it is right.
	const plates = page.getByRole('region', { name: 'Number plates' });
	const plate = `T-${String(Date.now()).slice(-7)}`;
	await plates.getByRole('button', { name: 'Put on a plate' }).click();
	await sheet.getByLabel('Plate', { exact: true }).fill(plate);
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByLabel('Plate', { exact: true })).toHaveAttribute('aria-invalid', 'true');
	await expectGoodEverywhere(page, 'plate, refused');
	await sheet.getByLabel('It has another form than Belgian plates, and that is right').check();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(plates.getByText('Today')).toBeVisible();
	expect((await byCode(api, car.code)).plate).toBe(plate);
	await button(plates, 'Take off', plate).click();
	await sheet.getByRole('button', { name: 'Take off' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(plates.getByText(/ to /)).toBeVisible();
	await button(plates, 'Was a mistake', plate).click();
	await sheet.getByRole('button', { name: 'Was a mistake' }).click();
	await expect(plates.getByText('It never had a plate.')).toBeVisible();

	const odometer = page.getByRole('region', { name: 'Odometer' });
	const note = async (km: string) => {
		await odometer.getByRole('button', { name: 'Note a reading' }).click();
		await sheet.getByLabel('It shows, in km').fill(km);
		await sheet.getByRole('button', { name: 'Save' }).click();
	};
	await note('12000');
	await expect(odometer.getByText('12,000 km').first()).toBeVisible();
	await note('11000');
	await expect(sheet.getByRole('alert')).toBeVisible();
	await expect(sheet.getByLabel('It shows, in km')).toHaveValue('11000');
	await sheet.getByRole('button', { name: 'Go back' }).click();
	await button(odometer, 'Correct', '12,000 km').click();
	await sheet.getByLabel('It really showed, in km').fill('10200');
	await sheet.getByLabel('Reason').fill('Two digits were swapped');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(odometer.getByText('Correction: Two digits were swapped')).toBeVisible();
	await expect(odometer.getByText('Corrected: it no longer counts.')).toBeVisible();
	await expectGoodEverywhere(page, 'vehicle with everything on it');
});

test('what is due blocks, is done, comes again; the vehicle goes out of service, back, and for good', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const car = await aCar(api);
	await page.goto(`/vehicles/${car.id}`);
	const sheet = page.getByRole('dialog');
	const due = page.getByRole('region', { name: 'Deadlines' });
	await expect(due.getByText('Nothing is due.')).toBeVisible();
	await due.getByRole('button', { name: 'Add a deadline' }).click();
	await sheet.getByLabel('What is due').selectOption('inspection');
	await expect(sheet.getByLabel('Overdue, the vehicle cannot be booked')).toBeChecked();
	// Without a day and without kilometres it is refused where the day stands.
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByLabel('Due on')).toHaveAttribute('aria-invalid', 'true');
	await expectGoodEverywhere(page, 'deadline, refused');
	await sheet.getByLabel('Due on').fill(inDays(-10));
	await sheet.getByLabel('Again after, in months').fill('12');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(due.getByText('The vehicle cannot be booked until this is done.')).toBeVisible();
	await expect(due.getByText('10 days overdue')).toBeVisible();

	await button(due, 'Done', 'Technical inspection').click();
	await expectGoodEverywhere(page, 'deadline, to be done');
	await sheet.getByRole('button', { name: 'Done' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(due.getByText(/In time:/)).toBeVisible();
	await due.getByText('What was done').click();
	await expect(due.getByText(/Done on/)).toBeVisible();
	await button(due, 'Edit', 'Technical inspection').first().click();
	await sheet.getByLabel('Warn before, in days').fill('400');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(due.getByText(/Due soon:/)).toBeVisible();
	await button(due, 'Remove', 'Technical inspection').click();
	await sheet.getByRole('button', { name: 'Remove' }).click();
	await expect(due.getByText('Nothing is due.')).toBeVisible();

	const service = page.getByRole('region', { name: 'Can it be used?' });
	await service.getByRole('button', { name: 'Put out of service' }).click();
	await sheet.getByLabel('Reason').fill('The clutch slips');
	await sheet.getByRole('button', { name: 'Put out of service' }).click();
	await expect(service.getByText('The clutch slips')).toBeVisible();
	await service.getByRole('button', { name: 'Put back in service' }).click();
	await sheet.getByRole('button', { name: 'Put back in service' }).click();
	await expect(service.getByText('In service', { exact: true })).toBeVisible();
	await service.getByRole('button', { name: 'Dispose of' }).click();
	await sheet.getByLabel('Reason').fill('Sold');
	await sheet.getByRole('button', { name: 'Dispose of' }).click();
	await expect(service.getByText('Disposed of')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
	await expectGoodEverywhere(page, 'vehicle, disposed of');
});

test('a vehicle says whether it may enter a zone on a day, and what the rule on buying says', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const car = await aCar(api, { acquired_on: '2025-01-01' });
	await page.goto(`/vehicles/${car.id}`);
	const zones = page.getByRole('region', { name: 'Low-emission zones' });
	await zones.getByLabel('May it enter on').fill('2026-06-01');
	const brussels = zones.getByRole('listitem').filter({ hasText: 'Brussels' });
	await expect(brussels.getByText('Not allowed', { exact: true })).toBeVisible();
	await expect(brussels).toContainText('Legal basis');
	// Without a day there is no answer, not that of the day before.
	await zones.getByLabel('May it enter on').fill('');
	await expect(zones.getByText('Choose a day.')).toBeVisible();
	await expect(brussels).toHaveCount(0);
	await zones.getByLabel('May it enter on').fill('2020-01-01');
	await expect(brussels.getByText('Not known', { exact: true })).toBeVisible();
	const buying = zones.getByRole('listitem').filter({ hasText: '307septies' });
	await expect(buying.first().getByText('Not allowed', { exact: true })).toBeVisible();
	await expectGoodEverywhere(page, 'vehicle with refusals');
});

test('who does not manage the fleet sees as much as is theirs', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const car = await byCode(api, 'CAR-02');
	expect(car.vin).not.toBeNull();

	await api.signIn(personOf(demo, 'driver'));
	await page.goto(`/vehicles/${car.id}`);
	await ready(page);
	await expect(page.getByRole('region', { name: 'Deadlines' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Note a reading' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Add a deadline' })).toHaveCount(0);
	await expect(page.getByText('Identification number (VIN)')).toHaveCount(0);
	await page.goto('/drivers');
	await expect(page.getByText('Your roles do not include this.')).toBeVisible();
	await expectGoodEverywhere(page, 'drivers, not for a driver');

	await api.signIn(personOf(demo, 'staff'));
	await page.goto(`/vehicles/${car.id}`);
	await expect(page.getByRole('heading', { name: 'About this vehicle' })).toBeVisible();
	await ready(page);
	await expect(page.getByRole('region', { name: 'Deadlines' })).toHaveCount(0);
	await expect(page.getByRole('region', { name: 'Odometer' })).toHaveCount(0);
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expectGoodEverywhere(page, 'vehicle, for staff');
	await page.goto('/vehicles/deadlines');
	await expect(page.getByText('Your roles do not include this.')).toBeVisible();
});

test('what is due stands by month, and is filtered by kind and standing in the address', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto('/vehicles/deadlines');
	const list = page.getByRole('region', { name: 'Deadlines' });
	await expect(list.getByRole('heading', { level: 2 }).first()).toBeVisible();
	await expectGoodEverywhere(page, 'deadlines');
	await page.getByLabel('How it stands').selectOption('overdue');
	await page.getByLabel('What is due', { exact: true }).selectOption('inspection');
	await expect(page).toHaveURL(/kind=inspection/);
	await expect(page).toHaveURL(/standing=overdue/);
	const { items } = await api.get<{ items: Deadline[] }>(
		'/vehicle-deadlines?kind=inspection&standing=overdue&limit=200',
	);
	await expect(list.getByRole('listitem')).toHaveCount(items.length);
	await page.reload();
	await expect(page.getByLabel('How it stands')).toHaveValue('overdue');
	await expect(list.getByRole('listitem')).toHaveCount(items.length);
	await list
		.getByRole('link', { name: one(items).vehicle_name })
		.first()
		.click();
	await expect(page.getByRole('heading', { level: 1, name: one(items).vehicle_name })).toBeFocused();
	await page.goto('/vehicles/deadlines?kind=other&standing=overdue');
	await expect(list.getByText('Nothing is due.')).toBeVisible();
	await list.getByRole('button', { name: 'Drop all filters' }).click();
	await expect(page).toHaveURL(/\/vehicles\/deadlines$/);
});
