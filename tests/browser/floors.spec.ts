import {
	expect,
	expectGoodEverywhere,
	expectNoErrors,
	one,
	personOf,
	test,
	type Api,
	type Page,
} from './support/test';
import { fromNow } from './support/time';

expectNoErrors();

interface Space {
	id: string;
	code: string;
	name: string;
	state: string | null;
	outline: { coordinates: number[][][] } | null;
	rooms: { id: string; name: string; state: string }[];
}

interface FloorMap {
	floor: { id: string; name: string };
	plan: { width: number; height: number; version: number; mm_per_unit: number | null } | null;
	spaces: Space[];
}

/** A small drawing: 400 by 200 units. */
const DRAWING = Buffer.from(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><rect x="10" y="10" width="380" height="180" fill="none" stroke="#333"/></svg>',
);

async function floorOf(api: Api, code: string): Promise<string> {
	const { items } = await api.get<{ items: { id: string; code: string }[] }>(`/places?kind=floor&q=${code}`);
	return one(items.filter((each) => each.code === code)).id;
}

async function spaceOf(api: Api, floor: string, code: string): Promise<Space> {
	const { spaces } = await api.get<FloorMap>(`/floors/${floor}/map`);
	return one(spaces.filter((space) => space.code === code));
}

/** Clicks on the drawing at a point of the plan. */
async function clickAt(page: Page, plan: { width: number; height: number }, x: number, y: number) {
	const drawing = page.getByTestId('drawing');
	const box = await drawing.boundingBox();
	if (!box) throw new Error('the drawing is not there');
	const scale = Math.min(box.width / plan.width, box.height / plan.height);
	const left = (box.width - plan.width * scale) / 2;
	const top = (box.height - plan.height * scale) / 2;
	await drawing.click({ position: { x: left + x * scale, y: top + y * scale } });
}

test('a floor shows what goes on, on the plan and in words, and leads on', async ({
	page,
	api,
	as,
	demo,
}) => {
	test.setTimeout(180_000);
	const dispatcher = await as('dispatcher');
	await api.signIn(personOf(demo, 'room_manager'));
	const floor = await floorOf(api, 'W16-A.2');
	const lilac = await spaceOf(api, floor, 'S-W16-LILAC');
	await dispatcher.post('/tickets', { title: 'A lamp of a test flickers', place_id: lilac.id });

	await page.goto('/floors');
	await page.getByLabel('Where').selectOption({ label: 'Rue de la Loi 14–16' });
	await expectGoodEverywhere(page, 'floors');
	await page.locator(`main a[href="/floors/${floor}"]`).click();
	const plan = page.getByRole('group', { name: /^Plan of / });
	const onPlan = plan.getByRole('link', { name: new RegExp(`^${lilac.name}, `) });
	await expect(onPlan).toBeVisible();
	await expect(onPlan).toHaveAccessibleName(/open report/);
	const legend = page.getByRole('region', { name: 'What the signs mean' });
	for (const word of ['Free', 'Taken soon', 'Taken', 'Closed', 'Out of order', 'Open report'])
		await expect(legend.getByText(word, { exact: word !== 'Open report' })).toBeVisible();
	await expectGoodEverywhere(page, 'floor');

	// A click on the plan leads to the room, its reports and its installations; the keyboard does the same.
	await onPlan.click();
	await expect(page).toHaveURL(new RegExp(`space=${lilac.id}`));
	const chosen = page.getByRole('region', { name: 'Chosen on the plan' });
	await expect(chosen.getByRole('link', { name: /A lamp of a test flickers/ })).toBeVisible();
	await expect(chosen.getByRole('link', { name: /installation/ }).first()).toHaveAttribute(
		'href',
		`/installations?place=${lilac.id}`,
	);
	await expectGoodEverywhere(page, 'floor, a space chosen');
	await plan.getByRole('link').nth(1).focus();
	await page.keyboard.press('Enter');
	await expect(page).not.toHaveURL(new RegExp(`space=${lilac.id}`));
	await onPlan.click();
	await chosen.getByRole('link', { name: /^To the room/ }).click();
	await expect(page).toHaveURL(new RegExp(`/rooms/${one(lilac.rooms).id}`));
});

test('closing a room shows on the plan', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'room_manager'));
	const floor = await floorOf(api, 'W16-A.2');
	const space = await spaceOf(api, floor, 'S-W16-2-02');
	const { id } = await api.post<{ id: string }>('/closures', {
		kind: 'maintenance',
		scope: { room_ids: space.rooms.map((room) => room.id) },
		start: fromNow(-5),
		end: fromNow(180),
		time_zone: 'Europe/Brussels',
		reason: 'A test',
		names: { en: 'Maintenance' },
		on_conflict: 'keep',
	});
	// What somebody uses stays taken: the plan says what the server says.
	const { state } = await spaceOf(api, floor, 'S-W16-2-02');
	const words: Record<string, string> = { out_of_order: 'Out of order', taken: 'Taken', soon: 'Taken soon' };
	expect(['out_of_order', 'taken', 'soon']).toContain(state);
	await page.goto(`/floors/${floor}`);
	await expect(
		page
			.getByRole('group', { name: /^Plan of / })
			.getByRole('link', { name: new RegExp(`^${space.name}, ${words[state ?? '']}`) }),
	).toBeVisible();
	await expect(
		page
			.getByRole('listitem')
			.filter({ hasText: space.code })
			.getByText(words[state ?? ''] ?? '', { exact: true })
			.first(),
	).toBeVisible();
	await api.post(`/closures/${id}/lift`, {});
});

test('a plan is put, a space is drawn by pointer and by numbers, changed and taken off', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(240_000);
	await api.signIn(personOf(demo, 'room_manager'));
	const floor = await floorOf(api, 'W16-A.3');
	await page.goto(`/floors/${floor}`);
	await expect(page.getByText('Nobody has put a plan of this floor yet.')).toBeVisible();
	await expectGoodEverywhere(page, 'floor without a plan');
	await page.getByRole('button', { name: 'Put a plan' }).first().click();
	const sheet = page.getByRole('dialog');
	await sheet
		.getByLabel('Picture or drawing')
		.setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('not a plan') });
	await sheet.getByRole('button', { name: 'Put it' }).click();
	await expect(sheet.getByRole('alert')).toBeVisible();
	await expectGoodEverywhere(page, 'plan, refused');
	await sheet
		.getByLabel('Picture or drawing')
		.setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: DRAWING });
	await sheet.getByLabel('Millimetres per pixel').fill('50');
	await sheet.getByRole('button', { name: 'Put it' }).click();
	await expect(sheet).toHaveCount(0);
	const { plan, spaces } = await api.get<FloorMap>(`/floors/${floor}/map`);
	expect(plan).toMatchObject({ width: 400, height: 200, mm_per_unit: 50 });
	if (!plan) throw new Error('no plan');

	const [first, second] = spaces;
	if (!first || !second) throw new Error('the floor has no two spaces');
	await page.getByRole('link', { name: 'Draw the spaces' }).click();
	await page.getByLabel('Which space').selectOption(first.id);
	for (const [x, y] of [
		[20, 20],
		[180, 20],
		[180, 120],
		[20, 120],
	] as const)
		await clickAt(page, plan, x, y);
	await expect(page.getByRole('img', { name: `Drawing of ${first.name}: 4 corners` })).toBeVisible();
	await expectGoodEverywhere(page, 'drawing a space');
	await page.getByRole('button', { name: 'Save this outline' }).click();
	await expect(page.getByText(/is drawn: \d+ m²/).first()).toBeVisible();
	const ring = (await spaceOf(api, floor, first.code)).outline?.coordinates[0] ?? [];
	expect(ring).toHaveLength(5);
	for (const [index, [x, y]] of (
		[
			[20, 20],
			[180, 20],
			[180, 120],
			[20, 120],
		] as const
	).entries()) {
		expect(Math.abs((ring[index]?.[0] ?? 0) - x)).toBeLessThan(3);
		expect(Math.abs((ring[index]?.[1] ?? 0) - y)).toBeLessThan(3);
	}

	// A corner that is dragged takes the outline along.
	const corner = page.getByTestId('drawing').locator('circle').nth(2);
	await corner.hover();
	await page.mouse.down();
	const box = await corner.boundingBox();
	await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 40, { steps: 4 });
	await page.mouse.up();
	await expect(page.getByRole('img', { name: `Drawing of ${first.name}: 4 corners` })).toBeVisible();
	await expect(page.getByLabel('Corner 3, to the right')).not.toHaveValue('180');
	await page.getByRole('button', { name: 'Back to what is saved' }).click();

	// The same without a pointer: a rectangle to begin with, its corners as numbers.
	await page.getByLabel('Which space').selectOption(second.id);
	await page.getByRole('button', { name: 'Begin with a rectangle' }).focus();
	await page.keyboard.press('Enter');
	const corners = [
		[200, 20],
		[380, 20],
		[380, 120],
		[200, 120],
	] as const;
	for (const [index, [x, y]] of corners.entries()) {
		await page.getByLabel(`Corner ${index + 1}, to the right`).fill(String(x));
		await page.getByLabel(`Corner ${index + 1}, downwards`).fill(String(y));
	}
	await page.getByRole('button', { name: 'Add a corner after 2' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Corner 3, to the right')).toBeFocused();
	await expect(page.getByLabel('Corner 3, downwards')).toHaveValue('70');
	await page.getByRole('button', { name: 'Save this outline' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByText(`${second.name} is drawn`).first()).toBeVisible();
	expect((await spaceOf(api, floor, second.code)).outline?.coordinates[0]).toEqual([
		[200, 20],
		[380, 20],
		[380, 70],
		[380, 120],
		[200, 120],
		[200, 20],
	]);

	// An outline that crosses itself is refused in words, and stays to be mended.
	await page.getByLabel('Corner 1, to the right').fill('390');
	await page.getByLabel('Corner 1, downwards').fill('180');
	await page.getByLabel('Corner 1, downwards').press('Tab');
	await page.getByLabel('Corner 2, to the right').fill('10');
	await page.getByLabel('Corner 2, to the right').press('Tab');
	await page.getByRole('button', { name: 'Save this outline' }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByLabel('Corner 2, to the right')).toHaveValue('10');
	await page.getByRole('button', { name: 'Back to what is saved' }).click();
	await expect(page.getByLabel('Corner 1, to the right')).toHaveValue('200');

	await page.getByRole('button', { name: 'Take it off the plan' }).click();
	await expectGoodEverywhere(page, 'taking a space off the plan');
	await page.getByRole('dialog').getByRole('button', { name: 'Take it off the plan' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	expect((await spaceOf(api, floor, second.code)).outline ?? null).toBeNull();
	await page.getByRole('link', { name: 'Done drawing' }).click();
	await expect(page.getByRole('group', { name: /^Plan of / }).getByRole('link')).toHaveCount(1);

	await page.getByRole('button', { name: 'Remove the plan' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove the plan' }).click();
	await expect(page.getByText('Nobody has put a plan of this floor yet.')).toBeVisible();
	expect((await api.get<FloorMap>(`/floors/${floor}/map`)).plan ?? null).toBeNull();
});

test('staff see the plan and cannot change it', async ({ signedIn: page, api }) => {
	const floor = await floorOf(api, 'W16-A.2');
	await page.goto(`/floors/${floor}`);
	await expect(page.getByRole('group', { name: /^Plan of / })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Draw the spaces' })).toHaveCount(0);
	await page.goto(`/floors/${floor}?draw=1`);
	await expect(page.getByRole('group', { name: /^Plan of / })).toBeVisible();
	await expect(page.getByTestId('drawing')).toHaveCount(0);
});
