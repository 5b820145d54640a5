/** Where this project lies. */
import path from "node:path";

/** Root folder of the repository; this file runs from build/scripts. */
export const PROJECT: string = path.resolve(__dirname, "../..");

/** Where this project's packages are, the library among them; as NODE_PATH it lets notebooks import them from any folder. */
export const MODULES: string = path.join(PROJECT, "node_modules");

/** Folder of the notebooks and their scripts. */
export const NOTEBOOKS: string = path.join(PROJECT, "notebooks");

/** `file` as a reader would call it: relative to the project where it lies inside, with forward slashes. */
export function shortPath(file: string): string {
	const relative = path.relative(PROJECT, file);
	const outside = relative.startsWith("..") || path.isAbsolute(relative);
	return (outside ? file : relative || ".").split(path.sep).join("/");
}
