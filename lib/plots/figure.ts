/** What a figure is, as everyone outside this folder sees it; layout.ts makes them. */
import type { Dataset } from "../data/dataset.js";

/** Where the numbers of a figure or table come from; built-in data is always named. */
export type DataSource = Pick<Dataset, "title" | "origin">;

/** A Plotly figure as plain JSON, with the words that belong to it. */
export interface Figure {
	readonly kind: "figure";
	/** What the figure says, in one sentence: its title. */
	readonly message: string;
	/** How to read it, and where its data comes from. */
	readonly caption: string;
	/** Plotly traces. */
	readonly data: readonly object[];
	/** Plotly layout; its `meta` repeats message and caption. */
	readonly layout: FigureLayout;
	/** Plotly's frames, of an animated figure. */
	readonly frames?: readonly object[];
	/** An animated figure on paper: without its controls. */
	readonly still?: Pick<Figure, "data" | "layout">;
}

/** The part of Plotly's layout that others may rely on; px. */
export interface FigureLayout {
	readonly width: number;
	readonly height: number;
	readonly [key: string]: unknown;
}

/** The words every figure function takes; texts may hold `<sub>`, `<sup>`, `<i>` and `<b>`. */
export interface FigureWords {
	/** One sentence: what the reader should see. */
	readonly message: string;
	/** How to read it. */
	readonly caption: string;
}
