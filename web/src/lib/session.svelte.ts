import { api, Problem, type Feature, type Session, type Site } from './api';
import { setLanguage } from './i18n.svelte';

/** Who is signed in, and the short lists that every page needs. */
class SignedIn {
	session = $state.raw<Session>();
	sites = $state.raw<Site[]>([]);
	features = $state.raw<Feature[]>([]);
	/** How many requests wait for this person. */
	waiting = $state(0);
	/** True once the server has been asked. */
	known = false;
	/** The language that somebody picked in the menu in this visit, before it was known who they are. */
	private picked: Session['person']['language'] | undefined;

	get person() {
		return this.session?.person;
	}

	may(what: string): boolean {
		return this.session?.may.includes(what) ?? false;
	}

	/** The zone in which times are read when no place is chosen: that of the person's own site, else of the first. */
	zoneOf(siteId?: string | null): string {
		const wanted = siteId ?? this.person?.site_id;
		const site = this.sites.find((each) => each.id === wanted) ?? this.sites[0];
		return site?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
	}

	featureName(code: string): string {
		return this.features.find((feature) => feature.code === code)?.name ?? code;
	}

	/** Asks who we are; nobody is an answer too. */
	async restore(): Promise<void> {
		if (this.known) return;
		try {
			await this.enter(await api.session());
		} catch (error) {
			if (!(error instanceof Problem) || error.status !== 401) throw error;
		}
		this.known = true;
	}

	async signIn(login: string, password: string): Promise<void> {
		let session = await api.signIn(login, password);
		const { picked } = this;
		// Once only: who signs in after them at this screen has picked nothing.
		this.picked = undefined;
		// What the page was shown in may be the browser's wish or that of whoever sat here before: the stored choice wins
		// over that, and only a pick of this visit over the stored one.
		if (picked && picked !== session.person.language) session = await api.keepLanguage(picked);
		await this.enter(session);
		this.known = true;
	}

	async signOut(): Promise<void> {
		await api.signOut();
		this.leave();
	}

	leave(): void {
		this.session = undefined;
		this.waiting = 0;
	}

	async changeLanguage(code: Session['person']['language']): Promise<void> {
		setLanguage(code);
		if (!this.session) {
			this.picked = code;
			return;
		}
		this.session = await api.keepLanguage(code);
		await this.loadLists();
	}

	async countWaiting(): Promise<void> {
		if (!this.may('approve')) return;
		this.waiting = (await api.approvals(undefined)).items.length;
	}

	private async enter(session: Session): Promise<void> {
		setLanguage(session.person.language);
		this.session = session;
		await this.loadLists();
	}

	private async loadLists(): Promise<void> {
		const [sites, features] = await Promise.all([api.sites(), api.features()]);
		this.sites = sites.items;
		this.features = features.items;
	}
}

export const me = new SignedIn();
