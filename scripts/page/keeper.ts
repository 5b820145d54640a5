/** Where a page keeps its pictures and the data of its figures: in itself, or in files beside it that load when they are needed. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { jsonForScript } from "./html.js";

export interface Picture {
	/** e.g. "image/png". */
	readonly type: string;
	readonly bytes: Uint8Array;
}

export interface Keeper {
	/** The address for an `src`. */
	picture(picture: Picture): string;
	/** An element from which assets/figures.js gets `value` back. */
	data(value: unknown): string;
}

/** Everything in the page: one file that needs nothing beside itself. */
export const IN_PAGE: Keeper = {
	picture: ({ type, bytes }) =>
		`data:${type};base64,${Buffer.from(bytes).toString("base64")}`,
	data: (value) =>
		`<script type="application/json">${jsonForScript(value)}</script>`,
};

const TYPES: Readonly<Record<string, string>> = {
	".png": "image/png",
	".svg": "image/svg+xml",
	".jpg": "image/jpeg",
	".jpeg": "image/jpeg",
	".gif": "image/gif",
};

/** The address of the picture in a file; undefined if there is no such file or it is no picture. */
export function pictureAddress(
	file: string,
	keeper: Keeper,
): string | undefined {
	const type = TYPES[path.extname(file).toLowerCase()];
	if (!type || !existsSync(file)) return undefined;
	return keeper.picture({ type, bytes: readFileSync(file) });
}

/**
 * Files in `site/folder`, named by their content, for pages that lie in `site`. Data is a script and no JSON: a page from file:// may
 * fetch nothing, but it may load scripts.
 */
export function besidePages(site: string, folder: string): Keeper {
	mkdirSync(path.join(site, folder), { recursive: true });
	const keep = (name: string, content: Uint8Array | string) => {
		writeFileSync(path.join(site, folder, name), content);
		return `${folder}/${name}`;
	};
	return {
		picture({ type, bytes }) {
			const known = Object.entries(TYPES).find(([, own]) => own === type);
			if (!known)
				throw new Error(
					`a picture of type "${type}" has no file extension here: use one of ${[...new Set(Object.values(TYPES))].join(", ")}`,
				);
			return keep(`${hash(bytes)}${known[0]}`, bytes);
		},
		data(value) {
			const text = JSON.stringify(value);
			const name = `${hash(text)}.js`;
			const source = `${folder}/${name}`;
			keep(name, `(window.pageData ??= {})["${source}"] = ${text};\n`);
			return `<template class="data" data-source="${source}"></template>`;
		},
	};
}

function hash(content: Uint8Array | string): string {
	return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
