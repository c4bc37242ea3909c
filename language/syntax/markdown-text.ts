/** What a Markdown block says: without the asterisks that lines begin with, where all of them do, and without blank ends. */
export function markdownText(inner: string): string {
  const lines = inner.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  const rest = lines.slice(1).filter((line) => line.trim() !== "");
  const starred = rest.length > 0 && rest.every((line) => /^\s*\*(?:\s|$)/.test(line));
  const plain = starred
    ? lines.map((line, i) => (i === 0 ? line : line.replace(/^\s*\* ?/, "")))
    : lines;
  return plain
    .join("\n")
    .replace(/^\s*\n|^[ \t]+/, "")
    .trimEnd();
}
