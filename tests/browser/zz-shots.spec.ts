import { personOf, test } from './support/test';
test('shots', async ({ page, api, demo }) => {
	test.setTimeout(120_000);
	await api.signIn(personOf(demo, 'fleet_manager'));
	const { items } = await api.get<{ items: { id: string; code: string }[] }>('/sites');
	const site = items.find((each) => each.code === 'W16') ?? items[0];
	for (const width of [1280, 390]) {
		await page.setViewportSize({ width, height: 900 });
		await page.goto(`/vehicles/desk?site=${site?.id}`);
		await page.waitForTimeout(2500);
		await page.screenshot({ path: `/tmp/a-desk-${width}.png`, fullPage: true });
		const back = page.getByRole('button', { name: /^Take back/ }).first();
		if (await back.count()) {
			await back.click();
			await page.getByRole('button', { name: 'Add damage' }).click();
			await page.waitForTimeout(600);
			await page.screenshot({ path: `/tmp/a-return-${width}.png` });
			await page.keyboard.press('Escape');
		}
		const out = page.getByRole('button', { name: /^Hand out/ }).first();
		if ((await out.count()) && (await out.isEnabled())) {
			await out.click();
			await page.waitForTimeout(600);
			await page.screenshot({ path: `/tmp/a-handout-${width}.png` });
		}
	}
});
