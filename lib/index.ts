/** Table of contents of the library: everything a notebook may import. */
export * from "./alternatives/conversion.js";
export * from "./alternatives/delta-rule.js";
export * from "./alternatives/relu-network.js";
export * from "./cells/brc.js";
export * from "./cells/cell.js";
export * from "./cells/create.js";
export {
	drawGainNoise,
	drawsAtEachStep,
	gainPurpose,
} from "./cells/gain-noise.js";
export * from "./cells/gru.js";
export * from "./cells/initial.js";
export * from "./cells/lif.js";
export * from "./cells/lstm.js";
export * from "./cells/parameters.js";
export * from "./cells/spec.js";
export * from "./cells/src.js";
export * from "./controls/button.js";
export * from "./controls/choice.js";
export * from "./controls/control.js";
export * from "./controls/redraw.js";
export * from "./controls/slider.js";
export * from "./data/aer.js";
export * from "./data/camera/camera.js";
export * from "./data/camera/compare.js";
export * from "./data/camera/dataset.js";
export * from "./data/camera/examples.js";
export * from "./data/camera/fit.js";
export * from "./data/camera/n-mnist.js";
export * from "./data/camera/parameters.js";
export * from "./data/catalogue.js";
export * from "./data/check-samples.js";
export * from "./data/dataset.js";
export * from "./data/download.js";
export * from "./data/drawn-digits.js";
export * from "./data/event-recording.js";
export * from "./data/files.js";
export * from "./data/folds.js";
export * from "./data/idx.js";
export * from "./data/image-dataset.js";
export * from "./data/inputs.js";
export { type Limit, limited } from "./data/limit.js";
export * from "./data/load.js";
export * from "./data/load-options.js";
export * from "./data/load-request.js";
export * from "./data/missing.js";
export * from "./data/n-mnist/entry.js";
export { loadRecordings } from "./data/n-mnist/load.js";
export * from "./data/request.js";
export * from "./data/title.js";
export * from "./encoding/constant.js";
export { checkEncoding, encodeSample } from "./encoding/encode.js";
export * from "./encoding/encoding.js";
export * from "./encoding/event-pictures.js";
export * from "./encoding/events.js";
export * from "./encoding/latency.js";
export * from "./encoding/rate.js";
export * from "./encoding/sample-address.js";
export * from "./encoding/spike-train.js";
export * from "./encoding/statistics.js";
export { type ActivitySummary, summariseActivity } from "./engine/activity.js";
export * from "./engine/decision.js";
export * from "./engine/engine.js";
export * from "./engine/fused/memory-needed.js";
export * from "./engine/fused/workers.js";
export * from "./engine/lower-gradient.js";
export {
	BACKENDS,
	type Backend,
	type BackendName,
	openBackend,
} from "./engine/tensorflow/backend.js";
export * from "./engine/tensorflow/engine.js";
export * from "./engine/tensorflow/simulate.js";
export * from "./exchange/nir.js";
export { NIR_STEP } from "./exchange/nir-time.js";
export * from "./exchange/npy.js";
export * from "./exchange/npz.js";
export * from "./exchange/weights.js";
export * from "./experiments/ablations.js";
export * from "./experiments/all-images.js";
export * from "./experiments/brief-depth.js";
export * from "./experiments/brief-search.js";
export * from "./experiments/comparison.js";
export * from "./experiments/cost.js";
export {
	DEPTH,
	DEPTH_BUDGETS,
	DEPTHS,
	depthComparison,
	depthTitle,
	rateAt,
	unitsOfDepth,
} from "./experiments/depth.js";
export * from "./experiments/dynamics/bifurcation.js";
export * from "./experiments/dynamics/fixed-points.js";
export * from "./experiments/dynamics/held-map.js";
export * from "./experiments/dynamics/lyapunov.js";
export * from "./experiments/dynamics/nullclines.js";
export * from "./experiments/dynamics/plane.js";
export * from "./experiments/experiment.js";
export * from "./experiments/figures/cost-curves.js";
export * from "./experiments/figures/depth-curves.js";
export * from "./experiments/figures/noise-curves.js";
export * from "./experiments/figures/search-figures.js";
export * from "./experiments/first-network.js";
export * from "./experiments/gradient-variants.js";
export * from "./experiments/gradients/finite-differences.js";
export * from "./experiments/gradients/gradient-depth.js";
export * from "./experiments/gradients/gradient-step.js";
export * from "./experiments/gradients/gradients.js";
export * from "./experiments/gradients/loss-by-weight.js";
export * from "./experiments/gradients/start.js";
export * from "./experiments/gradients/surrogates.js";
export * from "./experiments/inside/decisions.js";
export * from "./experiments/inside/layer-outputs.js";
export * from "./experiments/inside/layer-raster.js";
export * from "./experiments/inside/readout-course.js";
export * from "./experiments/inside/ready-network.js";
export * from "./experiments/inside/repeatability.js";
export * from "./experiments/inside/seen-digits.js";
export * from "./experiments/inside/snapshots.js";
export * from "./experiments/inside/votes.js";
export * from "./experiments/live/agreement.js";
export * from "./experiments/live/check.js";
export * from "./experiments/live/live-training.js";
export * from "./experiments/live/progress-panel.js";
export * from "./experiments/live/train-here.js";
export * from "./experiments/measures/camera-likeness.js";
export * from "./experiments/measures/cost-at-test.js";
export * from "./experiments/measures/decision-events.js";
export * from "./experiments/measures/energy.js";
export * from "./experiments/measures/gradient-cosines.js";
export * from "./experiments/measures/measure.js";
export * from "./experiments/measures/noise-at-test.js";
export * from "./experiments/measures/operations.js";
export * from "./experiments/measures/sparse-gradient-error.js";
export * from "./experiments/measures/spike-cost.js";
export * from "./experiments/neuron/cell-response.js";
export * from "./experiments/neuron/currents.js";
export * from "./experiments/neuron/firing.js";
export * from "./experiments/neuron/gates.js";
export * from "./experiments/neuron/gru-response.js";
export * from "./experiments/neuron/neuron.js";
export * from "./experiments/neuron/noisy-neurons.js";
export {
	roadPanels,
	roadStages,
	type Stage,
} from "./experiments/neuron/road.js";
export * from "./experiments/neuron/spike-shape.js";
export * from "./experiments/neuron/spikes.js";
export * from "./experiments/neuron/src-parameters.js";
export * from "./experiments/noise.js";
export {
	BATCH_SIZE,
	CELLS,
	type Choice,
	dataOf,
	encodingOf,
	layersOf,
	networkOf,
	PROTOCOL_CELLS,
	type ProtocolCell,
	planned,
	planOf,
	seeds,
	shallowRate,
} from "./experiments/protocol.js";
export * from "./experiments/queue.js";
export * from "./experiments/records/measured.js";
export * from "./experiments/records/measurements.js";
export * from "./experiments/records/quantity.js";
export * from "./experiments/records/recorded.js";
export * from "./experiments/records/recorded-table.js";
export * from "./experiments/records/show-recorded.js";
export * from "./experiments/records/trained-weights.js";
export * from "./experiments/registry.js";
export * from "./experiments/scale.js";
export {
	DEEP_SEARCH,
	DEEP_SEARCH_BUDGETS,
	SEARCH,
} from "./experiments/search.js";
export * from "./experiments/shallow.js";
export * from "./experiments/sparse-gradient.js";
export * from "./ledger/claim.js";
export * from "./ledger/claims-text.js";
export {
	gather,
	type Sources,
	type TestOutcomes,
} from "./ledger/evidence.js";
export * from "./ledger/judge.js";
export * from "./ledger/ledger.js";
export * from "./ledger/library-value.js";
export * from "./ledger/overview.js";
export {
	type AllRule,
	type Bounds,
	type ComparingRule,
	type ContrastRule,
	type EachRule,
	type EqualRule,
	type NearRule,
	type Rule,
	ruleText,
	type TestedRule,
	type UntestableRule,
} from "./ledger/rule.js";
export * from "./ledger/sources.js";
export * from "./ledger/table.js";
export * from "./network/architecture.js";
export * from "./network/complete.js";
export * from "./network/network.js";
export * from "./network/quantise.js";
export * from "./network/readout.js";
export * from "./network/spec.js";
export * from "./network/with-spec.js";
export * from "./notebook/kernel.js";
export * from "./plots/bar-comparison.js";
export * from "./plots/bound-rows.js";
export * from "./plots/curve-panels.js";
export * from "./plots/fi-curve.js";
export * from "./plots/figure.js";
export * from "./plots/image-grid.js";
export * from "./plots/learning-curves.js";
export {
	type Curve,
	type LinePlotOptions,
	linePlot,
	type MovingCurves,
	pale,
} from "./plots/line-plot.js";
export * from "./plots/movies/bar-movie.js";
export * from "./plots/movies/event-movie.js";
export * from "./plots/movies/output-movie.js";
export * from "./plots/movies/travelling-spike.js";
export * from "./plots/movies/vote-movie.js";
export * from "./plots/phase-plane.js";
export type { PlaneLine, PlaneOrbit, PlanePanel } from "./plots/plane-panel.js";
export * from "./plots/render/static-image.js";
export * from "./plots/seed-curves.js";
export * from "./plots/seed-rows.js";
export * from "./plots/setting-rows.js";
export type { SpikeMatrix } from "./plots/spike-events.js";
export * from "./plots/spike-raster.js";
export * from "./plots/stacked-rows.js";
export * from "./plots/state-traces.js";
export * from "./plots/tables/result-table.js";
export * from "./plots/tables/table.js";
export {
	CELL_STYLES,
	type CellStyle,
	CURVE_STYLES,
	type CurveStyle,
	type Dash,
	type Marker,
	SEQUENTIAL_COLORS,
	STATE_STYLES,
	type StateStyle,
	type StateVariable,
	stateStyle,
} from "./plots/theme.js";
export * from "./random/normal.js";
export * from "./random/philox.js";
export * from "./statistics/interval.js";
export * from "./statistics/spread.js";
export * from "./statistics/student.js";
export { counted, countText } from "./text/numbers.js";
export * from "./training/adam.js";
export * from "./training/batches.js";
export { removeCheckpoint } from "./training/checkpoint.js";
export * from "./training/clip.js";
export * from "./training/code-version.js";
export * from "./training/evaluate.js";
export * from "./training/numerics.js";
export * from "./training/plan.js";
export type { Progress } from "./training/progress.js";
export {
	committedRuns,
	type DatasetIdentity,
	type EpochRecord,
	identify,
	isTested,
	loadRecords,
	type RunRecord,
	requestOf,
	runId,
	runsFolder,
	saveRecord,
	type TestResult,
} from "./training/record.js";
export { SCHEDULES, type Schedule } from "./training/schedule.js";
export { parametersHash } from "./training/start.js";
export * from "./training/train.js";
export type { Card } from "./values/card.js";
export * from "./values/display.js";

export * from "./values/duration.js";

import "./values/formatter.js";

export * from "./values/view.js";
