import { readFile } from 'node:fs/promises';
import {
	expect,
	expectGoodEverywhere,
	expectNoErrors,
	expectNoSideways,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';

expectNoErrors();

interface Figures {
	repair: { about: { name: string; count: number; definition: string } };
	service_level: { met: number; breached: number; running: number };
	backlog: { about: { count: number }; ages: { count: number }[] };
	work: { kinds: { kind: string; came_in: number }[] };
	installations: { cost_cents: number | null };
}

/** The days of the year that the page shows at first. */
function year(): string {
	const now = new Date().getFullYear();
	return `from=${now}-01-01&to=${now}-12-31`;
}

const read = (api: Api, more = '') => api.get<Figures>(`/maintenance-figures?${year()}${more}`);

function figure(page: Page, name: string) {
	return page.getByRole('region', { name, exact: true });
}

async function ready(page: Page) {
	await expect(page.locator('main').getByText('Loading…')).toHaveCount(0);
	await expect(figure(page, 'Files')).toBeVisible();
}

/** How many tickets the list shows, all its pages together. */
async function listed(page: Page): Promise<number> {
	const list = page.getByRole('region', { name: 'Reports' });
	await expect(list.locator('ul.list > li').first()).toBeVisible();
	const more = list.getByRole('button', { name: 'Show more' });
	while ((await more.count()) > 0) {
		const before = await list.locator('ul.list > li').count();
		await more.click();
		await expect.poll(() => list.locator('ul.list > li').count()).toBeGreaterThan(before);
	}
	return list.locator('ul.list > li').count();
}

test('the figures are there as charts and as tables, for periods that live in the address', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	const figures = await read(api);
	await page.goto('/tickets');
	await page.getByRole('link', { name: 'Figures', exact: true }).click();
	await ready(page);
	const repair = figure(page, 'Time to repair');
	await expect(repair).toContainText(`Rests on ${figures.repair.about.count} cases.`);
	await repair.getByText('What is counted?').click();
	await expect(repair).toContainText(figures.repair.about.definition);
	const bars = repair.getByRole('list', { name: 'Time to repair: In working time' });
	await expect(bars.getByRole('listitem')).toHaveCount(5);
	const { met, breached, running } = figures.service_level;
	await expect(figure(page, 'Service levels')).toContainText(`${met} · ${breached} · ${running}`);
	await expectGoodEverywhere(page, 'figures, as charts');

	await page.getByRole('link', { name: 'Tables' }).click();
	await expect(page).toHaveURL(/view=tables/);
	const rows = repair.getByRole('table').getByRole('row');
	await expect(rows).toHaveCount(6);
	await expect(repair.getByRole('list')).toHaveCount(0);
	await expectGoodEverywhere(page, 'figures, as tables');
	await page.reload();
	await expect(rows).toHaveCount(6);

	await page.getByRole('link', { name: 'Last month' }).click();
	await expect(page).toHaveURL(/period=last_month/);
	await expect(page.getByRole('link', { name: 'Last month' })).toHaveAttribute('aria-current', 'page');
	await page.getByLabel('From', { exact: true }).fill('2020-01-01');
	await page.getByLabel('To', { exact: true }).fill('2019-12-01');
	await expect(page.getByText('The last day comes after the first.')).toBeVisible();
	await expect(page.getByLabel('From', { exact: true })).toHaveValue('2020-01-01');
	await expectGoodEverywhere(page, 'figures, days the wrong way round');
	await page.getByLabel('To', { exact: true }).fill('2020-01-31');
	await expect(page).toHaveURL(/from=2020-01-01&to=2020-01-31/);
	await expect(repair).toContainText('There is nothing to count in this period.');
	await expect(figure(page, 'Backlog')).toContainText('Nothing is open.');
	await expectGoodEverywhere(page, 'figures, nothing to count');
});

test('filters narrow them, and a figure leads to the tickets behind it', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/figures');
	await ready(page);
	await page.getByLabel('Where').selectOption({ index: 1 });
	await expect(page).toHaveURL(/site=/);
	const form = page.getByRole('search', { name: 'Narrow the figures' });
	await form.getByLabel('Building').selectOption({ index: 1 });
	await expect(page).toHaveURL(/building=/);
	await page.getByLabel('Team').selectOption({ index: 1 });
	await page.getByLabel('Class of installation').selectOption('lift');
	await page.getByLabel('Came back within (days)').fill('90');
	await page.getByLabel('Came back within (days)').press('Tab');
	await expect(page).toHaveURL(/days=90/);
	await ready(page);
	await expectGoodEverywhere(page, 'figures, narrowed');
	await page.getByRole('button', { name: 'Drop all filters' }).click();
	await expect(page).not.toHaveURL(/site=/);

	// What waits, by its age: the list has as many.
	const figures = await read(api);
	const backlog = figure(page, 'Backlog');
	const at = figures.backlog.ages.findIndex((age) => age.count > 0);
	const count = figures.backlog.ages[at]?.count ?? 0;
	expect(count).toBeGreaterThan(0);
	await backlog
		.getByRole('list', { name: 'Backlog' })
		.getByRole('listitem')
		.nth(at)
		.getByRole('link')
		.click();
	await expect(page).toHaveURL(/\/tickets\?scope=all/);
	await expect(page.getByRole('button', { name: /^Reported: / })).toBeVisible();
	expect(await listed(page)).toBe(count);
	await expectGoodEverywhere(page, 'tickets, reported in a span');
	await page.goBack();

	await page.getByRole('link', { name: 'See the reports whose service level was breached' }).click();
	await expect(page.getByRole('button', { name: /^Service level runs since: / })).toBeVisible();
	expect(await listed(page)).toBe(figures.service_level.breached);
	await page.goBack();

	await page.getByRole('link', { name: 'Tables' }).click();
	const faults = figures.work.kinds.find(({ kind }) => kind === 'fault')?.came_in ?? 0;
	const work = figure(page, 'Planned and reactive work');
	await work
		.getByRole('row', { name: /^Fault/ })
		.getByRole('link')
		.click();
	const kind = page.getByLabel('Kind');
	await expect(kind).toHaveValue('fault');
	expect(await listed(page)).toBe(faults);
	await kind.selectOption('');
	await expect(page).not.toHaveURL(/kind=/);
	expect(await listed(page)).toBeGreaterThan(faults);
});

test('the figures are fetched as files', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/figures?from=2026-01-01&to=2026-12-31');
	await ready(page);
	const files = figure(page, 'Files');
	const coming = page.waitForEvent('download');
	await files.getByRole('button', { name: 'All in one workbook (XLSX)' }).click();
	const workbook = await coming;
	expect(workbook.suggestedFilename()).toBe('maintenance-2026-01-01-2026-12-31.xlsx');
	// A workbook is an archive.
	expect((await readFile(await workbook.path())).subarray(0, 2).toString()).toBe('PK');
	await expect(page.getByText('The file is downloaded.').last()).toBeVisible();
	await files.getByLabel('Table').selectOption('tickets');
	const next = page.waitForEvent('download');
	await files.getByRole('button', { name: 'Table (CSV)' }).click();
	const table = await next;
	expect(table.suggestedFilename()).toBe('maintenance-2026-01-01-2026-12-31-tickets.csv');
	expect((await readFile(await table.path())).toString()).toMatch(/^Ticket,Title,Kind,/);

	await page.route('**/api/v1/maintenance-figures.xlsx*', (route) => route.abort());
	await files.getByRole('button', { name: 'All in one workbook (XLSX)' }).click();
	await expect(page.getByText('The server cannot be reached').last()).toBeVisible();
});

test('who may not see them is told so, and an auditor sees no cost', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	for (const role of ['staff', 'technician']) {
		await api.signIn(personOf(demo, role));
		await page.goto('/figures');
		await expect(page.getByText('Your roles do not include this.')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Figures' })).toHaveCount(0);
		expect((await page.request.get(`${demo.url}/api/v1/maintenance-figures?${year()}`)).status()).toBe(403);
	}
	await expectGoodEverywhere(page, 'figures, not for this person');
	await api.signIn(personOf(demo, 'auditor'));
	expect((await read(api)).installations.cost_cents).toBeNull();
	await page.goto('/figures');
	await ready(page);
	await expect(figure(page, 'Cost and downtime by installation')).toContainText('not for you');
});

test('what does not come is said, and each language has its words', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'controller'));
	let broken = true;
	await page.route('**/api/v1/maintenance-figures?*', (route) => (broken ? route.abort() : route.continue()));
	await page.goto('/figures');
	const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
	await expect(again).toBeVisible();
	broken = false;
	await again.click();
	await ready(page);
	for (const [language, name] of [
		['nl', 'Tijd tot herstelling'],
		['fr', 'Délai de réparation'],
		['de', 'Zeit bis zur Reparatur'],
	] as const) {
		await page.getByRole('combobox', { name: /language|taal|langue|sprache/i }).selectOption(language);
		await expect(figure(page, name)).toBeVisible();
		await page.setViewportSize({ width: 320, height: 640 });
		await expectNoSideways(page, `figures in ${language}, 320 pixels`);
		await page.setViewportSize({ width: 1280, height: 900 });
	}
});
