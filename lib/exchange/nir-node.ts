/** One node of a NIR file: what it holds, read with the checks without which a malformed file would make a wrong network. */
import type { Hdf5Content } from "./hdf5.js";

type Entry = Hdf5Content[string] | undefined;

export class NirNode {
	constructor(
		private readonly path: string,
		readonly name: string,
		private readonly content: Hdf5Content,
	) {}

	get type(): string | undefined {
		return textOf(this.content.type);
	}

	has(symbol: string): boolean {
		return Object.hasOwn(this.content, symbol);
	}

	/** An error of one sentence, e.g. "lif.nir: node lif_0 has tau 0: expected a number > 0". */
	fail(what: string): Error {
		return new Error(`${this.path}: node ${this.name} ${what}`);
	}

	/** @throws unless it is [units, columns]; any number of columns fits where none is asked for. */
	matrix(
		symbol: string,
		columns?: number,
	): { units: number; columns: number; values: Float32Array } {
		const { shape, numbers } = this.array(symbol);
		const [units, found] = shape;
		if (shape.length !== 2 || found !== (columns ?? found))
			throw this.fail(
				`has ${symbol} of shape [${shape.join(", ")}]: expected [units, ${columns ?? "inputs"}]`,
			);
		return { units, columns: found, values: Float32Array.from(numbers) };
	}

	/** @throws unless there is one value a neuron. */
	vector(symbol: string, units: number): Float32Array {
		const { numbers } = this.array(symbol);
		if (numbers.length !== units)
			throw this.fail(
				`has ${numbers.length} values of ${symbol}: expected ${units}, one a neuron`,
			);
		return Float32Array.from(numbers);
	}

	/** What all neurons of the layer share. @throws if they do not. */
	shared(symbol: string, units: number): number {
		const { numbers } = this.array(symbol);
		if (numbers.length !== 1 && numbers.length !== units)
			throw this.fail(
				`has ${numbers.length} values of ${symbol}: expected ${units}, one a neuron, or a single one`,
			);
		if (numbers.some((value) => value !== numbers[0]))
			throw this.fail(
				`has several values of ${symbol}: expected one for all neurons of a layer`,
			);
		return numbers[0];
	}

	/** As `shared`. @throws also unless it is > 0. */
	positive(symbol: string, units: number): number {
		const value = this.shared(symbol, units);
		if (!(value > 0))
			throw this.fail(`has ${symbol} ${value}: expected a number > 0`);
		return value;
	}

	/** An object that this library wrote into the metadata; undefined if there is none. @throws if it is no JSON. */
	metadata(key: string): object | undefined {
		const text = textOf(groupOf(this.content.metadata)?.[key]);
		if (text === undefined) return undefined;
		try {
			const value: unknown = JSON.parse(text);
			if (typeof value === "object" && value !== null) return value;
		} catch {}
		throw this.fail(
			`has the metadata ${key} "${text.slice(0, 40)}": expected an object in JSON`,
		);
	}

	/** @throws unless there are finite numbers, as many as the shape says. */
	private array(symbol: string): {
		shape: readonly number[];
		numbers: Float64Array;
	} {
		const entry: Entry = this.content[symbol];
		if (!entry || !("numbers" in entry))
			throw this.fail(`has no numbers ${symbol}: found ${this.found()}`);
		const { shape, numbers } = entry as {
			shape: readonly number[];
			numbers: Float64Array;
		};
		const bad = numbers.findIndex(
			(value) => !Number.isFinite(Math.fround(value)),
		);
		if (bad >= 0)
			throw this.fail(
				`has ${symbol} ${numbers[bad]} at element ${bad}: expected finite numbers of single precision`,
			);
		return { shape, numbers };
	}

	private found(): string {
		return Object.keys(this.content).join(", ") || "nothing";
	}
}

export function groupOf(entry: Entry): Hdf5Content | undefined {
	return entry && !Array.isArray(entry.shape)
		? (entry as Hdf5Content)
		: undefined;
}

export function textOf(entry: Entry): string | undefined {
	return entry && "strings" in entry
		? `${(entry.strings as string[])[0]}`
		: undefined;
}
