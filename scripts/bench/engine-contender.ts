/** This project's engines as sides of a benchmark. */
import {
	ADAM_DEFAULTS,
	Adam,
	type Engine,
	type Gradients,
	type LayerActivity,
	type Network,
} from "spiking-recurrent-cell";
import type { Answer, Contender } from "./contender.js";
import { type Problem, startingNetwork } from "./problem.js";

export class EngineContender implements Contender {
	readonly name: string;
	private readonly network: Network;
	private readonly adam = new Adam(ADAM_DEFAULTS);
	/** How busy the layers were in the last step. */
	activity: readonly LayerActivity[] = [];
	private gradients: Gradients | undefined;
	private epoch = 0;

	constructor(
		private readonly engine: Engine,
		private readonly problem: Problem,
	) {
		this.name = engine.name;
		this.network = startingNetwork(problem);
	}

	async compare(): Promise<Answer> {
		return this.engine.gradient(this.network, this.problem.fixed);
	}

	async step(): Promise<number> {
		const started = performance.now();
		const { stimuli, labels } = this.problem.batch;
		// Another epoch: other spikes.
		const again = { ...stimuli, epoch: ++this.epoch };
		const { gradients, activity } = await this.engine.gradient(
			this.network,
			{ stimuli: again, labels },
			this.gradients,
		);
		this.gradients = gradients;
		this.adam.update(this.network, gradients);
		this.activity = activity;
		return performance.now() - started;
	}
}
