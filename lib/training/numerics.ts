/**
 * The version of everything that decides a run's numbers: cells, encoders, simulated camera, engine, trainer. Whoever changes what a run
 * computes by more than rounding raises it (test/training/numerics.test.ts notices); results of different versions are never averaged.
 */
export const NUMERICS = 1;
