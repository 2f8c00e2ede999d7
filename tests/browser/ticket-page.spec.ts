import {
	expect,
	expectAccessible,
	expectGoodEverywhere,
	expectNoErrors,
	one,
	personOf,
	test,
	type Api,
} from './support/test';

expectNoErrors();

interface Named {
	id: string;
	name: string;
}

interface Ticket extends Named {
	number: number;
	title: string;
	description: string | null;
	kind: string;
	impact: string;
	version: number;
	place: Named;
	tasks: { name: string; note: string | null }[];
}

async function report(api: Api, title: string, place = 'S-W16-2-01'): Promise<Ticket> {
	const { items } = await api.get<{ items: Named[] }>(`/places?q=${place}`);
	return api.post('/tickets', { title, place_id: one(items).id });
}

test('a report is changed; what somebody else changed meanwhile is told, and nothing typed is lost', async ({
	page,
	api,
	as,
	demo,
}) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	const { id, number } = await report(api, 'The door sticks');
	await page.goto(`/tickets/${id}`);
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	const sheet = page.getByRole('dialog', { name: `Change report No. ${number}` });
	await sheet.getByLabel('What is wrong?').fill('The door sticks at the top');
	await sheet.getByLabel('How urgent it is').selectOption('stops_work');
	await sheet.getByRole('button', { name: 'Other place' }).click();
	await sheet.getByLabel('Place').fill('S-W16-2-02');
	await sheet.locator('.choice').first().click();
	await expectGoodEverywhere(page, 'the sheet to change a report');

	const colleague = await as('dispatcher');
	const before = await colleague.get<Ticket>(`/tickets/${id}`);
	await colleague.patch(`/tickets/${id}`, before.version, {
		title: 'The door creaks',
		description: 'In the morning only',
	});
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByRole('alert')).toContainText('Someone changed this in the meantime.');
	await expect(sheet.getByText(/What is wrong\?: somebody else made it “The door creaks”/)).toBeVisible();
	await expect(sheet.getByText(/Description: now “In the morning only”/)).toBeVisible();
	await expect(sheet.getByLabel('What is wrong?')).toHaveValue('The door sticks at the top');
	await expect(sheet.getByLabel('Description')).toHaveValue('In the morning only');
	await expectAccessible(page, 'a change that met another');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 1, name: 'The door sticks at the top' })).toBeVisible();
	await expect(page.getByText(/changed: What is wrong\?, Place, How urgent it is/)).toBeVisible();
	expect(await colleague.get<Ticket>(`/tickets/${id}`)).toMatchObject({
		title: 'The door sticks at the top',
		description: 'In the morning only',
	});
});

test('whoever reported it changes the words while it is new, and nothing else', async ({
	signedIn: page,
	api,
	as,
}) => {
	const { id } = await report(api, 'A lamp flickers');
	await page.goto(`/tickets/${id}`);
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByLabel('How urgent it is')).toHaveCount(0);
	await sheet.getByLabel('Description').fill('The left one');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('The left one')).toBeVisible();

	const desk = await as('dispatcher');
	const team = one((await desk.get<{ items: Named[] }>('/teams')).items);
	await desk.post(`/tickets/${id}/triage`, { impact: 'room', urgency: 'hinders', team_id: team.id });
	await page.reload();
	await expect(page.getByText('The left one')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
});

test('tasks come from a checklist or are written; what is wrong is said at the task', async ({
	page,
	api,
	demo,
}) => {
	await api.signIn(personOf(demo, 'dispatcher'));
	const { id } = await report(api, 'To be looked through');
	await api.post('/checklists', {
		code: 'ROUND',
		names: { en: 'A round' },
		items: [{ kind: 'tick', names: { en: 'Close the windows' }, required: true }],
	});
	await page.goto(`/tickets/${id}`);
	const add = page.getByRole('button', { name: 'Add tasks' });
	await add.click();
	const sheet = page.getByRole('dialog', { name: 'Add tasks' });
	await sheet.getByLabel('Checklist', { exact: true }).selectOption({ label: 'ROUND: A round' });
	await expect(sheet.getByText('One task', { exact: true })).toBeVisible();
	await sheet.getByRole('button', { name: 'Add tasks' }).click();
	await expect(page.getByText('Close the windows')).toBeVisible();

	await add.click();
	await sheet.getByLabel('Written here').check();
	await sheet.getByRole('button', { name: 'Add tasks' }).click();
	const name = sheet.getByLabel('What is asked');
	await expect(name).toBeFocused();
	await expect(name).toHaveAccessibleDescription('Say what is asked.');
	await expectGoodEverywhere(page, 'the sheet to add tasks');
	await name.fill('Pressure in the pipe');
	await sheet.getByLabel('Kind of answer').selectOption('number');
	await sheet.getByLabel('At least').fill('4');
	await sheet.getByLabel('At most').fill('3');
	await sheet.getByLabel('Unit').fill('bar');
	await expect(sheet.getByText('The least is more than the most.')).toBeVisible();
	await sheet.getByLabel('At most').fill('6');
	await sheet.getByRole('button', { name: 'Add tasks' }).click();
	await expect(sheet).toBeHidden();
	await expect(page.getByText('Pressure in the pipe')).toBeVisible();
	await expect(page.getByText('put one task on the list')).toHaveCount(2);
	expect((await api.get<Ticket>(`/tickets/${id}`)).tasks.map((task) => task.name)).toEqual([
		'Close the windows',
		'Pressure in the pipe',
	]);
});

test('who plans work is shown what is booked then, and a confidential booking as reserved', async ({
	page,
	api,
	as,
	demo,
}) => {
	await api.signIn(personOf(demo, 'staff'));
	const slot = await api.slot(3, '09:00', { free: 1 });
	const room = one(slot.free);
	await api.book(room, slot, { title: 'Nobody may read this', visibility: 'confidential' });
	const place = (await api.get<{ code: string }>(`/rooms/${room.room.id}`)).code;

	const desk = await as('dispatcher');
	const { id } = await report(desk, 'To be planned around', place);
	const team = one((await desk.get<{ items: Named[] }>('/teams')).items);
	await desk.post(`/tickets/${id}/triage`, { impact: 'room', urgency: 'can_wait', team_id: team.id });
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto(`/tickets/${id}`);
	await page.getByRole('button', { name: 'Plan', exact: true }).click();
	const sheet = page.getByRole('dialog', { name: 'Plan' });
	await sheet.getByLabel('Date').fill(slot.date);
	await sheet.getByLabel('From').fill('09:30');
	await sheet.getByLabel('Until').fill('10:00');
	await expect(sheet.getByText('At that time one booking depends on it:')).toBeVisible();
	await expect(sheet.getByText('Reserved', { exact: true })).toBeVisible();
	await expect(sheet.getByText('Nobody may read this')).toHaveCount(0);
	await expectAccessible(page, 'the plan sheet with what is booked');
	await sheet.getByLabel('From').fill('03:00');
	await sheet.getByLabel('Until').fill('03:30');
	await expect(sheet.getByText('Nothing is booked at that time.')).toBeVisible();
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

	for (const [path, label, field] of [
		['/tickets?scope=all', 'Filter the reports', 'Priority'],
		['/installations', 'Which installations', 'Class'],
	] as const)
		test(`the filters of ${path} fold away, and say how many there are`, async ({ page, api, demo }) => {
			await api.signIn(personOf(demo, 'dispatcher'));
			await page.goto(path);
			const form = page.getByRole('search', { name: label });
			const fold = form.getByRole('button', { name: /^Filters/ });
			await expect(form.getByLabel(field, { exact: true })).toBeHidden();
			const list = page.locator('main ul.card, main ul.list').first();
			await expect(list).toBeInViewport();
			await fold.tap();
			await form.getByLabel(field, { exact: true }).selectOption({ index: 1 });
			await expect(fold).toHaveText(/Filters \(1\)/);
			await expectAccessible(page, `${path}, filters open`);
			await fold.tap();
			await expect(form.getByLabel(field, { exact: true })).toBeHidden();
			await expectAccessible(page, `${path}, filters folded`);
		});
});
