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

expectNoErrors();

interface Installation {
	id: string;
	code: string;
	name: string;
	version: number;
	out_of_service: { reason: string } | null;
	place: { id: string; name: string };
	details: { maker: string | null; serial: string | null } | null;
	documents: { title: string; validity: string; content_type: string }[];
	meters: { name: string; last_reading: { reading: number } | null }[];
}

/** The smallest file that the server takes for a PDF. */
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n');

async function byCode(api: Api, code: string): Promise<Installation> {
	const { items } = await api.get<{ items: Installation[] }>(`/installations?q=${code}`);
	return one(items.filter((each) => each.code === code));
}

async function ready(page: Page) {
	await expect(page.locator('main').getByText('Loading…')).toHaveCount(0);
}

test('installations are found by filters that live in the address, page by page', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'room_manager'));
	await page.goto('/installations');
	const list = page.getByRole('region', { name: 'Installations' });
	await expect(list.getByRole('listitem')).toHaveCount(50);
	await list.getByRole('button', { name: 'Show more' }).click();
	await expect.poll(() => list.getByRole('listitem').count()).toBeGreaterThan(50);

	await page.getByLabel('Class').selectOption('lift');
	await expect(page).toHaveURL(/class=lift/);
	await page.getByLabel('Does it work?').selectOption('out');
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await expect(list).toContainText('W16-LIFT-2');
	await expect(list).toContainText('Out of service');
	await expectGoodEverywhere(page, 'installations, filtered');
	await page.reload();
	await expect(page.getByLabel('Class')).toHaveValue('lift');
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await page.getByLabel('Name, code, maker or model').fill('there is no such thing');
	await page.getByLabel('Name, code, maker or model').press('Enter');
	await expect(list.getByText('No installation was found.')).toBeVisible();
	await expectGoodEverywhere(page, 'installations, none');
	await list.getByRole('button', { name: 'Drop all filters' }).click();
	await expect(list.getByRole('listitem')).toHaveCount(50);
});

test('an installation is added, changed, documented, read, put out of service and back', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(240_000);
	await api.signIn(personOf(demo, 'room_manager'));
	const code = `TEST-${Date.now()}`;
	await page.goto('/installations');
	await page.getByRole('button', { name: 'Add an installation' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Name', { exact: true }).fill('Pump of a test');
	await sheet.getByLabel('Code').fill(code);
	await sheet.getByLabel('Class').selectOption('pump');
	await sheet.getByLabel('How bad when it fails').selectOption('vital');
	await sheet.getByRole('searchbox', { name: 'Place' }).fill('S-W16-2-01');
	await sheet.getByRole('button', { name: /S-W16-2-01/ }).click();
	await sheet.getByLabel('Maker').fill('Demo Thermogen');
	await expectGoodEverywhere(page, 'installation, to be added');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Pump of a test' })).toBeFocused();
	const made = await byCode(api, code);
	expect(made.details?.maker).toBe('Demo Thermogen');

	// A code that is taken is refused in words, and nothing that was typed is lost.
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	await sheet.getByLabel('Serial number').fill('SN-1');
	await sheet.getByLabel('Code').fill('W16-LIFT-2');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByRole('alert')).toBeVisible();
	await expect(sheet.getByLabel('Serial number')).toHaveValue('SN-1');
	await expectGoodEverywhere(page, 'installation, refused');
	await sheet.getByLabel('Code').fill(code);
	await sheet.getByLabel('Maker').fill('');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(page.getByText('SN-1')).toBeVisible();
	const changed = await byCode(api, code);
	expect(changed.details).toMatchObject({ serial: 'SN-1', maker: null });

	await page.getByRole('button', { name: 'Add a document' }).click();
	await sheet.getByLabel('File').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: PDF });
	await sheet.getByLabel('Title').fill('Inspection of a test');
	await sheet.getByLabel('Valid from').fill(inDays(-30));
	await sheet.getByLabel('Valid until').fill(inDays(20));
	await expectGoodEverywhere(page, 'document, to be added');
	await sheet.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('link', { name: 'Inspection of a test' })).toBeVisible();
	await expect(page.getByText('Expires soon')).toBeVisible();

	await page.getByRole('button', { name: 'Add a meter' }).click();
	await sheet.getByLabel('Name', { exact: true }).fill('Hours run');
	await sheet.getByLabel('Code').fill('H');
	await sheet.getByRole('button', { name: 'Save' }).click();
	for (const reading of ['1200', '1350']) {
		await button(page, 'Note a reading', 'Hours run').click();
		await expect(sheet.getByLabel('It shows (h)')).toBeFocused();
		await sheet.getByLabel('It shows (h)').fill(reading);
		await sheet.getByRole('button', { name: 'Save' }).click();
		await expect(sheet).toHaveCount(0);
	}
	await button(page, 'Readings', 'Hours run').click();
	await expect(page.getByRole('row')).toHaveCount(3);
	await expectGoodEverywhere(page, 'installation, with a document and a meter');

	await page.getByRole('button', { name: 'Put out of service' }).click();
	await sheet.getByLabel('Reason').fill('It leaks');
	await sheet.getByRole('button', { name: 'Put out of service' }).click();
	await expect(page.getByText('It leaks')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Close where it stands' })).toHaveAttribute(
		'href',
		/reason=It\+leaks/,
	);
	expect((await byCode(api, code)).out_of_service?.reason).toBe('It leaks');
	await expectGoodEverywhere(page, 'installation, out of service');
	await page.getByRole('button', { name: 'Put back in service' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Put back in service' }).click();
	await expect(page.getByText('It leaks')).toHaveCount(0);

	// The server has it all, read by somebody else.
	const whole = await api.get<Installation>(`/installations/${made.id}`);
	expect(whole.documents.map(({ title, validity }) => [title, validity])).toEqual([
		['Inspection of a test', 'expiring'],
	]);
	expect(whole.meters.map((meter) => [meter.name, meter.last_reading?.reading])).toEqual([
		['Hours run', 1350],
	]);
	expect(whole.out_of_service ?? null).toBeNull();

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Labels to print (PDF)' }).click();
	expect((await download).suggestedFilename()).toBe(`labels-${code}.pdf`);
});

test('staff see what stands where, and no more than they may', async ({ signedIn: page, api }) => {
	test.setTimeout(120_000);
	await page.goto('/installations?q=W16-LIFT-2');
	await ready(page);
	await expect(page.getByRole('button', { name: 'Add an installation' })).toHaveCount(0);
	await page.getByRole('region', { name: 'Installations' }).getByRole('link').first().click();
	await expect(page.getByText('Wacht op een nieuwe kabel')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
	await expect(page.getByRole('heading', { name: 'Documents' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Contracts' })).toHaveCount(0);
	await expectGoodEverywhere(page, 'installation, as staff see it');
	await page.goto('/contracts');
	await expect(page.getByText('Your roles do not include this.')).toBeVisible();
	const refused = await page.request.get(`${api.demo.url}/api/v1/contracts`);
	expect(refused.status()).toBe(403);
});

test('what an installation is reported for stands on its page', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	const lift = await byCode(api, 'W16-LIFT-2');
	await page.goto(`/installations/${lift.id}`);
	await page.getByRole('link', { name: 'Report a problem' }).click();
	await expect(page).toHaveURL(/\/report/);
	await expect(page.locator('main').getByText(lift.name)).toBeVisible();
	await page.getByLabel('What is wrong?').fill('The lift of a test stands still');
	await page.getByRole('button', { name: 'Send the report' }).click();
	await expect(page.getByRole('link', { name: 'Follow the report' })).toBeVisible();
	await page.goto(`/installations/${lift.id}`);
	await expect(page.getByRole('link', { name: 'The lift of a test stands still' })).toBeVisible();
	const { items } = await api.get<{ items: { title: string; installation: { id: string } | null }[] }>(
		`/tickets?scope=all&installation=${lift.id}`,
	);
	expect(items.map((ticket) => ticket.title)).toContain('The lift of a test stands still');
});

test('contracts and suppliers: what has to be decided is marked, added, changed and retired', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(240_000);
	await api.signIn(personOf(demo, 'room_manager'));
	const code = `T${Date.now()}`;
	await page.goto('/suppliers');
	await ready(page);
	await expectGoodEverywhere(page, 'suppliers');
	await page.getByRole('button', { name: 'Add a supplier' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Name').fill(`Supplier ${code}`);
	await sheet.getByLabel('Code').fill(code);
	await sheet.getByLabel('E-mail').fill('info@supplier.example');
	await expectGoodEverywhere(page, 'supplier, to be added');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText(`Supplier ${code}`).first()).toBeVisible();

	await page.goto('/contracts');
	await ready(page);
	await expect(page.getByText(/Decide within \d+ days?/).first()).toBeVisible();
	await expectGoodEverywhere(page, 'contracts');
	await page.getByRole('button', { name: 'Add a contract' }).click();
	await sheet.getByLabel('Title').fill('Care of a test');
	await sheet.getByLabel('Number').fill(code);
	await sheet.getByLabel('Supplier').selectOption({ label: `Supplier ${code}` });
	await sheet.getByLabel('First day').fill(inDays(-100));
	await sheet.getByLabel('Last day', { exact: true }).fill(inDays(60));
	await sheet.getByLabel('Last day to give notice').fill(inDays(10));
	await sheet.getByLabel('Cost a year (euro)').fill('a lot');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByRole('alert')).toContainText('not an amount');
	await sheet.getByLabel('Cost a year (euro)').fill('1250,50');
	await expectGoodEverywhere(page, 'contract, to be added');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	await page.getByLabel('Number or title').fill(code);
	await page.getByLabel('Number or title').press('Enter');
	const list = page.getByRole('region', { name: 'Contracts' });
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await expect(list).toContainText(/Decide within (9|10|11) days/);
	await expect(list).toContainText('1,250.50');
	await page.getByLabel(/Only what has to be decided/).check();
	await expect(list.getByRole('listitem')).toHaveCount(1);

	await button(list, 'Edit', code).click();
	await sheet.getByLabel('Last day to give notice').fill('');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(list.getByText('No contract was found.')).toBeVisible();
	await expectGoodEverywhere(page, 'contracts, none');
	await page.getByLabel(/Only what has to be decided/).uncheck();
	await expect(list).toContainText('Running');

	// The way from a supplier to its contracts, and back to all.
	await page.goto(`/suppliers?q=${code}`);
	await page.getByRole('link', { name: new RegExp(`^Contracts ?: Supplier ${code}`) }).click();
	await expect(page.getByLabel('Supplier', { exact: true })).toHaveValue(/.+/);
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await page.getByLabel('Supplier', { exact: true }).selectOption('');
	await expect.poll(() => list.getByRole('listitem').count()).toBeGreaterThan(1);

	// A supplier with a contract in use is not retired; without it, it is.
	await page.goto(`/suppliers?q=${code}`);
	await button(page, 'Retire', `Supplier ${code}`).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
	await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
	await page.goto(`/contracts?q=${code}`);
	await button(page, 'Retire', code).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
	await expect(list.getByText('No contract was found.')).toBeVisible();
	await page.goto(`/suppliers?q=${code}`);
	await button(page, 'Retire', `Supplier ${code}`).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByText('No supplier was found.')).toBeVisible();
});

test('what does not come is said, with a way to try again', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'room_manager'));
	let broken = true;
	await page.route('**/api/v1/{installations,contracts,suppliers,closures,places}*', (route) =>
		broken ? route.abort() : route.continue(),
	);
	for (const path of ['/installations', '/contracts', '/suppliers', '/closures', '/floors']) {
		broken = true;
		await page.goto(path);
		const again = page.getByRole('alert').getByRole('button', { name: 'Try again' }).first();
		await expect(again).toBeVisible();
		broken = false;
		await again.click();
		await expect(page.getByRole('alert')).toHaveCount(0);
	}
});
