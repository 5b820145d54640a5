/** Which code made a result: the package's version and a hash of the files that decide numbers. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Folders whose files can change a result; plots and readers of data cannot, for data have a checksum. The simulated camera can: that of its
 * data is of the images and the camera's parameters, and not of the recordings, which are never stored.
 */
const DECISIVE = [
	"cells",
	"data/camera",
	"encoding",
	"engine",
	"network",
	"random",
	"training",
];

/** Of the files as they are while the library is loaded: a build during a training of hours is none that it ran. */
const loaded = compute();

/** e.g. "0.1.0+3f2a9c81d04e"; the same for the same compiled files on every machine. */
export function codeVersion(): string {
	return loaded;
}

function compute(): string {
	const root = join(__dirname, "..");
	const hash = createHash("sha256");
	for (const folder of DECISIVE)
		for (const file of listFiles(join(root, folder)))
			if (/\.(js|wasm)$/.test(file)) hash.update(readFileSync(file));
	const { version } = JSON.parse(
		readFileSync(join(root, "..", "package.json"), "utf8"),
	);
	return `${version}+${hash.digest("hex").slice(0, 12)}`;
}

function listFiles(folder: string): string[] {
	const entries = readdirSync(folder, { withFileTypes: true });
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	return entries.flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? listFiles(path) : [path];
	});
}
