import { button, expect, expectGoodEverywhere, expectNoErrors, one, personOf, test } from './support/test';
import { inDays } from './support/time';

expectNoErrors();

interface Driver {
	id: string;
	name: string;
	person_id: string;
	retired: boolean;
	checked_at: string | null;
	licences: { category: string; valid_to: string | null }[];
}

test('a driver is added, changed, checked, retired and comes back', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const known = await api.get<{ items: Driver[] }>('/drivers?retired=true&limit=200');
	const { items: people } = await api.get<{ items: { id: string; name: string }[] }>('/people?limit=200');
	// Somebody who drives not yet, and whose name is theirs alone.
	const person = one(
		people.filter(
			({ id, name }) =>
				!known.items.some((driver) => driver.person_id === id) &&
				people.filter((each) => each.name.startsWith(name)).length === 1,
		),
	);
	await page.goto('/drivers');
	const list = page.getByRole('region', { name: 'Drivers' });
	await expect(list.getByText('Nobody looked at the licence yet').first()).toBeVisible();
	await expectGoodEverywhere(page, 'drivers');

	await page.getByRole('button', { name: 'Add a driver' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByRole('searchbox', { name: 'Who drives' })).toHaveAttribute('aria-invalid', 'true');
	await expectGoodEverywhere(page, 'driver, refused');
	await sheet.getByRole('searchbox', { name: 'Who drives' }).fill(person.name);
	await sheet.getByRole('button', { name: person.name }).click();
	await sheet.getByLabel('Until').fill('2031-05-01');
	await sheet.getByRole('button', { name: 'Another category' }).click();
	// The new one holds the focus and is chosen by the keyboard.
	await expect(sheet.getByLabel('Category').nth(1)).toBeFocused();
	await sheet.getByLabel('Category').nth(1).selectOption('be');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	const row = list.getByRole('listitem').filter({ has: page.getByText(person.name, { exact: true }) });
	await expect(row.first()).toContainText('Nobody looked at the licence yet');
	const find = async () =>
		one(
			(await api.get<{ items: Driver[] }>('/drivers?retired=true&limit=200')).items.filter(
				(each) => each.person_id === person.id,
			),
		);
	expect((await find()).licences).toEqual([
		{ category: 'b', valid_to: '2031-05-01' },
		{ category: 'be', valid_to: null },
	]);

	await button(page, 'Checked now', person.name).click();
	await expect(sheet).toContainText('B and BE');
	await expectGoodEverywhere(page, 'licence, to be checked');
	await sheet.getByRole('button', { name: 'Checked now' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(row.first()).toContainText('Licence checked');
	expect((await find()).checked_at).not.toBeNull();

	await button(page, 'Edit', person.name).click();
	await sheet.getByRole('button', { name: 'Remove: BE' }).click();
	await sheet.getByLabel('Remarks').fill('Only vans');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(row.first()).toContainText('Only vans');
	expect((await find()).licences.map(({ category }) => category)).toEqual(['b']);

	await button(page, 'No longer drives', person.name).click();
	await sheet.getByRole('button', { name: 'No longer drives' }).click();
	await expect(row).toHaveCount(0);
	await page.getByLabel('Those too who no longer drive').check();
	await expect(page).toHaveURL(/retired=true/);
	await button(page, 'Drives again', person.name).click();
	await sheet.getByRole('button', { name: 'Drives again' }).click();
	await expect(row.first()).toContainText('Licence checked');
	expect((await find()).retired).toBe(false);
});

test('a professional driver is not there for a while, and the desk sees it', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const { items } = await api.get<{ items: Driver[] }>('/drivers?chauffeur=true&limit=200');
	const driver = one(items);
	await page.goto('/drivers?chauffeur=yes');
	await button(page, 'Absences', driver.name).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByText('No absence is known.')).toBeVisible();
	const [first, last] = [inDays(200), inDays(202)];
	await sheet.getByLabel('From').fill(`${last}T00:00`);
	await sheet.getByLabel('Until').fill(`${first}T00:00`);
	await sheet.getByRole('button', { name: 'Add the absence' }).click();
	await expect(sheet.getByLabel('Until')).toHaveAttribute('aria-invalid', 'true');
	await expectGoodEverywhere(page, 'absence, refused');
	await sheet.getByLabel('From').fill(`${first}T00:00`);
	await sheet.getByLabel('Until').fill(`${inDays(203)}T00:00`);
	await sheet.getByRole('button', { name: 'Add the absence' }).click();
	const known = sheet.getByRole('list', { name: 'Absences' });
	await expect(known.getByRole('listitem')).toHaveCount(1);
	await expectGoodEverywhere(page, 'absence, added');

	await page.goto(`/rides?view=desk&date=${last}`);
	const day = page.getByRole('region', { name: driver.name });
	// Whole days are said as days, whatever they are called in UTC.
	await expect(day).toContainText('Not there');
	await expect(day).not.toContainText(/\d\d:\d\d/);

	await page.goto('/drivers?chauffeur=yes');
	await button(page, 'Absences', driver.name).click();
	await known.getByRole('button', { name: /^Remove/ }).click();
	await expect(sheet.getByText('No absence is known.')).toBeVisible();
});

test('the rules of a zone are read by who checks the fleet, and kept by its manager', async ({
	page,
	api,
	demo,
	as,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	await page.goto('/vehicles/zones');
	const sheet = page.getByRole('dialog');
	await expect(page.getByRole('region', { name: 'Brussels low-emission zone' })).toBeVisible();
	await expectGoodEverywhere(page, 'zones');
	const code = `LEZ-${Date.now()}`;
	await page.getByRole('button', { name: 'Add a zone' }).click();
	await sheet.getByLabel('Name', { exact: true }).fill(`Zone ${code}`);
	await sheet.getByLabel('Code').fill(code);
	await sheet.getByRole('button', { name: 'Save' }).click();
	const zone = page.getByRole('region', { name: `Zone ${code}` });
	await expect(zone.getByText('No rule is known yet')).toBeVisible();
	await button(zone, 'Add a rule', `Zone ${code}`).click();
	await sheet.getByLabel('Fuel').selectOption('diesel');
	await sheet.getByLabel('Holds from').fill('2030-01-01');
	await sheet.getByLabel('Whom it admits').selectOption('from_norm');
	await sheet.getByLabel('From which norm on').selectOption('euro_6');
	await sheet.getByLabel('Legal basis').fill('Ordinance of a test');
	await expectGoodEverywhere(page, 'rule of a zone, to be added');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(zone.getByText('from Euro 6 on')).toBeVisible();
	await button(zone, 'Edit', 'Diesel').click();
	await sheet.getByLabel('Whom it admits').selectOption('none');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(zone.getByText('none of them')).toBeVisible();

	const auditor = await as('auditor');
	await auditor.page.goto('/vehicles/zones');
	await expect(auditor.page.getByRole('region', { name: `Zone ${code}` })).toContainText(
		'Ordinance of a test',
	);
	await expect(auditor.page.getByRole('button', { name: 'Add a zone' })).toHaveCount(0);
	await expect(auditor.page.getByRole('button', { name: /^Edit/ })).toHaveCount(0);

	// What was saved is said at the foot of the page, over what stands there.
	const notes = page.getByRole('button', { name: 'Close this note' });
	while ((await notes.count()) > 0) await notes.first().click();
	await button(zone, 'Remove', 'Diesel').click();
	await sheet.getByRole('button', { name: 'Remove' }).click();
	await expect(zone.getByText('No rule is known yet')).toBeVisible();
});
