import { redirect } from '@sveltejs/kit';
import { me } from '$lib/session.svelte';
import type { PageLoad } from './$types';

/** What a QR code leads to: who is signed in reports as themselves, anybody else as a guest. */
export const load: PageLoad = ({ params, parent }) =>
	parent().then(() => {
		const token = encodeURIComponent(params.token);
		redirect(307, me.session ? `/report?qr=${token}` : `/report/${token}`);
	});
