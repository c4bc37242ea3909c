/** What rather goes on with the statement than belongs to a text or a name. */
const going =
  /\s+(?=(?:where|or|and|within|after|between|else|top|as|on|is|in|at least|not in|contains|starts with|ends with|matches)\s|[{=<>]|!=)|\s*(?=:\s)|\s*(?=[),}]\s*(?:$|[\p{L}"'`{},)]))/gu;
/**
 * Where a quote may have been forgotten, the likeliest place first: before what looks like the rest of
 * the statement, else at the end of the line. `text` is what follows the opening quote, offsets are in it.
 */
export function closingPlaces(text: string): readonly number[] {
  const end = text.trimEnd().length;
  const places = [...text.slice(0, end).matchAll(going)].map(({ index }) => index);
  const first = places.find((at) => at > 0);
  if (first === undefined) return [end];
  // So begins a condition, and neither a name nor a value.
  return /^\s+(?:where\s|[<>]?=|!=)/.test(text.slice(first)) ? [first] : [first, end];
}
