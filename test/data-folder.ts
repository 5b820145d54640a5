/** What the environment variable SRC_DATA names while tests run: by default nothing, whatever the machine has. */
import { afterEach, beforeEach } from "node:test";

export function setDataFolder(folder: string | undefined): void {
	if (folder === undefined) delete process.env.SRC_DATA;
	else process.env.SRC_DATA = folder;
}

/** Gives each test of the file the folder that `choose` returns, and puts back afterwards what was inherited. */
export function dataFolderForEach(
	choose: () => string | undefined = () => undefined,
): void {
	const inherited = process.env.SRC_DATA;
	beforeEach(() => setDataFolder(choose()));
	afterEach(() => setDataFolder(inherited));
}
