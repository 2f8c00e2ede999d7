/** An odometer that is further than a vehicle drives: whoever looked again says that it is right. */
import { m } from '../paraglide/messages';

export const insistOn = (save: (confirmed: boolean) => Promise<void>) => ({
	code: 'odometer_implausible',
	action: m.fleet_odometer_right(),
	run: () => save(true),
});
