import { photo } from './support/picture';
import {
	button,
	expect,
	expectAccessible,
	expectNoSideways,
	one,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

interface Named {
	id: string;
	name: string;
}

interface Ticket {
	id: string;
	number: number;
	title: string;
	state: string;
	photos: { width: number; height: number }[];
	events: { kind: string; text: string | null }[];
}

async function placeOf(api: Api, q: string): Promise<Named> {
	return one((await api.get<{ items: Named[] }>(`/places?q=${encodeURIComponent(q)}`)).items);
}

async function report(api: Api, title: string): Promise<Ticket> {
	return api.post('/tickets', { title, place_id: (await placeOf(api, 'S-W16-2-01')).id });
}

/** Brings a ticket as far as the technician's hands, as the dispatcher. */
async function assigned(api: Api, title: string): Promise<Ticket> {
	const { id } = await report(api, title);
	const team = one((await api.get<{ items: (Named & { members: Named[] })[] }>('/teams')).items);
	await api.post(`/tickets/${id}/triage`, { impact: 'room', urgency: 'hinders', team_id: team.id });
	return api.post(`/tickets/${id}/assign`, { assignee_id: one(team.members).id });
}

/** The answer of the first try is lost on the way: the second try must not do it again. */
async function loseAnswer(page: Page, path: string) {
	let lost = false;
	await page.route(path, async (route) => {
		if (route.request().method() !== 'POST' || lost) return route.continue();
		lost = true;
		await route.fetch();
		await route.abort('connectionfailed');
	});
}

/** Chooses a move on the page of a ticket and fills what it asks. */
async function move(page: Page, name: string, fill: () => Promise<void> = () => Promise.resolve()) {
	await page
		.getByRole('group', { name: 'What can be done' })
		.getByRole('button', { name, exact: true })
		.click();
	await fill();
	await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
}

test.describe('on a phone', () => {
	test.use(PHONE);

	test('from a report to its end: every step by whoever it belongs to', async ({ page, api, demo }) => {
		test.setTimeout(180_000);
		const place = await (async () => {
			await api.signIn(personOf(demo, 'staff'));
			return placeOf(api, 'S-W16-2-01');
		})();

		// The place is given by the address, as a code on the door gives it; then a line, a photo, and off it goes.
		await page.goto(`/report?place=${place.id}`);
		await expect(page.getByText(place.name)).toBeVisible();
		let actions = 0;
		const act = async (step: Promise<unknown>) => {
			actions += 1;
			await step;
		};
		await act(page.getByLabel('What is wrong?').fill('Water drips from the beamer'));
		await act(page.getByTestId('choose-photo').setInputFiles(photo()));
		await expect(page.getByAltText('Photo 1')).toBeVisible();
		await expectAccessible(page, 'report, filled in');
		await expectNoSideways(page, 'report, filled in');
		await act(page.getByRole('button', { name: 'Send the report' }).tap());
		const thanks = page.getByRole('heading', { name: /^Thank you\. Your report has number \d+\.$/ });
		await expect(thanks).toBeFocused();
		// A line, a photo and a button: at some eight seconds each under half a minute.
		expect(actions).toBeLessThanOrEqual(3);
		await expectAccessible(page, 'report, sent');
		await page.getByRole('link', { name: 'Follow the report' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Water drips from the beamer' })).toBeVisible();
		const address = new URL(page.url()).pathname;
		const id = address.split('/').at(-1) ?? '';
		await expect(page.getByText('New', { exact: true }).first()).toBeVisible();
		await expectAccessible(page, 'ticket, as its reporter sees it');
		const sent = await api.get<Ticket>(`/tickets/${id}`);
		expect(sent.photos).toHaveLength(1);
		expect(Math.max(...sent.photos.flatMap(({ width, height }) => [width, height]))).toBeLessThanOrEqual(
			2000,
		);

		await api.signIn(personOf(demo, 'dispatcher'));
		await page.goto(address);
		await move(page, 'Assess', async () => {
			await page.getByLabel('Team').selectOption({ label: 'Building team' });
			await expectAccessible(page, 'assess sheet');
		});
		await move(page, 'Plan', () => expectAccessible(page, 'plan sheet'));
		await expect(page.getByText('Planned', { exact: true }).first()).toBeVisible();
		await move(page, 'Assign', async () => {
			await page.getByLabel('Assigned to').selectOption({ index: 1 });
			await expectAccessible(page, 'assign sheet');
		});
		await expectAccessible(page, 'ticket, as the dispatcher sees it');

		await api.signIn(personOf(demo, 'technician'));
		await page.goto('/tickets/mine');
		await page
			.getByRole('button', { name: /Water drips from the beamer/ })
			.first()
			.tap();
		const work = page.getByRole('listitem').filter({ hasText: 'Water drips from the beamer' }).first();
		await expect(button(work, 'Start', 'Water drips from the beamer')).toBeVisible();
		await expectAccessible(page, 'my work');
		await expectNoSideways(page, 'my work');

		// In the basement: what is done there waits, in order, and is not lost.
		await page.context().setOffline(true);
		await button(work, 'Start', 'Water drips from the beamer').tap();
		await expect(work.getByText('In progress', { exact: true })).toBeVisible();
		await work.getByText('Log time or parts').tap();
		await work.getByLabel('What was done or used').fill('Tightened the hose');
		await work.getByRole('button', { name: 'Log it' }).tap();
		await button(work, 'Done', 'Water drips from the beamer').tap();
		await expect(work.getByText('3 things wait for a connection.')).toBeVisible();
		await expectAccessible(page, 'my work, without a connection');
		expect((await api.get<Ticket>(`/tickets/${id}`)).state).toBe('assigned');
		await page.context().setOffline(false);
		await expect.poll(async () => (await api.get<Ticket>(`/tickets/${id}`)).state).toBe('done');
		await expect(page.getByText('wait for a connection')).toHaveCount(0);

		// Whoever did the work does not approve it; somebody else does.
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1, name: 'Water drips from the beamer' })).toBeVisible();
		await expect(page.getByText('Tightened the hose').first()).toBeVisible();
		await expect(page.getByRole('button', { name: 'Approve the work' })).toHaveCount(0);
		await api.signIn(personOf(demo, 'dispatcher'));
		await page.goto(address);
		await move(page, 'Approve the work');

		await api.signIn(personOf(demo, 'staff'));
		await page.goto(address);
		for (const step of [
			'assessed it',
			'planned it',
			'assigned it',
			'started the work',
			'finished the work',
			'found the work good',
		])
			await expect(page.locator('main').getByText(step)).toBeVisible();
		await expect(page.getByText('Tightened the hose')).toHaveCount(0);
		await page.getByRole('radio', { name: '5 very well' }).check();
		await page.getByRole('button', { name: 'Send my answer' }).tap();
		await expect(page.getByText('5 out of 5')).toBeVisible();
		await expectAccessible(page, 'ticket, checked and rated');
		await expectNoSideways(page, 'ticket, checked and rated');
	});

	test('a report without a connection is kept, also over a reload, and sent once', async ({
		signedIn: page,
		api,
	}) => {
		await page.goto('/report');
		await page.getByLabel('Place', { exact: true }).fill('S-W16-2-02');
		await page.locator('.choice').first().tap();
		await page.getByLabel('What is wrong?').fill('Typed before the reload');
		await page.reload();
		await expect(page.getByLabel('What is wrong?')).toHaveValue('Typed before the reload');

		await loseAnswer(page, '**/api/v1/tickets');
		await page.getByRole('button', { name: 'Send the report' }).tap();
		await expect(page.getByRole('heading', { name: 'Your report is kept' })).toBeFocused();
		await expectAccessible(page, 'report, kept');
		await page.reload();
		await expect(page.getByText('Report: Typed before the reload')).toHaveCount(0);
		const { items } = await api.get<{ items: Ticket[] }>('/tickets?scope=mine&q=reload');
		expect(items).toHaveLength(1);
	});

	test('a guest behind a code whose answer was lost has reported once, and can follow it', async ({
		page,
		as,
		demo,
	}) => {
		await page.goto(demo.behind_a_code);
		await page.getByLabel('What is wrong?').fill('The handle came off');
		await page.getByTestId('choose-photo').setInputFiles(photo());
		await page.getByLabel('Your name').fill('Gast Vandenberg');
		await page.getByLabel('Your e-mail address').fill('gast@example.be');
		await expectAccessible(page, 'report of a guest, filled in');
		await loseAnswer(page, '**/api/v1/report/*');
		await page.getByRole('button', { name: 'Send the report' }).tap();
		await expect(page.getByRole('heading', { name: 'Your report is kept' })).toBeFocused();
		await page.reload();
		await expect(page.getByText('Report: The handle came off')).toHaveCount(0);
		const { items } = await (await as('dispatcher')).get<{ items: Ticket[] }>('/tickets?scope=all&q=handle');
		expect(items).toHaveLength(1);

		await expect(page.getByText(/^Thank you\. Your report has number \d+\.$/)).toBeVisible();
		await expectAccessible(page, 'report of a guest, sent later');
		await page.getByRole('link', { name: 'Follow the report' }).tap();
		await expect(page.getByText('The handle came off')).toBeVisible();
		await expectAccessible(page, 'a report that is followed');
	});
});

test('the board by keyboard: from card to card, a move by its button, a refused one explained', async ({
	page,
	api,
	demo,
}) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	const { id, number } = await report(api, 'To be moved on the board');
	// All of the board at once, however much other tests report: a drag that scrolls takes hold of what lies under the
	// pointer then.
	await page.setViewportSize({ width: 1600, height: 8000 });
	await page.goto('/tickets/board');
	const card = page.locator(`a[href="/tickets/${id}"]`);
	await expect(card).toBeVisible();
	await expectAccessible(page, 'board');
	await page.locator('[data-card="0-0"]').focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.locator('[data-card="0-1"]')).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await expect(page.locator('[data-card^="0-"]:focus')).toHaveCount(0);
	await page.keyboard.press('ArrowLeft');
	await expect(page.locator('[data-card^="0-"]:focus')).toHaveCount(1);

	await button(page, 'Move', 'To be moved on the board').focus();
	await page.keyboard.press('Enter');
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByRole('button', { name: /^Assess/ })).toBeVisible();
	await expect(sheet.getByRole('button', { name: /^Start/ })).toHaveCount(0);
	await expectAccessible(page, 'moves');
	await sheet.getByRole('button', { name: /^Reject/ }).press('Enter');
	await page.keyboard.press('Escape');

	// Dragged where it cannot go: it says why, and where it can go.
	await card.dragTo(page.getByRole('region', { name: /^Planned/ }));
	await expect(sheet.getByRole('alert')).toContainText(
		'A report does not go from “New” to “Planned”. Possible now: Assessed',
	);
	await expectAccessible(page, 'refused move');
	await sheet.getByRole('button', { name: /^Assess/ }).click();
	await sheet.getByLabel('Team').selectOption({ label: 'Building team' });
	await sheet.getByRole('button', { name: 'Assess', exact: true }).click();
	await expect(page.getByTestId('noted')).toContainText(`No. ${number}: Assessed`);
	await expect(button(page, 'Move', 'To be moved on the board')).toBeFocused();
	expect((await api.get<Ticket>(`/tickets/${id}`)).state).toBe('triaged');
});

test('what was done offline meets a change by somebody else: it is shown, and nothing is lost', async ({
	page,
	api,
	demo,
}) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	const { id } = await assigned(api, 'Two hands at once');
	await api.signIn(personOf(demo, 'technician'));
	await page.goto(`/tickets/mine?ticket=${id}`);
	const work = page.getByRole('listitem').filter({ hasText: 'Two hands at once' }).first();
	await expect(button(work, 'Start', 'Two hands at once')).toBeVisible();
	await page.context().setOffline(true);
	await button(work, 'Start', 'Two hands at once').click();
	await work.locator('summary', { hasText: 'Comment' }).click();
	await work.getByRole('textbox', { name: 'Comment' }).fill('The valve is behind the panel');
	await work.getByRole('button', { name: 'Add the comment' }).click();
	await expect(work.getByText('2 things wait for a connection.')).toBeVisible();

	// Meanwhile it is moved elsewhere; the technician's cookie is kept for later.
	const own = await page.context().cookies();
	await api.signIn(personOf(demo, 'dispatcher'));
	await api.post(`/tickets/${id}/cannot-complete`, { reason: 'The supplier comes' });
	await page.context().clearCookies();
	await page.context().addCookies(own);
	await page.context().setOffline(false);

	await expect(page.locator('main').getByText('One thing was refused. Please decide.')).toBeVisible();
	await expect(page.getByText(/Somebody else moved this report meanwhile/)).toBeVisible();
	await expect(page.getByText('Comment: The valve is behind the panel')).toBeVisible();
	await expectAccessible(page, 'a conflict to decide');
	await button(page, 'Throw away', 'Start').click();
	await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
	await expect
		.poll(async () =>
			(await api.get<Ticket>(`/tickets/${id}`)).events.some((each) =>
				each.text?.includes('behind the panel'),
			),
		)
		.toBe(true);
});

test('the list: filters in the address, and words when nothing matches', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/tickets');
	await expect(page.locator('main .ticket').first()).toBeVisible();
	await expectAccessible(page, 'tickets');
	await page.locator('summary', { hasText: 'States' }).click();
	await page.getByLabel('On hold').check();
	await expect(page).toHaveURL(/state=on_hold/);
	await page.getByLabel('Priority', { exact: true }).selectOption('critical');
	await page.reload();
	await expect(page.getByLabel('On hold')).toBeChecked();
	await expect(page.locator('main .ticket').getByText('On hold')).not.toHaveCount(0);
	await expect(page.locator('main .ticket').getByText('New', { exact: true })).toHaveCount(0);
	await page.getByLabel('Words or number').fill('there is no such thing');
	await page.getByLabel('Words or number').press('Enter');
	await expect(page.locator('main').getByText('No report matches.')).toBeVisible();
	await expectAccessible(page, 'tickets, none');
	await page.locator('main section').getByRole('button', { name: 'Drop all filters' }).click();
	await expect(page).toHaveURL(/\/tickets$/);
});

test.describe('at 320 pixels', () => {
	test.use({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });

	test('no page of tickets scrolls sideways, and axe finds nothing in the dark', async ({
		page,
		api,
		demo,
	}) => {
		test.setTimeout(120_000);
		await api.signIn(personOf(demo, 'dispatcher'));
		const { id } = await report(api, 'Averylongwordthatnobodybreaks'.repeat(3));
		for (const path of [
			'/report',
			'/tickets',
			'/tickets/board',
			'/tickets/mine',
			`/tickets/${id}`,
			'/report/nowhere',
		]) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expect(page.getByText('Loading…')).toHaveCount(0);
			await expectNoSideways(page, path);
			await expectAccessible(page, path);
		}
	});
});
