import { ALWAYS, button, expect, one, test, type Api, type Item, type Page } from './support/test';
import { fromNow } from './support/time';

function split(wall: string) {
	return { date: wall.slice(0, 10), start: wall.slice(11, 16) };
}

interface Taken {
	rows: { bookable_id: string; name: string }[];
	bars: { bookable_id: string; blocked_from: string; blocked_to: string }[];
}

/**
 * A room that nobody has now, which everybody may book at any hour and in which one has to check in: the test must not
 * depend on when it runs.
 */
async function roomForNow(api: Api, desk: Api): Promise<Item> {
	const [from, to] = [fromNow(0).slice(0, 10), fromNow(2 * 24 * 60).slice(0, 10)];
	const query = new URLSearchParams({ from, to, time_zone: 'Europe/Brussels' });
	const { rows, bars } = await api.get<Taken>(`/timeline?${query}`);
	const soon = Date.now() + 3 * 3_600_000;
	const busy = bars.filter(
		(bar) => Date.parse(bar.blocked_from) < soon && Date.parse(bar.blocked_to) > Date.now(),
	);
	// A layout that takes time to set up would reach into what is near, whatever the policy says.
	const { items } = await api.get<{ items: Furnished[] }>('/rooms?limit=200');
	const plain = items
		.filter((room) => room.layouts.every((layout) => layout.setup_minutes + layout.cleanup_minutes === 0))
		.map((room) => room.id);
	const { bookable_id, name } = one(
		rows.filter(
			(row) => plain.includes(row.bookable_id) && !busy.some((bar) => bar.bookable_id === row.bookable_id),
		),
	);
	await desk.put(`/policies/${bookable_id}`, {
		hours: ALWAYS,
		window: {},
		audience: { book: { everyone: true }, see: { everyone: true } },
		approval: { stages: [] },
		buffers: { setup_minutes: 0, cleanup_minutes: 0 },
		presence: { check_in: true, opens_before_minutes: 15, release_after_minutes: 15 },
	});
	return {
		bookable_id,
		room: { id: bookable_id, name, capacity: 1 },
		state: 'free',
		layout_id: null,
	};
}

interface Furnished {
	id: string;
	layouts: { setup_minutes: number; cleanup_minutes: number }[];
}

interface Occurrence {
	title: string;
	state: string;
	duration_minutes: number;
	ends_at: string;
}

/** The one date of that title. */
async function only(api: Api, title: string): Promise<Occurrence> {
	const from = new Date(Date.now() - 3_600_000).toISOString();
	const { items } = await api.get<{ items: Occurrence[] }>(`/occurrences?scope=mine&from=${from}&limit=200`);
	const found = items.filter((each) => each.title === title);
	expect(found).toHaveLength(1);
	return one(found);
}

async function confirm(page: Page, verb: string) {
	await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
}

test('a meeting that begins now: check in, stay longer, be refused with a way on, end early', async ({
	signedIn: page,
	api,
	as,
}) => {
	const item = await roomForNow(api, await as('admin'));
	const start = fromNow(2);
	await api.book(item, split(start), { title: 'Right now', duration_minutes: 30, attendees: 1 });
	// Somebody else has the room 20 minutes after its end.
	await api.book(item, split(fromNow(2 + 30 + 20)), { title: 'The next ones', attendees: 1 });

	await page.goto('/');
	const line = page.getByRole('listitem').filter({ hasText: 'Right now' });
	await button(line, 'Check in', 'Right now').click();
	await expect(line.getByText('In use')).toBeVisible();

	await button(line, 'Extend', 'Right now').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel(/15 min/).check();
	await confirm(page, 'Extend');
	await expect(dialog).toHaveCount(0);
	const occurrence = await only(api, 'Right now');
	expect(occurrence.duration_minutes).toBe(45);
	await expect(line).toContainText(`${split(start).start}–${occurrence.ends_at.slice(11, 16)}`);

	await button(line, 'Extend', 'Right now').click();
	await dialog.getByLabel(/1 hr/).check();
	await confirm(page, 'Extend');
	await expect(dialog.getByRole('alert')).toContainText('The next ones');
	await expect(dialog.getByRole('link', { name: 'Go on in another room' })).toHaveAttribute(
		'href',
		/\/book\?date=.*&minutes=60&people=1/,
	);
	await dialog.getByRole('button', { name: 'Go back' }).click();

	await button(line, 'End now', 'Right now').click();
	await expect(dialog).toContainText('free');
	await confirm(page, 'End now');
	await expect(dialog).toHaveCount(0);
	await expect(line).toHaveCount(0);
	expect(await only(api, 'Right now')).toMatchObject({ state: 'finished' });
});
