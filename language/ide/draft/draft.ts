import { analyze } from "../../analyze.ts";
import type { Catalog, Need, TableFailure, TableLocation } from "../../semantics/catalog.ts";
import type { MappedPart } from "../../semantics/infer-mapping.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import type { SourceNode } from "../../syntax/ast.ts";
import { formatText } from "../../format/format.ts";
import { type Data, dataOf } from "../data.ts";
import { knownFunnels, knownSources } from "../declared.ts";
import { writeEvent } from "../names.ts";
import { type FunnelDraft, draftFunnel, writeFunnel } from "./funnel.ts";
import { funnelName, sourceName } from "./names.ts";
import {
  type DraftChoice,
  type DraftLine,
  type RowKind,
  type SourceDraft,
  draftSource,
  possibleRows,
} from "./source.ts";
import { draftSplits } from "./split.ts";
import { draftOptions, draftTable } from "./table.ts";

/** What somebody wants otherwise than the data suggest it; each as one of the choices of {@link Draft}. */
export interface DraftWishes {
  readonly rows?: RowKind;
  readonly actor?: string;
  readonly time?: string;
  readonly event?: string;
  /** The stage that some of all records have. */
  readonly stage?: string;
  /** Null: by nothing. */
  readonly split?: string | null;
}

/** A file, as it becomes a source and a funnel of a text. */
export interface Draft {
  readonly rows: RowKind;
  /** Whatever else rows may be. */
  readonly possibleRows: readonly RowKind[];
  /** Who, when and what, as far as the rows have them. */
  readonly parts: readonly DraftPart[];
  /** By what the funnel may be split; the first is taken if nothing else is wished. */
  readonly splits: readonly string[];
  readonly split?: string;
  /** How the file is read. */
  readonly location: TableLocation;
  readonly source: DraftedText;
  /** Absent: rows say nothing of what happened, or of no more than one stage. */
  readonly funnel?: DraftedFunnel;
}

export interface DraftPart {
  readonly part: MappedPart | "stage";
  readonly chosen: DraftChoice;
  readonly choices: readonly DraftChoice[];
  /** The names and types of the columns tell it, or somebody has said it. */
  readonly isSure: boolean;
  /** Two forms of times fit all that is known: somebody has to say. */
  readonly isOpen: boolean;
}

export interface DraftedText {
  readonly name: string;
  /** With the line break at its end. */
  readonly text: string;
}

export interface DraftedFunnel extends DraftedText {
  /** Events of its stages, in their order. */
  readonly events: readonly string[];
  /** As written; absent: unlimited. */
  readonly window?: string;
}

export type DraftAnswer =
  | { readonly kind: "draft"; readonly draft: Draft; readonly needs: readonly Need[] }
  | {
      readonly kind: "failure";
      readonly failure: TableFailure;
      readonly needs: readonly Need[];
    }
  /** With what is needed it can be drafted. */
  | { readonly kind: "unknown"; readonly needs: readonly Need[] };

/**
 * Drafts a source over a file, and a funnel over it, for a text that has others already. `path`: as it
 * will be written. Once nothing is needed any more the draft is as good as it gets.
 */
export function draftFile(
  text: string,
  catalog: Catalog,
  path: string,
  wishes: DraftWishes = {},
): DraftAnswer {
  const data = dataOf(analyze(text, catalog), catalog);
  const plain: TableLocation = { path, options: {} };
  let location = plain;
  // An encoding first, and then whether there is a header.
  for (let next = draftOptions(data, plain); next !== undefined;) {
    location = next;
    next = draftOptions(data, location);
  }
  const table = draftTable(data, location);
  if (table === undefined) return { kind: "unknown", needs: needsOf(data) };
  if ("kind" in table) return { kind: "failure", failure: table, needs: [] };
  const { rows } = wishes;
  const written = draftSource(table, { withOthers: true, ...(rows === undefined ? {} : { rows }) });
  const parts = partsOf(written, wishes);
  for (const { chosen } of parts) {
    // Whoever confirms a column wants to see what is in it.
    if (chosen.column !== undefined) table.valuesOf(chosen.column.join("."));
  }
  const taken = new Set(knownSources(data).map(({ name }) => name?.text));
  const name = sourceName(path, taken);
  const source = { name, text: writeSource(name, path, written, parts) };
  const funnel = draftedFunnel(data, text, source, wishes, path);
  return {
    kind: "draft",
    draft: {
      rows: written.rows,
      possibleRows: possibleRows(table),
      parts,
      location,
      source,
      ...funnel.drafted,
    },
    needs: [...needsOf(data), ...funnel.needs],
  };
}

function needsOf({ needs, later }: Data): readonly Need[] {
  return [...needs, ...later];
}

function partsOf({ lines }: SourceDraft, wishes: DraftWishes): readonly DraftPart[] {
  return lines.flatMap((line): readonly DraftPart[] => {
    switch (line.kind) {
      case "statement":
        return [];
      case "stages": {
        const choices = line.choices.map((text): DraftChoice => ({ text }));
        return partOf("stage", choices, wishes.stage, choices.length === 1);
      }
      default: {
        const [first, second] = line.choices;
        const isSame = first?.column?.join("\0") === second?.column?.join("\0");
        const isOpen = line.kind === "time" && !line.isSure && second !== undefined && isSame;
        const wished = wishes[line.kind];
        const [part] = partOf(line.kind, line.choices, wished, line.isSure);
        return part === undefined ? [] : [{ ...part, isOpen: isOpen && !part.isSure }];
      }
    }
  });
}

function partOf(
  part: DraftPart["part"],
  choices: readonly DraftChoice[],
  wished: string | undefined,
  isSure: boolean,
): readonly DraftPart[] {
  const found = choices.find(({ text }) => text === wished);
  const chosen = found ?? choices[0];
  if (chosen === undefined) return [];
  return [{ part, chosen, choices, isSure: isSure || found !== undefined, isOpen: false }];
}

function writeSource(
  name: string,
  path: string,
  { shape, lines }: SourceDraft,
  parts: readonly DraftPart[],
): string {
  const head = `source ${writeName(name)} from ${writeString(path)}`;
  const block = lines.map((line) => `  ${writeLine(line, parts)}`);
  const shaped = shape === "events" ? head : `${head} as ${shape}`;
  return formatText(
    block.length === 0 ? `${shaped}\n` : [`${shaped} {`, ...block, "}", ""].join("\n"),
  ).text;
}

function writeLine(line: DraftLine, parts: readonly DraftPart[]): string {
  const chosen = (part: DraftPart["part"]): readonly string[] =>
    parts.flatMap((one) => (one.part === part ? [one.chosen.text] : []));
  switch (line.kind) {
    case "statement":
      return line.text;
    case "stages":
      return `stages { ${[...line.entries, ...chosen("stage")].join(", ")} }`;
    default:
      return `${line.kind} ${chosen(line.kind).join("")}`;
  }
}

/** The funnel is drafted over the text as it would be with the source. */
function draftedFunnel(
  before: Data,
  text: string,
  source: DraftedText,
  wishes: DraftWishes,
  path: string,
): {
  readonly drafted: Pick<Draft, "funnel" | "splits" | "split">;
  readonly needs: readonly Need[];
} {
  const data = dataOf(analyze(`${text}\n\n${source.text}`, before.catalog), before.catalog);
  const node = knownSources(data).findLast(({ name }) => name?.text === source.name);
  const draft = node === undefined || isLookup(node) ? undefined : draftFunnel(data, node);
  const [first, second] = draft?.stages ?? [];
  // A funnel of one stage can't be run.
  if (!node || !draft || first === undefined || second === undefined) {
    return { drafted: { splits: [] }, needs: needsOf(data) };
  }
  const splits = draftSplits(data, node, first.event);
  const split = wishes.split === null ? undefined : (wishes.split ?? splits[0]);
  const taken = new Set(knownFunnels(data).map(({ name }) => name?.text));
  const funnel = drafted(funnelName(path, taken), source.name, draft, split);
  const funnels = { funnel, splits, ...(split === undefined ? {} : { split }) };
  return { drafted: funnels, needs: needsOf(data) };
}

function isLookup({ shape }: SourceNode): boolean {
  return shape?.text === "lookup";
}

function drafted(
  name: string,
  on: string,
  draft: FunnelDraft,
  split: string | undefined,
): DraftedFunnel {
  const { stages, window } = draft;
  return {
    name,
    text: formatText(writeFunnel(name, on, draft, split)).text,
    events: stages.map(({ event }) => writeEvent(event)),
    ...(window === undefined ? {} : { window }),
  };
}
