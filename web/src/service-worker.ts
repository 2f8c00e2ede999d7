/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
/**
 * Opens the app where there is no connection: its one page and the hashed files are kept here. Nothing of the API is:
 * what people may see is theirs, and kept apart for each of them (`lib/kept`).
 */
import { build, files, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const PREFIX = 'intendant.app.';
const CACHE = PREFIX + version;
const PAGE = '/';
const ASSETS = new Set([...build, ...files]);
/** How long a page may take over the network before the kept one opens. */
const SOON_MS = 4_000;

worker.addEventListener('install', (event) => {
	event.waitUntil(install());
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(activate());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (ASSETS.has(url.pathname) || url.pathname.startsWith('/_app/immutable/'))
		event.respondWith(asset(request));
	else if (request.mode === 'navigate' && !/^\/api(\/|$)|\./.test(url.pathname))
		event.respondWith(page(request));
});

async function install(): Promise<void> {
	const answer = await fetch(PAGE, { cache: 'reload' });
	if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
	const html = await answer.clone().text();
	// The page of another build, in the middle of an upgrade: it would miss its files. The next visit tries again.
	const named = [...html.matchAll(/"(\/_app\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
	if (named.some((path) => !ASSETS.has(path))) throw new Error('the page is of another build');
	const cache = await caches.open(CACHE);
	await cache.addAll([...ASSETS]);
	await cache.put(PAGE, answer);
	await worker.skipWaiting();
}

/** Drops what is older than the build before: windows that are still open with that one find their files here. */
async function activate(): Promise<void> {
	const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
	for (const name of ours.slice(0, -1)) await caches.delete(name);
	await worker.clients.claim();
}

/** A file of the build: its name carries the hash of its content. */
async function asset(request: Request): Promise<Response> {
	return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** The page, the newest where it comes in time. Every path is the same page. */
async function page(request: Request): Promise<Response> {
	const kept = async () => (await caches.open(CACHE)).match(PAGE, { ignoreVary: true });
	try {
		const answer = await fetch(request, { signal: AbortSignal.timeout(SOON_MS) });
		if (answer.status < 500) return answer;
		return (await kept()) ?? answer;
	} catch (error) {
		const page = await kept();
		if (page) return page;
		throw error;
	}
}
