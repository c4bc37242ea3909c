import type { FunnelItem, FunnelNode, SettingItem } from "../syntax/ast.ts";
import type { ChartForm, FunnelModel } from "./model.ts";
import { durationMicroseconds } from "./moments.ts";

export type OrderName = FunnelModel["order"];
export type ModelName = NonNullable<FunnelModel["model"]>;

/** The words that each of these statements takes. */
export const settingWords: {
  readonly order: readonly OrderName[];
  readonly model: readonly ModelName[];
  readonly chart: readonly ChartForm[];
  readonly entry: readonly ("first" | "last")[];
  readonly count: readonly ("actors" | "attempts")[];
} = {
  order: ["sequential", "strict", "any", "independent", "furthest"],
  model: ["traditional", "inverted", "aida", "aarrr", "sales"],
  chart: ["funnel", "bars", "steps", "time", "trend", "survival", "flow", "pipeline", "table"],
  entry: ["first", "last"],
  count: ["actors", "attempts"],
};

/** What statements of one word say, with the defaults where they don't say it, or say what isn't known. */
export interface FunnelSettings {
  readonly model?: ModelName;
  readonly order: OrderName;
  /** Microseconds. */
  readonly window?: number | "session";
  readonly entry: "first" | "last";
  readonly count: "actors" | "attempts";
  readonly chart?: ChartForm;
}

/** Many ask for them, of each funnel. */
const known = new WeakMap<FunnelNode, FunnelSettings>();

export function settingsOf(node: FunnelNode): FunnelSettings {
  const settings = known.get(node) ?? readSettings(node);
  known.set(node, settings);
  return settings;
}

function readSettings(node: FunnelNode): FunnelSettings {
  const model = settingWords.model.find((name) => name === wordOf(node, "model"));
  const written = node.items.find((item) => item.kind === "order")?.order?.value;
  const order = settingWords.order.find((name) => name === written) ?? defaultOrder(model);
  const window = windowOf(node);
  const chart = settingWords.chart.find((form) => form === wordOf(node, "chart"));
  return {
    ...(model && { model }),
    order,
    ...(window !== undefined && { window }),
    entry: wordOf(node, "entry") === "last" ? "last" : "first",
    count: wordOf(node, "count") === "attempts" ? "attempts" : "actors",
    ...(chart && { chart }),
  };
}

/** In AARRR a referral doesn't need retention: each stage is looked at by itself. */
function defaultOrder(model: ModelName | undefined): OrderName {
  return model === "aarrr" ? "independent" : "sequential";
}

function windowOf(node: FunnelNode): number | "session" | undefined {
  const value = node.items.find((item) => item.kind === "window")?.value;
  if (value?.kind === "duration") return durationMicroseconds(value);
  return value?.kind === "session" ? "session" : undefined;
}

export function settingNode(
  node: FunnelNode,
  keyword: SettingItem["keyword"],
): SettingItem | undefined {
  return node.items.filter((item) => item.kind === "setting").find(isOf(keyword));
}

function wordOf(node: FunnelNode, keyword: SettingItem["keyword"]): string | undefined {
  return settingNode(node, keyword)?.value?.text;
}

const isOf =
  (keyword: SettingItem["keyword"]) =>
  (item: FunnelItem): boolean =>
    item.kind === "setting" && item.keyword === keyword;

/** What the funnel leaves unsaid, in the words it would say it in. */
export function defaultsOf(node: FunnelNode): readonly string[] {
  const has = (test: (item: FunnelItem) => boolean): boolean => node.items.some(test);
  const defaults: string[] = [];
  if (!has((item) => item.kind === "order")) defaults.push(`order ${settingsOf(node).order}`);
  if (!has((item) => item.kind === "window")) defaults.push("window unlimited");
  if (!has(isOf("entry"))) defaults.push("entry first");
  if (!has(isOf("count"))) defaults.push("count actors");
  return defaults;
}
