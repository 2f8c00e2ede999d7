/** Whose session the browser's cookie is, so far as its pages know: all windows of a browser share it. */
const WHO = 'intendant.who';
const LEAVING = 'intendant.leaving';

function write(key: string, value: string | undefined): void {
	try {
		if (value === undefined) localStorage.removeItem(key);
		else localStorage.setItem(key, value);
	} catch {
		// No storage: this window knows, the others find out from the server.
	}
}

function read(key: string): string | undefined {
	try {
		return localStorage.getItem(key) ?? undefined;
	} catch {
		return undefined;
	}
}

export function setWho(person: string | undefined): void {
	write(WHO, person);
}

/** Whether somebody else has signed in, in another window, since this one opened. */
export function isSomebodyElse(person: string): boolean {
	const who = read(WHO);
	return who !== undefined && who !== person;
}

/** Calls when another window signs in or out. */
export function whenOthersChange(work: (person: string | undefined) => void): () => void {
	const told = ({ key, newValue }: StorageEvent) => {
		if (key === WHO) work(newValue ?? undefined);
	};
	window.addEventListener('storage', told);
	return () => window.removeEventListener('storage', told);
}

let leavingHere = false;

/** Signed out here, and the server has not been told yet. */
export function isLeaving(): boolean {
	return leavingHere || read(LEAVING) !== undefined;
}

export function setLeaving(leaving: boolean): void {
	leavingHere = leaving;
	write(LEAVING, leaving ? 'yes' : undefined);
}
