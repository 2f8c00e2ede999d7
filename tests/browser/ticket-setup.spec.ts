import {
	button,
	expect,
	expectAccessible,
	expectGoodEverywhere,
	expectNoErrors,
	one,
	personOf,
	test,
} from './support/test';

expectNoErrors();

interface Named {
	id: string;
	code: string;
	name: string;
}

interface Task {
	kind: string;
	names: Record<string, string>;
	required: boolean;
	demands: Record<string, unknown>;
}

test('a checklist of every kind of task is made, put in order, changed and retired', async ({
	page,
	api,
	demo,
}) => {
	test.setTimeout(180_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/tickets');
	await page.getByRole('link', { name: 'Set-up' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Checklists' })).toBeFocused();
	await page.getByLabel('Name or code').fill('there is none such');
	await page.getByLabel('Name or code').press('Enter');
	await expect(page.getByText('Nothing found.')).toBeVisible();
	await expect(page).toHaveURL(/q=there/);
	await page.getByRole('button', { name: 'Show all' }).click();

	await page.getByRole('button', { name: 'Add a checklist' }).first().click();
	const sheet = page.getByRole('dialog', { name: 'Add a checklist' });
	await sheet.getByLabel('Name', { exact: true }).fill('Yearly round');
	await sheet.getByLabel('Code').fill('YEARLY');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByText('A checklist has at least one task.')).toBeVisible();

	const add = async (name: string, kind: string) => {
		await sheet.getByRole('button', { name: 'Add a task' }).click();
		const added = sheet.locator('ol > li').last();
		await expect(added.getByLabel('What is asked')).toBeFocused();
		await added.getByLabel('What is asked').fill(name);
		const item = sheet.locator('ol > li').filter({ hasText: name });
		await item.getByLabel('Kind of answer').selectOption({ label: kind });
		return item;
	};
	await add('Keys in the box', 'Tick');
	await add('The alarm rings', 'Pass or fail');
	await add('What the label says', 'Text');
	const pressure = await add('Pressure', 'Number');
	await pressure.getByLabel('At least').fill('1,5');
	await pressure.getByLabel('At most').fill('3');
	await pressure.getByLabel('Unit').fill('bar');
	const belt = await add('The belt', 'Choice');
	await belt.getByRole('textbox', { name: 'Choice 1' }).fill('good');
	await add('Hours', 'Meter reading');
	await expectGoodEverywhere(page, 'a checklist of every kind');

	// What is wrong is said at the first task that it is about, which opens.
	await pressure.locator('summary').first().click();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(pressure.getByLabel('At least')).toBeFocused();
	await expect(pressure.getByLabel('At least')).toHaveAccessibleDescription('Whole numbers only.');
	await pressure.getByLabel('At least').fill('1');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(belt.getByRole('textbox', { name: 'Choice 1' })).toBeFocused();
	await expect(sheet.getByText('At least two choices are needed.')).toBeVisible();
	await belt.getByRole('textbox', { name: 'Choice 2' }).fill('worn');
	await button(sheet, 'Up', 'The belt').click();
	await expect(page.getByTestId('spoken')).toHaveText('Now task 4 of 6');
	await expect(button(sheet, 'Up', 'The belt')).toBeFocused();
	await button(sheet, 'Take out', 'Keys in the box').click();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	const row = page.getByRole('listitem').filter({ hasText: 'Yearly round' });
	await expect(row).toContainText('5 tasks: Pass or fail, Text, Choice, Number, Meter reading');
	const made = async () =>
		one(
			(await api.get<{ items: (Named & { items: Task[] })[] }>('/checklists')).items.filter(
				(each) => each.code === 'YEARLY',
			),
		);
	expect((await made()).items.map(({ names, demands }) => [names['en'], demands])).toEqual([
		['The alarm rings', {}],
		['What the label says', {}],
		['The belt', { choices: ['good', 'worn'], failing: ['worn'] }],
		['Pressure', { min: 1, max: 3, unit: 'bar' }],
		['Hours', {}],
	]);

	// A code that is taken is said at the field, and what was typed stays.
	await page.getByRole('button', { name: 'Add a checklist' }).first().click();
	await sheet.getByLabel('Name', { exact: true }).fill('Another');
	await sheet.getByLabel('Code').fill('YEARLY');
	await add('Look', 'Tick');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByLabel('Code')).toHaveAccessibleDescription('“Code” is in use already.');
	await expectAccessible(page, 'a code that is taken');
	await page.keyboard.press('Escape');

	await button(page, 'Edit', 'Yearly round').click();
	const change = page.getByRole('dialog', { name: 'Change the checklist' });
	await change.getByText('In the other languages').first().click();
	await change.getByLabel('Nederlands').first().fill('Jaarlijkse ronde');
	await change.getByRole('button', { name: 'Save' }).click();
	await expect(change).toHaveCount(0);
	await button(page, 'Retire', 'Yearly round').click();
	await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
	await expect(row).toHaveCount(0);
	await page.getByLabel('Retired ones too').check();
	await expect(row).toContainText('Retired');
	await expectGoodEverywhere(page, 'checklists');
	await button(page, 'Use again', 'Yearly round').click();
	await expect(row).not.toContainText('Retired');
});

test('a team has its hours, its people and its word on time', async ({ page, api, demo }) => {
	test.setTimeout(150_000);
	await api.signIn(personOf(demo, 'dispatcher'));
	await page.goto('/tickets/setup/teams');
	await page.getByRole('button', { name: 'Add a team' }).first().click();
	const sheet = page.getByRole('dialog', { name: 'Add a team' });
	await sheet.getByLabel('Name', { exact: true }).fill('Night watch');
	await sheet.getByLabel('Code').fill('NIGHT');
	await sheet.getByLabel('Monday, From').fill('22:00');
	await sheet.getByLabel('Monday, Until').fill('06:00');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByText('Something is wrong with the working hours.')).toBeVisible();
	await expect(sheet.getByText('The end is not after the start.')).toBeVisible();
	await expectGoodEverywhere(page, 'the hours of a team');
	await sheet.getByLabel('Monday, Until').fill('00:00');
	await sheet.getByRole('button', { name: 'Monday to Friday like Monday' }).click();
	await expect(sheet.getByLabel('Friday, From')).toHaveValue('22:00');
	await button(sheet, 'Add a time', 'Saturday').click();
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	const row = page.getByRole('listitem').filter({ hasText: 'Night watch' });
	await expect(row).toContainText('Mon–Fri 22:00–24:00 · Sat 08:00–17:00');
	await expect(row).toContainText('Nobody is in this team yet.');

	await button(page, 'Members', 'Night watch').click();
	const members = page.getByRole('dialog', { name: 'Members of Night watch' });
	await members.getByLabel('Find a person').fill('Nowak');
	await members.getByRole('button', { name: /^Add Marek Nowak/ }).click();
	await expectAccessible(page, 'the members of a team');
	await members.getByRole('button', { name: 'Save' }).click();
	await expect(row).toContainText('Marek Nowak');
	await expectGoodEverywhere(page, 'teams');

	await row.getByRole('link', { name: /Service levels/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Service levels' })).toBeVisible();
	await expect(page.getByLabel('For whom')).toHaveValue(/.+/);
	const critical = page.getByRole('group', { name: 'Critical' });
	await expect(critical.getByLabel('Fixed within')).toBeDisabled();
	await critical.getByLabel('Night watch says something of its own here').check();
	await critical.getByLabel('Fixed within').fill('0:15');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(critical.getByLabel('Fixed within')).toBeFocused();
	await expect(critical.getByLabel('Fixed within')).toHaveAccessibleDescription(
		'Not shorter than until it is looked at.',
	);
	await expectGoodEverywhere(page, 'service levels');
	await critical.getByLabel('Looked at within').fill('0:10');
	await critical.getByLabel('Fixed within').fill('2:00');
	await critical.getByLabel('Warn so long before (0:00: never)').fill('0:45');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByTestId('noted')).toContainText('Saved.');
	const { items } = await api.get<{ items: Named[] }>('/teams');
	const team = one(items.filter((each) => each.code === 'NIGHT'));
	const { levels } = await api.get<{ levels: unknown[] }>(`/service-levels?team=${team.id}`);
	expect(levels[0]).toEqual({
		priority: 'critical',
		acknowledge_minutes: 10,
		fix_minutes: 120,
		warn_minutes: 45,
		own: true,
	});
	await critical.getByLabel('Night watch says something of its own here').uncheck();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(critical.getByLabel('Fixed within')).toHaveValue('4:00');

	await page.goto('/tickets/setup/teams');
	await button(page, 'Retire', 'Night watch').click();
	await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
	await expect(row).toHaveCount(0);
});

test('classes of installations are named, and a meter is retired', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'admin'));
	await page.goto('/installations');
	await page.getByRole('link', { name: 'Installation classes' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Installation classes' })).toBeVisible();
	await expectGoodEverywhere(page, 'installation classes');
	await page.getByRole('button', { name: 'Add a class' }).first().click();
	const sheet = page.getByRole('dialog', { name: 'Add a class' });
	await sheet.getByLabel('Name', { exact: true }).fill('Weather vane');
	await sheet.getByLabel('Code').fill('lift');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByLabel('Code')).toHaveAccessibleDescription(/That code is in use already\./);
	await sheet.getByLabel('Code').fill('Weather vane');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet.getByLabel('Code')).toHaveAccessibleDescription(
		/“Code” holds something it cannot hold\./,
	);
	await sheet.getByLabel('Code').fill('weather_vane');
	await sheet.getByRole('button', { name: 'Save' }).click();
	await expect(sheet).toHaveCount(0);
	await page.getByLabel('Name or code').fill('vane');
	await page.getByLabel('Name or code').press('Enter');
	await expect(page.getByText('weather_vane')).toBeVisible();

	const { items } = await api.get<{ items: Named[] }>('/installations?class=boiler&limit=1');
	const { id } = one(items);
	await api.post(`/installations/${id}/meters`, {
		code: 'TO-RETIRE',
		names: { en: 'Burner hours' },
		unit: 'hours',
	});
	await page.goto(`/installations/${id}`);
	await button(page, 'Retire', 'Burner hours').click();
	const asked = page.getByRole('dialog', { name: 'Retire Burner hours?' });
	await expectAccessible(page, 'retiring a meter');
	await asked.getByRole('button', { name: 'Retire' }).click();
	await expect(asked).toHaveCount(0);
	await expect(page.getByRole('listitem').filter({ hasText: 'Burner hours' })).toContainText('Retired');
	await expect(button(page, 'Note a reading', 'Burner hours')).toHaveCount(0);
});

test('who may not set up is told so, and is not led there', async ({ page, api, demo }) => {
	await api.signIn(personOf(demo, 'staff'));
	await page.goto('/tickets');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Set-up' })).toHaveCount(0);
	for (const path of ['/tickets/setup/checklists', '/tickets/setup/teams', '/installations/classes']) {
		await page.goto(path);
		await expect(page.getByText('Your roles do not include this. Ask the facilities desk.')).toBeVisible();
		await expectAccessible(page, path);
	}
});
