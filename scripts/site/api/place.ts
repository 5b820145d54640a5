/** Where each public name of the library is explained. */
import type { NameLink } from "../../page/code.js";
import type { ApiModule } from "./read.js";

/** A folder of the library with its modules: one page. */
export interface ApiPart {
	/** "cells". */
	readonly folder: string;
	/** "api-cells.html". */
	readonly page: string;
	readonly modules: readonly ApiModule[];
}

export const API_PAGE = "api.html";

/** By folder of the first level, in the order of lib/index.ts. */
export function apiParts(modules: readonly ApiModule[]): ApiPart[] {
	const folders = [...new Set(modules.map(({ file }) => file.split("/")[0]))];
	return folders.map((folder) => ({
		folder,
		page: `api-${folder}.html`,
		modules: modules.filter(({ file }) => file.startsWith(`${folder}/`)),
	}));
}

/** Id of a module on its page: "module-cells-src". */
export function moduleId({ file }: ApiModule): string {
	return `module-${file.replace(/\.ts$/, "").replaceAll("/", "-")}`;
}

/** Addresses of all names. */
export function nameLinks(parts: readonly ApiPart[]): NameLink {
	const places = new Map(
		parts.flatMap(({ page, modules }) =>
			modules.flatMap(({ entries }) =>
				entries.map(({ name }) => [name, `${page}#${name}`]),
			),
		),
	);
	return (name) => places.get(name);
}

/** Address of a source file's module: "lib/cells/src.ts"; undefined if it is no public one. */
export function moduleLink(
	parts: readonly ApiPart[],
	file: string,
): string | undefined {
	for (const { page, modules } of parts) {
		const found = modules.find((module) => `lib/${module.file}` === file);
		if (found) return `${page}#${moduleId(found)}`;
	}
	return undefined;
}
