/** Starts the kernel: `node build/scripts/kernel/main.js CONNECTION_FILE`, as kernel.json says it. */
import { Kernel } from "./kernel.js";
import { Sockets } from "./sockets.js";

/** Milliseconds between two looks whether whoever started the kernel is still there. */
const WATCH_PERIOD = 1000;

async function main(connectionFile: string | undefined): Promise<void> {
	if (!connectionFile)
		throw new Error(
			"no connection file: this is started by Jupyter; see npm run kernel",
		);
	const sockets = new Sockets(connectionFile);
	// ZeroMQ has taken the last messages, but may still be writing them.
	const kernel = new Kernel(sockets, () =>
		setTimeout(() => process.exit(0), 50),
	);
	process.on("SIGINT", () => kernel.interrupt());
	for (const signal of ["SIGTERM", "SIGHUP"] as const)
		process.on(signal, () => kernel.stop());
	watchParent(() => kernel.stop());
	await sockets.bind(
		(channel, message) => kernel.receive(channel, message),
		(topic) => kernel.welcome(topic),
	);
}

/** Jupyter's servers name themselves in this variable and want their kernels to go when they do; a new parent means that they are gone. */
function watchParent(gone: () => void): void {
	if (process.platform === "win32" || !process.env.JPY_PARENT_PID) return;
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) gone();
	}, WATCH_PERIOD).unref();
}

main(process.argv[2]).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
