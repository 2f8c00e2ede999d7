import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { assertMessages } from './scripts/check-messages.mjs';

export default defineConfig({
	plugins: [
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
