import { habitOf } from "./syntax/habits/index.ts";
import type { Habits } from "./syntax/meant.ts";
import { repairs } from "./syntax/repairs.ts";

/** What people write who know it from elsewhere, and how what is wrong is mended: hosts add it, see `addHabits`. */
export const habits: Habits = { habitOf, repairs };
