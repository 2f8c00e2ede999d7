/** The pages about the building, in the order in which they are offered. */
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';

interface Tab {
	href: string;
	text: () => string;
	/** One of these is needed; none: it is for everybody. */
	needs?: string[];
}

const TABS: Tab[] = [
	{ href: '/floors', text: m.nav_floors },
	{ href: '/installations', text: m.nav_installations },
	{ href: '/inspections', text: m.nav_inspections, needs: ['see_tickets'] },
	{ href: '/plans', text: m.nav_plans, needs: ['see_tickets'] },
	{ href: '/closures', text: m.nav_closures, needs: ['close_places', 'close_for_maintenance'] },
	{ href: '/contracts', text: m.nav_contracts, needs: ['see_contracts'] },
	{ href: '/suppliers', text: m.nav_suppliers, needs: ['see_contracts'] },
	{ href: '/figures', text: m.nav_figures, needs: ['see_maintenance_figures'] },
];

export function houseTabs(): Tab[] {
	return TABS.filter(({ needs }) => !needs || needs.some((each) => me.may(each)));
}

/** Whether an address is one of these pages or lies under one. */
export function isOfHouse(path: string): boolean {
	return TABS.some(({ href }) => path === href || path.startsWith(`${href}/`));
}
