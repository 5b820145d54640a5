/** N-MNIST as the published archives unpack: Train/0 … 9/*.bin and Test/0 … 9/*.bin, a file a recording. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import {
	type Collection,
	digestOf,
	type Half,
	indexHalf,
} from "./collection.js";

/** Opens one half below `root`; every file is read once, for the digest, and again when its recording is asked for. */
export function openFolder(root: string, half: Half): Collection {
	const { files, labels, numbers } = indexHalf(
		half,
		filesBelow(root, half.folder),
		root,
	);
	const locationOf = (k: number) => path.join(root, files[k].path);
	return {
		labels,
		numbers,
		fileOf: locationOf,
		read(k) {
			const content = readFileSync(locationOf(k));
			if (crc32(content) !== files[k].crc32)
				throw new Error(
					`${locationOf(k)} changed since the data set was loaded: load it again`,
				);
			return content;
		},
		digest: digestOf(files),
	};
}

function* filesBelow(root: string, folder: string) {
	// what desktops leave behind, e.g. .DS_Store
	for (const label of readdirSync(path.join(root, folder)))
		if (!label.startsWith("."))
			for (const name of readdirSync(path.join(root, folder, label)))
				if (name.endsWith(".bin") && !name.startsWith(".")) {
					const file = `${folder}/${label}/${name}`;
					const content = readFileSync(path.join(root, file));
					yield { path: file, bytes: content.length, crc32: crc32(content) };
				}
}
