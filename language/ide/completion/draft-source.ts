import type { Data } from "../data.ts";
import { type DraftLine, type SourceDraft, draftSource } from "../draft/source.ts";
import { draftOptions, draftTable, writeOptions } from "../draft/table.ts";
import { choice } from "./asked.ts";

/** In the order in which one goes through them; the name of the source is the first. */
const fields = { actor: 2, time: 3, event: 4, stages: 3 } as const;

/**
 * What comes behind the path of a new source, with the blank before it, as a snippet: its shape and its
 * block, as far as its columns tell, with choices where they don't. Empty where nothing is known of them
 * (yet).
 */
export function sourceSnippet(data: Data, path: string): string {
  const location = { path, options: {} };
  const table = draftTable(data, location);
  if (table === undefined) return "";
  const read = draftOptions(data, location);
  if ("kind" in table) {
    // How the file is written, where that is why nothing is known of its columns.
    return read === undefined ? "" : block("", [escapeText(writeOptions(read))]);
  }
  // Where values pass for names, nothing can be told from them: that has its own fix.
  if (read !== undefined) return "";
  const draft = draftSource(table);
  const shape = draft.shape === "events" ? "" : ` as ${draft.shape}`;
  if (draft.lines.length === 0) return shape;
  return block(
    shape,
    draft.lines.map((line) => lineSnippet(line, draft)),
  );
}

function lineSnippet(line: DraftLine, { rows }: SourceDraft): string {
  switch (line.kind) {
    case "statement":
      return escapeText(line.text);
    case "stages": {
      const entries = line.entries.map(escapeText);
      const chosen =
        line.choices.length === 0 ? [] : [choice(fields.stages, line.choices, "condition")];
      return `stages { ${[...entries, ...chosen].join(", ")} \\}`;
    }
    default: {
      const { kind, choices, isSure } = line;
      const texts = choices.map(({ text }) => text);
      const field = kind === "time" && rows === "totals" ? fields.actor : fields[kind];
      return `${kind} ${isSure ? escapeText(texts.join("")) : choice(field, texts, kind)}`;
    }
  }
}

/** Text without holes, in a snippet. */
function escapeText(text: string): string {
  return text.replace(/[\\$}]/g, String.raw`\$&`);
}

function block(shape: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ""
    : `${shape} {\n${lines.map((line) => `  ${line}`).join("\n")}\n\\}`;
}
