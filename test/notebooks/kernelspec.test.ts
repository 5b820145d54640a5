import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { userJupyterFolder } from "../../scripts/notebooks/kernelspec.js";
import { temporaryFolder } from "../temporary.js";

const COMMAND = path.resolve(__dirname, "../../scripts/kernel.js");

test("the kernel goes into Jupyter's data folder, starts by absolute paths, and can be removed", () => {
	const folder = temporaryFolder();
	const run = (...args: string[]) =>
		execFileSync(process.execPath, [COMMAND, ...args], {
			env: { ...process.env, JUPYTER_DATA_DIR: folder },
			encoding: "utf8",
		});
	const file = path.join(folder, "kernels", "src-typescript", "kernel.json");
	assert.ok(run().includes(file));
	const spec = JSON.parse(readFileSync(file, "utf8"));
	assert.equal(spec.language, "typescript");
	assert.equal(spec.interrupt_mode, "message");
	const logos = readdirSync(path.dirname(file)).filter((name) =>
		name.startsWith("logo-"),
	);
	assert.deepEqual(logos, ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]);
	assert.equal(spec.argv.length, 3);
	for (const part of spec.argv.slice(0, 2)) {
		assert.ok(path.isAbsolute(part));
		assert.ok(existsSync(part), part);
	}
	assert.equal(spec.argv.at(-1), "{connection_file}");
	run("--remove");
	assert.equal(existsSync(path.dirname(file)), false);
});

test("Jupyter's data folder is where each operating system keeps it", () => {
	const home = homedir();
	assert.equal(
		userJupyterFolder({}, "linux"),
		path.join(home, ".local", "share", "jupyter"),
	);
	assert.equal(
		userJupyterFolder({ XDG_DATA_HOME: "/data" }, "linux"),
		path.join("/data", "jupyter"),
	);
	assert.equal(
		userJupyterFolder({}, "darwin"),
		path.join(home, "Library", "Jupyter"),
	);
	assert.equal(
		userJupyterFolder({ APPDATA: "C:\\Roaming" }, "win32"),
		path.join("C:\\Roaming", "jupyter"),
	);
	assert.equal(userJupyterFolder({ JUPYTER_DATA_DIR: "/j" }, "win32"), "/j");
});
