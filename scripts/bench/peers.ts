/** Which Python peers there are, for which cells, and how each can be set. */
import { availableParallelism } from "node:os";
import type { CellKind } from "spiking-recurrent-cell";

export interface Peer {
	/** What the command line calls it. */
	readonly name: string;
	/** What tables call it. */
	readonly title: string;
	/** Its script in the folder `peers`, by cell. */
	readonly scripts: Partial<Readonly<Record<CellKind, string>>>;
	/** Ways of running; the fastest counts. */
	readonly variants: readonly string[];
}

/** One way to run a peer. */
export interface PeerSetting {
	readonly peer: Peer;
	readonly script: string;
	readonly variant: string;
	readonly threads: number;
}

const PYTORCH = { src: "src_pytorch.py", lif: "lif_pytorch.py" };

export const PEERS: readonly Peer[] = [
	{
		name: "pytorch",
		title: "PyTorch",
		scripts: PYTORCH,
		variants: ["hoisted", "per-step"],
	},
	{
		name: "pytorch-compiled",
		title: "PyTorch, torch.compile",
		scripts: PYTORCH,
		variants: ["compiled"],
	},
	{
		name: "snntorch",
		title: "snnTorch",
		scripts: { lif: "lif_snntorch.py" },
		variants: ["hoisted"],
	},
	{
		name: "spikingjelly",
		title: "SpikingJelly",
		scripts: { lif: "lif_spikingjelly.py" },
		variants: ["hoisted"],
	},
	{
		name: "jax",
		title: "JAX",
		scripts: { src: "src_jax.py", lif: "lif_jax.py" },
		variants: ["hoisted", "per-step"],
	},
];

/** Every way to run a peer on networks of a cell, on one thread and on all cores; none if it has no such cell. */
export function settingsOf(
	peer: Peer,
	cell: CellKind,
	cores: number = availableParallelism(),
): PeerSetting[] {
	const script = peer.scripts[cell];
	if (script === undefined) return [];
	return peer.variants.flatMap((variant) =>
		[...new Set([1, cores])].map((threads) => ({
			peer,
			script,
			variant,
			threads,
		})),
	);
}

/** e.g. "PyTorch, hoisted, 1 thread". */
export function settingTitle({ peer, variant, threads }: PeerSetting): string {
	const how = peer.variants.length > 1 ? [variant] : [];
	return [
		peer.title,
		...how,
		`${threads} thread${threads > 1 ? "s" : ""}`,
	].join(", ");
}
