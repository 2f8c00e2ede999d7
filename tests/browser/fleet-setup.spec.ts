import { readFile } from 'node:fs/promises';
import { expect, expectGoodEverywhere, expectNoErrors, personOf, test } from './support/test';

expectNoErrors();

test('the settings of the fleet are seen by who checks it and changed by its manager', async ({
	page,
	api,
	demo,
	as,
}) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto('/vehicles/settings');
	const days = page.getByRole('definition').first();
	await expect(days).toHaveText(/days$/);
	await expectGoodEverywhere(page, 'settings of the fleet');
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	const sheet = page.getByRole('dialog');
	const field = sheet.getByLabel('Days for which a look at a licence is good');
	const before = await field.inputValue();
	await field.fill('200');
	await sheet.getByLabel('Minutes after the start until a vehicle is released').fill('45');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(days).toHaveText('200 days');
	await expect(page.getByText(/^45 min/)).toBeVisible();

	const auditor = await as('auditor');
	await auditor.page.goto('/vehicles/settings');
	await expect(auditor.page.getByText('200 days')).toBeVisible();
	await expect(auditor.page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
	const staff = await as('staff');
	await staff.page.goto('/vehicles/settings');
	await expect(staff.page.getByText('Your roles do not include this.')).toBeVisible();

	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	await field.fill(before);
	await sheet.getByLabel('Minutes after the start until a vehicle is released').fill('30');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
});

test('who may drive which vehicle on a day is answered with its reasons', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const { items } = await api.get<{ items: { name: string; licences: { valid_to: string | null }[] }[] }>(
		'/drivers?limit=200',
	);
	const ending = items.find(({ licences }) => licences.some(({ valid_to }) => !!valid_to));
	await page.goto('/drivers');
	await page.getByText('May somebody drive a vehicle?').click();
	await page.getByLabel('Driver', { exact: true }).selectOption({ label: ending?.name ?? '' });
	await page.getByLabel('Vehicle', { exact: true }).selectOption({ index: 1 });
	await page.getByLabel('On', { exact: true }).fill('2099-01-01');
	await expect(page.getByText('May not drive it')).toBeVisible();
	await expectGoodEverywhere(page, 'may somebody drive a vehicle');
});

test('what is due is seen month by month, and as a list', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto('/vehicles/deadlines');
	await page.getByRole('button', { name: 'As a month' }).click();
	await expect(page).toHaveURL(/view=month/);
	await expect(page.getByRole('table')).toBeVisible();
	await page.getByRole('button', { name: 'Month after' }).click();
	await page.getByRole('button', { name: 'Month after' }).click();
	await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
	await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
	await expectGoodEverywhere(page, 'deadlines of a month');
	await page.getByRole('button', { name: 'As a list' }).click();
	await expect(page).toHaveURL(/\/vehicles\/deadlines$/);
});

test('vehicles are taken from a file after a look at what it would do, and given back', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const code = `CSV-${Date.now()}`;
	const rows = [
		'code,home_bay,make,model,category,body,fuel,seats',
		`${code},S-W16-GAR,Demo,From a file,m1,car,petrol,5`,
		`${code}-2,NOWHERE,Demo,Lost,m1,car,petrol,5`,
	];
	await page.goto('/vehicles');
	await page.getByRole('button', { name: 'Import vehicles' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('CSV file').setInputFiles({
		name: 'vehicles.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(rows.join('\n')),
	});
	await expect(sheet.getByText('One row is new.')).toBeVisible();
	await expect(sheet.getByText('Line 3:')).toBeVisible();
	await expectGoodEverywhere(page, 'vehicles from a file');
	await sheet.getByRole('button', { name: 'Take what is right' }).click();
	await expect(sheet).toHaveCount(0);
	const saved = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export' }).click();
	const text = await readFile(await (await saved).path(), 'utf8');
	expect(text).toContain(`${code},`);
	expect(text).not.toContain(`${code}-2`);
});
