/** How a gradient gets from a layer to the one below. */

/**
 * "exact": the dense product. "sparse": only the largest entries of the gradient that enters at each step, which hold at least
 * the share `energy` of its squared norm, a sample at a time (an approximation; compare Perez-Nieves and Goodman 2021).
 */
export type LowerGradient =
	| { readonly kind: "exact" }
	| { readonly kind: "sparse"; readonly energy: number };
