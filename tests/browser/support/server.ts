import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface DemoPerson {
	role: string;
	login: string;
	password: string;
}

/** What a program that starts the server reads from its standard output. */
export interface Demo {
	url: string;
	people: DemoPerson[];
	/** Where the QR code on a door leads. */
	behind_a_code: string;
}

function parse(line: string): Demo {
	const demo = JSON.parse(line) as Demo;
	if (!demo.url || !Array.isArray(demo.people)) throw new Error(`not what a demo prints: ${line}`);
	return demo;
}

function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		if (!child.stdout) return reject(new Error('no standard output'));
		createInterface({ input: child.stdout }).once('line', resolve);
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
	});
}

/**
 * A running demo: the one that `INTENDANT_DEMO_JSON` describes, else one started from the binary at `INTENDANT_BIN`.
 */
export async function startDemo(): Promise<{
	demo: Demo;
	stop: () => Promise<void>;
}> {
	const given = process.env['INTENDANT_DEMO_JSON'];
	if (given) return { demo: parse(given), stop: () => Promise.resolve() };
	const binary = process.env['INTENDANT_BIN'];
	if (!binary)
		throw new Error('set INTENDANT_BIN to the binary, or INTENDANT_DEMO_JSON to what a running demo printed');

	// The server reads its configuration from `INTENDANT_…` too, and refuses keys that it does not know.
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !name.startsWith('INTENDANT_')),
	);
	const child = spawn(binary, ['demo', '--json', '--listen', '127.0.0.1:0'], {
		env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const demo = parse(await firstLine(child));
	return {
		demo,
		stop: async () => {
			child.kill('SIGTERM');
			await gone;
		},
	};
}
