import { photo } from './support/picture';
import {
	button,
	expect,
	expectAccessible,
	expectNoErrors,
	expectNoSideways,
	one,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';

test.use({
	viewport: { width: 390, height: 844 },
	hasTouch: true,
	isMobile: true,
	serviceWorkers: 'allow',
});

expectNoErrors();

interface Named {
	id: string;
	name: string;
}

interface Ticket {
	id: string;
	state: string;
	events: { kind: string; text: string | null }[];
	work: { note: string }[];
	photos: unknown[];
	tasks: { id: string; name: string; answer: unknown }[];
}

/** A ticket in the technician's hands, with a checklist. */
async function assigned(api: Api, title: string): Promise<Ticket> {
	const place = one((await api.get<{ items: Named[] }>('/places?q=S-W16-2-01')).items);
	const { id } = await api.post<Ticket>('/tickets', { title, place_id: place.id });
	const team = one((await api.get<{ items: (Named & { members: Named[] })[] }>('/teams')).items);
	await api.post(`/tickets/${id}/triage`, { impact: 'room', urgency: 'hinders', team_id: team.id });
	await api.post(`/tickets/${id}/assign`, { assignee_id: one(team.members).id });
	return api.post(`/tickets/${id}/tasks`, {
		tasks: [{ names: { en: 'What does the label say?' }, kind: 'text', required: true }],
	});
}

/** The app is kept in the browser: from now on it opens without a network. */
async function kept(page: Page) {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (!navigator.serviceWorker.controller)
			await new Promise((resolve) =>
				navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
			);
	});
}

/** What of a person lies in the browser. */
function remains(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const wish = indexedDB.open('intendant');
			wish.onsuccess = () => resolve(wish.result);
			wish.onerror = () => reject(wish.error ?? new Error('no database'));
		});
		const names: string[] = [];
		for (const store of db.objectStoreNames) {
			const keys = await new Promise<IDBValidKey[]>((resolve) => {
				const wish = db.transaction(store).objectStore(store).getAllKeys();
				wish.onsuccess = () => resolve(wish.result);
			});
			names.push(...keys.map((key) => `${store}: ${String(key)}`));
		}
		db.close();
		const texts = Object.keys(localStorage).filter((key) => key.startsWith('intendant.of.'));
		const cached: string[] = [];
		for (const name of await caches.keys())
			for (const { url } of await (await caches.open(name)).keys())
				if (url.includes('/api/')) cached.push(url);
		return [...names, ...texts, ...cached];
	});
}

test('a technician reads and types without a network, over reloads, and all is sent exactly once', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(150_000);
	const desk = await as('dispatcher');
	const { id } = await assigned(desk, 'Behind the thick wall');
	await api.signIn(personOf(demo, 'technician'));
	await page.goto('/tickets/mine');
	await expect(page.getByRole('button', { name: /Behind the thick wall/ })).toBeVisible();
	await kept(page);

	// The network goes, and the app still opens, on the page of the work and on that of the ticket.
	await page.context().setOffline(true);
	await page.reload();
	await expect(page.getByText(/^As of \d\d:\d\d, offline$/)).toBeVisible();
	await expect(page.getByText(/^No connection since \d\d:\d\d\.$/)).toBeVisible();
	await page.goto(`/tickets/${id}`);
	await expect(page.getByRole('heading', { level: 1, name: 'Behind the thick wall' })).toBeVisible();
	await expect(page.getByText(/^As of \d\d:\d\d, offline$/)).toBeVisible();
	await expectAccessible(page, 'a ticket, offline');
	await expectNoSideways(page, 'a ticket, offline');

	// Half typed, then a reload: still there.
	await page.goto(`/tickets/mine?ticket=${id}`);
	const work = page.getByRole('listitem').filter({ hasText: 'Behind the thick wall' }).first();
	const open = (name: string) => work.locator('summary', { hasText: name }).tap();
	const comment = work.getByRole('textbox', { name: 'Comment' });
	const label = work.getByRole('textbox', { name: 'What does the label say?' });
	const used = work.getByLabel('What was done or used');
	await button(work, 'Start', 'Behind the thick wall').tap();
	await label.fill('IP 54');
	await open('Log time or parts');
	await used.fill('Replaced the fuse');
	await open('Comment');
	await comment.fill('Wet behind the panel');
	await page.reload();
	await expect(label).toHaveValue('IP 54');
	await open('Log time or parts');
	await expect(used).toHaveValue('Replaced the fuse');
	await open('Comment');
	await expect(comment).toHaveValue('Wet behind the panel');
	await expect(work.getByText('In progress', { exact: true })).toBeVisible();

	// Handed in: all of it waits, and is shown, also after another reload.
	await work.getByRole('button', { name: 'Save' }).tap();
	await work.getByRole('button', { name: 'Log it' }).tap();
	await work.getByRole('button', { name: 'Add the comment' }).tap();
	await open('Photos');
	await work.locator('input[type=file]').setInputFiles(photo());
	await button(work, 'Done', 'Behind the thick wall').tap();
	await expect(page.getByText('6 waiting to be sent.')).toBeVisible();
	await page.reload();
	await page.getByRole('button', { name: 'Show', exact: true }).tap();
	const queue = page.getByRole('dialog', { name: 'Waiting to be sent' });
	await expect(queue.getByText('Comment: Wet behind the panel')).toBeVisible();
	await expect(queue.getByRole('listitem')).toHaveCount(6);
	await expectAccessible(page, 'the queue');
	await expectNoSideways(page, 'the queue');
	await queue.getByRole('button', { name: 'Close' }).tap();
	expect((await desk.get<Ticket>(`/tickets/${id}`)).state).toBe('assigned');

	// Back again. The answer to the comment is lost on the way; it is sent once more and must not be there twice.
	let lost = false;
	await page.context().route('**/comments', async (route) => {
		if (lost) return route.continue();
		lost = true;
		await route.fetch();
		await route.abort('connectionfailed');
	});
	await page.context().setOffline(false);
	await expect.poll(() => lost).toBe(true);
	await expect
		.poll(async () => (await desk.get<Ticket>(`/tickets/${id}`)).state, { timeout: 40_000 })
		.toBe('done');
	await expect(page.getByText(/waiting to be sent|No connection/)).toHaveCount(0);
	const sent = await desk.get<Ticket>(`/tickets/${id}`);
	expect(sent.events.filter((each) => each.text === 'Wet behind the panel')).toHaveLength(1);
	expect(sent.work.map((each) => each.note)).toEqual(['Replaced the fuse']);
	expect(sent.photos).toHaveLength(1);
	expect(one(sent.tasks).answer).toBe('IP 54');
	expect(await remains(page)).not.toContainEqual(expect.stringMatching(/^outbox/));
});

test('who signs out leaves nothing behind, with a connection or without', async ({ page, api, as, demo }) => {
	const desk = await as('dispatcher');
	const { id } = await assigned(desk, 'Nobody else may read this');
	await api.signIn(personOf(demo, 'technician'));
	await page.goto(`/tickets/mine?ticket=${id}`);
	const work = page.getByRole('listitem').filter({ hasText: 'Nobody else may read this' }).first();
	await work.locator('summary', { hasText: 'Comment' }).tap();
	await work.getByRole('textbox', { name: 'Comment' }).fill('Half a sentence');
	await kept(page);
	expect(await remains(page)).not.toEqual([]);

	await page.context().setOffline(true);
	await button(work, 'Start', 'Nobody else may read this').tap();
	await expect(page.getByText('1 waiting to be sent.')).toBeVisible();
	await page.getByRole('button', { name: 'Menu' }).tap();
	await page.getByRole('button', { name: /^Sign out/ }).tap();
	const asked = page.getByRole('dialog', { name: 'Sign out without sending?' });
	await expect(asked).toContainText('One thing has not been sent yet.');
	await expectAccessible(page, 'signing out with things unsent');
	await asked.getByRole('button', { name: 'Throw away and sign out' }).tap();
	await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
	expect(await remains(page)).toEqual([]);

	// No way back in without a network, nor with one: the server is told before anything else.
	await page.goto('/tickets/mine');
	await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
	await page.context().setOffline(false);
	await page.goto('/tickets/mine');
	await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
	expect((await page.request.get('/api/v1/session')).status()).toBe(401);
	expect((await desk.get<Ticket>(`/tickets/${id}`)).state).toBe('assigned');
});

test('what is kept of one person is not shown to the next', async ({ page, api, as, demo }) => {
	const desk = await as('dispatcher');
	const { id } = await assigned(desk, 'Only for the technician');
	await api.signIn(personOf(demo, 'technician'));
	await page.goto(`/tickets/${id}`);
	await expect(page.getByRole('heading', { level: 1, name: 'Only for the technician' })).toBeVisible();
	await page.getByRole('textbox', { name: 'Comment' }).fill('Half a sentence');
	await kept(page);
	await expect.poll(() => remains(page)).toContainEqual(expect.stringMatching(/plan/));

	// The session ends without a sign-out, and somebody else comes to this screen.
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto(`/tickets/${id}`);
	await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('');
	await expect.poll(() => remains(page)).not.toContainEqual(expect.stringMatching(/plan/));
	await page.context().setOffline(true);
	await page.goto('/tickets/mine');
	await expect(page.getByText(/^No connection since/)).toBeVisible();
	await expect(page.getByText('Only for the technician')).toHaveCount(0);
});
