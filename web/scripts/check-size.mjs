// Opening the home page may load at most 150 kB of JavaScript (gzip): what the start page names, what the pages on the
// way to the home page import, and what those import in turn.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 150_000;
/** Loaded before the home page shows itself. */
const ROUTES = ['+layout.svelte', '(app)/+layout.svelte', '(app)/+page.svelte'];

const web = fileURLToPath(new URL('..', import.meta.url));
const build = join(web, 'build');
const nodes = join(web, '.svelte-kit/generated/client-optimized/nodes');
const manifest = join(web, '.svelte-kit/output/client/.vite/manifest.json');

const wanted = new Set();
for (const [, file] of readFileSync(join(build, 'index.html'), 'utf8').matchAll(/\/(_app\/[\w./-]+\.js)/g))
	wanted.add(file);

const chunks = Object.values(JSON.parse(readFileSync(manifest, 'utf8')));
for (const route of ROUTES) {
	const node = readdirSync(nodes).find((name) =>
		readFileSync(join(nodes, name), 'utf8').includes(`/src/routes/${route}"`),
	);
	const chunk = node && chunks.find((each) => each.src?.endsWith(`/nodes/${node}`));
	if (!chunk) throw new Error(`the build has no script for ${route}: has the layout of the build changed?`);
	wanted.add(chunk.file);
}

let total = 0;
// A set that grows while it is walked is walked to its new end.
for (const file of wanted) {
	const source = readFileSync(join(build, file), 'utf8');
	total += gzipSync(source).length;
	for (const [, next] of source.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g))
		wanted.add(posix.join(posix.dirname(file), next));
}
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`home page: ${wanted.size} scripts, ${kilobytes(total)} gzip (limit ${kilobytes(LIMIT)})`);
if (total > LIMIT) process.exit(1);
