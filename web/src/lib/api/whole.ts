/** All pages of a list, for choices that must be complete. */
export async function whole<T>(
	page: (cursor: string | undefined) => Promise<{ items: T[]; next_cursor?: string | null }>,
): Promise<T[]> {
	const all: T[] = [];
	let cursor: string | undefined;
	do {
		const next = await page(cursor);
		all.push(...next.items);
		cursor = next.next_cursor ?? undefined;
	} while (cursor);
	return all;
}
