/** Strings and quoted names are one each, so that nothing in them is taken for a word. */
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\s+|[(),;]|[^\s()'",;]+|['"]/g;

const clauses = /^(?:from|where|group|order|having|limit|qualify|union|window)$/;
const joins = /^(?:join|left|right|inner|asof|cross|full|semi|anti)$/;

/**
 * Statements as people write them: a clause a line, columns and conditions below each other, queries within
 * queries further in. Only blanks change.
 */
export function readableSql(sql: string): string {
  const words = sql.match(tokens) ?? [];
  /** The brackets that are open: of a query with the clause that it is in, or of anything else. */
  const open: (string | undefined)[] = [""];
  let text = "";
  let before = "";
  let depth = 0;
  let isBetween = false;

  const breakLine = (indent: number): void => {
    if (text.trim() !== "") text = `${text.trimEnd()}\n${"  ".repeat(indent)}`;
  };
  const next = (index: number): string =>
    (words.slice(index + 1).find((word) => word.trim() !== "") ?? "").toLowerCase();

  for (const [index, word] of words.entries()) {
    const lower = word.toLowerCase();
    const clause = open.at(-1);
    if (word.trim() === "") {
      if (!text.endsWith("\n") && !/\n *$/.test(text)) text += " ";
      continue;
    }
    if (word === ")") {
      if (open.length > 1) open.pop();
      if (depth > 0 && clause !== undefined) {
        depth -= 1;
        breakLine(depth);
      }
    } else if (clause !== undefined) {
      const isJoin = joins.test(lower) && !joins.test(before);
      if (clauses.test(lower) || isJoin) breakLine(depth);
      if (lower === "and" && clause === "where" && !isBetween) breakLine(depth + 1);
      if (lower === "select" || clauses.test(lower)) open[open.length - 1] = lower;
    }
    if (lower === "between" || lower === "and") isBetween = lower === "between";
    text += word;
    before = lower;
    if (word === "(") {
      const isQuery = /^(?:select|with)$/.test(next(index));
      open.push(isQuery ? "" : undefined);
      if (isQuery) {
        depth += 1;
        breakLine(depth);
      }
    } else if (word === "," && clause === "select") breakLine(depth + 1);
    else if (word === ";") {
      text += "\n\n";
      open[0] = "";
    }
  }
  return text.trim();
}
