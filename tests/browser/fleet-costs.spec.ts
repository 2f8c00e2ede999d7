import {
	button,
	expect,
	expectAccessible,
	expectGoodEverywhere,
	expectNoErrors,
	one,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';
import { inDays } from './support/time';

expectNoErrors();

interface Vehicle {
	id: string;
	code: string;
	plate: string | null;
}

async function ready(page: Page) {
	// Before there is a page, nothing loads on it either.
	await expect(page.locator('main h1')).toBeVisible();
	await expect(page.locator('main').getByText('Loading…')).toHaveCount(0);
}

async function vehicle(api: Api, code: string): Promise<Vehicle> {
	const { items } = await api.get<{ items: Vehicle[] }>(`/vehicles?q=${code}`);
	return one(items.filter((each) => each.code === code));
}

/** A diesel van of its own for a test, with a plate since long. */
async function aVan(api: Api): Promise<Vehicle & { plate: string }> {
	const { items } = await api.get<{ items: { home_bay: { id: string } }[] }>('/vehicles');
	const made = await api.post<Vehicle>('/vehicles', {
		code: `COST-${Date.now()}`,
		home_bay_id: one(items).home_bay.id,
		make: 'Demo',
		model: 'Van of a test',
		category: 'n1',
		body: 'van',
		fuel: 'diesel',
		euro_norm: 'euro_6',
		seats: 3,
	});
	const plate = `T-${String(Date.now()).slice(-6)}`;
	await api.post(`/vehicles/${made.id}/plates`, { plate, unusual: true, from: '2024-01-01' });
	return { ...made, plate };
}

const ago = (days: number) => inDays(-days);
const dayMonthYear = (day: string) => day.split('-').reverse().join('/');

test('trips are noted, refused when they overlap, corrected and struck', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const van = await aVan(api);
	await page.goto('/vehicles');
	await page.getByRole('link', { name: 'Trips', exact: true }).click();
	await ready(page);
	await expectGoodEverywhere(page, 'trips');

	const note = async (day: string, out: string, back: string, from = '08:00', to = '10:00') => {
		await page.getByRole('button', { name: 'Note a trip' }).click();
		const sheet = page.getByRole('dialog', { name: 'Note a trip' });
		await sheet.getByLabel('Vehicle', { exact: true }).selectOption(van.id);
		await sheet.getByLabel('Left', { exact: true }).fill(`${day}T${from}`);
		await sheet.getByLabel('Back', { exact: true }).fill(`${day}T${to}`);
		await sheet.getByLabel('Odometer on leaving', { exact: true }).fill(out);
		await sheet.getByLabel('Odometer on return', { exact: true }).fill(back);
		await sheet.getByRole('button', { name: 'Save' }).click();
		return sheet;
	};
	let sheet = await note(ago(5), '1000', '1080');
	await expect(sheet).toHaveCount(0);
	sheet = await note(ago(5), '1080', '1100', '09:00', '11:00');
	await expect(sheet.getByText('Another trip at that time')).toBeVisible();
	await expectAccessible(page, 'a trip that overlaps');
	// What was typed is still there.
	await expect(sheet.getByLabel('Odometer on return', { exact: true })).toHaveValue('1100');
	await sheet.getByLabel('Left', { exact: true }).fill(`${ago(4)}T09:00`);
	await sheet.getByLabel('Back', { exact: true }).fill(`${ago(4)}T11:00`);
	await sheet.getByLabel('Odometer on leaving', { exact: true }).fill('1085');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);

	await page.getByRole('combobox', { name: 'Vehicle', exact: true }).selectOption(van.id);
	await expect(page).toHaveURL(new RegExp(`vehicle=${van.id}`));
	const rows = page.getByRole('region', { name: 'Trips' }).locator('ul.list > li');
	await expect(rows).toHaveCount(2);
	await expect(rows.first()).toContainText('5 km before it not noted');
	await button(rows.first(), 'Correct', van.code).click();
	const correct = page.getByRole('dialog', { name: 'Correct the trip' });
	await correct.getByLabel('Odometer on leaving', { exact: true }).fill('1080');
	await correct.getByLabel('Reason', { exact: true }).fill('Misread');
	await correct.getByRole('button', { name: 'Save' }).click();
	await expect(rows.first()).toContainText('Corrected: Misread');
	await expect(rows.first()).not.toContainText('not noted');
	await button(rows.first(), 'Strike', van.code).click();
	const strike = page.getByRole('dialog', { name: 'Strike this trip?' });
	await strike.getByLabel('Reason', { exact: true }).fill('Never driven');
	await strike.getByRole('button', { name: 'Strike' }).click();
	await expect(rows).toHaveCount(1);
});

test('private trips of others are not there for those who only check', async ({ api, demo }) => {
	await api.signIn(personOf(demo, 'fleet_manager'));
	const all = await api.get<{ items: { kind: string }[] }>('/trips?kind=private');
	expect(all.items.length).toBeGreaterThan(0);
	await api.signIn(personOf(demo, 'auditor'));
	expect((await api.get<{ items: unknown[] }>('/trips?kind=private')).items).toEqual([]);
});

test('a statement is mapped, tried, taken once and given back', async ({ page, api, demo }) => {
	test.setTimeout(240_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const van = await aVan(api);
	await page.goto('/vehicles/energy');
	await ready(page);
	await expectGoodEverywhere(page, 'energy');

	await page.getByRole('button', { name: 'Import a statement' }).click();
	const wizard = page.getByRole('region', { name: 'Import a statement' });
	const supplier = `Supplier ${Date.now()}`;
	await wizard.getByLabel('Supplier', { exact: true }).fill(supplier);
	const head = 'Ticket;Datum;Nummerplaat;Product;Volume;Bedrag;Km';
	const lines = [
		`A1;${dayMonthYear(ago(9))} 08:15;${van.plate};B7;41,50;70,55;1200`,
		`A1;${dayMonthYear(ago(9))} 08:15;${van.plate};B7;41,50;70,55;1200`,
		`A2;${dayMonthYear(ago(8))};9-ZZZ-999;B7;20;35,00;`,
		// Written otherwise it is the same plate; and what was charged twice is given back.
		`A3;${dayMonthYear(ago(7))};${van.plate.replace('-', ' ').toLowerCase()};B7;250;400;`,
		`A1;${dayMonthYear(ago(6))};${van.plate.replace('-', '')};B7;-41,50;-70,55;`,
	];
	const file = {
		name: 'statement.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from([head, ...lines].join('\n')),
	};
	await wizard.getByLabel('Statement', { exact: true }).setInputFiles(file);
	await expect(wizard.getByLabel('Number plate', { exact: true })).toHaveValue('Nummerplaat');
	await expect(wizard.getByLabel('Quantity', { exact: true })).toHaveValue('Volume');
	await wizard.getByLabel('Word in the file', { exact: true }).fill('B7');
	await wizard.getByLabel('Means', { exact: true }).selectOption('diesel');
	await wizard.getByRole('button', { name: 'Add', exact: true }).click();
	await expectGoodEverywhere(page, 'the mapping of a statement');
	await wizard.getByRole('button', { name: 'Show what it would do' }).click();
	const table = wizard.getByRole('table', { name: 'Lines of the statement' });
	await expect(table.getByRole('row')).toHaveCount(6);
	await expect(table.getByRole('row').nth(2)).toContainText('The same as line 2.');
	await expect(table.getByRole('row').nth(3)).toContainText('no vehicle of yours had it on that day');
	await expect(table.getByRole('row').nth(4)).toContainText('More than fits');
	await expect(table.getByRole('row').nth(5)).toContainText('Diesel, -41.5 l');
	await expectGoodEverywhere(page, 'what a statement would do');
	await wizard.getByRole('button', { name: 'Take 3 lines' }).click();
	await expect(wizard.getByRole('heading', { name: 'What was taken' })).toBeVisible();

	// The same again in UTF-16: nothing is new, and the mapping is known by the supplier.
	const text = [head, ...lines].join('\r\n');
	const again = {
		name: 'statement.txt',
		mimeType: 'text/plain',
		buffer: Buffer.from(`\ufeff${text}`, 'utf16le'),
	};
	await page.reload();
	await ready(page);
	await page.getByRole('button', { name: 'Import a statement' }).click();
	await wizard.getByLabel('Supplier', { exact: true }).fill(supplier);
	await expect(wizard.locator(`datalist option[value="${supplier}"]`)).toBeAttached();
	await wizard.getByLabel('Statement', { exact: true }).setInputFiles(again);
	await expect(wizard.getByText('B7 → Diesel')).toBeVisible();
	await wizard.getByRole('button', { name: 'Show what it would do' }).click();
	await expect(wizard.getByText('There is nothing new in this file.')).toBeVisible();
	await wizard.getByRole('button', { name: 'Close' }).click();

	await page.getByRole('combobox', { name: 'Vehicle', exact: true }).selectOption(van.id);
	const rows = page.getByRole('region', { name: 'Energy', exact: true }).locator('ul.list > li');
	await expect(rows).toHaveCount(3);
	await expect(rows.first()).toContainText('Credit');
	await button(page.getByRole('region', { name: 'Imported statements' }), 'Give back', supplier).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Give back' }).click();
	await expect(page.getByText('No energy is noted here.')).toBeVisible();
});

test('what a vehicle costs stands on its page, month by month', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const car = await vehicle(api, 'CAR-03');
	await page.goto(`/vehicles/${car.id}`);
	const costs = page.getByRole('region', { name: 'Costs', exact: true });
	await expect(costs.getByRole('table').getByRole('row')).toHaveCount(14);
	await costs.getByRole('button', { name: 'Note a cost' }).click();
	const sheet = page.getByRole('dialog', { name: 'Note a cost' });
	await sheet.getByLabel('What for', { exact: true }).selectOption('tax');
	await sheet.getByLabel('Amount in euros', { exact: true }).fill('abc');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByText('Type the amount as 12.50.')).toBeVisible();
	await sheet.getByLabel('Amount in euros', { exact: true }).fill('360.50');
	await sheet.getByLabel('Over how many months', { exact: true }).fill('12');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(costs.getByText('Tax: €360.50')).toBeVisible();
	await expectGoodEverywhere(page, 'a vehicle with its costs');
	await button(costs, 'Strike', 'Tax').click();
	const strike = page.getByRole('dialog', { name: 'Take this cost away?' });
	await strike.getByLabel('Reason', { exact: true }).fill('Twice');
	await strike.getByRole('button', { name: 'Strike' }).click();
	await expect(costs.getByText('Tax: €360.50')).toHaveCount(0);
});

test('fines find who drove, and are for few eyes', async ({ page, api, demo, as }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto('/vehicles/fines');
	await ready(page);
	const rows = page.getByRole('region', { name: 'Fines' }).locator('ul.list > li');
	const of = (reference: string) => rows.filter({ hasText: reference });
	await expect(of('PV-2026-0001')).toContainText('By the trip of that minute');
	const lost = of('PV-2026-0003');
	await expect(lost).toContainText('No vehicle of the house had the plate 2-DMO-999 at that moment.');
	await expectGoodEverywhere(page, 'fines');
	await button(lost, 'Correct the plate', 'PV-2026-0003').click();
	const plate = page.getByRole('dialog', { name: 'Plate on fine PV-2026-0003' });
	await plate.getByLabel('Plate', { exact: true }).fill('2dmo003');
	await expectAccessible(page, 'correcting the plate of a fine');
	await plate.getByRole('button', { name: 'Save' }).click();
	await expect(lost).toContainText('2-DMO-003');
	await expect(lost).not.toContainText('No vehicle of the house');
	await button(of('PV-2026-0002'), 'Change state', 'PV-2026-0002').click();
	const move = page.getByRole('dialog');
	await move.getByLabel('State', { exact: true }).selectOption('passed_on');
	await move.getByRole('button', { name: 'Save' }).click();
	await expect(move.getByText('Nobody is known to have driven', { exact: true })).toBeVisible();
	await move.getByLabel('State', { exact: true }).selectOption('contested');
	await move.getByRole('button', { name: 'Save' }).click();
	await expect(of('PV-2026-0002')).toContainText('Contested');
	const staff = await as('staff');
	expect((await staff.get<{ items: unknown[] }>('/fines')).items).toEqual([]);
});

test('the figures of the fleet are there as charts, as tables and as files', async ({ page, api, demo }) => {
	test.setTimeout(240_000);
	await api.signIn(personOf(demo, 'auditor'));
	await page.goto('/vehicles/figures');
	await ready(page);
	const zero = page.getByRole('region', { name: 'Zero emission', exact: true });
	await expect(zero).toContainText('Of kilometres');
	await zero.getByText('What is counted?').click();
	await expect(zero).toContainText('Plug-in hybrids are not counted.');
	await expectGoodEverywhere(page, 'figures of the fleet, as charts');
	await page.getByRole('link', { name: 'Tables' }).click();
	await expect(page).toHaveURL(/view=tables/);
	await expect(page.getByRole('region', { name: 'Use', exact: true }).getByRole('table')).toBeVisible();
	await expectGoodEverywhere(page, 'figures of the fleet, as tables');
	const [book] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('region', { name: 'Files' }).getByRole('button').first().click(),
	]);
	expect(book.suggestedFilename()).toMatch(/^fleet-.*\.xlsx$/);

	await api.signIn(personOf(demo, 'driver'));
	await page.goto('/vehicles/figures');
	await expect(page.getByText('Your roles do not include this.')).toBeVisible();
	await page.goto('/vehicles/trips');
	await expect(page.getByText('Your own trips.')).toBeVisible();
});
