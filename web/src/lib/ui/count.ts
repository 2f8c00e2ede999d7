/** Whole numbers as they are typed and as they stand in the address. */

export function wholeNumber(text: string | null, least: number, most: number): number | undefined {
	const value = Number(text);
	return text && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** What was typed: `undefined` where nothing may stand there, `false` where it is no such number. */
export function countTyped(
	text: string,
	least: number,
	most: number,
	optional: boolean,
): number | undefined | false {
	if (text.trim() === '') return optional ? undefined : false;
	return wholeNumber(text, least, most) ?? false;
}
