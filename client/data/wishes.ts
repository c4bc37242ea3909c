import type {
  DraftFileWishes,
  DraftedFile,
  DraftedPart,
  RowKind,
} from "../../server/protocol/index.ts";

/** What a user changed of a draft. */
export type Change =
  | { readonly kind: "part"; readonly part: DraftedPart["part"]; readonly text: string }
  | { readonly kind: "rows"; readonly rows: RowKind }
  | { readonly kind: "split"; readonly split: string | null };

/** What is wished after a change. What rows are decides over who, when and what. */
export function withChange(before: DraftFileWishes, change: Change): DraftFileWishes {
  switch (change.kind) {
    case "part":
      return { ...before, [change.part]: change.text };
    case "rows":
      return { rows: change.rows };
    case "split":
      return { ...before, split: change.split };
  }
}

/** The text to write, behind whatever is in the file. */
export function draftedText(before: string, draft: DraftedFile, withFunnel: boolean): string {
  const blocks = [
    draft.source.text,
    ...(withFunnel && draft.funnel !== undefined ? [draft.funnel.text] : []),
  ];
  return gapAfter(before) + blocks.join("\n");
}

/** Declarations stand apart by an empty line. */
function gapAfter(text: string): string {
  if (text.trim() === "") return "";
  return text.endsWith("\n\n") || text.endsWith("\r\n\r\n")
    ? ""
    : text.endsWith("\n")
      ? "\n"
      : "\n\n";
}
