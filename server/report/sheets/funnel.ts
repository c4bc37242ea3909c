import type {
  FunnelResult,
  LedgerResult,
  MeasureResult,
  SplitResult,
  StageResult,
} from "../../engine/result.ts";
import { harmless } from "../harmless.ts";
import { type Before, type Sheet, type SheetRow, type SheetWords, sheetOf } from "./sheet.ts";

/** The figures of a funnel: its stages first, of all and of each value of its splits. */
export function funnelSheets(result: FunnelResult, words: SheetWords): readonly Sheet[] {
  const splits = result.splits ?? [];
  const names = [...new Set(splits.flatMap(({ by }) => Object.keys(by)))];
  const groups = [
    { before: names.map((title) => ({ title, value: words.all })), part: result },
    ...splits.map((part) => ({ before: valuesOf(part, names, words), part })),
  ];
  const of = (rowsOf: (part: FunnelResult | SplitResult) => readonly SheetRow["figures"][]) =>
    groups.flatMap(({ before, part }) =>
      rowsOf(part).map((figures): SheetRow => ({ before, figures })),
    );
  // What came next is looked up for all alone: beside groups without it all say what the groups do.
  const isShort = splits.some(({ stages }) =>
    stages.some(({ ledger }) => ledger?.rest !== undefined),
  );
  const { trend = [], forecast, compare, expectations = [] } = result;
  const sheets = [
    sheetOf(
      "stages",
      of(({ stages }) => stages.map(stageFigures)),
      words,
    ),
    sheetOf(
      "positions",
      of(({ positions = [] }) => positions.map(withoutLedger)),
      words,
    ),
    sheetOf(
      "reasons",
      of(({ stages }) => stages.flatMap((stage) => reasonFigures(stage, isShort, words))),
      words,
    ),
    sheetOf("trend", copies(trend), words),
    sheetOf("forecast", copies(forecast?.points ?? []), words),
    sheetOf("compare", copies(compare?.stages ?? []), words),
    sheetOf(
      "measures",
      of(({ measures = [] }) => measures.map(measureFigures)),
      words,
    ),
    sheetOf("expectations", copies(expectations), words),
  ];
  return sheets.filter(({ rows }, index) => index === 0 || rows.length > 0);
}

export function plain(records: readonly SheetRow["figures"][]): readonly SheetRow[] {
  return records.map((figures) => ({ figures }));
}

/** Lists within them are left out: these have sheets of their own. */
export function copies(records: readonly object[]): readonly SheetRow[] {
  return plain(records.map((record) => ({ ...record })));
}

/** Of a split: its values, as the funnel names them. */
export function valuesOf(
  { by }: Pick<SplitResult, "by">,
  names: readonly string[],
  words: SheetWords,
): readonly Before[] {
  return names.map((title) => ({ title, value: by[title] ?? words.none }));
}

export function measureFigures({ name, value, unit, currency, n }: MeasureResult) {
  return {
    name,
    value,
    unit,
    ...(currency === undefined ? {} : { currency }),
    ...(n === undefined ? {} : { n }),
  };
}

function stageFigures(stage: StageResult): SheetRow["figures"] {
  const { seconds_from_previous: seconds, ...others } = withoutLedger(stage);
  return { ...others, seconds_from_previous: seconds };
}

function withoutLedger<T extends { readonly ledger?: LedgerResult }>(step: T): Omit<T, "ledger"> {
  const { ledger: _, ...others } = step;
  return others;
}

/** Of the stages at which somebody is missing. */
function reasonFigures(
  { name, ledger }: StageResult,
  isShort: boolean,
  words: SheetWords,
): readonly SheetRow["figures"][] {
  if (ledger === undefined) return [];
  const { exit, other_events: _, other = 0, nothing = 0, rest = 0, ...reasons } = ledger;
  const later = isShort ? { rest: other + nothing + rest } : { other, nothing, rest };
  return [
    ...Object.entries(exit).map(([way, count]) => ({
      name,
      reason: words.exit(harmless(way)),
      exit: way,
      count,
    })),
    ...Object.entries({ ...reasons, ...later }).flatMap(([reason, count]) =>
      count === 0 ? [] : [{ name, reason, exit: null, count }],
    ),
  ];
}
