/** N-MNIST in the published archives, Train.zip and Test.zip: only the directory is kept, a recording is unpacked when it is asked for. */
import { listZip, unpackMember, type ZipMember } from "../zip.js";
import {
	type Collection,
	digestOf,
	type Half,
	indexHalf,
} from "./collection.js";

/** Opens one half. Throws when the archive is damaged or does not hold the half. */
export async function openArchive(
	location: string,
	half: Half,
): Promise<Collection> {
	const recordings = await listRecordings(location);
	const { files, labels, numbers } = indexHalf(half, recordings, location);
	const fileOf = (k: number) => `${location}, ${files[k].path}`;
	return {
		labels,
		numbers,
		fileOf,
		read(k) {
			try {
				return unpackMember(location, files[k]);
			} catch (error) {
				throw damaged(fileOf(k), error);
			}
		},
		digest: digestOf(files),
	};
}

async function listRecordings(location: string): Promise<ZipMember[]> {
	try {
		const members = await listZip(location);
		// __MACOSX/ holds what a Mac adds to an archive
		return members.filter(
			({ path }) => path.endsWith(".bin") && !path.startsWith("__MACOSX/"),
		);
	} catch (error) {
		throw damaged(location, error);
	}
}

function damaged(what: string, error: unknown): Error {
	return new Error(
		`${what} is damaged (${(error as Error).message}): download the archive again`,
	);
}
