/** The command line of `npm run bench`. */
import { readOptions } from "../options.js";
import { type BenchNetwork, NETWORKS, networkNamed } from "./networks.js";
import { PEERS, type Peer } from "./peers.js";

export interface BenchOptions {
	/** Print the rows as JSON and nothing else. */
	readonly json: boolean;
	readonly networks: readonly BenchNetwork[];
	/** Whether the fused engine is timed against the TensorFlow.js engine. */
	readonly tensorflow: boolean;
	/** Python peers. */
	readonly peers: readonly Peer[];
	readonly repetitions: number;
	/** Fewer samples and repetitions: does everything run? */
	readonly quick: boolean;
	/** Measure cost against T, density, width and depth instead of racing. */
	readonly sweeps: boolean;
	/** Keep the result in data/benchmarks and renew figures and README. */
	readonly record: boolean;
}

const TENSORFLOW = "tensorflow";
const PEER_NAMES = [TENSORFLOW, ...PEERS.map(({ name }) => name)];

export const USAGE = `npm run bench -- [--peers NAMES] [--networks NAMES] [--repetitions N] [--quick] [--json] [--sweeps] [--record]

  --peers        what the fused engine is timed against, separated by commas: ${PEER_NAMES.join(", ")}
                 "none" is ${TENSORFLOW}, this project's other engine, and the default; "all" is everything.
                 Any other peer needs Python 3.11 or newer and installs 6 GB into build/bench-env
  --networks     which networks, separated by commas (default: all):
                 ${NETWORKS.map(({ name }) => name).join(", ")}
  --repetitions  timed turns of each side, of up to six training steps, of which the median counts (default: 5)
  --quick        batches of 32 instead of 256 and 2 repetitions: does everything run?
  --sweeps       time the fused engine alone, against the number of steps, spike density, width and depth
  --record       keep the result in data/benchmarks, and renew the figures there and the README's table
  --json         print one JSON array of rows and nothing else`;

const KNOWN = {
	peers: { type: "string" },
	networks: { type: "string" },
	repetitions: { type: "string" },
	quick: { type: "boolean" },
	sweeps: { type: "boolean" },
	record: { type: "boolean" },
	json: { type: "boolean" },
	help: { type: "boolean" },
} as const;

/** What was asked for, or "help". @throws Error that lists the valid options, peers or networks */
export function parseOptions(args: readonly string[]): BenchOptions | "help" {
	const given = readOptions(args, KNOWN);
	if (given.help) return "help";
	const { peers = "none", networks, quick, json, sweeps, record } = given;
	return {
		...parsePeers(peers),
		networks:
			networks === undefined ? NETWORKS : names(networks).map(networkNamed),
		repetitions: parseRepetitions(given.repetitions ?? (quick ? "2" : "5")),
		quick,
		json,
		sweeps,
		record,
	};
}

function names(list: string): string[] {
	return list.split(",").map((name) => name.trim());
}

function parsePeers(list: string): Pick<BenchOptions, "tensorflow" | "peers"> {
	if (list === "none") return { tensorflow: true, peers: [] };
	if (list === "all") return { tensorflow: true, peers: PEERS };
	const chosen = names(list);
	const unknown = chosen.find((name) => !PEER_NAMES.includes(name));
	if (unknown !== undefined)
		throw new Error(
			`unknown peer "${unknown}": choose from ${PEER_NAMES.join(", ")}, or all or none`,
		);
	return {
		tensorflow: chosen.includes(TENSORFLOW),
		peers: PEERS.filter(({ name }) => chosen.includes(name)),
	};
}

function parseRepetitions(text: string): number {
	const count = Number(text);
	if (!Number.isInteger(count) || count < 1)
		throw new Error(`--repetitions is "${text}": it must be an integer ≥ 1`);
	return count;
}
