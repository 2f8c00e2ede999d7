/**
 * What must outlive a reload and a lost connection, photos included: the browser's own database. Where it is closed to
 * us (some private windows), things live as long as the page.
 */
export type Store = 'outbox' | 'seen' | 'draft';

const NAME = 'intendant';
const STORES: Store[] = ['outbox', 'seen', 'draft'];
const memory = new Map<string, unknown>();

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
	opening ??= new Promise((resolve, reject) => {
		const wish = indexedDB.open(NAME, 1);
		wish.onupgradeneeded = () => {
			for (const store of STORES) wish.result.createObjectStore(store);
		};
		wish.onsuccess = () => resolve(wish.result);
		wish.onerror = () => reject(wish.error ?? new Error('no database'));
	});
	return opening;
}

function done<T>(wish: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		wish.onsuccess = () => resolve(wish.result);
		wish.onerror = () => reject(wish.error ?? new Error('not kept'));
	});
}

async function within<T>(
	store: Store,
	mode: IDBTransactionMode,
	work: (at: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
	const db = await open();
	return done(work(db.transaction(store, mode).objectStore(store)));
}

/** Keeps a value under a name; what stood there is replaced. */
export async function keep(store: Store, name: string, value: unknown): Promise<void> {
	try {
		await within(store, 'readwrite', (at) => at.put(value, name));
	} catch {
		memory.set(`${store}/${name}`, value);
	}
}

/** What was kept under a name. */
export async function kept<T>(store: Store, name: string): Promise<T | undefined> {
	try {
		return (await within(store, 'readonly', (at) => at.get(name))) as T | undefined;
	} catch {
		return memory.get(`${store}/${name}`) as T | undefined;
	}
}

/** Everything in a store, in the order of the names. */
export async function allKept<T>(store: Store): Promise<T[]> {
	try {
		return (await within(store, 'readonly', (at) => at.getAll())) as T[];
	} catch {
		return [...memory].filter(([name]) => name.startsWith(`${store}/`)).map(([, value]) => value as T);
	}
}

export async function drop(store: Store, name: string): Promise<void> {
	try {
		await within(store, 'readwrite', (at) => at.delete(name));
	} catch {
		memory.delete(`${store}/${name}`);
	}
}

/** Forgets a whole store, or what in it has a name that begins so. */
export async function clear(store: Store, prefix = ''): Promise<void> {
	try {
		const names = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
		await within(store, 'readwrite', (at) => at.delete(names));
	} catch {
		const start = `${store}/${prefix}`;
		for (const name of [...memory.keys()]) if (name.startsWith(start)) memory.delete(name);
	}
}
