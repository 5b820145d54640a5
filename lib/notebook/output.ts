/** The way into a notebook's output: the function with which tslab writes display data, if this process is its kernel. */

/** Jupyter's MIME bundle: several forms of one thing, of which the viewer takes the richest it can. */
export interface Bundle {
	/** By MIME type; binary data in base64. */
	readonly data: Readonly<Record<string, unknown>>;
	/** By MIME type: the size at which an image is shown. */
	readonly metadata: Readonly<Record<string, unknown>>;
}

interface DisplayData extends Bundle {
	readonly transient: { readonly display_id?: string };
}

type WriteDisplayData = (content: DisplayData, update?: boolean) => void;

/** Undefined outside a notebook. tslab sets the function anew for each cell, so it must be asked for each time. */
function writer(): WriteDisplayData | undefined {
	// tslab is already loaded wherever a cell runs; loading it here would make it a dependency of the library.
	const path = Object.keys(require.cache).find((file) =>
		/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file),
	);
	const tslab =
		path &&
		(require.cache[path]?.exports as {
			lastWriteDisplayData?: WriteDisplayData | null;
		});
	return tslab ? (tslab.lastWriteDisplayData ?? undefined) : undefined;
}

export function inNotebook(): boolean {
	return writer() !== undefined;
}

/** Adds an output to the cell that runs, or replaces the one with the same id. */
export function write(bundle: Bundle, id?: string, update = false): void {
	writer()?.(
		{ ...bundle, transient: id === undefined ? {} : { display_id: id } },
		update,
	);
}
