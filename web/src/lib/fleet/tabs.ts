/** The pages about vehicles and those who drive them. */
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';
import { leadsTo, visible, type Tab } from '../shell/tabs';

const TABS: Tab[] = [
	{ href: '/vehicles', text: m.fleet_vehicles },
	{ href: '/vehicles/deadlines', text: m.fleet_deadlines, needs: ['see_vehicle_details'] },
	{ href: '/drivers', text: m.fleet_drivers, needs: ['see_fleet'] },
	{ href: '/vehicles/zones', text: m.fleet_zones, needs: ['see_fleet'] },
	{ href: '/vehicles/settings', text: m.rsv_settings, needs: ['see_fleet'] },
];

export const fleetTabs = (): Tab[] => visible(TABS);

export const isOfFleet = (path: string): boolean => leadsTo(TABS, path);

/** Whether the vehicles stand in the main menu: for those who drive, manage or check them. */
export const worksWithFleet = (): boolean => me.may('see_vehicle_details');
