/** Which rows are in the document: those in view and a few around them. */
export interface Window {
	first: number;
	/** The one after the last. */
	end: number;
}

const AROUND = 4;

export function rowsInView(scrolled: number, height: number, rowHeight: number, count: number): Window {
	const first = Math.max(0, Math.floor(scrolled / rowHeight) - AROUND);
	const end = Math.min(count, Math.ceil((scrolled + height) / rowHeight) + AROUND);
	return { first: Math.min(first, Math.max(0, count - 1)), end };
}

/** The same and the one with the focus, which must not leave the document. */
export function indicesOf({ first, end }: Window, ...kept: number[]): number[] {
	const shown = new Set(Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index));
	for (const index of kept) if (index >= 0) shown.add(index);
	return [...shown].sort((a, b) => a - b);
}
