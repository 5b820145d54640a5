/** What the tests of event recordings share: a made set of a few recordings in each of the layouts on disk. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { zipSync } from "fflate";
import {
	type EventRecording,
	eventBytes,
	type RecordingEntry,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";
import { tinyLabel } from "./fixture.js";

/** Event i of recording n lies at (n mod 5, i mod 4) of 5 × 4 pixels, is ON for even i, and comes 1,000 i + n µs after the start. */
export function tinyRecording(n: number): EventRecording {
	const events = Array.from({ length: 6 + (n % 3) }, (_, i) => i);
	return {
		width: 5,
		height: 4,
		x: Uint8Array.from(events, () => n % 5),
		y: Uint8Array.from(events, (i) => i % 4),
		polarity: Uint8Array.from(events, (i) => 1 - (i % 2)),
		time: Uint32Array.from(events, (i) => 1000 * i + n),
	};
}

/** 30 training and 10 test recordings, of which 20 and 5 (training 1 … 20, test 31 … 35) make the subset. */
export const TINY_RECORDINGS: RecordingEntry = {
	name: "tiny",
	title: "Tiny",
	authors: "nobody",
	licence: "none",
	source: "https://example.org/tiny",
	width: 5,
	height: 4,
	labelNames: Array.from("0123456789"),
	train: 30,
	test: 10,
	validation: 10,
	subset: {
		name: "tiny-subset",
		folder: "few",
		trainList: "train.txt",
		testList: "test.txt",
		validation: 5,
		sums: "SUMS",
		sha256: createHash("sha256").update(sums()).digest("hex"),
	},
};

/** Contents of the original layout by path; the number of a recording starts from 1 in each half. */
export function originalFiles(): Map<string, Uint8Array> {
	const files = new Map<string, Uint8Array>();
	for (let n = 0; n < 40; n++) {
		const number = String(n < 30 ? n + 1 : n - 29).padStart(5, "0");
		files.set(
			`${n < 30 ? "Train" : "Test"}/${tinyLabel(n)}/${number}.bin`,
			eventBytes(tinyRecording(n)),
		);
	}
	return files;
}

/** Contents of the subset by path. */
export function subsetFiles(): Map<string, Uint8Array> {
	const files = listedFiles();
	files.set("SUMS", Buffer.from(sums()));
	return files;
}

function listedFiles(): Map<string, Uint8Array> {
	const files = new Map<string, Uint8Array>();
	const list = (name: string, from: number, to: number) => {
		const rows = ["#sample #class"];
		for (let n = from; n < to; n++) {
			rows.push(`${n + 1}\t${tinyLabel(n)}`);
			files.set(`few/${n + 1}.bs2`, eventBytes(tinyRecording(n)));
		}
		files.set(`few/${name}`, Buffer.from(`${rows.join("\r\n")}\r\n`));
	};
	list("train.txt", 0, 20);
	list("test.txt", 30, 35);
	return files;
}

function sums(): string {
	return Array.from(listedFiles(), ([name, content]) => {
		const sum = createHash("sha256").update(content).digest("hex");
		return `${sum}  ${name}\n`;
	}).join("");
}

/** A folder laid out as SRC_DATA must be, whose tiny/ holds these files. */
export function recordingsFolder(
	files: ReadonlyMap<string, Uint8Array>,
): string {
	const root = temporaryFolder();
	for (const [name, content] of files) {
		const location = path.join(root, "tiny", name);
		mkdirSync(path.dirname(location), { recursive: true });
		writeFileSync(location, content);
	}
	return root;
}

/** The same files in Train.zip and Test.zip, deflated or, at level 0, stored, beside what archivers add. */
export function zipped(
	files: ReadonlyMap<string, Uint8Array>,
	level: 0 | 6 = 6,
): Map<string, Uint8Array> {
	const archive = (half: string) =>
		zipSync(
			{
				[`${half}/`]: new Uint8Array(),
				[`__MACOSX/${half}/._00001.bin`]: Uint8Array.of(1, 2, 3),
				...Object.fromEntries(
					[...files].filter(([name]) => name.startsWith(half)),
				),
			},
			{ level },
		);
	return new Map([
		["Train.zip", archive("Train")],
		["Test.zip", archive("Test")],
	]);
}
