/** The peers' Python, in a virtual environment of its own. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../project.js";
import { pythonOf } from "../python-environment.js";

export const PEER_SCRIPTS: string = path.join(
	PROJECT,
	"scripts",
	"bench",
	"peers",
);

/**
 * The Python that has every peer installed.
 * @throws if there is no Python 3.11 or newer, or the packages cannot be had.
 */
export function peerPython(say: (sentence: string) => void): string {
	const requirements = path.join(PEER_SCRIPTS, "requirements.txt");
	return pythonOf(
		{
			folder: "bench-env",
			requirements: readFileSync(requirements, "utf8"),
			needs: "the peers need Python 3.11 or newer with venv, and PyPI",
		},
		() =>
			say(
				"Installing the peers into build/bench-env: PyTorch, snnTorch, SpikingJelly, JAX (about 6 GB) …",
			),
	);
}
