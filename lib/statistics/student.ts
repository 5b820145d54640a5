/** Student's t distribution, as far as 95 % intervals need it. */
import { isPositiveInteger } from "../checks/require-range.js";

/**
 * The t that a Student variable exceeds with probability 2.5 %.
 * @param freedom degrees of freedom, a whole number from 1 on
 */
export function quantile975(freedom: number): number {
	if (!isPositiveInteger(freedom))
		throw new Error(
			`${freedom} degrees of freedom: an interval needs a whole number of at least 1`,
		);
	// t = √ν tan θ, and the probability grows with θ
	let [low, high] = [0, Math.PI / 2];
	for (let k = 0; k < 60; k++) {
		const middle = (low + high) / 2;
		if (central(middle, freedom) < 0.95) low = middle;
		else high = middle;
	}
	return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}

/** P(|t| < √ν tan θ), a finite sum for whole ν (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
function central(theta: number, freedom: number): number {
	const [sine, cosine] = [Math.sin(theta), Math.cos(theta)];
	const odd = freedom % 2 === 1;
	let term = odd ? cosine : 1;
	let sum = 0;
	for (let k = odd ? 1 : 0; k <= freedom - 2; k += 2) {
		sum += term;
		term *= ((k + 1) / (k + 2)) * cosine ** 2;
	}
	return odd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum;
}
