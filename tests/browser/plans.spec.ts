import {
	expect,
	expectAccessible,
	expectGoodEverywhere,
	expectNoErrors,
	expectNoSideways,
	one,
	personOf,
	test,
	type Api,
} from './support/test';
import { inDays } from './support/time';

expectNoErrors();

interface Plan {
	id: string;
	code: string;
	title: string;
	coming: string[];
	coming_total: number | null;
	paused: boolean;
	retired: boolean;
	counted_from: string;
	trigger: { kind: string; rule?: string; every?: number; days_ahead?: number };
	team: { id: string } | null;
	checklist: { id: string } | null;
	version: number;
}

async function byCode(api: Api, code: string): Promise<Plan> {
	const { items } = await api.get<{ items: Plan[] }>('/maintenance-plans?retired=true&limit=200');
	return one(items.filter((each) => each.code === code));
}

/** The first Mondays of the months from a day on, the plain way. */
function firstMondays(from: string, count: number): string[] {
	const days: string[] = [];
	for (let day = Date.parse(from); days.length < count; day += 86_400_000) {
		const date = new Date(day);
		if (date.getUTCDay() === 1 && date.getUTCDate() <= 7) days.push(date.toISOString().slice(0, 10));
	}
	return days;
}

test('a plan by the calendar: made with its next dates in sight, changed, paused, resumed, retired', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(240_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	const code = `TEST-${Date.now()}`;
	await page.goto('/plans');
	await expect(page.getByRole('link', { name: 'Filters van de luchtgroep vervangen' })).toBeVisible();
	await expectGoodEverywhere(page, 'plans');

	await page.getByRole('button', { name: 'Make a plan' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('What is done').fill('Grease the doors');
	await sheet.getByLabel('Code').fill(code);
	await sheet.getByRole('searchbox', { name: 'Place' }).fill('S-W16-2-01');
	await sheet.getByRole('button', { name: /S-W16-2-01/ }).click();

	// The first Monday of each month is what it begins with; the dates follow while one chooses.
	const start = inDays(40);
	await sheet.getByLabel('Not before').fill(start);
	await sheet.getByLabel('Time of day').fill('07:30');
	const next = sheet.getByRole('region', { name: 'Next dates' });
	await expect(next).toContainText('Every month on the first Monday');
	await expect(next.getByRole('listitem')).toHaveCount(5);
	await expect(next.getByRole('listitem').first()).toContainText('07:30');
	await expectGoodEverywhere(page, 'plan, by the month');

	// Every other way to say how often.
	await sheet.getByLabel('Repeat', { exact: true }).selectOption('yearly');
	await sheet.getByLabel('April').check();
	await sheet.getByRole('radio', { name: 'A day of the month' }).check();
	await sheet.getByLabel('Day of the month').last().selectOption('31');
	await expect(sheet.getByText('Months without that day are left out.')).toBeVisible();
	await expectAccessible(page, 'plan, by the year');
	await sheet.getByLabel('Repeat', { exact: true }).selectOption('weekly');
	await expect(next).toContainText(/Every week on/);
	await sheet.getByLabel('Repeat', { exact: true }).selectOption('free');
	await sheet.getByLabel('Rule by RFC 5545').fill('FREQ=SOMETIMES');
	await expect(next.getByRole('alert')).toBeVisible();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByRole('alert').first()).toBeVisible();
	await expect(sheet.getByLabel('What is done')).toHaveValue('Grease the doors');
	await expectAccessible(page, 'plan, refused');
	await sheet.getByLabel('Rule by RFC 5545').fill('FREQ=MONTHLY;BYDAY=1MO');
	await expect(next.getByRole('listitem')).toHaveCount(5);
	await sheet.getByLabel('Team').selectOption({ label: 'Building team' });
	await sheet.getByLabel('Checklist').selectOption({ label: 'Regular upkeep' });
	await sheet.getByRole('button', { name: 'Save' }).click();

	await expect(page.getByRole('heading', { level: 1, name: 'Grease the doors' })).toBeFocused();
	const made = await byCode(api, code);
	expect(made.coming).toEqual(firstMondays(start, 5).map((day) => `${day}T07:30`));
	expect([made.team, made.checklist]).not.toContain(null);
	const dates = page.getByRole('region', { name: 'Next dates' });
	await expect(dates.getByRole('listitem')).toHaveCount(5);
	await expectGoodEverywhere(page, 'a plan');

	// What is not touched stays: the rule is not sent, so nothing counts anew.
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	await expect(sheet.getByLabel('Which one')).toHaveValue('1');
	await sheet.getByLabel('What is done').fill('Grease all doors');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Grease all doors' })).toBeVisible();
	expect(await byCode(api, code)).toMatchObject({ trigger: made.trigger, coming: made.coming, version: 2 });

	await page.getByRole('button', { name: 'Pause' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
	await expect(page.getByText('While the plan is paused, nothing is made')).toBeVisible();
	expect((await byCode(api, code)).paused).toBe(true);
	await expectGoodEverywhere(page, 'a plan, paused');
	await page.getByRole('button', { name: 'Resume' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
	await expect(dates.getByText('Running')).toBeVisible();
	expect(await byCode(api, code)).toMatchObject({ paused: false, coming: made.coming });

	await page.getByRole('button', { name: 'Retire' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
	await expect(dates.getByText('Retired')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
	await expectAccessible(page, 'a plan, retired');
});

test('a plan by a meter, from the page of the installation', async ({ page, api, demo }) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	const { items } = await api.get<{ items: { id: string; code: string; name: string }[] }>(
		'/installations?q=W16-LIFT-1',
	);
	const lift = one(items.filter((each) => each.code === 'W16-LIFT-1'));
	const code = `METER-${Date.now()}`;
	await page.goto(`/installations/${lift.id}`);
	const own = page.getByRole('region', { name: 'Maintenance plans' });
	await expect(own.getByRole('link', { name: 'Onderhoud lift om de 500 uur' })).toBeVisible();
	await own.getByRole('button', { name: 'Make a plan' }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByText(lift.name)).toBeVisible();
	await sheet.getByLabel('What is done').fill('Oil the rails');
	await sheet.getByLabel('Code').fill(code);
	await sheet.getByRole('radio', { name: 'By a meter' }).check();
	await sheet.getByLabel('Meter', { exact: true }).selectOption({ index: 1 });
	await expect(sheet.getByText(/^Last time it showed/)).toBeVisible();
	await sheet.getByLabel('Every how many h').fill('750');
	await sheet.getByLabel('Made ahead (h)').fill('50');
	await sheet.getByRole('radio', { name: 'When the last one was done' }).check();
	await expectGoodEverywhere(page, 'plan, by a meter');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Oil the rails' })).toBeFocused();
	const made = await byCode(api, code);
	expect(made).toMatchObject({ counted_from: 'last_done', trigger: { kind: 'meter', every: 750 } });
	await expect(page.getByRole('region', { name: 'Next dates' })).toContainText(
		/Next at [\d,]+ h, probably about \w{3}/,
	);
	await expect(page.getByText(/Every 750 h of/)).toBeVisible();
	await expectGoodEverywhere(page, 'a plan, by a meter');
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

	test('whoever works on it reads the plans and what they made, and changes nothing', async ({
		page,
		api,
		demo,
	}) => {
		await api.signIn(personOf(demo, 'technician'));
		await page.goto('/plans');
		await expect(page.getByRole('button', { name: 'Make a plan' })).toHaveCount(0);
		await page.getByRole('button', { name: 'Filters' }).click();
		await page.getByLabel('Team').selectOption({ label: 'Building team' });
		await expect(page).toHaveURL(/team=/);
		await page.getByLabel('State').selectOption('paused');
		await expect(page.getByText('No plan was found.')).toBeVisible();
		await expectAccessible(page, 'plans, none');
		await page.getByRole('region', { name: 'Maintenance plans' }).getByRole('button').tap();
		await page.getByRole('link', { name: 'Filters van de luchtgroep vervangen' }).tap();
		await expect(page.getByText('Every month on the first Monday, at 08:00')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
		await expectAccessible(page, 'a plan, only read');
		await expectNoSideways(page, 'a plan, only read');

		// From the work to its plan and back.
		await page.getByRole('region', { name: 'Work made by this plan' }).getByRole('link').first().tap();
		await expect(
			page.getByRole('heading', { level: 1, name: 'Filters van de luchtgroep vervangen' }),
		).toBeVisible();
		await page.getByRole('link', { name: 'FILTERS-W16' }).tap();
		await expect(page.getByRole('region', { name: 'Next dates' })).toBeVisible();
	});
});

test('staff find no way to plans', async ({ signedIn: page }) => {
	await page.goto('/plans');
	await expect(page.getByText('Your roles do not include this.')).toBeVisible();
	await expectAccessible(page, 'plans, for staff');
});
