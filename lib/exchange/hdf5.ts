/** A tree of groups, arrays and strings to and from an HDF5 file, through h5wasm: the HDF5 library in WebAssembly. */
import { open } from "node:fs/promises";
import { withWholeFile } from "../files/whole-file.js";

/** Numbers with their shape; [] is a scalar. */
export interface Hdf5Array {
	readonly shape: readonly number[];
	readonly data: Float32Array | BigInt64Array;
}

/** Strings with their shape. */
export interface Hdf5Strings {
	readonly shape: readonly number[];
	readonly strings: readonly string[];
}

export type Hdf5Value = string | Hdf5Array | Hdf5Strings | Hdf5Tree;
export interface Hdf5Tree {
	readonly [name: string]: Hdf5Value;
}

/** What a file's leaves are when they are read: numbers of any type as float64. */
export type Hdf5Leaf =
	| { readonly shape: readonly number[]; readonly numbers: Float64Array }
	| Hdf5Strings;
export interface Hdf5Content {
	readonly [name: string]: Hdf5Leaf | Hdf5Content;
}

/** The first bytes of every HDF5 file. */
const SIGNATURE = Buffer.from("\x89HDF\r\n\x1a\n", "latin1");

/** Loaded only by who needs it: 4 MB of WebAssembly. */
async function library() {
	const h5wasm = await import("h5wasm/node");
	await h5wasm.ready;
	return h5wasm;
}

type Group = InstanceType<Awaited<ReturnType<typeof library>>["Group"]>;

/** What `work` gives of an open file, which is closed then. The library says by numbers alone what went wrong with the disk. */
async function withFile<T>(
	path: string,
	mode: "r" | "w",
	work: (file: Group) => T,
): Promise<T> {
	const { File } = await library();
	const file = new File(path, mode);
	if (file.file_id < 0)
		throw new Error(
			mode === "r"
				? "the HDF5 library cannot open it, so it is truncated or damaged: copy or save it again"
				: "the HDF5 library cannot make this file: give it a folder that can be written",
		);
	let status = 0;
	let result: T;
	try {
		result = work(file);
	} finally {
		status = file.close();
	}
	if (mode === "w" && status < 0)
		throw new Error(
			"the HDF5 library got only a part of it to the disk: make room there",
		);
	return result;
}

/** Writes the tree, all or nothing. @throws with the path if it cannot be written */
export async function saveHdf5(path: string, tree: Hdf5Tree): Promise<void> {
	await withWholeFile(path, (part) =>
		withFile(part, "w", (file) => writeTree(file, tree)),
	);
}

function writeTree(group: Group, tree: Hdf5Tree): void {
	for (const [name, value] of Object.entries(tree))
		if (typeof value === "string") group.create_dataset({ name, data: value });
		else if (isLeaf<Hdf5Array | Hdf5Strings>(value))
			group.create_dataset({
				name,
				data: "data" in value ? value.data : [...value.strings],
				shape: [...value.shape],
			});
		else writeTree(group.create_group(name), value);
}

function isLeaf<Leaf>(value: Leaf | object): value is Leaf {
	return Array.isArray((value as { shape?: unknown }).shape);
}

/** @throws if the file cannot be read, is no HDF5 file, or has a group that links lead to twice. */
export async function loadHdf5(path: string): Promise<Hdf5Content> {
	await checkSignature(path);
	return withFile(path, "r", (file) => readTree(file)).catch((error) => {
		throw cannotRead(path, error);
	});
}

function cannotRead(path: string, { message }: Error): Error {
	return new Error(`cannot read ${path}: ${message}`);
}

/** @param seen addresses of the groups met so far: whoever follows a link back to one of them may never come to an end */
function readTree(group: Group, seen = new Set<string>()): Hdf5Content {
	const address = `${group.create_reference().ref_data}`;
	if (seen.has(address))
		throw new Error(
			`its group ${group.path} is a link to one that was met already: expected a tree, so copy the group in place of the link`,
		);
	seen.add(address);
	const content: Record<string, Hdf5Leaf | Hdf5Content> = {};
	for (const name of group.keys()) {
		const entity = group.get(name);
		if (entity === null) continue;
		if ("create_group" in entity) content[name] = readTree(entity, seen);
		else if ("shape" in entity) {
			const shape = entity.shape ?? [];
			const value = entity.value as unknown;
			const list = ArrayBuffer.isView(value)
				? Array.from(value as unknown as ArrayLike<unknown>)
				: [value].flat();
			content[name] =
				typeof list[0] === "string"
					? { shape, strings: list as string[] }
					: { shape, numbers: Float64Array.from(list, Number) };
		}
	}
	return content;
}

async function checkSignature(path: string): Promise<void> {
	const start = await firstBytes(path, SIGNATURE.length).catch((error) => {
		throw cannotRead(path, error);
	});
	if (!start.equals(SIGNATURE))
		throw new Error(`${path} is no HDF5 file: it does not begin with \\x89HDF`);
}

/** Zeros stand for what a shorter file lacks. */
async function firstBytes(path: string, count: number): Promise<Buffer> {
	const bytes = Buffer.alloc(count);
	const handle = await open(path);
	try {
		await handle.read(bytes, 0, count, 0);
	} finally {
		await handle.close();
	}
	return bytes;
}
