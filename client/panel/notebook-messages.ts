import type { FunnelOutcome } from "../../server/protocol/index.ts";
import { type DeskMessage, isDeskMessage } from "./desk-messages.ts";
import { type Guard, either, isCount, isString, literal, shape } from "./guards.ts";
import { isCompile, isOpenSql, isOutcome, isStrings } from "./messages-guards.ts";
import type { PageMessage, PagePlace, PanelStrings } from "./messages.ts";

/** What an output of the notebook holds, and what it says to the extension. Either side checks what arrives. */

/** Known to VS Code, which finds the page for an output by it, and to the manifest. */
export const outputType = "application/vnd.funnel.result+json";
export const rendererId = "funnel.result";

/** One result: all that is needed to draw it. */
export interface NotebookOutput {
  readonly version: number;
  /** The address of the cell that was run. Lines of the outcome are lines of it. */
  readonly cell: string;
  /** A BCP 47 tag. */
  readonly locale: string;
  readonly strings: PanelStrings;
  readonly outcome: FunnelOutcome;
}

/** Changed when the form changes. */
export const outputVersion = 2;

/** Show this place in the cell. */
export interface RevealMessage {
  readonly kind: "reveal";
  readonly cell: string;
  /** A line is one of the cell; an offset counts in the texts of all cells of code, a line break between each. */
  readonly place: PagePlace;
}

/** Run the cell again. */
export interface RunCellMessage {
  readonly kind: "run";
  readonly cell: string;
}

/** What an output asks the extension for. */
export type OutputMessage =
  | RevealMessage
  | RunCellMessage
  | OutputDeskMessage
  | Extract<PageMessage, { kind: "compile" } | { kind: "openSql" }>;

/** The same as a page's, of the cell that was run. */
export interface OutputDeskMessage {
  readonly kind: "desk";
  readonly cell: string;
  readonly message: DeskMessage;
}

const isOutput: Guard<NotebookOutput> = shape<NotebookOutput>({
  version: isCount,
  cell: isString,
  locale: isString,
  strings: isStrings,
  outcome: isOutcome,
});

const isReveal: Guard<RevealMessage> = shape<RevealMessage>({
  kind: literal("reveal"),
  cell: isString,
  place: either<PagePlace>(
    shape<Extract<PagePlace, { kind: "line" }>>({
      kind: literal("line"),
      line: isCount,
      character: isCount,
    }),
    shape<Extract<PagePlace, { kind: "offset" }>>({ kind: literal("offset"), offset: isCount }),
  ),
});

/** The output, or nothing where it has another form than this version knows. */
export function readNotebookOutput(output: unknown): NotebookOutput | undefined {
  return isOutput(output) && output.version === outputVersion ? output : undefined;
}

const isOutputMessage: Guard<OutputMessage> = either<OutputMessage>(
  isReveal,
  shape<RunCellMessage>({ kind: literal("run"), cell: isString }),
  isCompile,
  isOpenSql,
  shape<OutputDeskMessage>({ kind: literal("desk"), cell: isString, message: isDeskMessage }),
);

/** The message, or nothing where it has another form than this version knows. */
export function readOutputMessage(message: unknown): OutputMessage | undefined {
  return isOutputMessage(message) ? message : undefined;
}
