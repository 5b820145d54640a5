/** Names that begin with `__`: the compiler keeps them with a third underscore, and tslab asks for them so in the `export {…}` it appends. */
import type { Mend } from "./mend.js";

const APPENDED = /\nexport \{[^{}]*\}$/;

export const keepUnderscores: Mend = {
	system(system) {
		const readFile = system.readFile;
		system.readFile = (file, encoding) =>
			readFile(file, encoding)?.replace(APPENDED, (names) =>
				names.replace(/(?<=[{ ])___/g, "__"),
			);
	},
};
