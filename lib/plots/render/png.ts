/**
 * Writes an image as a PNG file with a palette: a quarter of the size of true colour for figures, which have few colours. Up to 256
 * colours stay exact; of more, the most frequent do, and the others become their neighbours.
 */
import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PALETTE_SIZE = 256;

/** @param pixels [height × width × 4] RGBA, opaque */
export function encodePng(
	pixels: Uint8Array,
	width: number,
	height: number,
): Buffer {
	const colors = packedColors(pixels);
	const palette = choosePalette(colors);
	// Each row starts with the number of its filter; 0, none, is what compresses palettes best.
	const rows = new Uint8Array(height * (width + 1));
	for (let k = 0; k < colors.length; k++)
		rows[k + Math.floor(k / width) + 1] = palette.indexOf(colors[k]);

	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Bit depth 8, colour type 3 (palette); compression, filter method and interlacing 0.
	header.set([8, 3], 8);
	return Buffer.concat([
		Buffer.from(SIGNATURE),
		chunk("IHDR", header),
		chunk(
			"PLTE",
			Buffer.from(
				palette.colors.flatMap((color) => [
					color >> 16,
					(color >> 8) & 255,
					color & 255,
				]),
			),
		),
		chunk("IDAT", deflateSync(rows, { level: 9 })),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

interface Palette {
	/** 0xrrggbb. */
	readonly colors: readonly number[];
	/** Place in the palette of the nearest representative of a colour. */
	indexOf(color: number): number;
}

/** [pixels] 0xrrggbb. */
function packedColors(pixels: Uint8Array): Uint32Array {
	const colors = new Uint32Array(pixels.length / 4);
	for (let k = 0; k < colors.length; k++)
		colors[k] =
			(pixels[4 * k] << 16) | (pixels[4 * k + 1] << 8) | pixels[4 * k + 2];
	return colors;
}

/**
 * Half of the palette covers the range: the most frequent colour of each neighbourhood. The other half goes to the most frequent
 * colours of all. Every colour becomes the nearest of them.
 */
function choosePalette(colors: Uint32Array): Palette {
	const counts = new Map<number, number>();
	for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
	const frequentFirst = [...counts]
		.sort(([a, m], [b, n]) => n - m || a - b)
		.map(([color]) => color);
	const chosen = [
		...new Set([
			...spreadOut(frequentFirst, PALETTE_SIZE / 2),
			...frequentFirst,
		]),
	].slice(0, PALETTE_SIZE);
	const places = new Map(chosen.map((color, k) => [color, k]));
	for (const color of frequentFirst)
		if (!places.has(color)) places.set(color, nearest(chosen, color));
	return { colors: chosen, indexOf: (color) => places.get(color) ?? 0 };
}

/** The first colour of each neighbourhood; as many leading bits of a channel make one as give at most `most`. */
function spreadOut(colors: readonly number[], most: number): number[] {
	for (let bits = 8; ; bits--) {
		const channel = (255 << (8 - bits)) & 255;
		const mask = (channel << 16) | (channel << 8) | channel;
		const first = new Map<number, number>();
		for (const color of colors)
			if (!first.has(color & mask)) first.set(color & mask, color);
		if (first.size <= most) return [...first.values()];
	}
}

/** Place of the entry at the least squared distance in RGB. */
function nearest(palette: readonly number[], color: number): number {
	let best = 0;
	let least = Number.POSITIVE_INFINITY;
	for (const [k, entry] of palette.entries()) {
		const red = (entry >> 16) - (color >> 16);
		const green = ((entry >> 8) & 255) - ((color >> 8) & 255);
		const blue = (entry & 255) - (color & 255);
		const distance = red * red + green * green + blue * blue;
		if (distance < least) [best, least] = [k, distance];
	}
	return best;
}

function chunk(type: string, content: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	const checksum = Buffer.alloc(4);
	checksum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, checksum]);
}
