/** From the clock on a wall to an instant: the server plans tickets in instants, people in the time of the place. */
import { asUtc, minutesBetween, wallAt, type Wall } from '../time/wall';

/** The instant at which the clock of a zone shows a wall time. In the hour that a change of clocks leaves out, the one after it. */
export function instantOf(wall: Wall, timeZone: string): string {
	const wanted = asUtc(wall).getTime();
	let at = new Date(wanted);
	// The offset at a guess, then at what that guess gave: twice is enough on both sides of a change.
	for (let round = 0; round < 2; round += 1)
		at = new Date(at.getTime() + minutesBetween(wallAt(at, timeZone), wall) * 60_000);
	return at.toISOString();
}
