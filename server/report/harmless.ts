/**
 * Makes a text that people or data wrote fit to be shown anywhere, on one line: whatever would move
 * a terminal's cursor, ring, colour what follows, turn the direction of the line or can't stand in
 * an XML document becomes a visible sign.
 */
export function harmless(text: string): string {
  return text
    .replaceAll(/[\t\r\n\u2028\u2029]+/gu, " ")
    .replaceAll(
      /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu,
      "\ufffd",
    );
}
