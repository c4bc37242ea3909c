/** A tree without its spans, a node a line: what golden files hold and what formatting must keep. */
export function treeText(value: unknown): string {
  const lines: string[] = [];
  write(value, "", "", lines);
  return `${lines.join("\n")}\n`;
}

function write(value: unknown, label: string, indent: string, lines: string[]): void {
  const name = label === "" ? "" : `${label}: `;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) write(item, `${label} ${i + 1}`, indent, lines);
    return;
  }
  if (typeof value !== "object" || value === null) {
    lines.push(`${indent}${name}${JSON.stringify(value)}`);
    return;
  }
  const fields = Object.entries(value).filter(([key]) => !isPlace(key));
  const kind: unknown = "kind" in value ? value.kind : undefined;
  lines.push(`${indent}${name}${typeof kind === "string" ? kind : ""}`.trimEnd());
  for (const [key, field] of fields) if (key !== "kind") write(field, key, `${indent}  `, lines);
}

function isPlace(key: string): boolean {
  return key === "span" || key === "block" || key.endsWith("Span");
}
