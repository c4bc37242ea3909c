/** What people write who know it from elsewhere: hosts add it, see `addHabits`. */
export { habitOf } from "./syntax/habits/index.ts";
