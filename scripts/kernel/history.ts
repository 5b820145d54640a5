/** What was executed in this session, as a front end's history asks for it. */

/** [session, number, source] or, with outputs asked for, [session, number, [source, output]]. */
type Entry = readonly [number, number, string | readonly [string, null]];

interface HistoryRequest {
	readonly hist_access_type: "range" | "tail" | "search";
	readonly output?: boolean;
	readonly start?: number;
	readonly stop?: number;
	readonly n?: number;
	/** Shell-like: "*" and "?". */
	readonly pattern?: string;
	readonly unique?: boolean;
}

/** There is one; kernels that keep histories on disk have more. */
const SESSION = 1;

export class History {
	readonly #entries: { readonly number: number; readonly source: string }[] =
		[];

	add(number: number, source: string): void {
		this.#entries.push({ number, source });
	}

	/** Content of a history_reply. */
	answer(request: HistoryRequest): object {
		const history = this.#select(request).map(
			({ number, source }): Entry => [
				SESSION,
				number,
				request.output ? [source, null] : source,
			],
		);
		return { status: "ok", history };
	}

	#select(request: HistoryRequest): { number: number; source: string }[] {
		const { start = 1, stop = Number.POSITIVE_INFINITY, n } = request;
		if (request.hist_access_type === "range")
			return this.#entries.filter(
				({ number }) => number >= start && number < stop,
			);
		let found = [...this.#entries];
		if (request.hist_access_type === "search") {
			const pattern = globPattern(request.pattern ?? "*");
			found = found.filter(({ source }) => pattern.test(source));
			if (request.unique)
				found = found.filter(
					({ source }, k) =>
						!found.slice(k + 1).some((later) => later.source === source),
				);
		}
		return n ? found.slice(-n) : found;
	}
}

function globPattern(glob: string): RegExp {
	const escaped = glob.replace(/[\\^$.+()[\]{}|]/g, "\\$&");
	return new RegExp(
		`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`,
		"s",
	);
}
