import { diagnose, type Fix } from "../../diagnostics.ts";
import type { FigureNode } from "../../syntax/ast.ts";
import { didYouMean, replacing } from "../fixes.ts";
import { addingLine } from "../adding-lines.ts";
import { referTo, type SourceEntry, sourceSymbol } from "../scope.ts";
import { writeName } from "../write.ts";
import type { MeasureEnvironment, TypedMeasure } from "./environment.ts";
import { wholeFunnel } from "./steps.ts";
import { warnTimeless } from "./timeless.ts";

type Amount = "cost" | "value";

/** `cost(ads)`: of any source of the file, not only of those that the funnel reads. */
export function amountOf(
  node: FigureNode,
  kind: Amount,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const { scope } = environment;
  const name = node.args?.from;
  if (!name) {
    const usage = `${kind}(source)`;
    scope.report(diagnose("FNL6008", { figure: kind, usage }, node.span));
    return undefined;
  }
  const source = scope.sources.get(name.text);
  const having = [...scope.sources.values()].filter((other) => hasAmount(other, kind));
  if (!source) {
    const { args, fixes } = didYouMean(name, scope.sources.keys());
    const [only] = having;
    const other = only && having.length === 1 ? [replacing(name.span, writeName(only.name))] : [];
    const offered = fixes.length > 0 ? fixes : other;
    scope.report(diagnose("FNL2001", args, name.span, { fixes: offered }));
    return undefined;
  }
  referTo(scope, sourceSymbol(source), name);
  if (!hasAmount(source, kind)) {
    const fixes = having.map((other) => replacing(name.span, writeName(other.name), false));
    const related = [
      {
        span: source.nameNode.span,
        note: { key: "firstDeclaredHere" as const, args: { name: source.name } },
      },
    ];
    const args = { source: source.name, item: kind };
    scope.report(diagnose("FNL4095", args, name.span, { fixes, related }));
    return undefined;
  }
  const currency = source.items.find((item) => item.kind === "currency")?.value;
  return {
    measure: { kind, source: source.name },
    unit: "money",
    ...(currency?.kind === "string" && { currency: currency.value }),
  };
}

function hasAmount(source: SourceEntry, kind: Amount): boolean {
  return source.items.some((item) => item.kind === "amount" && item.keyword === kind);
}

type Business = "bounce_rate" | "time_on_site" | "events_per_visit" | "win_rate" | "sales_cycle";

/** A figure of visits or of deals, without arguments. */
export function businessFigure(
  node: FigureNode,
  figure: Business,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const measure = { kind: "business", figure } as const;
  switch (figure) {
    case "sales_cycle":
      warnTimeless(node, wholeFunnel(environment), environment);
      return { measure, unit: "duration" };
    case "win_rate":
      if (environment.hasExit) return { measure, unit: "share" };
      environment.scope.report(diagnose("FNL4097", { figure }, node.span));
      return undefined;
    case "bounce_rate":
    case "events_per_visit":
    case "time_on_site": {
      if (!hasVisits(node, environment)) return undefined;
      const unit =
        figure === "bounce_rate" ? "share" : figure === "time_on_site" ? "duration" : "number";
      return { measure, unit };
    }
  }
}

function hasVisits(node: FigureNode, { sources, scope }: MeasureEnvironment): boolean {
  const has = (source: SourceEntry): boolean =>
    source.items.some((item) => item.kind === "session");
  if (sources.length === 0 || sources.some(has)) return true;
  const fixes = sources
    .filter(({ shape }) => shape === "events")
    .flatMap((source) => withSession(source, scope.text));
  scope.report(diagnose("FNL4096", { figure: node.name.text }, node.span, { fixes }));
  return false;
}

/** Half an hour is what web analytics takes for the end of a visit. */
function withSession(source: SourceEntry, text: string): readonly Fix[] {
  const { block } = source.node;
  return block ? [addingLine(block, "session 30 minutes", text)] : [];
}
