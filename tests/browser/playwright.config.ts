import { defineConfig } from '@playwright/test';

// The system's own Chromium; it must not look for updates or talk to anybody.
const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export default defineConfig({
	testDir: '.',
	outputDir: './test-results',
	// Each has a server and a database of its own; a machine that runs them has two processors at least.
	workers: 2,
	fullyParallel: false,
	forbidOnly: !!process.env['CI'],
	retries: 0,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		browserName: 'chromium',
		launchOptions: {
			executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
			args: ARGS,
		},
		locale: 'en-GB',
		timezoneId: 'Europe/Brussels',
		viewport: { width: 1280, height: 900 },
		reducedMotion: 'reduce',
		// Requests that a service worker sees cannot be answered by a test. Where it is what is tested, it is let in.
		serviceWorkers: 'block',
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure',
	},
});
