import { keywordsAt } from "../../vocabulary.ts";
import type { BlockKeyword } from "../parser.ts";
import { type Habit, habit } from "./habit.ts";

/** Keywords as keys of JSON: `"actor": user_id`. */
export function keyHabits(place: BlockKeyword): readonly Habit[] {
  return [
    habit("^[\"'`](x+)[\"'`]~:?~", ([, word = ""]) =>
      keywordsAt(place).some((keyword) => keyword.word === word) ? `${word} ` : [],
    ),
  ];
}
