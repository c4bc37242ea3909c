import type { TextEdit } from "../../text.ts";

export interface CompletionItem {
  readonly label: string;
  readonly kind:
    | "keyword"
    | "snippet"
    | "source"
    | "segment"
    | "stage"
    | "funnel"
    | "measure"
    | "param"
    | "column"
    | "event"
    | "value"
    | "function"
    | "unit"
    | "operator"
    | "file"
    | "option";
  /** One line beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Replaces what is typed of the word. */
  readonly edit: TextEdit;
  /** `edit.newText` has `${1:placeholders}`. */
  readonly snippet: boolean;
  /** What the typed text is compared with, where it isn't the label. */
  readonly filterText?: string;
  readonly sortText: string;
}
