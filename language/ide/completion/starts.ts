import { shapeRules, findShape, itemWord } from "../../semantics/shapes.ts";
import type { FunnelItem, SourceItem, SourceNode } from "../../syntax/ast.ts";
import { keywordsAt } from "../../vocabulary.ts";
import type { StatementBlock } from "../rules/index.ts";
import { declarationAt, nodesAt } from "../tree.ts";
import { type Asked, ranks, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";
import { keywordItem } from "./keywords.ts";
import { stageLineItems } from "./models.ts";
import { declarationSnippets } from "./snippets.ts";

/** Statements that stand at most once in their block. */
const once: Readonly<Record<StatementBlock, readonly string[]>> = {
  file: [],
  connection: ["url", "user", "password", "database"],
  source: [
    ...["actor", "time", "event", "timezone", "options", "each", "session", "stages", "totals"],
    ...["cost", "value", "currency", "sheet", "dedupe"],
  ],
  options: ["delimiter", "quote", "decimal", "encoding", "header", "skip"],
  funnel: [
    ...["model", "during", "actor", "order", "window", "entry", "count", "compare", "trend"],
  ],
  retention: ["start", "return", "every"],
  experiment: ["variant", "control", "goal", "confidence", "split"],
  drivers: ["goal", "from", "minimum"],
  score: ["goal", "learn", "from", "grades"],
  scenario: [],
};

/** Statements without which a block is incomplete: offered first. */
const needed: Readonly<Record<StatementBlock, readonly string[]>> = {
  file: ["source", "funnel"],
  connection: ["url"],
  source: [],
  options: [],
  funnel: ["stage"],
  retention: ["start", "return", "every"],
  experiment: ["variant", "control", "goal"],
  drivers: ["goal", "from"],
  score: ["goal", "points"],
  scenario: ["stage"],
};

/** What may begin where a statement can begin. */
export function startItems(asked: Asked): readonly CompletionItem[] {
  const kind = asked.place.starts;
  if (kind === undefined || asked.place.typed.quote !== "") return [];
  const present = statementsAround(asked);
  const shape = kind === "source" ? shapeAround(asked) : undefined;
  const wanted = shape?.needs ?? needed[kind];
  const excluded = new Set([...(shape?.excludes ?? []), ...misplaced(asked)]);
  const isBelow = kind === "funnel" && isBelowStage(asked);
  const items = keywordsAt(kind).flatMap(({ word, available }, index) => {
    if (excluded.has(word) || (once[kind].includes(word) && present.has(word))) return [];
    const missing = wanted.includes(word) && !present.has(word);
    const rank = missing ? ranks.missing : available ? ranks.start : ranks.rare;
    const order = missing
      ? wanted.indexOf(word)
      : isBelow && isSetting(word)
        ? late + index
        : index;
    return keywordItem(asked, word, kind, sortText(rank, order));
  });
  switch (kind) {
    case "file": {
      // What is drafted needs no empty form beside it.
      const drafts = declarationSnippets(asked);
      const drafted = new Set(
        drafts.flatMap(({ label }) => /^\S+(?= … (?:on|from) )/.exec(label) ?? []),
      );
      return [...drafts, ...items.filter(({ label }) => !drafted.has(label))];
    }
    case "funnel":
      return excluded.has("stage") ? items : [...stageLineItems(asked), ...items];
    default:
      return items;
  }
}

/** Behind all others of their rank. */
const late = 100;

/** What is written at the head of a funnel, as a rule. */
function isSetting(word: string): boolean {
  return once.funnel.includes(word) || word === "segment";
}

function isBelowStage({ data, offset }: Asked): boolean {
  const block = declarationAt(data.tree, offset);
  return (
    block?.kind === "funnel" &&
    block.items.some(({ kind, span }) => kind === "stage" && span.start < offset)
  );
}

/** A condition stands before all stages, or it would be the last one's. */
function misplaced({ data, offset }: Asked): readonly string[] {
  const block = declarationAt(data.tree, offset);
  if (block?.kind !== "funnel" && block?.kind !== "retention") return [];
  const isStage = (kind: string): boolean => ["stage", "exit", "retention-steps"].includes(kind);
  const before = block.items.some(({ kind, span }) => isStage(kind) && span.start < offset);
  const after = block.items.some(({ kind, span }) => kind === "where" && span.start > offset);
  return [
    ...(before ? ["where"] : []),
    ...(after ? ["stage", "optional", "exit", "start", "return"] : []),
  ];
}

interface ShapeWords {
  readonly needs: readonly string[];
  readonly excludes: ReadonlySet<string>;
}

/** What a source of its shape can't be without, and what has no meaning in it. */
function shapeAround({ data, offset }: Asked): ShapeWords | undefined {
  const source = declarationAt(data.tree, offset);
  if (source?.kind !== "source") return undefined;
  const shape = findShape(source.shape?.text ?? "events");
  if (shape === undefined) return undefined;
  const { needs, excludes } = shapeRules[shape];
  return { needs, excludes: new Set(excludes.flatMap(wordsOfKind)) };
}

function wordsOfKind(kind: SourceItem["kind"]): readonly string[] {
  switch (kind) {
    case "row-stages":
      return ["stages"];
    case "amount":
      return ["cost", "value"];
    default:
      return [kind];
  }
}

function statementsAround({ data, offset, place }: Asked): ReadonlySet<string> {
  const block = declarationAt(data.tree, offset);
  if (place.starts === "options") {
    const options = nodesAt(data.tree, offset).find((node) => node.kind === "options");
    return new Set(options?.options.map(({ key }) => key));
  }
  if (place.starts === "file") return new Set(data.tree.declarations.map(({ kind }) => kind));
  if (block === undefined || !("items" in block)) return new Set();
  const present = new Set<string>();
  for (const item of block.items) {
    // The statement that is being written isn't there yet.
    if (offset >= item.span.start && offset <= item.span.end) continue;
    present.add(wordOf(item));
  }
  return present;
}

type Item = SourceItem | FunnelItem | Exclude<Blocks["items"][number], SourceItem | FunnelItem>;
type Blocks = Extract<NonNullable<ReturnType<typeof declarationAt>>, { readonly items: unknown }> &
  Exclude<NonNullable<ReturnType<typeof declarationAt>>, SourceNode>;

/** The word that a statement starts with. */
function wordOf(item: Item): string {
  switch (item.kind) {
    case "segment-use":
      return "segment";
    case "expect-trend":
      return "expect";
    case "setting":
      return item.keyword;
    case "connection-setting":
      return item.key;
    case "retention-steps":
      return item.role;
    case "measure-use":
      return "measure";
    case "planned-split":
      return "split";
    case "score-goal":
      return "goal";
    case "signals":
    case "from-column":
      return "from";
    case "scenario-stage":
      return "stage";
    case "row-stages":
    case "amount":
      return itemWord(item);
    default:
      return item.kind;
  }
}
