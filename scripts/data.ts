/** `npm run data -- mnist fashion-mnist`: gets public data sets, checks them and says what they are and where they lie. */
import { statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
	CATALOGUE,
	type CatalogueEntry,
	type DownloadProgress,
	dataFolder,
	defaultCache,
	loadRecordings,
	N_MNIST,
	obtainFiles,
	readDataFile,
} from "spiking-recurrent-cell";

const NAMES = [...CATALOGUE, N_MNIST].map((entry) => entry.name).join(", ");
const USAGE = `usage: npm run data -- NAME … [--folder DIR] [--list]
  NAME          ${NAMES}
  --folder DIR  keep the files below DIR instead of the project's data/cache (use it with SRC_DATA=DIR)
  --list        say which data sets there are, and which files of them are here`;

async function main(): Promise<void> {
	const { names, folder, list } = options();
	if (list) {
		CATALOGUE.forEach((entry) => {
			describe(entry, folder ?? dataFolder() ?? defaultCache());
		});
		describeRecordings();
		return;
	}
	if (names.length === 0) throw new Error(`no data set named\n${USAGE}`);
	for (const entry of names.map(entryOf)) {
		if (!("mirrors" in entry)) {
			await checkRecordings(folder ?? dataFolder());
			continue;
		}
		const inPlace = folder === undefined ? dataFolder() : undefined;
		if (inPlace) await check(entry, inPlace);
		else await obtain(entry, folder ?? defaultCache());
		console.log(`  licence: ${entry.licence}`);
	}
}

function options(): { names: string[]; folder?: string; list: boolean } {
	let parsed: ReturnType<typeof parse>;
	try {
		parsed = parse();
	} catch (error) {
		throw new Error(`${(error as Error).message.split(".")[0]}\n${USAGE}`);
	}
	const { folder, list = false } = parsed.values;
	return {
		names: parsed.positionals,
		list,
		...(folder === undefined ? {} : { folder: path.resolve(folder) }),
	};
}

function parse() {
	return parseArgs({
		allowPositionals: true,
		options: { folder: { type: "string" }, list: { type: "boolean" } },
	});
}

function entryOf(name: string): CatalogueEntry | typeof N_MNIST {
	const entry = [...CATALOGUE, N_MNIST].find(
		(candidate) => candidate.name === name,
	);
	if (!entry) {
		throw new Error(`unknown data set "${name}": choose from ${NAMES}`);
	}
	return entry;
}

/** The files of the folder SRC_DATA names are checked where they lie. */
async function check(entry: CatalogueEntry, root: string): Promise<void> {
	console.log(`${entry.title}, read in place from SRC_DATA=${root}`);
	for (const file of Object.values(entry.files)) {
		await readDataFile(entry, file, root);
		report(file.name, file.bytes, file.sha256, "checked");
	}
}

/** N-MNIST can only be checked where a person put it: its archives are not offered to programs. */
async function checkRecordings(folder: string | undefined): Promise<void> {
	const options = folder === undefined ? {} : { folder };
	const data = await loadRecordings(N_MNIST, options);
	const { train, validation, test } = data;
	console.log(
		`${data.title}, ${train.count + validation.count} training and ${test.count} test recordings, checked`,
	);
	console.log(`  licence: ${N_MNIST.licence}`);
}

function describeRecordings(): void {
	const { name, title, authors, train, test, licence, source } = N_MNIST;
	console.log(`${name}: ${title}, by ${authors}`);
	console.log(
		`  Train.zip and Test.zip, ${train} and ${test} recordings, to be downloaded by hand`,
	);
	console.log(`  licence: ${licence}`);
	console.log(`  source: ${source}`);
}

async function obtain(entry: CatalogueEntry, root: string): Promise<void> {
	console.log(`${entry.title}, kept in ${path.join(root, entry.name)}`);
	const onProgress = process.stderr.isTTY ? showProgress : undefined;
	const files = await obtainFiles(
		entry,
		root,
		onProgress ? { onProgress } : {},
	);
	if (onProgress) process.stderr.write("\r\x1b[K");
	for (const { file, mirror } of files) {
		const origin = mirror ? `from ${mirror}` : "was there, checked";
		report(file.name, file.bytes, file.sha256, origin);
	}
}

function report(
	name: string,
	bytes: number,
	sha256: string,
	origin: string,
): void {
	console.log(
		`  ${name.padEnd(26)} ${String(bytes).padStart(8)} bytes  SHA-256 ${sha256}  ${origin}`,
	);
}

function showProgress({ file, received }: DownloadProgress): void {
	const percent = Math.floor((100 * received) / file.bytes);
	process.stderr.write(`\r\x1b[K  ${file.name} ${percent} %`);
}

function describe(entry: CatalogueEntry, root: string): void {
	const files = Object.values(entry.files);
	const present = files.filter((file) =>
		statSync(path.join(root, entry.name, file.name), { throwIfNoEntry: false }),
	);
	const sum = (key: "bytes" | "contentBytes") =>
		files.reduce((total, file) => total + file[key], 0);
	console.log(`${entry.name}: ${entry.title}, by ${entry.authors}`);
	console.log(
		`  ${files.length} files, ${megabytes(sum("bytes"))} (${megabytes(sum("contentBytes"))} unpacked), ${present.length} of them in ${path.join(root, entry.name)}`,
	);
	console.log(`  licence: ${entry.licence}`);
	console.log(`  mirrors: ${entry.mirrors.join(" ")}`);
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
