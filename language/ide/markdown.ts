/** Text from data and files in Markdown: it must never become a link, an image or a heading. */

const longest = 200;

/** As a code span, whatever is in it. Line breaks become spaces, long texts are cut. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const short = line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
  const runs = short.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // The blanks are dropped when it is shown; they keep a backtick at an end apart from the fence.
  const blank = short.startsWith("`") || short.endsWith("`") || short.trim() === "" ? " " : "";
  return `${fence}${blank}${short}${blank}${fence}`;
}

export interface TableColumn {
  readonly title: string;
  readonly align?: "right";
}

/** Cells are Markdown already; bars in them would end the cell. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [
    line(columns.map((column) => column.title)),
    line(columns.map((column) => (column.align === "right" ? "--:" : ":--"))),
    ...rows.map(line),
  ].join("\n");
}

/** Parts that are there, with blank lines between them. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
