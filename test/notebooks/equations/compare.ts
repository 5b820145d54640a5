/** How far a displayed equation is from the library function of its tag, on random values of its variables. */
import { Purpose, RandomStream } from "spiking-recurrent-cell";
import type { Equation, Lists, Numbers, Range } from "./equation.js";
import { compile, sidesOf } from "./expression.js";
import { parseTree, plain } from "./tree.js";

/** Draws of all variables for each equation. */
const DRAWS = 100;

/**
 * The greatest error over all draws and sides, relative to the largest number that occurs in evaluating them; Infinity where something is
 * not a number. The library's value takes the place of the quantity that the tag defines, wherever that stands; then all sides must agree.
 * @throws if the formula is not understood, or has a variable that its tag does not know
 */
export async function equationError(
	tex: string,
	equation: Equation,
): Promise<number> {
	const { tag, defines, library } = equation;
	const sides = sidesOf(parseTree(tex));
	if (sides.length < 2) throw new Error(`the formula of "${tag}" has no "="`);
	const isQuantity = sides.map((side) => side.map(plain).join("") === defines);
	const expressions = sides.filter((_, k) => !isQuantity[k]).map(compile);
	const random = new RandomStream(1, Purpose.directions);
	let worst = 0;
	for (let draw = 0; draw < DRAWS; draw++) {
		const { numbers, lists } = drawn(equation, random);
		const value = await library(numbers, lists);
		const environment = {
			numbers: { ...numbers, [defines]: value },
			lists,
			scale: Number.MIN_VALUE,
		};
		const values = expressions.map((evaluate) => evaluate(environment));
		const expected = isQuantity.includes(true) ? value : values[0];
		for (const found of values) {
			const error = Math.abs(found - expected) / environment.scale;
			worst = Math.max(worst, Number.isNaN(error) ? Infinity : error);
		}
	}
	return worst;
}

function drawn(
	{ variables, lists = {} }: Equation,
	random: RandomStream,
): { numbers: Numbers; lists: Lists } {
	const one = (range: Range): number =>
		"among" in range
			? range.among[random.below(range.among.length)]
			: // in single precision, which is what tensors hold
				Math.fround(random.uniform(...range));
	return {
		numbers: Object.fromEntries(
			Object.entries(variables).map(([name, range]) => [name, one(range)]),
		),
		lists: Object.fromEntries(
			Object.entries(lists).map(([name, { length, of }]) => [
				name,
				Array.from({ length }, () => one(of)),
			]),
		),
	};
}
