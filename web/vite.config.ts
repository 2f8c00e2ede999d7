import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { assertMessages } from './scripts/check-messages.mjs';

// The kit's announcer comes with a style attribute, which a strict Content-Security-Policy refuses. The style sheet
// (`#svelte-announcer` in app.css) says the same.
const announcerWithoutStyle = {
	name: 'intendant:announcer',
	enforce: 'pre' as const,
	transform(code: string, id: string) {
		if (!id.split('?')[0]?.endsWith('/generated/root.svelte')) return undefined;
		return code.replace(/(<div id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1');
	},
};

export default defineConfig({
	plugins: [
		announcerWithoutStyle,
		{ name: 'intendant:messages', buildStart: () => assertMessages() },
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['globalVariable', 'baseLocale'],
		}),
		sveltekit(),
	],
	server: {
		proxy: { '/api': process.env['INTENDANT_URL'] ?? 'http://127.0.0.1:8080' },
	},
	test: {
		include: ['src/**/*.test.ts'],
		environment: 'node',
	},
});
