import type { Catalog, Need } from "../../../language/index.ts";
import type { DataCatalog } from "./catalog.ts";
import type { Place } from "./runner.ts";

/** The files of a folder, their columns, the values of some, the order of events, and what that raises. */
const ROUNDS = 12;

/** Asks a question again and again, until all that it would like to know is known or can't be. */
export async function askWithData<Answer extends { readonly needs: readonly Need[] }>(
  place: Place,
  catalog: DataCatalog,
  ask: (known: Catalog) => Answer,
  signal?: AbortSignal,
): Promise<Answer> {
  let answer = ask(catalog.view(place));
  for (let round = 0; round < ROUNDS; round++) {
    const { needs } = answer;
    if (needs.length === 0 || signal?.aborted === true) break;
    if (!(await catalog.fetch(place, needs, signal))) break;
    answer = ask(catalog.view(place));
  }
  return answer;
}
