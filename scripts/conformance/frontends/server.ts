/** A Jupyter server of its own with JupyterLab and the classic notebook, in a Python virtual environment under build/; no part of a user's installation. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { installKernel } from "../../notebooks/kernelspec.js";
import { pythonOf } from "../../python-environment.js";

export const FRONT_END_PACKAGES = [
	"jupyterlab==4.6.6",
	"nbclassic==1.3.3",
	"jupyterlab_widgets==3.0.17",
	"widgetsnbextension==4.0.16",
];
/** All cells in the page, be they in sight or not, and no window that asks for anything. */
const LAB_SETTINGS = {
	"@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
	"@jupyterlab/apputils-extension:notification": {
		fetchNews: "false",
		checkForUpdates: false,
	},
};
/** No browser of the user's and no token, for a script drives its own. */
export const UNATTENDED = [
	"--no-browser",
	"--allow-root",
	"--ip=127.0.0.1",
	"--port=0",
	"--IdentityProvider.token=",
] as const;
const START_SECONDS = 120;

export class JupyterServer {
	constructor(
		private readonly child: ChildProcess,
		/** Where it answers, without a slash at the end. */
		readonly url: string,
	) {}

	/**
	 * Starts a server for the notebooks in `folder`; what it and its kernels say goes to the file `log`.
	 * @throws with its last words if it does not answer in time
	 */
	static start(folder: string, log: string): Promise<JupyterServer> {
		return followServer(
			installFrontEnds(),
			[
				"lab",
				...UNATTENDED,
				"--ServerApp.disable_check_xsrf=True",
				`--ServerApp.root_dir=${folder}`,
			],
			{
				cwd: folder,
				// Nothing of the user's: neither settings nor kernels nor what was open last time.
				env: {
					...process.env,
					JUPYTER_CONFIG_DIR: path.join(folder, ".config"),
					JUPYTER_DATA_DIR: path.join(folder, ".data"),
					JUPYTER_RUNTIME_DIR: path.join(folder, ".runtime"),
					JUPYTERLAB_SETTINGS_DIR: path.join(folder, ".settings"),
					JUPYTERLAB_WORKSPACES_DIR: path.join(folder, ".workspaces"),
				},
			},
			log,
		);
	}

	/** Ends it and its kernels. */
	async stop(): Promise<void> {
		if (this.child.exitCode !== null) return;
		const ended = once(this.child, "exit");
		this.signal("SIGTERM");
		const timer = setTimeout(() => this.signal("SIGKILL"), 20_000);
		await ended;
		clearTimeout(timer);
	}

	private signal(signal: NodeJS.Signals): void {
		if (this.child.pid !== undefined) process.kill(-this.child.pid, signal);
	}
}

/**
 * Starts a command that becomes a Jupyter server, or the parent of one, and waits until it says where it answers.
 * @throws with its last words if it does not answer in time
 */
export async function followServer(
	command: string,
	args: readonly string[],
	where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
	log: string,
): Promise<JupyterServer> {
	const child = spawn(command, args, {
		...where,
		stdio: ["ignore", "pipe", "pipe"],
		// A process group of its own, so that the server ends with the command that started it.
		detached: true,
	});
	let words = "";
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding("utf8").on("data", (text: string) => {
			words = (words + text).slice(-20_000);
			appendFileSync(log, text);
		});
	const address = /http:\/\/127\.0\.0\.1:\d+(?=\/)/;
	const end = Date.now() + 1000 * START_SECONDS;
	while (!address.test(words)) {
		if (child.exitCode !== null || Date.now() > end) {
			child.kill("SIGKILL");
			throw new Error(`the Jupyter server does not start:\n${words}`);
		}
		await pause(100);
	}
	return new JupyterServer(child, address.exec(words)?.[0] ?? "");
}

/** Puts kernelspec and settings into the environment, which is made unless it is there. @returns the path of its `jupyter` */
function installFrontEnds(): string {
	const python = pythonOf(
		{
			folder: "frontends-venv",
			requirements: FRONT_END_PACKAGES.join("\n"),
			needs: "JupyterLab needs Python 3.9 or newer with venv, and PyPI",
		},
		() => console.error("Installing JupyterLab into build/ …"),
	);
	const share = path.join(path.dirname(python), "..", "share", "jupyter");
	installKernel(share);
	overrideLabSettings(share);
	return path.join(path.dirname(python), "jupyter");
}

/** Settings of JupyterLab that a script needs, in the environment whose folder for Jupyter's data is `share`. */
export function overrideLabSettings(share: string): void {
	const settings = path.join(share, "lab", "settings");
	mkdirSync(settings, { recursive: true });
	writeFileSync(
		path.join(settings, "overrides.json"),
		JSON.stringify(LAB_SETTINGS),
	);
}
