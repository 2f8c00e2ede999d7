/** A moment as the clocks of the house show it: `2026-12-01T09:30`. */
export function wall(moment: Date | string | number): string {
	return new Date(moment)
		.toLocaleString('sv-SE', { timeZone: 'Europe/Brussels' })
		.slice(0, 16)
		.replace(' ', 'T');
}

/** The same, so many minutes from now. */
export const fromNow = (minutes: number) => wall(Date.now() + minutes * 60_000);

/** So many days after a day. */
export function plusDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day so many days from today, on the calendar of the house: near midnight that of UTC is another one. */
export const inDays = (days: number) => plusDays(fromNow(0).slice(0, 10), days);

/** Whether people work on it. */
export const isWorkday = (day: string) => ![0, 6].includes(new Date(Date.parse(day)).getUTCDay());
