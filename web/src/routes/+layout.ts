import { redirect } from '@sveltejs/kit';
import { startLanguage } from '$lib/i18n.svelte';
import { me } from '$lib/session.svelte';
import type { LayoutLoad } from './$types';

// Static files: everything is drawn in the browser, from the API.
export const ssr = false;

let started = false;

/** Where nobody needs an account: a QR code, reporting behind it, and following what was reported. */
const OPEN = /^\/(?:r|report)\/./;

export const load: LayoutLoad = async ({ url }) => {
	if (!started) {
		startLanguage();
		started = true;
	}
	await me.restore();
	const signingIn = url.pathname === '/sign-in';
	if (!me.session && !signingIn && !OPEN.test(url.pathname)) {
		const next = url.pathname + url.search;
		redirect(307, next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);
	}
	if (me.session && signingIn) redirect(307, '/');
};
