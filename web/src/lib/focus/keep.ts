/**
 * Keeps the focus near when what had it goes: a button that did what it says and is not offered again, a row that was
 * taken away, the opener of a dialog. Without this the next key would start at the top of the page.
 */
import { nearest, Places, whatToDo, type Standing } from './places';

/** How long something may be out of use before the focus goes elsewhere. */
const WAIT_MS = 1000;

const places = new Places<Element>();

/** Another page has nothing to do with where the focus was in this one. */
export function forgetFocus(): void {
	places.forgetAll();
}

/** Watches the document until it is told to stop. */
export function keepFocus(): () => void {
	/** What gave the focus away, while nothing has it. */
	let leaving: Element | undefined;
	/** What stands for what is gone, and has the focus instead. */
	let substitute: HTMLElement | undefined;
	let moving = false;
	let due: number | undefined;
	let waiting: number | undefined;

	function focusIn({ target }: FocusEvent) {
		leaving = undefined;
		if (moving || !(target instanceof HTMLElement) || target === document.body) return;
		substitute = undefined;
		// A menu is gone once something was chosen from it: the place is what it was opened from.
		if (target.closest('[popover]')) return;
		places.remember(target, around(target), target.closest('dialog') ?? undefined);
	}

	function focusOut({ target }: FocusEvent) {
		if (target instanceof Element) leaving = target;
		look();
	}

	/** After everything that goes on now, so that who moves the focus himself comes first. */
	function look() {
		due ??= window.setTimeout(() => {
			due = undefined;
			mend(false);
		});
	}

	function mend(impatient: boolean) {
		const active = document.activeElement;
		if (active && active !== document.body && active !== substitute) return;
		const place = places.newest((dialog) => dialog.isConnected && (dialog as HTMLDialogElement).open);
		if (!place) return;
		const what = whatToDo(place, standingOf(place.node), leaving);
		if (what === 'left') places.forget(place.dialog);
		else if (what === 'back') move(place.node);
		else {
			place.lost = true;
			if (active && active === substitute && shows(active)) return;
			if (what === 'near' || impatient) move(nearest<Element>(place, standsFor) ?? titleOf(document));
			else
				waiting ??= window.setTimeout(() => {
					waiting = undefined;
					mend(true);
				}, WAIT_MS);
		}
	}

	function move(to: Element | null) {
		if (!(to instanceof HTMLElement)) return;
		substitute = to;
		if (to.tabIndex < 0 && !to.hasAttribute('tabindex')) {
			to.tabIndex = -1;
			to.addEventListener('blur', () => to.removeAttribute('tabindex'), { once: true });
		}
		moving = true;
		to.focus();
		moving = false;
	}

	const observer = new MutationObserver(look);
	observer.observe(document.body, {
		childList: true,
		subtree: true,
		attributeFilter: ['disabled', 'hidden', 'open'],
	});
	document.addEventListener('focusin', focusIn);
	document.addEventListener('focusout', focusOut);
	return () => {
		observer.disconnect();
		document.removeEventListener('focusin', focusIn);
		document.removeEventListener('focusout', focusOut);
		clearTimeout(due);
		clearTimeout(waiting);
	};
}

const shows = (node: Element): boolean => node.isConnected && node.checkVisibility();

function standingOf(node: Element): Standing {
	if (!shows(node)) return 'gone';
	return node.matches(':disabled') ? 'idle' : 'here';
}

function around(node: Element): Element[] {
	const all: Element[] = [];
	for (let each = node.parentElement; each; each = each.parentElement) all.push(each);
	return all;
}

/** An item of a list stands for itself; a section, a dialog and the page are known by their headings. */
function standsFor(node: Element): HTMLElement | undefined {
	if (!(node instanceof HTMLElement) || !shows(node)) return undefined;
	if (node.matches('main')) return titleOf(node) ?? undefined;
	if (node.matches('li, tr, article')) return node;
	if (!node.matches('dialog, section')) return undefined;
	const name = document.getElementById(node.getAttribute('aria-labelledby') ?? '');
	const heading = name ?? node.querySelector<HTMLElement>('h1, h2, h3, h4');
	if (heading && shows(heading)) return heading;
	return node.hasAttribute('aria-label') ? node : undefined;
}

const titleOf = (node: ParentNode): HTMLElement | null => node.querySelector<HTMLElement>('h1');
