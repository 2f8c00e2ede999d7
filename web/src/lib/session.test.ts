import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, Problem, type Session } from './api';
import { language, setLanguage } from './i18n.svelte';
import { me } from './session.svelte';

type Language = Session['person']['language'];

/** The language that is stored for the person, as the server keeps it. */
let stored: Language;

function session(): Session {
	return { person: { language: stored }, may: [] } as unknown as Session;
}

beforeEach(() => {
	vi.stubGlobal('document', { documentElement: {} });
	vi.spyOn(api, 'signIn').mockImplementation(() => Promise.resolve(session()));
	vi.spyOn(api, 'signOut').mockResolvedValue(undefined as never);
	vi.spyOn(api, 'keepLanguage').mockImplementation((code) => {
		stored = code;
		return Promise.resolve(session());
	});
	vi.spyOn(api, 'sites').mockResolvedValue({ items: [] });
	vi.spyOn(api, 'features').mockResolvedValue({ items: [] });
	stored = 'de';
	setLanguage('en');
});

afterEach(async () => {
	await me.signOut();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

describe('the language of somebody who signs in', () => {
	it('is the one that is stored for them, whatever the browser wishes', async () => {
		await me.signIn('ann', 'secret');
		expect([language(), stored]).toEqual(['de', 'de']);
	});

	it('is the one that they picked on the way in, and only they', async () => {
		await me.changeLanguage('fr');
		expect([language(), stored]).toEqual(['fr', 'de']);
		await me.signIn('ann', 'secret');
		expect([language(), stored]).toEqual(['fr', 'fr']);
		await me.signOut();
		stored = 'nl';
		await me.signIn('bob', 'secret');
		expect([language(), stored]).toEqual(['nl', 'nl']);
	});

	it('is stored when they pick it signed in, and is no pick for the next', async () => {
		await me.signIn('ann', 'secret');
		await me.changeLanguage('nl');
		expect([language(), stored]).toEqual(['nl', 'nl']);
		await me.signOut();
		stored = 'fr';
		await me.signIn('bob', 'secret');
		expect([language(), stored]).toEqual(['fr', 'fr']);
	});
});

describe('who signs out without a connection', () => {
	it('is out here at once, and on the server before anybody is asked for again', async () => {
		await me.signIn('ann', 'secret');
		vi.mocked(api.signOut).mockRejectedValue(new Problem(0));
		const asked = vi.spyOn(api, 'session').mockImplementation(() => Promise.resolve(session()));
		await me.signOut();
		expect(me.session).toBeUndefined();

		me.known = false;
		await me.restore();
		expect([me.session, asked.mock.calls.length]).toEqual([undefined, 0]);

		vi.mocked(api.signOut).mockResolvedValue(undefined as never);
		me.known = false;
		await me.restore();
		expect([vi.mocked(api.signOut).mock.calls.length, asked.mock.calls.length]).toEqual([3, 1]);
	});
});

describe('who opens the app without a connection', () => {
	it('is who it was last time, and nobody when that is a day ago', async () => {
		await me.signIn('ann', 'secret');
		vi.spyOn(api, 'session').mockRejectedValue(new Problem(0));
		const again = async () => {
			me.session = undefined;
			me.known = false;
			await me.restore();
			return me.session as unknown;
		};
		expect(await again()).toMatchObject({ person: { language: 'de' } });
		vi.useFakeTimers({ now: Date.now() + 25 * 3_600_000 });
		await expect(again()).rejects.toMatchObject({ status: 0 });
		vi.useRealTimers();
	});
});
