/** Several arrays in one file: NumPy's .npz, a zip archive of .npy files, stored or deflated. */
import { stat } from "node:fs/promises";
import { strFromU8, strToU8, type Zippable, zipSync } from "fflate";
import { listZip, unpackMember, type ZipMember } from "../data/zip.js";
import { writeWhole } from "../files/whole-file.js";
import { type NumpyArray, readNpy, writeNpy } from "./npy.js";

/** All that zip can say of no time: equal contents make equal files. */
const EPOCH = new Date(1980, 0, 1);

/** An open .npz file; arrays are unpacked and decoded when they are asked for. */
export class NpzFile {
	private constructor(
		readonly path: string,
		private readonly members: ReadonlyMap<string, ZipMember>,
	) {}

	/** @throws if the file cannot be read or is no zip archive. */
	static async open(path: string): Promise<NpzFile> {
		const { size } = await stat(path).catch((error: Error) => {
			throw new Error(`cannot read ${path}: ${error.message}`);
		});
		const listed = await listZip(path).catch((error: Error) => {
			throw new Error(
				`${path} is no .npz file: expected a whole zip archive, found ${size} bytes that are none (${error.message})`,
			);
		});
		return new NpzFile(
			path,
			new Map(listed.map((member) => [member.path, member])),
		);
	}

	/** The names of all arrays. */
	get names(): string[] {
		return [...this.members.keys()]
			.filter((member) => member.endsWith(".npy"))
			.map((member) => member.slice(0, -".npy".length));
	}

	has(name: string): boolean {
		return this.members.has(`${name}.npy`);
	}

	/** @throws if there is no such array, it is damaged, its type is none that is read, or a number in it is not finite. */
	array(name: string): NumpyArray {
		const member = this.members.get(`${name}.npy`);
		if (!member)
			throw new Error(
				`${this.path} has no array ${name}: found ${this.names.join(", ") || "no arrays"}`,
			);
		const bytes = this.unpack(member);
		let array: NumpyArray;
		try {
			array = readNpy(bytes);
		} catch (error) {
			throw this.complaint(name, (error as Error).message);
		}
		const bad = array.values.findIndex((value) => !Number.isFinite(value));
		if (bad >= 0)
			throw this.complaint(
				name,
				`holds ${array.values[bad]} at element ${bad}: expected finite numbers`,
			);
		return array;
	}

	/** A member that is plain text; undefined if there is none of this name. @throws if it is damaged. */
	text(name: string): string | undefined {
		const member = this.members.get(name);
		return member && strFromU8(this.unpack(member));
	}

	private unpack(member: ZipMember): Uint8Array {
		try {
			return unpackMember(this.path, member);
		} catch (error) {
			throw new Error(
				`${this.path}: member ${member.path} is damaged (${(error as Error).message}): copy or save the file again`,
			);
		}
	}

	complaint(name: string, what: string): Error {
		return new Error(`${this.path}: array ${name} ${what}`);
	}
}

/** Writes arrays, and members of plain text, which numpy.load gives as bytes, all or nothing. */
export async function saveNpz(
	path: string,
	arrays: ReadonlyMap<string, NumpyArray>,
	texts: Readonly<Record<string, string>> = {},
): Promise<void> {
	const members: Zippable = {};
	for (const [name, array] of arrays) members[`${name}.npy`] = writeNpy(array);
	for (const [name, text] of Object.entries(texts))
		members[name] = strToU8(text);
	const bytes = zipSync(members, { level: 9, mtime: EPOCH });
	await writeWhole(path, bytes);
}
