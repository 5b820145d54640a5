/**
 * A control in the page and its value in the kernel, joined by Jupyter's widget protocol (version 2.1: a comm of target "jupyter.widget", whose
 * first message is the state of a model of @jupyter-widgets/controls). Without a kernel that has comms, a control is its value in words.
 */
import { type Comm, notebookKernel } from "../notebook/kernel.js";
import { OWN_FORMS } from "../values/own-forms.js";

const TARGET = "jupyter.widget";
const PROTOCOL = "2.1.0";
const MODULE = "@jupyter-widgets/controls";
const MODULE_VERSION = "2.0.0";
const VIEW = "application/vnd.jupyter.widget-view+json";

/** What the page is told of a control: attributes of its model by the names that @jupyter-widgets/controls gives them. */
type State = Readonly<Record<string, unknown>>;

/** What one kind of control has to say. */
export interface ControlKind<Value> {
	/** Of model and view, without their endings: "FloatSlider". */
	readonly widget: string;
	/** What stands beside the control. */
	readonly label: string;
	/** All attributes of the model that are not every widget's. */
	state(value: Value): State;
	/** The value that a changed state of the page means, or undefined if it means none. */
	read(state: State): Value | undefined;
	/** The control in words. */
	words(value: Value): string;
}

/** What `slider`, `choice` and `button` make: its `value` follows the page, and the page follows a `value` that a cell sets. */
export class Control<Value> {
	private readonly comm: Comm | undefined;
	private readonly handlers: ((value: Value) => unknown)[] = [];
	private current: Value;

	constructor(
		private readonly kind: ControlKind<Value>,
		value: Value,
	) {
		this.current = value;
		this.comm = notebookKernel()?.openComm(TARGET, {
			data: { state: this.state(), buffer_paths: [] },
			metadata: { version: PROTOCOL },
		});
		this.comm?.onMessage(({ data }) => this.receive(data));
	}

	get value(): Value {
		return this.current;
	}

	/** Moves the control too. */
	set value(value: Value) {
		this.current = value;
		this.send(this.kind.state(value));
		this.changed();
	}

	/** Calls `handler` with the value after every change, whoever made it. */
	onChange(handler: (value: Value) => unknown): this {
		this.handlers.push(handler);
		return this;
	}

	/** MIME type → content: how `show`, and a cell that ends with the control, display it. */
	forms(): Record<string, unknown> {
		const words = { "text/plain": this.kind.words(this.current) };
		if (!this.comm) return words;
		const view = {
			model_id: this.comm.id,
			version_major: 2,
			version_minor: 0,
		};
		return { [VIEW]: view, ...words };
	}

	/** One message from the page: a changed state, the wish to have the state, or an event such as a click. */
	private receive(data: State): void {
		if (data.method === "request_state") this.send(this.state());
		const state = data.method === "update" ? data.state : data.content;
		const value = this.kind.read((state ?? {}) as State);
		if (value === undefined) return;
		this.current = value;
		this.changed();
	}

	private changed(): void {
		for (const handler of this.handlers) handler(this.current);
	}

	private send(state: State): void {
		const data = { method: "update", state, buffer_paths: [] };
		this.comm?.send({ data });
	}

	private state(): State {
		const { widget, label } = this.kind;
		return {
			_model_module: MODULE,
			_model_module_version: MODULE_VERSION,
			_model_name: `${widget}Model`,
			_view_module: MODULE,
			_view_module_version: MODULE_VERSION,
			_view_name: `${widget}View`,
			description: label,
			disabled: false,
			layout: null,
			style: null,
			tooltip: null,
			tabbable: null,
			...this.kind.state(this.current),
		};
	}
}

// Outside the class, whose declaration could not name it.
Object.defineProperty(Control.prototype, OWN_FORMS, {
	value(this: Control<unknown>) {
		return this.forms();
	},
});
