/**
 * Library files that change while the notebook is open are read again by the next cell that is run. tslab lets the operating system watch every
 * file, declarations of packages included: hundreds of handles, and news that may come too late.
 */
import { statSync } from "node:fs";
import ts from "@tslab/typescript-for-tslab";
import type { Mend } from "./mend.js";

interface Watched {
	readonly changed: ts.FileWatcherCallback;
	modified: number;
}

export function lookForChangedFiles(): Mend {
	const watched = new Map<string, Watched>();
	return {
		system(system) {
			const watchFile = system.watchFile;
			system.watchFile = (file, changed, ...rest) => {
				// tslab itself says when these two change.
				if (/[\\/]__(tslab|prev)__(\.d)?\.ts$/.test(file))
					return watchFile?.(file, changed, ...rest) ?? { close() {} };
				if (!/[\\/]node_modules[\\/]|[\\/]lib\.[^\\/]*\.d\.ts$/.test(file))
					watched.set(file, { changed, modified: modifiedAt(file) });
				return { close: () => watched.delete(file) };
			};
			system.watchDirectory = () => ({ close() {} });
		},
		refresh() {
			for (const [file, entry] of watched) {
				const modified = modifiedAt(file);
				if (modified === entry.modified) continue;
				entry.modified = modified;
				entry.changed(file, ts.FileWatcherEventKind.Changed);
			}
		},
	};
}

function modifiedAt(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
