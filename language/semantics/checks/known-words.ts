import { diagnose, type Fix } from "../../diagnostics.ts";
import type { FunnelItem, NameNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import type { Span } from "../../text.ts";
import { trendIntervals } from "../funnel-parts.ts";
import { settingWords } from "../funnel-settings.ts";
import { presets } from "../presets/index.ts";
import type { Scope } from "../scope.ts";
import { sourceShapes } from "../shapes.ts";
import { type CheckContext, replacing } from "./check.ts";

/** The words that some statements take, and those that mean nothing there. */
export function knownWords({ scope, funnels }: CheckContext): void {
  const shapes = [...sourceShapes, ...presets.map(({ name }) => name)];
  for (const { shape } of scope.allSources.map(({ node }) => node))
    if (shape) checkWord(shape, shapes, habits["shape"], scope);
  for (const { node } of funnels) for (const item of node.items) checkItem(item, scope);
}

/** What people write by habit, in other tools or in Russian. */
type Habits = readonly (readonly [pattern: RegExp, meant: string])[];

const habits: Readonly<Record<string, Habits>> = {
  shape: [
    [/^(?:log|logs|event|события)$/iu, "events"],
    [/^(?:deals?|leads?|crm|record|записи|сделки)$/iu, "records"],
    [/^(?:counts?|aggregated?|sums?|total|итоги)$/iu, "totals"],
    [/^(?:dimension|dictionary|reference|lookups|справочник)$/iu, "lookup"],
  ],
  order: [
    [/^(?:ordered|loose|default|in_order|this_order|последовательно|подряд)$/iu, "sequential"],
    [/^(?:exact|consecutive|immediate|direct|strict_order|строго)$/iu, "strict"],
    [/^(?:unordered|any_order|free|любой)$/iu, "any"],
  ],
  entry: [
    [/^(?:earliest|oldest|первый)$/iu, "first"],
    [/^(?:latest|newest|recent|последний)$/iu, "last"],
  ],
  count: [
    [/^(?:users?|people|persons?|uniques?|actor|участники|пользователи)$/iu, "actors"],
    [/^(?:conversions?|entries|tries|all|попытки)$/iu, "attempts"],
  ],
  model: [
    [/^(?:pirate|a+r+r+|пиратская)$/iu, "aarrr"],
    [/^(?:classic(?:al)?|standard|default|классическая)$/iu, "traditional"],
    [/^(?:reversed?|backwards?|обратная)$/iu, "inverted"],
  ],
  chart: [
    [/^(?:line|over_time)$/iu, "trend"],
    [/^(?:sankey|lost)$/iu, "flow"],
    [/^(?:histogram)$/iu, "time"],
    [/^(?:kaplan_meier|km)$/iu, "survival"],
    [/^(?:columns?|столбцы)$/iu, "bars"],
  ],
  trend: [
    [/^(?:hours?|by_hour|часы?)$/iu, "hourly"],
    [/^(?:days?|by_day|дн[иь]|день)$/iu, "daily"],
    [/^(?:weeks?|by_week|недел[яи])$/iu, "weekly"],
    [/^(?:months?|by_month|месяцы?)$/iu, "monthly"],
  ],
  window: [[/^(?:none|no|infinite|infinity|forever|any|off|нет)$/iu, "unlimited"]],
};

function checkItem(item: FunnelItem, scope: Scope): void {
  switch (item.kind) {
    case "order":
      if (item.order) {
        const { value, span } = item.order;
        checkWord({ text: value, span }, settingWords.order, habits["order"], scope);
      }
      return;
    case "setting":
      if (item.value)
        checkWord(item.value, settingWords[item.keyword], habits[item.keyword], scope);
      return;
    case "window":
      if (item.unknown) checkWord(item.unknown, ["unlimited", "session"], habits["window"], scope);
      return;
    case "trend":
      if (item.interval) checkWord(item.interval, trendIntervals, habits["trend"], scope);
      return;
    case "expect":
    case "expect-trend":
      if (item.unknownOtherwise) checkWord(item.unknownOtherwise, ["fail", "warn"], [], scope);
      return;
    case "split":
    case "stage":
    case "during":
    case "where":
    case "segment-use":
    case "actor":
    case "same":
    case "exit":
    case "without":
    case "compare":
    case "note":
    case "measure":
      return;
  }
}

function checkWord(
  { text: word, span }: Pick<NameNode, "text"> & { readonly span: Span },
  words: readonly string[],
  meant: Habits = [],
  scope: Scope,
): void {
  if (words.includes(word)) return;
  const suggestion = meant.find(([pattern]) => pattern.test(word))?.[1] ?? nearest(word, words);
  const fixes: Fix[] = suggestion === undefined ? [] : [replacing(span, suggestion)];
  const allowed = words.map((allowedWord) => `\`${allowedWord}\``).join(", ");
  const args = suggestion === undefined ? { word, allowed } : { word, allowed, suggestion };
  scope.report(diagnose("FNL2018", args, span, { fixes }));
}
