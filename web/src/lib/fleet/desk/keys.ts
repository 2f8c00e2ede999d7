/** Who has the keys of what, as far as the desk sees it. */
import type { DeskReservation } from './types';

/** The reservation for which somebody has keys now: nobody has those of two vehicles. */
export const keysOf = (lines: DeskReservation[], person: string): DeskReservation | undefined =>
	lines.find(({ stage, driver }) => (stage === 'out' || stage === 'overdue') && driver.person_id === person);
