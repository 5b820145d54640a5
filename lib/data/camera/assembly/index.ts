/** What the compiled module offers; every function works on addresses in its memory and allocates nothing. */
export { sortByTime } from "./order";
export { watch } from "./watch";
