export interface Note {
	id: number;
	tone: 'ok' | 'bad';
	text: string;
	/** What can still be done about it, such as taking it back. */
	action?: NoteAction | undefined;
}

export interface NoteAction {
	text: string;
	run: () => void;
}

/**
 * What the page says aloud, and the short notes that it shows until they are closed. Each has its own live region: how
 * many a list holds is often said right after something was saved, and must not take the place of that.
 */
class Announcer {
	spoken = $state('');
	notes = $state<Note[]>([]);
	#next = 1;

	/** Read out by screen readers, not shown; the newest takes the place of what was said before. */
	say(text: string): void {
		// The same text twice is still two announcements.
		this.spoken = this.spoken === text ? `${text}\u00a0` : text;
	}

	/** Shown and read out, each by itself. */
	note(text: string, tone: Note['tone'] = 'ok', action?: NoteAction): void {
		this.notes = [...this.notes.slice(-1), { id: this.#next++, tone, text, action }];
	}

	close(id: number): void {
		this.notes = this.notes.filter((note) => note.id !== id);
	}
}

export const announcer = new Announcer();
