/** Whether the server can be reached, as the calls of the pages find out. */
class Connection {
	/** The last call got no answer. */
	away = $state(false);
	/** When the last answer came, once there is none. */
	since = $state.raw<Date>();
	#answered: Date | undefined;

	answered(): void {
		this.#answered = new Date();
		this.since = undefined;
		this.away = false;
	}

	lost(): void {
		this.since ??= this.#answered;
		this.away = true;
	}

	/** Before there was any answer in this visit: the last one of the visit before. */
	resumed(at: string): void {
		this.since = new Date(at);
	}
}

export const connection = new Connection();
