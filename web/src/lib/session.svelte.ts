import { api, Problem, type Feature, type Session, type Site } from './api';
import { connection } from './connection.svelte';
import { setLanguage } from './i18n.svelte';
import { forgetPerson } from './kept/forget';
import { clear, keep, kept } from './kept/store';
import { isLeaving, setLeaving, setWho } from './kept/who';

/** What is kept of a visit, to open the app where the server cannot be reached. */
interface Visit {
	at: string;
	session: Session;
	sites: Site[];
	features: Feature[];
}

const VISIT = 'visit';
/** How long after the last answer the app opens without one. */
const OPENS_FOR_MS = 24 * 3_600_000;

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

	/** Asks who we are; nobody is an answer too. Where the server cannot be reached, it is who it was last time. */
	async restore(): Promise<void> {
		if (this.known) return;
		try {
			await this.finishLeaving();
			if (!isLeaving()) await this.ask();
		} catch (error) {
			if (!(error instanceof Problem) || error.status !== 0 || !(await this.resume())) throw error;
		}
		this.known = true;
	}

	/** Asks again who we are, after a time without a connection. */
	async confirm(): Promise<void> {
		const before = this.person?.id;
		await this.ask();
		// Another window of this browser let somebody else in.
		if (before && this.person && this.person.id !== before) location.reload();
	}

	async signIn(login: string, password: string): Promise<void> {
		await this.finishLeaving();
		let session = await api.signIn(login, password);
		const { picked } = this;
		// Once only: who signs in after them at this screen has picked nothing.
		this.picked = undefined;
		// What the page was shown in may be the browser's wish or that of whoever sat here before: the stored choice wins
		// over that, and only a pick of this visit over the stored one.
		if (picked && picked !== session.person.language) session = await api.keepLanguage(picked);
		setLeaving(false);
		await this.enter(session);
		this.known = true;
	}

	/** Forgets here at once what is kept of the person; the server is told now, or as soon as it can be reached. */
	async signOut(): Promise<void> {
		const id = this.person?.id;
		setLeaving(true);
		this.leave();
		if (id) await forgetPerson(id);
		await this.finishLeaving();
	}

	/** Signed out, or no longer let in. What was typed and not sent stays for when they come back. */
	leave(): void {
		this.session = undefined;
		this.waiting = 0;
		setWho(undefined);
		void clear('seen');
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

	private async ask(): Promise<void> {
		try {
			await this.enter(await api.session());
		} catch (error) {
			if (!(error instanceof Problem) || error.status !== 401) throw error;
			this.leave();
		}
	}

	private async enter(session: Session): Promise<void> {
		setLanguage(session.person.language);
		this.session = session;
		setWho(session.person.id);
		await this.loadLists();
		const before = await kept<Visit>('seen', VISIT);
		if (before && before.session.person.id !== session.person.id) await clear('seen');
		// Signed out meanwhile: then there is nothing to keep.
		if (this.session !== session) return;
		const { sites, features } = this;
		await keep('seen', VISIT, { at: new Date().toISOString(), session, sites, features } satisfies Visit);
	}

	/** The visit before goes on; false when there is none, or when it is too long ago. */
	private async resume(): Promise<boolean> {
		const visit = await kept<Visit>('seen', VISIT);
		if (!visit || isLeaving() || Date.now() - Date.parse(visit.at) > OPENS_FOR_MS) return false;
		setLanguage(visit.session.person.language);
		this.session = visit.session;
		this.sites = visit.sites;
		this.features = visit.features;
		connection.resumed(visit.at);
		return true;
	}

	/** Ends on the server the session of whoever signed out here without a connection. */
	private async finishLeaving(): Promise<void> {
		if (!isLeaving()) return;
		try {
			await api.signOut();
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			if (error.status !== 401) return;
		}
		setLeaving(false);
	}

	private async loadLists(): Promise<void> {
		const [sites, features] = await Promise.all([api.sites(), api.features()]);
		this.sites = sites.items;
		this.features = features.items;
	}
}

export const me = new SignedIn();
