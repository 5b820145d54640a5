/** Jupyter's messages on the wire (protocol 5.4): frames with a signature ⇄ objects. */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface Header {
	readonly msg_id: string;
	readonly msg_type: string;
	readonly session: string;
	readonly username: string;
	readonly date: string;
	readonly version: string;
}

export interface Message {
	/** Whom a router sends it to, or the topic of a publication. */
	readonly identities: readonly Buffer[];
	readonly header: Header;
	/** Header of the request that it belongs to; empty if there is none. */
	readonly parent: Header | Record<string, never>;
	readonly metadata: Readonly<Record<string, unknown>>;
	// biome-ignore lint/suspicious/noExplicitAny: what a message holds depends on its type, and is the other side's word.
	readonly content: any;
	readonly buffers: readonly Uint8Array[];
}

export const PROTOCOL_VERSION = "5.4";

const DELIMITER = Buffer.from("<IDS|MSG>");

/** Frames of a message, signed with the connection's key. */
export function encode(message: Message, key: string): (Buffer | string)[] {
	const { header, parent, metadata, content } = message;
	const parts = [header, parent, metadata, content].map((part) =>
		JSON.stringify(part),
	);
	return [
		...message.identities,
		DELIMITER,
		signature(parts, key),
		...parts,
		...message.buffers.map((buffer) => Buffer.from(buffer)),
	];
}

/** @throws if the frames are no message, or the signature is not that of the connection's key */
export function decode(frames: readonly Buffer[], key: string): Message {
	const delimiter = frames.findIndex((frame) => frame.equals(DELIMITER));
	const [signed, ...rest] = frames.slice(delimiter + 1);
	if (delimiter < 0 || rest.length < 4)
		throw new Error(`no Jupyter message: ${frames.length} frames`);
	const parts = rest.slice(0, 4);
	const expected = Buffer.from(signature(parts, key));
	if (signed.length !== expected.length || !timingSafeEqual(signed, expected))
		throw new Error("a message with a wrong signature");
	const [header, parent, metadata, content] = parts.map((part) =>
		JSON.parse(part.toString()),
	);
	const identities = frames.slice(0, delimiter);
	const buffers = rest.slice(4);
	return { identities, header, parent, metadata, content, buffers };
}

function signature(parts: readonly (string | Buffer)[], key: string): string {
	// An empty key means that nothing is signed.
	if (key === "") return "";
	const hmac = createHmac("sha256", key);
	for (const part of parts) hmac.update(part);
	return hmac.digest("hex");
}

/** A header for a message of this kernel. */
export function newHeader(type: string, session: string): Header {
	return {
		msg_id: randomUUID(),
		msg_type: type,
		session,
		username: "kernel",
		date: new Date().toISOString(),
		version: PROTOCOL_VERSION,
	};
}
