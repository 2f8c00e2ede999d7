/** The pages about the building, in the order in which they are offered. */
import { m } from '../paraglide/messages';
import { leadsTo, visible, type Tab } from '../shell/tabs';

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

export const houseTabs = (): Tab[] => visible(TABS);

export const isOfHouse = (path: string): boolean => leadsTo(TABS, path);
