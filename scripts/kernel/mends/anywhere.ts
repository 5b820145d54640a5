/** A notebook in any folder finds this project's packages when it has none of its own, as Node does through NODE_PATH. */
import path from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { MODULES } from "../../project.js";
import type { Mend } from "./mend.js";

export function projectModulesAnywhere(): Mend {
	const inProject = path.join(MODULES, "..", "cell.ts");
	let cache: ts.ModuleResolutionCache | undefined;
	/** Files outside of packages with an import that was not found. */
	const incomplete = new Set<string>();
	return {
		host(host, options) {
			cache = ts.createModuleResolutionCache(
				host.getCurrentDirectory(),
				(file) => file,
				options,
			);
			const resolve = (name: string, from: string) => {
				const found = ts.resolveModuleName(name, from, options, host, cache);
				return found.resolvedModule || name.startsWith(".")
					? found
					: ts.resolveModuleName(name, inProject, options, host, cache);
			};
			host.resolveModuleNameLiterals = (literals, from) => {
				const found = literals.map(({ text }) => resolve(text, from));
				const all = found.every(({ resolvedModule }) => resolvedModule);
				if (all || /[\\/]node_modules[\\/]/.test(from)) incomplete.delete(from);
				else incomplete.add(from);
				return found;
			};
			// Otherwise the compiler would look for the imports of all files, hundreds of them, again for each cell.
			host.hasInvalidatedResolutions = (file) => incomplete.has(file);
		},
		// What was missing may have been installed or written since.
		refresh: () => cache?.clear(),
	};
}
