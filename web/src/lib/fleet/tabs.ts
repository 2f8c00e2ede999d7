/** The pages about vehicles and those who drive them. */
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';
import { leadsTo, visible, type Tab } from '../shell/tabs';

const TABS: Tab[] = [
	{ href: '/vehicles', text: m.fleet_vehicles },
	{ href: '/vehicles/timeline', text: m.nav_timeline },
	{ href: '/vehicles/desk', text: m.desk_title, needs: ['hand_out_vehicles'] },
	{ href: '/rides', text: m.ride_title, needs: ['see_vehicle_details'] },
	{ href: '/vehicles/deadlines', text: m.fleet_deadlines, needs: ['see_vehicle_details'] },
	{ href: '/vehicles/trips', text: m.fc_trips, needs: ['see_vehicle_details'] },
	{ href: '/vehicles/energy', text: m.fc_energy, needs: ['see_fleet'] },
	{ href: '/vehicles/figures', text: m.fc_figures, needs: ['see_fleet'] },
	{ href: '/vehicles/fines', text: m.fc_fines, needs: ['see_fines', 'see_vehicle_details'] },
	{ href: '/drivers', text: m.fleet_drivers, needs: ['see_fleet'] },
	{ href: '/vehicles/zones', text: m.fleet_zones, needs: ['see_fleet'] },
	{ href: '/vehicles/settings', text: m.rsv_settings, needs: ['see_fleet'] },
];

export const fleetTabs = (): Tab[] => visible(TABS);

export const isOfFleet = (path: string): boolean => leadsTo(TABS, path);

/** Whether the vehicles stand in the main menu: for those who drive, manage or check them. */
export const worksWithFleet = (): boolean => me.may('see_vehicle_details') || me.may('hand_out_vehicles');
