/** The address bar holds what a page shows, so that a view can be mailed. */
import { goto } from '$app/navigation';

/** Shows another view of the same page: the way back leads to the page before it, the focus stays, nothing jumps. */
export function showInPlace(address: string): Promise<void> {
	return goto(address, { replaceState: true, keepFocus: true, noScroll: true });
}
