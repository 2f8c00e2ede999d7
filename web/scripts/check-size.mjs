// The landing page may load at most 150 kB of JavaScript (gzip): what the start page names or imports eagerly.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 150_000;
const build = join(fileURLToPath(new URL('..', import.meta.url)), 'build');
const page = readFileSync(join(build, 'index.html'), 'utf8');
const manifest = join(build, '../.svelte-kit/output/client/.vite/manifest.json');
const chunks = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};

const wanted = new Set([...page.matchAll(/\/(_app\/[\w./-]+\.js)/g)].map((match) => match[1]));
// Nodes 0 (layout), 1 (error page) and the home page are loaded at the start.
for (const chunk of Object.values(chunks)) {
	if (/\.svelte-kit\/generated\/client-optimized\/nodes\/(0|1|2)\.js$/.test(chunk.src ?? ''))
		wanted.add(chunk.file);
}
for (const file of wanted) {
	const source = readFileSync(join(build, file), 'utf8');
	for (const match of source.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g))
		wanted.add(posix.join(posix.dirname(file), match[1]));
}
let total = 0;
for (const file of wanted) total += gzipSync(readFileSync(join(dirname(build), 'build', file))).length;
console.log(
	`landing page: ${wanted.size} scripts, ${(total / 1000).toFixed(1)} kB gzip (limit ${LIMIT / 1000})`,
);
if (total > LIMIT) process.exit(1);
