import { AxeBuilder } from '@axe-core/playwright';
import {
	expect,
	test as base,
	type APIResponse,
	type BrowserContext,
	type Locator,
	type Page,
} from '@playwright/test';
import { startDemo, type Demo, type DemoPerson } from './server';
import { inDays, isWorkday, plusDays } from './time';

export { expect };
export type { Page };

/** What the tests need of the answers. */
interface Room {
	id: string;
	name: string;
	capacity: number;
}

export interface Item {
	bookable_id: string;
	room: Room;
	state: 'free' | 'needs_approval' | 'not_free';
	layout_id: string | null;
}

export interface Slot {
	date: string;
	start: string;
	free: Item[];
	asking: Item[];
}

/** The API as the signed-in person of a page sees it. */
export class Api {
	constructor(
		readonly page: Page,
		readonly demo: Demo,
	) {}

	async get<T>(path: string): Promise<T> {
		return this.answer(await this.page.request.get(`${this.demo.url}/api/v1${path}`));
	}

	async post<T>(path: string, data: unknown): Promise<T> {
		const headers = { origin: this.demo.url };
		return this.answer(
			await this.page.request.post(`${this.demo.url}/api/v1${path}`, {
				headers,
				data,
			}),
		);
	}

	async put<T>(path: string, data: unknown): Promise<T> {
		const headers = { origin: this.demo.url };
		return this.answer(
			await this.page.request.put(`${this.demo.url}/api/v1${path}`, {
				headers,
				data,
			}),
		);
	}

	async patch<T>(path: string, version: number, data: unknown): Promise<T> {
		const headers = { origin: this.demo.url, 'if-match': `"v${version}"` };
		return this.answer(
			await this.page.request.patch(`${this.demo.url}/api/v1${path}`, {
				headers,
				data,
			}),
		);
	}

	private async answer<T>(response: APIResponse): Promise<T> {
		expect(response.ok(), `${response.url()} ${response.status()} ${await response.text()}`).toBe(true);
		return (response.status() === 204 ? undefined : await response.json()) as T;
	}

	/** Signs in without the form and asks for English. */
	async signIn(person: DemoPerson): Promise<void> {
		await this.page.context().clearCookies();
		await this.post('/session', {
			login: person.login,
			password: person.password,
		});
		const headers = { origin: this.demo.url };
		await this.answer(
			await this.page.request.patch(`${this.demo.url}/api/v1/session`, {
				headers,
				data: { language: 'en' },
			}),
		);
	}

	availability(date: string, start: string, extra = ''): Promise<{ items: Item[] }> {
		const end = `${String(Number(start.slice(0, 2)) + 1).padStart(2, '0')}${start.slice(2)}`;
		const zone = encodeURIComponent('Europe/Brussels');
		return this.get(
			`/availability?kind=room&from=${date}T${start}&to=${date}T${end}&time_zone=${zone}&attendees=4&limit=200${extra}`,
		);
	}

	/** A working day, some weeks ahead, on which rooms are free: no test depends on the day it runs. */
	async slot(
		weeks: number,
		start: string,
		wanted: { free?: number; asking?: number; rule?: string },
	): Promise<Slot> {
		const extra = wanted.rule ? `&recurrence=${encodeURIComponent(wanted.rule)}` : '';
		for (let day = weeks * 7; day < weeks * 7 + 21; day += 1) {
			const date = inDays(day);
			if (!isWorkday(date)) continue;
			const { items } = await this.availability(date, start, extra);
			const free = items.filter((item) => item.state === 'free');
			const asking = items.filter((item) => item.state === 'needs_approval');
			if (free.length >= (wanted.free ?? 0) && asking.length >= (wanted.asking ?? 0))
				return { date, start, free, asking };
		}
		throw new Error(`no day with enough free rooms, ${weeks} weeks ahead at ${start}`);
	}

	book(item: Item, slot: { date: string; start: string }, changes: object = {}): Promise<{ id: string }> {
		return this.post('/bookings', {
			title: 'Made by a test',
			bookables: [{ id: item.bookable_id, layout_id: item.layout_id }],
			start: `${slot.date}T${slot.start}`,
			duration_minutes: 60,
			time_zone: 'Europe/Brussels',
			attendees: 4,
			visibility: 'normal',
			on_conflict: 'fail',
			...changes,
		});
	}
}

interface Fixtures {
	api: Api;
	/** The API as somebody else sees it, in a browser of their own. */
	as: (role: string) => Promise<Api>;
	staff: DemoPerson;
	/** The page with the staff member signed in, in English. */
	signedIn: Page;
}

export const test = base.extend<Fixtures, { demo: Demo }>({
	demo: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
		async ({}, use) => {
			const { demo, stop } = await startDemo();
			await use(demo);
			await stop();
		},
		{ scope: 'worker', timeout: 120_000 },
	],
	baseURL: async ({ demo }, use) => use(demo.url),
	api: async ({ page, demo }, use) => use(new Api(page, demo)),
	as: async ({ demo, browser }, use) => {
		const opened: BrowserContext[] = [];
		await use(async (role) => {
			const context = await browser.newContext({ baseURL: demo.url, locale: 'en-GB' });
			opened.push(context);
			const theirs = new Api(await context.newPage(), demo);
			await theirs.signIn(personOf(demo, role));
			return theirs;
		});
		for (const context of opened) await context.close();
	},
	staff: async ({ demo }, use) => use(personOf(demo, 'staff')),
	signedIn: async ({ page, api, staff }, use) => {
		await api.signIn(staff);
		await use(page);
	},
});

export function personOf(demo: Demo, role: string): DemoPerson {
	const found = demo.people.find((person) => person.role === role);
	if (!found) throw new Error(`the demo has no ${role}`);
	return found;
}

/** The address of a search; `/book?...`. */
export function searchAddress(
	slot: { date: string; start: string },
	more: Record<string, string> = {},
): string {
	const query = new URLSearchParams({
		date: slot.date,
		start: slot.start,
		minutes: '60',
		people: '4',
		site: '',
		...more,
	});
	return `/book?${query}`;
}

export async function openSearch(
	page: Page,
	slot: { date: string; start: string },
	more: Record<string, string> = {},
) {
	await page.goto(searchAddress(slot, more));
	await expect(page.getByRole('article').first()).toBeVisible();
}

export function weekAfter(day: string, weeks = 1): string {
	return plusDays(day, weeks * 7);
}

/** The first of a list that must have one. */
export function one<T>(list: T[]): T {
	const [first] = list;
	if (first === undefined) throw new Error('the list is empty');
	return first;
}

/** A button by what it does and to what; the second half is for screen readers only. */
export function button(within: Page | Locator, verb: string, what: string) {
	const escaped = what.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return within.getByRole('button', {
		name: new RegExp(`^${verb} ?: ${escaped}`),
	});
}

/** The result card of one room, also where it lies in the folded part. */
export function card(page: Page, name: string) {
	return page.getByRole('article', { name, exact: true, includeHidden: true });
}

/** axe finds nothing on the page as it stands: by all of its rules, or by one. */
export async function expectAccessible(page: Page, what: string, rule?: string) {
	const axe = new AxeBuilder({ page });
	const { violations } = await (rule ? axe.withRules(rule) : axe).analyze();
	const found = violations.map(
		(each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`,
	);
	expect(found, what).toEqual([]);
}

/**
 * Nothing for axe to find on a desk and on a phone, and nothing sideways at 320 pixels. Each width is looked at in full
 * once; what the other colours change is the contrast.
 */
export async function expectGoodEverywhere(page: Page, what: string) {
	const before = page.viewportSize();
	const look = async (width: number, height: number, schemes: readonly ('light' | 'dark')[]) => {
		await page.setViewportSize({ width, height });
		for (const [index, colorScheme] of schemes.entries()) {
			await page.emulateMedia({ colorScheme });
			const rules = index === 0 ? undefined : 'color-contrast';
			await expectAccessible(page, `${what}, ${width} pixels, ${colorScheme}`, rules);
		}
	};
	await look(1280, 800, ['light', 'dark']);
	await look(390, 844, ['dark', 'light']);
	await page.setViewportSize({ width: 320, height: 640 });
	await expectNoSideways(page, `${what}, 320 pixels`);
	if (before) await page.setViewportSize(before);
}

/** Fails each test of a file in which the page throws: what is seen may still look right. */
export function expectNoErrors() {
	const thrown: string[] = [];
	test.beforeEach(({ page }) => {
		thrown.length = 0;
		page.on('pageerror', (error) => thrown.push(error.message));
	});
	test.afterEach(() => expect(thrown, 'thrown by the page').toEqual([]));
}

/** The page is not wider than the window. */
export async function expectNoSideways(page: Page, what: string) {
	const over = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(over, what).toBe(0);
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** The hours of a policy: day and night, so that a test does not depend on when it runs. */
export const ALWAYS = {
	...Object.fromEntries(DAYS.map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
	open_on_closed_days: true,
};
