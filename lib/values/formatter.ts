/** Lets cells that end with a value of this library show it as `show` does. */
import { notebookKernel } from "../notebook/kernel.js";
import { bundle } from "./display.js";
import { viewOf } from "./view.js";

// Values without a form of their own are left to the kernel, which prints them as the console does.
notebookKernel()?.addFormatter((value) =>
	typeof viewOf(value) === "string" ? undefined : bundle(value),
);
