/** An image as the camera sees it: a field of log intensities with an empty ground around it. */

/** Ground on each side of the image, in pixels: more than it moves. */
export const MARGIN = 12;

export interface Scene {
	/** Pixels a row of the field. */
	readonly stride: number;
	/** Log intensity; 0 is the ground. The image's top left corner lies at (MARGIN, MARGIN). */
	readonly field: Float64Array;
	/** [(row + 1) × (stride + 1) + column + 1]: number of field points up to and with this one that differ from the ground. */
	readonly occupied: Uint32Array;
}

/** `image`: [height × width], 0 … 255. */
export function sceneOf(
	image: Uint8Array,
	width: number,
	height: number,
	contrast: number,
	blur: number,
): Scene {
	const stride = width + 2 * MARGIN;
	const rows = height + 2 * MARGIN;
	const light = new Float64Array(stride * rows);
	let [left, right, top, bottom] = [width, -1, height, -1];
	for (let y = 0, k = 0; y < height; y++)
		for (let x = 0; x < width; x++, k++) {
			if (image[k] === 0) continue;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = y;
			light[(y + MARGIN) * stride + x + MARGIN] = image[k] / 255;
		}
	left--;
	right++;
	top--;
	bottom++;
	const across = new Float64Array(stride * rows);
	const own = 1 - 2 * blur;
	for (let y = top + 1; y < bottom; y++)
		for (let x = left; x <= right; x++) {
			const k = (y + MARGIN) * stride + x + MARGIN;
			across[k] = own * light[k] + blur * (light[k - 1] + light[k + 1]);
		}
	// light is no longer needed and becomes the field
	for (let y = top; y <= bottom; y++)
		for (let x = left; x <= right; x++) {
			const k = (y + MARGIN) * stride + x + MARGIN;
			const v =
				own * across[k] + blur * (across[k - stride] + across[k + stride]);
			light[k] = Math.log(1 + contrast * v);
		}
	return { stride, field: light, occupied: occupiedUpTo(light, stride) };
}

function occupiedUpTo(field: Float64Array, stride: number): Uint32Array {
	const rows = field.length / stride;
	const sums = new Uint32Array((rows + 1) * (stride + 1));
	for (let y = 0, k = 0, at = stride + 2; y < rows; y++, at++) {
		let inRow = 0;
		for (let x = 0; x < stride; x++, k++, at++) {
			if (field[k] !== 0) inRow++;
			sums[at] = sums[at - stride - 1] + inRow;
		}
	}
	return sums;
}

/** Whether the field differs from the ground anywhere in columns left … right − 1 of rows top … bottom − 1. */
export function isOccupied(
	{ occupied, stride }: Scene,
	left: number,
	right: number,
	top: number,
	bottom: number,
): boolean {
	const [above, below] = [top * (stride + 1), bottom * (stride + 1)];
	const within =
		occupied[below + right] -
		occupied[below + left] -
		occupied[above + right] +
		occupied[above + left];
	return within > 0;
}
