/** The mends of this process; loaded before anything of tslab. */
import { mendCompiler } from "./apply.js";
import { createMends } from "./index.js";

export const mends = createMends();
mendCompiler(mends);
