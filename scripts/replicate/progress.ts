/** One progress bar for the whole run, redrawn in place on a terminal; elsewhere one line a notebook. */
import { durationText } from "spiking-recurrent-cell/dist/values/duration.js";
import { Estimate, type PlannedNotebook } from "./estimate.js";

/** The part of process.stdout that is needed. */
export interface Terminal {
	readonly isTTY?: boolean;
	readonly columns?: number;
	write(text: string): unknown;
}

const BAR_WIDTH = 24;
const REDRAW_MS = 250;

export class Progress {
	private readonly estimate: Estimate;
	private readonly timer: NodeJS.Timeout | undefined;
	private notebook = -1;
	private cell = 0;
	private notebookStart = 0;
	private cellStart = 0;

	constructor(
		private readonly notebooks: readonly PlannedNotebook[],
		private readonly terminal: Terminal,
		/** Seconds since some moment. */
		private readonly clock: () => number = () => performance.now() / 1000,
	) {
		this.estimate = new Estimate(notebooks);
		if (terminal.isTTY)
			this.timer = setInterval(() => this.draw(), REDRAW_MS).unref();
	}

	/** What is running, for messages: "02-under-the-microscope, cell 7 of 15". */
	get position(): string {
		const running = this.notebooks[this.notebook];
		if (!running) return "the preparation";
		return `${running.name}, cell ${Math.min(this.cell + 1, running.cells)} of ${running.cells}`;
	}

	notebookStarted(): void {
		this.notebook++;
		this.cell = 0;
		this.notebookStart = this.cellStart = this.clock();
		this.draw();
	}

	cellFinished(): void {
		const now = this.clock();
		this.estimate.cellDone(now - this.cellStart);
		this.cell++;
		this.cellStart = now;
		this.draw();
	}

	/** @param failed the notebook stopped early */
	notebookFinished(failed: boolean): void {
		const { name, cells } = this.notebooks[this.notebook];
		this.estimate.skip(cells - this.cell);
		this.cellStart = this.clock();
		const seconds = durationText(this.clock() - this.notebookStart);
		const count = `[${this.notebook + 1}/${this.notebooks.length}]`;
		const outcome = failed
			? `FAILED after ${this.cell} of ${cells} cells, ${seconds}`
			: `${cells} cells, ${seconds}`;
		const left =
			this.notebook + 1 < this.notebooks.length ? this.leftText(0) : "";
		this.line(`${count} ${name}: ${outcome}${left && `; ${left}`}`);
		this.draw();
	}

	/** Writes a line above the bar. */
	line(text: string): void {
		this.clear();
		this.terminal.write(`${text}\n`);
	}

	/** Takes the bar away; to be called in the end, whatever the end. */
	stop(): void {
		clearInterval(this.timer);
		this.clear();
	}

	private clear(): void {
		if (this.terminal.isTTY) this.terminal.write("\r\x1b[2K");
	}

	private draw(): void {
		if (!this.terminal.isTTY || this.notebook < 0) return;
		const inCell = this.clock() - this.cellStart;
		const share = Math.min(1, this.estimate.share(inCell));
		const percent = `${Math.floor(share * 100)}`.padStart(3);
		const text = ` ${percent} %  ${this.position}  ${this.leftText(inCell)}`;
		const columns = (this.terminal.columns ?? 80) - 1;
		const width = Math.max(0, Math.min(BAR_WIDTH, columns - text.length));
		const full = Math.floor(share * width);
		const bar = "█".repeat(full) + "░".repeat(width - full);
		this.terminal.write(`\r\x1b[2K${(bar + text).slice(0, columns)}`);
	}

	private leftText(inCell: number): string {
		const seconds = this.estimate.secondsLeft(inCell);
		return seconds === undefined
			? "time left not known yet"
			: `about ${durationText(seconds)} left`;
	}
}
