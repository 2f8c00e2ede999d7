import type { Locator } from '@playwright/test';
import {
	expect,
	expectAccessible,
	expectGoodEverywhere,
	expectNoErrors,
	expectNoSideways,
	one,
	test,
	type Api,
	type Item,
	type Page,
} from './support/test';
import { aPool } from './support/pool';
import { plusDays } from './support/time';

expectNoErrors();

interface Line {
	rows: { bookable_id: string; name: string }[];
	bars: { bookable_id: string; title: string | null; starts_at: string; ends_at: string }[];
}

const TITLE = `Weekly round ${Date.now()}`;

/** A booking of the signed-in person, in a room that is free then, and another room that is too; neither is part of a hall. */
async function booked(api: Api, weeks: number, start = '14:00') {
	const slot = await api.slot(weeks, start, { free: 8 });
	const alone: Item[] = [];
	for (const item of slot.free) {
		const { overlaps_with } = await api.get<{ overlaps_with: string[] }>(`/rooms/${item.bookable_id}`);
		if (overlaps_with.length === 0) alone.push(item);
		if (alone.length === 2) break;
	}
	const [room, other] = alone as [Item, Item];
	await api.book(room, slot, { title: TITLE });
	return { ...slot, room, other };
}

async function open(page: Page, date: string, more = '') {
	await page.goto(`/timeline?date=${date}&site=${more}`);
	await expect(page.getByRole('grid')).toBeVisible();
}

const bar = (page: Page, title = TITLE) => page.locator(`[data-bar][aria-label^="${title}"]`);
const row = (page: Page, name: string) =>
	page.getByRole('row').filter({ has: page.getByRole('rowheader').getByRole('link', { name, exact: true }) });
const spoken = (page: Page) => page.getByTestId('spoken');

/** Only these rows, so that both are in view wherever they stand in the house. */
const only = (name: string) => `&q=${encodeURIComponent(name)}`;

async function middle(of: Locator) {
	const box = await of.boundingBox();
	if (!box) throw new Error('it is not drawn');
	return { ...box, left: box.x, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function dragBy(page: Page, from: { x: number; y: number }, dx: number, dy = 0) {
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + dx / 2, from.y + dy / 2);
	await page.mouse.move(from.x + dx, from.y + dy);
}

/** How wide an hour is on a day. */
async function hour(page: Page): Promise<number> {
	const { width } = await middle(page.getByRole('columnheader', { name: '10:00' }));
	return width;
}

test('a day looks right and the keys lead through it', async ({ signedIn: page, api }) => {
	const { date, room } = await booked(api, 5);
	await open(page, date, only(room.room.name));
	await expect(bar(page)).toContainText(TITLE);
	await expectGoodEverywhere(page, 'timeline of a day');
	const cell = page.locator('[data-cursor]');
	await expect(cell).toHaveCount(1);
	await cell.focus();
	await expect(cell).toHaveAccessibleName(/^08:00–08:15 (free|outside)/);
	await page.keyboard.press('ArrowRight');
	await expect(page.locator(':focus')).toHaveAccessibleName(/^08:15–08:30/);
	await page.keyboard.press('Home');
	await expect(page.locator(':focus')).toHaveAccessibleName(/^07:00–07:15/);
	await page.keyboard.press('ArrowLeft');
	await expect(page.locator(':focus')).toHaveRole('rowheader');
	await page.keyboard.press('Control+End');
	await expect(page.locator(':focus')).toHaveAccessibleName(/^19:45–20:00/);
	await page.keyboard.press('Tab');
	await expect(page.locator('[role=grid] :focus'), 'the grid is one stop').toHaveCount(0);
	await page.keyboard.press('Shift+Tab');
	await expect(page.locator(':focus')).toHaveAccessibleName(/^19:45–20:00/);
});

test('free time is booked by keyboard, as long as was selected', async ({ signedIn: page, api }) => {
	const slot = await api.slot(6, '12:00', { free: 1 });
	const { room } = one(slot.free);
	await open(page, slot.date, only(room.name));
	await row(page, room.name).getByRole('rowheader').focus();
	await page.keyboard.press('Home');
	const focus = page.locator(':focus');
	for (let at = await focus.getAttribute('aria-label'); !at?.startsWith('12:00');) {
		await page.keyboard.press('ArrowRight');
		await expect(focus).not.toHaveAttribute('aria-label', at ?? '');
		at = await focus.getAttribute('aria-label');
	}
	for (let step = 0; step < 2; step += 1) await page.keyboard.press('Shift+ArrowRight');
	await expect(spoken(page)).toHaveText('12:00–12:45 selected');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/book\?.*start=12%3A00&minutes=45.*room=/);
	await expect(page.getByRole('dialog')).toContainText('12:00–12:45');
});

test('free time is booked by dragging over it', async ({ signedIn: page, api }) => {
	const slot = await api.slot(6, '12:00', { free: 1 });
	const { room } = one(slot.free);
	await open(page, slot.date, only(room.name));
	const noon = await middle(page.getByRole('columnheader', { name: '12:00' }));
	const { y } = await middle(row(page, room.name).getByRole('rowheader'));
	await dragBy(page, { x: noon.left + 3, y }, noon.width - 6);
	await expect(page.locator('.ghost')).toContainText('12:00–13:00');
	await page.keyboard.press('Escape');
	await page.mouse.up();
	await expect(page, 'Escape leaves it').toHaveURL(/\/timeline/);
	await dragBy(page, { x: noon.left + 3, y }, noon.width - 6);
	await page.mouse.up();
	await expect(page).toHaveURL(/\/book\?.*start=12%3A00&minutes=60/);
});

test('a bar is moved by dragging, and back by undo', async ({ signedIn: page, api }) => {
	const { date, room } = await booked(api, 7);
	await open(page, date, only(room.room.name));
	await dragBy(page, await middle(bar(page)), await hour(page));
	await expect(page.locator('.ghost')).toContainText('15:00–16:00');
	await page.mouse.up();
	await expect(bar(page)).toHaveAccessibleName(/15:00–16:00/);
	await expect(page.getByTestId('noted')).toContainText(
		`“${TITLE}” is now at: ${room.room.name}, 15:00–16:00`,
	);
	await expectAccessible(page, 'timeline with a note');
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(bar(page)).toHaveAccessibleName(/14:00–15:00/);
	await expect(page.getByText('Taken back.').first()).toBeVisible();
});

test('a bar is made longer by dragging its end', async ({ signedIn: page, api }) => {
	const { date, room } = await booked(api, 8, '10:00');
	await open(page, date, only(room.room.name));
	await bar(page).hover();
	await dragBy(page, await middle(bar(page).locator('[data-handle=end]')), (await hour(page)) / 2);
	await page.mouse.up();
	await expect(bar(page)).toHaveAccessibleName(/10:00–11:30/);
});

test('a bar is moved to another room by keyboard', async ({ signedIn: page, api }) => {
	const { date, room, other } = await booked(api, 9);
	await open(page, date, `&row=${room.bookable_id}`);
	await bar(page).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('menu')).toBeVisible();
	await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
	await expectAccessible(page, 'timeline with a menu');
	await page.keyboard.press('m');
	await expect(page.getByRole('menuitem', { name: 'Move…' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(spoken(page)).toContainText('Arrows move it');
	const names = (
		await api.get<Line>(`/timeline?from=${date}&to=${plusDays(date, 1)}&time_zone=Europe/Brussels`)
	).rows.map(({ name }) => name);
	const by = names.indexOf(other.room.name) - names.indexOf(room.room.name);
	for (let step = 0; step < Math.abs(by); step += 1)
		await page.keyboard.press(by > 0 ? 'ArrowDown' : 'ArrowUp');
	await expect(spoken(page)).toContainText(other.room.name);
	await expectAccessible(page, 'timeline while a bar is moved');
	await page.keyboard.press('Enter');
	await expect(row(page, other.room.name).locator(`[data-bar][aria-label^="${TITLE}"]`)).toBeVisible();
	await expect(page.getByText(`“${TITLE}” is now at: ${other.room.name}`).first()).toBeVisible();
	await page.getByRole('grid').locator('[data-cursor]').focus();
	await page.keyboard.press('Control+z');
	await expect(row(page, room.room.name).locator(`[data-bar][aria-label^="${TITLE}"]`)).toBeVisible();
});

test('a bar is resized by keyboard; Escape leaves it as it was', async ({ signedIn: page, api }) => {
	const { date, room } = await booked(api, 10, '11:00');
	await open(page, date, only(room.room.name));
	await bar(page).focus();
	const resize = async () => {
		await page.keyboard.press('Enter');
		await page.getByRole('menuitem', { name: 'Make longer or shorter…' }).press('Enter');
		await expect(bar(page)).toBeFocused();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Shift+ArrowLeft');
		await expect(spoken(page)).toContainText('10:45–12:15');
	};
	await resize();
	await page.keyboard.press('Escape');
	await expect(spoken(page)).toHaveText(`${TITLE} stays as it was.`);
	await expect(bar(page)).toHaveAccessibleName(/11:00–12:00/);
	await resize();
	await page.keyboard.press('Enter');
	await expect(bar(page)).toHaveAccessibleName(/10:45–12:15/);
});

test('a bar is moved by the menu and its buttons alone', async ({ signedIn: page, api }) => {
	const { date, room, other } = await booked(api, 11, '09:00');
	await open(page, date, `&row=${room.bookable_id}`);
	await bar(page).click();
	await page.getByRole('menuitem', { name: 'Move…' }).click();
	const grip = page.getByRole('group', { name: `Changing ${TITLE}` });
	await grip.getByRole('button', { name: 'Later' }).click();
	await expect(grip).toContainText('09:15–10:15');
	await grip.getByRole('button', { name: 'Accept' }).click();
	await expect(bar(page)).toHaveAccessibleName(/09:15–10:15/);
	await bar(page).click();
	await page.getByRole('menuitem', { name: 'To another row…' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Room').selectOption({ value: other.bookable_id });
	await expectAccessible(page, 'choosing another row');
	await dialog.getByRole('button', { name: 'Take this' }).click();
	await expect(row(page, other.room.name).locator(`[data-bar][aria-label^="${TITLE}"]`)).toBeVisible();
	await expect(row(page, room.room.name).locator(`[data-bar][aria-label^="${TITLE}"]`)).toHaveCount(0);
});

test('a move to where something stands is refused with the reason and what would work', async ({
	signedIn: page,
	api,
}) => {
	const { date, room, ...slot } = await booked(api, 12, '13:00');
	await api.book(room, { date, start: '16:00' }, { title: 'In the way' });
	await open(page, date, only(room.room.name));
	await dragBy(page, await middle(bar(page)), 3 * (await hour(page)));
	await expect(page.locator('.ghost')).toContainText('In the way');
	await page.mouse.up();
	const dialog = page.getByRole('dialog', { name: `“${TITLE}” cannot go there` });
	await expect(dialog).toContainText('In the way');
	await expectAccessible(page, 'a refused move');
	await dialog.getByRole('button', { name: 'Leave as it is' }).click();
	await expect(bar(page), `as it was at ${slot.start}`).toHaveAccessibleName(/13:00–14:00/);
	await expect(page.locator('.ghost')).toHaveCount(0);
});

test('what somebody else changed meanwhile is said, and the bar is shown where they put it', async ({
	signedIn: page,
	api,
}) => {
	const { date, room } = await booked(api, 13, '09:00');
	await open(page, date, only(room.room.name));
	const { bars } = await api.get<{
		bars: { title: string; occurrence_id: string; version: number; bookable_id: string }[];
	}>(`/timeline?from=${date}&to=${plusDays(date, 1)}&time_zone=Europe/Brussels&bookable=${room.bookable_id}`);
	const mine = one(bars.filter(({ title }) => title === TITLE));
	await api.patch(`/occurrences/${mine.occurrence_id}?scope=this`, mine.version, { start: `${date}T11:00` });
	await dragBy(page, await middle(bar(page)), 6 * (await hour(page)));
	await page.mouse.up();
	await expect(page.getByRole('dialog')).toContainText('stays where it was');
	await expectAccessible(page, 'a move that came too late');
	await page.getByRole('button', { name: 'Leave as it is' }).click();
	await expect(bar(page)).toHaveAccessibleName(/11:00–12:00/);
});

test('a bar of others says why it does not move', async ({ signedIn: page, api, as }) => {
	const slot = await api.slot(14, '10:00', { free: 1 });
	const room = one(slot.free);
	const manager = await as('room_manager');
	await manager.book(room, slot, { title: 'Of others' });
	await manager.book(
		room,
		{ date: slot.date, start: '13:00' },
		{ title: 'Hidden', visibility: 'confidential' },
	);
	await open(page, slot.date, only(room.room.name));
	const theirs = bar(page, 'Of others');
	await expect(theirs.locator('[data-handle]')).toHaveCount(0);
	await theirs.click();
	await expect(page.getByText('It belongs to others')).toBeVisible();
	await expect(page.getByRole('menuitem')).toHaveText(['Open']);
	await page.keyboard.press('Escape');
	await expect(theirs).toBeFocused();
	await expect(page.getByText('Hidden')).toHaveCount(0);
	await expect(row(page, room.room.name).locator('[data-bar][aria-label^="Reserved"]')).toHaveCount(1);
});

test('a booking is called off from its bar', async ({ signedIn: page, api }) => {
	const { date, room } = await booked(api, 15, '10:00');
	await open(page, date, only(room.room.name));
	await bar(page).click();
	await page.getByRole('menuitem', { name: 'Call off…' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('10:00–11:00');
	await dialog.getByRole('button', { name: 'Call off', exact: true }).click();
	await expect(bar(page)).toHaveCount(0);
});

test('a week shows seven days, moves over the night and stays in the address', async ({
	signedIn: page,
	api,
}) => {
	const { date, room } = await booked(api, 16);
	await open(page, date, only(room.room.name));
	await page.getByRole('button', { name: 'Week', exact: true }).click();
	await expect(page).toHaveURL(/view=week/);
	await expect(page.getByRole('columnheader')).toHaveCount(8);
	await expectGoodEverywhere(page, 'timeline of a week');
	await page.reload();
	await expect(page.getByRole('button', { name: 'Week', exact: true })).toHaveAttribute(
		'aria-pressed',
		'true',
	);
	await bar(page).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('menuitem', { name: 'Move…' }).press('Enter');
	await page.keyboard.press('ArrowRight');
	await expect(spoken(page)).toContainText('15:00–16:00');
	await page.keyboard.press('Enter');
	await expect(bar(page)).toHaveAccessibleName(/15:00–16:00/);
	await expect(page).toHaveURL(new RegExp(`row=${room.bookable_id}`));
	await page.getByRole('button', { name: 'The week after' }).click();
	await expect(bar(page)).toHaveCount(0);
});

test('filters narrow the rows down, and are in the address', async ({ signedIn: page, api }) => {
	const { date, room, start } = await booked(api, 17);
	await open(page, date);
	const headers = page.getByRole('rowheader');
	const all = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
	await page.getByLabel('Seats, at least').fill('20');
	await page.getByLabel('Seats, at least').press('Enter');
	await expect(page).toHaveURL(/capacity=20/);
	await expect
		.poll(async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount')))
		.toBeLessThan(all);
	await page.getByRole('button', { name: 'Drop all filters' }).click();
	await page.getByLabel('Name or code').fill(room.room.name);
	await page.getByLabel('Name or code').press('Enter');
	await expect(headers.first()).toContainText(room.room.name);
	await page.getByLabel(/^Free .* from/).fill(start);
	await page.getByLabel('Free until').fill('15:00');
	await page.getByLabel('Free until').press('Enter');
	await expect(page).toHaveURL(/free_until=15%3A00/);
	await expect(headers.filter({ hasText: new RegExp(`^${room.room.name}$`) })).toHaveCount(0);
});

test('two hundred rooms for a week: only those in view are drawn', async ({ signedIn: page, api }) => {
	const slot = await api.slot(5, '09:00', { free: 1 });
	const line = await api.get<Line & { hours: object[] }>(
		`/timeline?from=${slot.date}&to=${plusDays(slot.date, 1)}&time_zone=Europe/Brussels`,
	);
	const model = line.rows[0];
	await page.route('**/api/v1/timeline?*', (route) => {
		const monday = Date.parse(`${new URL(route.request().url()).searchParams.get('from')}T00:00:00Z`);
		const rows = Array.from({ length: 200 }, (_, index) => ({
			...model,
			bookable_id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
			name: `Room ${index + 1}`,
			code: `R-${index}`,
		}));
		const bars = rows.flatMap(({ bookable_id }, index) =>
			Array.from({ length: 42 }, (_, nth) => {
				const start = monday + Math.floor(nth / 6) * 86_400_000 + (7 + (nth % 6) * 2) * 3_600_000;
				const [starts_at, ends_at] = [start, start + 3_600_000].map((each) => new Date(each).toISOString());
				return {
					bookable_id,
					occurrence_id: `00000000-0000-7000-9000-${String(index * 100 + nth).padStart(12, '0')}`,
					kind: 'confirmed',
					starts_at,
					ends_at,
					blocked_from: starts_at,
					blocked_to: ends_at,
					title: `Meeting ${nth}`,
					host: null,
					mine: false,
					may_change: false,
				};
			}),
		);
		return route.fulfill({ json: { ...line, rows, bars } });
	});
	await open(page, slot.date, '&view=week');
	const grid = page.getByRole('grid');
	await expect(grid).toHaveAttribute('aria-rowcount', '201');
	const drawn = () => page.getByRole('rowheader').count();
	expect(await drawn()).toBeLessThan(40);
	await page.locator('[data-cursor]').focus();
	await page.keyboard.press('Control+End');
	await expect(page.getByRole('rowheader', { name: 'Room 200' })).toBeVisible();
	await expect(row(page, 'Room 200')).toHaveAttribute('aria-rowindex', '201');
	expect(await drawn()).toBeLessThan(40);
	await page.locator('.scroll').evaluate((scroller) => (scroller.scrollTop = 0));
	await expect(row(page, 'Room 1')).toBeVisible();
	// The focus is still in the document, far below what is drawn.
	await expect(page.locator(':focus')).toHaveAttribute('data-row', '199');
	expect(await drawn()).toBeLessThan(40);
	expect(await grid.locator('*').count()).toBeLessThan(6000);
});

test('on paper it is a table', async ({ signedIn: page, api }) => {
	const { date, room } = await booked(api, 18);
	await open(page, date, `&view=week${only(room.room.name)}`);
	await page.emulateMedia({ media: 'print' });
	const table = page.getByRole('table');
	await expect(table).toContainText(`14:00–15:00 ${TITLE}`);
	await expect(page.getByRole('grid')).toBeHidden();
	await page.emulateMedia({ media: 'screen' });
	await expect(table).toHaveCount(0);
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

	test('a tap opens the menu, a long press takes hold', async ({ signedIn: page, api }) => {
		const { date, room } = await booked(api, 19, '08:00');
		await open(page, date, only(room.room.name));
		await expectNoSideways(page, 'timeline on a phone');
		await bar(page).tap();
		await expect(page.getByRole('menuitem', { name: 'Move…' })).toBeVisible();
		await page.keyboard.press('Escape');
		await bar(page).scrollIntoViewIfNeeded();
		const { x, y } = await middle(bar(page));
		const finger = await page.context().newCDPSession(page);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
			finger.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
		await touch('touchStart', { x, y });
		await expect(page.locator('.ghost')).toBeVisible();
		await touch('touchMove', { x: x + 30, y });
		await touch('touchMove', { x: x + 56, y });
		await expect(page.locator('.ghost')).toContainText('09:00–10:00');
		await touch('touchEnd');
		await expect(bar(page)).toHaveAccessibleName(/09:00–10:00/);
	});
});

test.describe('vehicles', () => {
	test('stand on a timeline of their own, and free time leads to a reservation', async ({
		signedIn: page,
		api,
	}) => {
		const { date } = await api.slot(6, '09:00', { free: 1 });
		await page.goto(`/vehicles/timeline?date=${date}&site=&view=week`);
		await expect(page.getByRole('heading', { level: 1, name: 'Timeline of the vehicles' })).toBeVisible();
		await expect(page.getByRole('grid')).toBeVisible();
		await expectGoodEverywhere(page, 'timeline of vehicles');
		await page.getByLabel('Fuel').selectOption('electric');
		await expect(page).toHaveURL(/fuel=electric/);
		await page.getByRole('rowheader').first().focus();
		await page.keyboard.press('Home');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/\/reserve\?date=\d{4}-\d\d-\d\d&start=\d\d%3A00&.*vehicle=[\w-]+/);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reserve a car');
	});

	test('one that is out of service is so until further notice, and says why nothing can be moved', async ({
		page,
		api,
		demo,
	}) => {
		const pool = await aPool(api, demo, [4]);
		const { items } = await api.get<{ items: { id: string; version: number }[] }>(
			`/vehicles?site=${pool.site}`,
		);
		await api.post(`/vehicles/${one(items).id}/put-out-of-service`, { reason: 'The brakes' });
		await page.goto(`/vehicles/timeline?site=${pool.site}`);
		const out = page.locator('[data-bar]');
		await expect(out).toHaveAccessibleName(/until further notice/);
		await out.focus();
		await page.keyboard.press('Enter');
		const word = page.getByRole('dialog');
		await expect(word).toBeFocused();
		await expect(word).toHaveAccessibleName(/until further notice/);
		await expect(word).toHaveAccessibleDescription('Closures and maintenance are moved on their own pages.');
		await expectGoodEverywhere(page, 'timeline with a bar that nobody can move');
		await page.keyboard.press('Escape');
		await expect(word).toHaveCount(0);
		await expect(out).toBeFocused();
	});

	test('the desk moves a reservation when the fleet says it fits, and sees why not', async ({ as }) => {
		const desk = await as('fleet_manager');
		const { date } = await desk.slot(6, '09:00', {});
		const { page } = desk;
		const { items } = await desk.get<{
			items: { id: string; name: string; state: string; site: { id: string } }[];
		}>('/vehicles?limit=200');
		const line = await desk.get<Line>(
			`/timeline?kind=vehicle&from=${date}&to=${plusDays(date, 1)}&time_zone=Europe/Brussels`,
		);
		const taken = new Set(line.bars.map(({ bookable_id }) => bookable_id));
		const car = one(items.filter(({ id, state }) => state === 'in_service' && !taken.has(id)));
		const reserve = (title: string, from: string, to: string) =>
			desk.post<{ id: string }>('/vehicle-reservations', {
				vehicle_id: car.id,
				title,
				passengers: 1,
				distance_km: 20,
				from: `${date}T${from}:00Z`,
				to: `${date}T${to}:00Z`,
			});
		const { id } = await reserve('To the port', '09:00', '11:00');
		await reserve('In the way', '12:30', '14:00');
		await page.goto(`/vehicles/timeline?date=${date}&site=&q=${encodeURIComponent(car.name)}`);
		await dragBy(page, await middle(bar(page, 'To the port')), 2 * (await hour(page)));
		await page.mouse.up();
		await expect(page.getByRole('dialog')).toContainText('taken');
		await expectAccessible(page, 'a move that is refused');
		await page.getByRole('button', { name: 'Leave as it is' }).click();
		await dragBy(page, await middle(bar(page, 'To the port')), -(await hour(page)));
		await page.mouse.up();
		await expect(page.getByText('“To the port” is now at').first()).toBeVisible();
		const moved = await desk.get<{ from: string }>(`/vehicle-reservations/${id}`);
		expect(Date.parse(moved.from)).toBe(Date.parse(`${date}T08:00:00Z`));
	});
});
