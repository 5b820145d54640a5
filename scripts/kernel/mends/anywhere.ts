/** A notebook in any folder finds this project's packages when it has none of its own, as Node does through NODE_PATH. */
import path from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { MODULES } from "../../notebooks/project.js";
import type { Mend } from "./mend.js";

export function projectModulesAnywhere(): Mend {
	const inProject = path.join(MODULES, "..", "cell.ts");
	let cache: ts.ModuleResolutionCache | undefined;
	return {
		host(host, options) {
			cache = ts.createModuleResolutionCache(
				host.getCurrentDirectory(),
				(file) => file,
				options,
			);
			const resolve = (name: string, from: string) =>
				ts.resolveModuleName(name, from, options, host, cache);
			host.resolveModuleNameLiterals = (literals, from) =>
				literals.map(({ text }) => {
					const found = resolve(text, from);
					return found.resolvedModule || text.startsWith(".")
						? found
						: resolve(text, inProject);
				});
		},
		// What was missing may have been installed or written since.
		refresh: () => cache?.clear(),
	};
}
