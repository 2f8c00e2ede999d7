/** Where the focus was, and where it goes when that is no longer there. Knows nothing of a document, so that it can be tried without one. */

export interface Place<Node> {
	/** The dialog that it is in; nothing for the page itself. */
	dialog: Node | undefined;
	node: Node;
	/** What it lies in, from the nearest on. */
	around: Node[];
	/** It was seen to be gone, or out of use. */
	lost: boolean;
}

/** The last place in the page and in each dialog over it; the newest is the one that counts. */
export class Places<Node> {
	#all: Place<Node>[] = [];

	remember(node: Node, around: Node[], dialog: Node | undefined): void {
		this.forget(dialog);
		this.#all.push({ dialog, node, around, lost: false });
	}

	forget(dialog: Node | undefined): void {
		this.#all = this.#all.filter((place) => place.dialog !== dialog);
	}

	forgetAll(): void {
		this.#all = [];
	}

	/** Dialogs that were closed are forgotten: what was before them counts again. */
	newest(isOpen: (dialog: Node) => boolean): Place<Node> | undefined {
		this.#all = this.#all.filter(({ dialog }) => dialog === undefined || isOpen(dialog));
		return this.#all.at(-1);
	}
}

/** `gone` for good, `idle` while it cannot be used, such as a button while something is sent. */
export type Standing = 'here' | 'idle' | 'gone';

/**
 * What to do about a focus that is nowhere:
 * `back` to where it was, `near` it, `wait` whether it can be used again, or nothing, since it was `left` on purpose.
 */
export function whatToDo<Node>(
	place: Place<Node>,
	standing: Standing,
	/** What gave the focus away last, if nothing has it since. */
	leaving: Node | undefined,
): 'back' | 'near' | 'wait' | 'left' {
	if (standing === 'gone') return 'near';
	if (standing === 'idle') return 'wait';
	return leaving === place.node && !place.lost ? 'left' : 'back';
}

/** The nearest thing around a place that can stand for it. */
export function nearest<Node>(
	{ around }: Place<Node>,
	standsFor: (node: Node) => Node | undefined,
): Node | undefined {
	for (const node of around) {
		const found = standsFor(node);
		if (found !== undefined) return found;
	}
	return undefined;
}
