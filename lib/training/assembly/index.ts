/** What the compiled module offers; every function works on addresses in its memory and allocates nothing. */
export { adam } from "./adam";
