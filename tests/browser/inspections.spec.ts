import {
	button,
	expect,
	expectAccessible,
	expectGoodEverywhere,
	expectNoErrors,
	expectNoSideways,
	one,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';
import { inDays } from './support/time';

expectNoErrors();

interface Line {
	id: string;
	state: string;
	installation: { id: string; code: string; name: string };
	due_on: string;
	ticket_id: string | null;
}

interface Remark {
	id: string;
	state: string;
	deadline: string | null;
	ticket_id: string | null;
	cleared_by: { name: string } | null;
	proof: { title: string; url: string }[];
}

interface Inspection extends Line {
	regime_name: string;
	interval_name: string;
	performer: string | null;
	scheduled_on: string | null;
	performed_on: string | null;
	reports: { title: string; url: string }[];
	remarks: Remark[];
}

/** The smallest file that the server takes for a PDF. */
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n');
const file = { name: 'a.pdf', mimeType: 'application/pdf', buffer: PDF };

const heading = (page: Page, of: Inspection) =>
	page.getByRole('heading', { level: 1, name: `${of.regime_name} · ${of.interval_name}` });

/** One of those that come up, for a test of its own. */
async function planned(api: Api, number: number): Promise<Inspection> {
	const { items } = await api.get<{ items: Line[] }>('/inspections?state=planned&limit=200');
	const line = items[number];
	if (!line) throw new Error(`the demo has no ${number + 1} inspections that come up`);
	return api.get(`/inspections/${line.id}`);
}

const now = (api: Api, { id }: Line) => api.get<Inspection>(`/inspections/${id}`);
const stateOf = async (api: Api, id: string | null) =>
	(await api.get<{ state: string }>(`/tickets/${id}`)).state;

/** Chooses a move and fills what it asks. */
async function move(page: Page, name: string, send: string, fill: () => Promise<void>) {
	await page.getByRole('group', { name: 'What can be done' }).getByRole('button', { name }).click();
	await fill();
	await page.getByRole('dialog').getByRole('button', { name: send, exact: true }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
}

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

	test('from due to cleared: scheduled, performed with its report, remarks, work, proof, the book', async ({
		page,
		api,
		as,
		demo,
	}) => {
		test.setTimeout(240_000);
		await api.signIn(personOf(demo, 'dispatcher'));
		const inspection = await planned(api, 0);
		const name = `${inspection.regime_name} · ${inspection.interval_name}`;
		const building = await buildingOf(api, inspection);
		const before = await bookBytes(api, building);

		// It stands in the list of what is due, with its law and the ticket that it caused.
		await page.goto(`/inspections?class=${await classOf(api, inspection)}&within=90`);
		const due = page
			.getByRole('region', { name: 'What has to be inspected' })
			.getByRole('listitem')
			.filter({ hasText: inspection.installation.code })
			.filter({ has: page.locator(`a[href="/inspections/${inspection.id}"]`) });
		await expect(due).toContainText(/day|Due today/);
		await expect(due.locator(`a[href="/tickets/${inspection.ticket_id}"]`)).toBeVisible();
		await expectAccessible(page, 'inspections due');
		await expectNoSideways(page, 'inspections due');
		await due.getByRole('link', { name, exact: true }).tap();
		await expect(heading(page, inspection)).toBeFocused();
		await expectAccessible(page, 'inspection, coming up');

		await move(page, 'Schedule', 'Schedule', async () => {
			await page.getByLabel('On which day').fill(inDays(0));
			await page.getByLabel('Who inspects').fill('Vinçotte');
			await expectAccessible(page, 'schedule');
		});
		await expect(page.getByTestId('noted')).toContainText('The inspection is now: Scheduled');
		await expect(heading(page, inspection)).toBeFocused();
		expect(await now(api, inspection)).toMatchObject({ state: 'scheduled', performer: 'Vinçotte' });

		// The technician says that it took place, and has the report at hand.
		await api.signIn(personOf(demo, 'technician'));
		await page.reload();
		await expect(page.getByRole('button', { name: 'Schedule another day' })).toHaveCount(0);
		await move(page, 'It took place', 'Save', async () => {
			await expect(page.getByLabel('Who inspects')).toHaveValue('Vinçotte');
			await page.getByLabel('Inspection report (optional)').setInputFiles(file);
			await page.getByLabel('Title').fill('Report of a test');
			await expectAccessible(page, 'perform');
		});
		const performed = await now(api, inspection);
		expect(performed.state).toBe('performed');
		expect(performed.reports.map(({ title }) => title)).toEqual(['Report of a test']);
		expect(await stateOf(api, inspection.ticket_id)).toBe('done');
		await expect(page.getByText('There is nothing for you to do here')).toBeVisible();
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Report of a test' }).tap();
		expect((await download).url()).toContain(one(performed.reports).url);

		// The result is for those who manage maintenance.
		await api.signIn(personOf(demo, 'dispatcher'));
		await page.reload();
		await move(page, 'Give the result', 'Save', async () => {
			await page.getByRole('radio', { name: 'Conform with remarks' }).check();
			await page.getByLabel('Remark 1', { exact: true }).fill('The lamp is broken');
			await page.getByLabel(/^By \(optional\) ?: Remark 1$/).fill(inDays(30));
			await page.getByRole('button', { name: 'Another remark' }).tap();
			await expect(page.getByLabel('Remark 2', { exact: true })).toBeFocused();
			await page.getByLabel('Remark 2', { exact: true }).fill('The sign is missing');
			await page.getByLabel(/^Order the work at once ?: Remark 2$/).check();
			await expectAccessible(page, 'judge');
			await expectNoSideways(page, 'judge');
		});
		const judged = await now(api, inspection);
		expect(judged.remarks.map(({ state, deadline }) => [state, deadline])).toEqual([
			['open', inDays(30)],
			['work_order', null],
		]);
		expect(await stateOf(api, inspection.ticket_id)).toBe('closed');
		await expectAccessible(page, 'inspection, with remarks');

		// Ordered: a ticket, which leads back here.
		await button(page, 'Order the work', 'The lamp is broken').tap();
		await page.getByRole('dialog').getByRole('button', { name: 'Order the work' }).tap();
		await expect(page.getByRole('dialog')).toHaveCount(0);
		const ticket = (await now(api, inspection)).remarks[0]?.ticket_id ?? '';
		await page.getByRole('listitem').filter({ hasText: 'The lamp is broken' }).getByRole('link').tap();
		await expect(page.getByRole('heading', { level: 1, name: 'The lamp is broken' })).toBeVisible();
		expect(new URL(page.url()).pathname).toBe(`/tickets/${ticket}`);
		await page.getByRole('link', { name: inspection.regime_name }).tap();
		await expect(heading(page, inspection)).toBeVisible();

		// Cleared with proof by whoever works on it; somebody else approves the work.
		const technician = await as('technician');
		await technician.page.goto(`/inspections/${inspection.id}`);
		await button(technician.page, 'Clear', 'The lamp is broken').click();
		const sheet = technician.page.getByRole('dialog');
		await sheet.getByLabel('Title').fill('New lamp');
		await sheet.getByLabel('What was done').fill('A new lamp was put in');
		await sheet.getByLabel('Proof').setInputFiles(file);
		await expectAccessible(technician.page, 'clear');
		await sheet.getByRole('button', { name: 'Clear', exact: true }).click();
		await expect(sheet).toHaveCount(0);
		await expect(technician.page.getByRole('link', { name: 'New lamp' })).toBeVisible();
		const cleared = one((await now(api, inspection)).remarks);
		expect([cleared.state, cleared.proof.map(({ title }) => title)]).toEqual(['cleared', ['New lamp']]);
		expect(await stateOf(api, ticket)).toBe('done');

		// All of it stands in the book of the building.
		await page.goto('/inspections');
		await page.getByRole('button', { name: 'Inspection book' }).tap();
		await page.getByRole('dialog').getByLabel('Building').selectOption({ value: building });
		await expectAccessible(page, 'book');
		const asked = page.waitForResponse((response) => response.url().includes('/inspection-book'));
		const book = page.waitForEvent('download');
		await page.getByRole('dialog').getByRole('button', { name: 'Download (PDF)' }).tap();
		expect((await asked).headers()['content-type']).toBe('application/pdf');
		expect((await book).suggestedFilename()).toBe('inspection-book.pdf');
		// Two remarks more, with their deadline, work and proof.
		expect(await bookBytes(api, building)).toBeGreaterThan(before);
	});
});

async function classOf(api: Api, { installation }: Line): Promise<string> {
	return (await api.get<{ class: { code: string } }>(`/installations/${installation.id}`)).class.code;
}

async function buildingOf(api: Api, { installation }: Line): Promise<string> {
	const { path } = await api.get<{ path: { id: string }[] }>(`/installations/${installation.id}`);
	const { items } = await api.get<{ items: { id: string }[] }>('/places?kind=building&limit=200');
	return one(path.filter(({ id }) => items.some((each) => each.id === id))).id;
}

/** How much there is to read in the book of a building. */
async function bookBytes(api: Api, building: string): Promise<number> {
	const book = await api.page.request.get(`${api.demo.url}/api/v1/places/${building}/inspection-book`);
	return (await book.body()).length;
}

test('the list: filters in the address, what is late, what nobody knows, and words when nothing matches', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/inspections');
	const list = page.getByRole('region', { name: 'What has to be inspected' });
	await expect(list.getByRole('listitem').first()).toBeVisible();
	await expectGoodEverywhere(page, 'inspections due');

	await page.getByLabel('How it stands').selectOption('overdue');
	await expect(page).toHaveURL(/standing=overdue/);
	const overdue = (await api.get<{ items: unknown[] }>('/inspections/due?standing=overdue&limit=200')).items;
	await expect(list.getByRole('listitem')).toHaveCount(overdue.length);
	await expect(list.getByText(/days? overdue/)).toHaveCount(overdue.length);
	await page.getByLabel('How it stands').selectOption('');
	await page.getByLabel('Due within').selectOption('90');
	await page.getByLabel('Class').selectOption('lift');
	const within = (await api.get<{ items: unknown[] }>('/inspections/due?class=lift&within_days=90')).items;
	await expect(list.getByRole('listitem')).toHaveCount(within.length);
	await page.reload();
	await expect(page.getByLabel('Due within')).toHaveValue('90');
	await expect(page.getByLabel('Class')).toHaveValue('lift');
	await expect(list.getByRole('listitem')).toHaveCount(within.length);

	// A building of the site that was chosen, and another one than has such a thing.
	await page.getByLabel('Class').selectOption('backflow_preventer');
	await expect(list.getByText('Nothing has to be inspected.')).toBeVisible();
	await expectAccessible(page, 'inspections due, none');
	await list.getByRole('button', { name: 'Drop all filters' }).click();
	await expect(page).toHaveURL(/\/inspections$/);

	// The inspections themselves: those with remarks that wait for somebody.
	await page.getByRole('link', { name: 'All inspections' }).click();
	const all = page.getByRole('region', { name: 'All inspections' });
	await page.getByLabel('Only with remarks that are not cleared').check();
	await expect(page).toHaveURL(/view=all&remarks=true/);
	await expect(all.getByText(/remarks? open/).first()).toBeVisible();
	await page.getByLabel('State').selectOption('non_conform');
	await expect(all.getByRole('listitem')).toHaveCount(1);
	await expect(all).toContainText('W16-LIFT-2');
	await expectGoodEverywhere(page, 'inspections, those that do not conform');
});

test('what does not conform puts the installation out of service; what is left out says why', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	const bad = await planned(api, 1);
	await page.goto(`/inspections/${bad.id}`);
	await move(page, 'It took place', 'Save', async () => {
		await page.getByLabel('Performed on').fill(inDays(0));
		await page.getByLabel('Who inspects').fill('AIB');
	});
	// Without a report there is no result: it is asked for where the result is given. What is refused loses nothing.
	await page.getByRole('button', { name: 'Give the result' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Inspection report').setInputFiles({ ...file, buffer: Buffer.from('no PDF') });
	await sheet.getByRole('radio', { name: 'Not conform' }).check();
	await sheet.getByLabel(/^Put “.*” out of service at once$/).check();
	await sheet.getByLabel('Remark 1', { exact: true }).fill('The cable is worn');
	await sheet.getByLabel('About the result').fill('Stands still until it is mended');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByRole('alert')).toBeVisible();
	await expect(sheet.getByLabel('Remark 1', { exact: true })).toHaveValue('The cable is worn');
	await expectGoodEverywhere(page, 'result, refused');
	await sheet.getByLabel('Inspection report').setInputFiles(file);
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(page.getByText('The result put the installation out of service.')).toBeVisible();
	await expectGoodEverywhere(page, 'inspection, not conform');
	const out = await api.get<{ out_of_service: object | null }>(`/installations/${bad.installation.id}`);
	expect(out.out_of_service).not.toBeNull();

	// The page of the installation has its last and next inspection, and its plans.
	await page.getByRole('link', { name: bad.installation.name }).click();
	const own = page.getByRole('region', { name: 'Inspections' });
	await expect(own.getByRole('link').first()).toBeVisible();
	await expect(own).toContainText('Not conform');
	await expect(page.getByRole('region', { name: 'Maintenance plans' })).toBeVisible();
	await expectGoodEverywhere(page, 'installation, with its inspections');

	const dropped = await planned(api, 1);
	await page.goto(`/inspections/${dropped.id}`);
	await page.getByRole('button', { name: 'Leave it out' }).click();
	await sheet.getByLabel('Reason').fill('Taken down');
	await sheet.getByRole('button', { name: 'Leave it out' }).click();
	await expect(page.getByText('Reason: Taken down')).toBeVisible();
	expect(await stateOf(api, dropped.ticket_id)).toBe('cancelled');
	await expectAccessible(page, 'inspection, left out');
});

test('what took place before is noted where nobody knows when it was inspected', async ({
	page,
	api,
	demo,
}) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	const place = one((await api.get<{ items: { id: string }[] }>('/places?q=S-W16-2-01')).items);
	const code = `EXT-${Date.now()}`;
	await api.post('/installations', {
		code,
		names: { en: 'Extinguisher of a test' },
		class: 'extinguisher',
		place_id: place.id,
	});
	await page.goto('/inspections?standing=unknown&class=extinguisher');
	const row = page.getByRole('listitem').filter({ hasText: code });
	await expect(row).toContainText('Nobody knows when it was inspected last.');
	await button(row, 'Note one that took place', 'Extinguisher of a test').click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Performed on').fill(inDays(-20));
	await sheet.getByLabel('Who inspects').fill('Fire Safe');
	await expectGoodEverywhere(page, 'noting an inspection');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: /Check of fire extinguishers/ })).toBeFocused();
	await expect(page.getByText('Fire Safe')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Give the result' })).toBeVisible();
	const { items } = await api.get<{ items: Line[] }>('/inspections?state=performed&class=extinguisher');
	expect(items.map((each) => each.installation.code)).toContain(code);
});

test('an address for calendars is made, works without signing in, and is given up again', async ({
	page,
	api,
	demo,
	playwright,
}) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/inspections');
	await page.getByRole('button', { name: 'In your calendar' }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByText('You have no address yet.')).toBeVisible();
	await sheet.getByRole('button', { name: 'Make an address' }).click();
	const field = sheet.getByLabel('Address for your calendar');
	await expect(field).toBeFocused();
	await expectGoodEverywhere(page, 'calendar address');
	const address = await field.inputValue();
	expect(new URL(address).searchParams.get('token')).toMatch(/^int_/);
	const nobody = await playwright.request.newContext();
	const feed = await nobody.get(address);
	expect([feed.status(), feed.headers()['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
	expect(await feed.text()).toContain('BEGIN:VEVENT');
	await button(sheet, 'Give up the address', 'Calendar of maintenance').click();
	await page.getByRole('dialog').last().getByRole('button', { name: 'Give up the address' }).click();
	await expect(sheet.getByText('You have no address yet.')).toBeVisible();
	expect((await nobody.get(address)).status()).toBe(401);
	await nobody.dispose();
});

test('rules: what is still to be confirmed says so, a next version ends the one before', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(240_000);
	await api.signIn(personOf(demo, 'admin'));
	await page.goto('/inspections/regimes');
	const lift = page.getByRole('article', { name: 'Periodic inspection of lifts' });
	await expect(lift).toContainText('9 maart 2003');
	await expect(lift).toContainText('every 3 months · without a maintenance contract');
	await expect(lift.getByText('Still to be confirmed by the prevention adviser')).toHaveCount(0);
	const lifting = page.getByRole('article', { name: 'Inspection of lifting gear' });
	await expect(lifting.getByText('Still to be confirmed by the prevention adviser')).toBeVisible();
	await expectGoodEverywhere(page, 'rules');
	await page.getByLabel('Only what is still to be confirmed').check();
	await expect(page).toHaveURL(/confirm=true/);
	await expect(lift).toHaveCount(0);
	await expect(lifting).toBeVisible();

	// Confirmed: it is no longer marked.
	await button(lifting, 'Edit', 'BE-LIFTING').click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Still to be confirmed by the prevention adviser').uncheck();
	await sheet.getByLabel('Reports are kept, in years').fill('10');
	await expectGoodEverywhere(page, 'rule, to be edited');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(lifting).toHaveCount(0);
	await page.getByLabel('Only what is still to be confirmed').uncheck();
	await expect(lifting).toContainText('Reports are kept for 10 years');

	// The law changes.
	await button(lifting, 'Next version', 'BE-LIFTING').click();
	await sheet.getByLabel('Legal basis').fill('A law of a test');
	await sheet.getByLabel('Holds from').fill('2030-01-01');
	await sheet.getByLabel('Every how many months').fill('6');
	await sheet.getByRole('button', { name: 'Another interval' }).click();
	const second = sheet.getByRole('group', { name: 'Interval 2' });
	await second.getByLabel('Name', { exact: true }).fill('Yearly');
	await sheet.getByRole('group', { name: 'Yearly' }).getByLabel('Code').fill('yearly');
	await expectGoodEverywhere(page, 'rule, its next version');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	await lifting.getByText('1 other version').click();
	await expect(lifting).toContainText('A law of a test');
	await expect(lifting).toContainText('Holds later');
	const { items } = await api.get<{ items: { code: string; valid_to: string | null }[] }>(
		'/inspection-regimes?class=elevating_platform',
	);
	expect(items.map(({ valid_to }) => valid_to)).toEqual(['2029-12-31', null]);

	await page.getByRole('button', { name: 'Add a rule' }).click();
	await sheet.getByLabel('Name', { exact: true }).first().fill('Check of gates');
	await sheet.getByLabel('Code').first().fill(`GATE-${Date.now()}`);
	await sheet.getByLabel('Class').selectOption('gate');
	await sheet.getByLabel('Legal basis').fill('House rule');
	await sheet.getByLabel('Holds from').fill('2026-01-01');
	const first = sheet.getByRole('group', { name: 'Interval 1' });
	await first.getByLabel('Name', { exact: true }).fill('Each half year');
	await sheet.getByRole('group', { name: 'Each half year' }).getByLabel('Code').fill('half');
	await sheet.getByLabel('Every how many months').fill('6');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('article', { name: 'Check of gates' })).toContainText('every 6 months');
});

test('whoever may not see tickets finds no way in, and whoever only looks has no moves', async ({
	page,
	api,
	as,
	demo,
}) => {
	await api.signIn(personOf(demo, 'staff'));
	await page.goto('/installations');
	await expect(page.getByRole('navigation', { name: 'Building' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Inspections' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Maintenance plans' })).toHaveCount(0);
	await page.goto('/inspections');
	await expect(page.getByText('Your roles do not include this.')).toBeVisible();
	await expectAccessible(page, 'inspections, for staff');
	// The rules are for everybody to read, and for few to change.
	await page.goto('/inspections/regimes');
	await expect(page.getByRole('article').first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Add a rule' })).toHaveCount(0);

	const manager = await as('room_manager');
	const { items } = await manager.get<{ items: Line[] }>('/inspections?state=planned');
	await manager.page.goto(`/inspections/${items[0]?.id ?? ''}`);
	await expect(manager.page.getByText('There is nothing for you to do here')).toBeVisible();
	await expect(manager.page.getByRole('button', { name: 'Add an inspection report' })).toHaveCount(0);
	await expectAccessible(manager.page, 'inspection, only looked at');
});

test('what does not come is said, with a way to try again', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	let broken = true;
	await page.route('**/api/v1/{inspections,inspection-regimes,maintenance-plans}{/due,}*', (route) =>
		broken ? route.abort() : route.continue(),
	);
	for (const path of ['/inspections', '/inspections?view=all', '/inspections/regimes', '/plans']) {
		broken = true;
		await page.goto(path);
		const again = page.getByRole('alert').getByRole('button', { name: 'Try again' }).first();
		await expect(again).toBeVisible();
		broken = false;
		await again.click();
		await expect(page.getByRole('alert')).toHaveCount(0);
	}
});
