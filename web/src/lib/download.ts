/** Hands a file that was fetched to the browser to be saved under a name. */
export function save(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser has begun to read by then.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
