/** What every front end can do, whatever its page looks like. Cells are counted from 0, code cells and others together. */
import type { Locator } from "playwright-core";

export interface FrontEnd {
	/** "JupyterLab" or "classic notebook". */
	readonly name: string;
	/** Begins the names of its screenshots. */
	readonly short: string;
	/** Opens a notebook of the server's folder and waits until its kernel is idle. */
	open(notebook: string): Promise<void>;
	runAll(): Promise<void>;
	/** Replaces the source of a cell and runs it, without waiting for its end. */
	run(cell: number, source: string): Promise<void>;
	/** All that a cell shows below its source. */
	output(cell: number): Locator;
	/** What stands before a cell: "[3]:" once it has run. */
	prompt(cell: number): Locator;
	interrupt(): Promise<void>;
	restart(): Promise<void>;
	/** Waits until nothing is executed. */
	idle(): Promise<void>;
	/** Types at the end of a cell and asks for completions; returns those that are offered. */
	complete(cell: number, text: string): Promise<string>;
	/** Asks what the word at the end of a cell is; returns what is said. */
	inspect(cell: number, text: string): Promise<string>;
	save(): Promise<void>;
}
