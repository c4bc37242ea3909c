import { diagnose, type Fix } from "../diagnostics.ts";
import type { MeasureFormat, MeasureNode, NameNode } from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import { currencyMeant, isCurrencyCode } from "./currencies.ts";
import { boundsOf } from "./figures/bounds.ts";
import { orderMeasures } from "./figures/order.ts";
import type { Bounds, MeasureEnvironment, Measures, TypedMeasure } from "./figures/environment.ts";
import { findFigure } from "./figures/signatures.ts";
import { didYouMean, replacing } from "./fixes.ts";
import { formOf, formsOf, inForm, type MeasureForm, measureForms } from "./measure-unit.ts";
import { resolveMeasure } from "./measures.ts";
import type { MeasureDeclaration } from "./model.ts";
import type { SymbolId } from "./references.ts";
import { referTo, type Scope } from "./scope.ts";
import { writeString } from "./write.ts";

/** A measure of a funnel or a retention, which is its owner. */
export function measureSymbol(owner: string | undefined, name: NameNode): SymbolId {
  return {
    kind: "measure",
    name: name.text,
    ...(owner !== undefined && { owner }),
    declaration: name.span,
  };
}

/** The first measure of each name. */
export function measuresByName(nodes: readonly MeasureNode[]): ReadonlyMap<string, MeasureNode> {
  const result = new Map<string, MeasureNode>();
  for (const node of nodes)
    if (node.name && !result.has(node.name.text)) result.set(node.name.text, node);
  return result;
}

/**
 * The measures of a funnel or a retention. All are resolved here, each after those that it uses, since
 * they may come later in the text; one that needs itself is reported and has no value.
 */
export function measureTable(
  nodes: readonly MeasureNode[],
  owner: string | undefined,
  around: Omit<MeasureEnvironment, "measures">,
): Measures {
  const byName = measuresByName(nodes);
  const order = orderMeasures(byName, around.scope);
  const resolved = new Map<string, TypedMeasure>();
  const bounds = new Map<string, Bounds>();
  const measures: Measures = {
    names: new Set(byName.keys()),
    find: (name) => resolved.get(name),
    bounds: (name) => bounds.get(name),
    refer(name) {
      const declared = byName.get(name.text)?.name;
      if (declared) referTo(around.scope, measureSymbol(owner, declared), name);
    },
  };
  const environment: MeasureEnvironment = { ...around, measures };
  for (const name of order) {
    const node = byName.get(name);
    const typed = node && shown(node, environment);
    if (!typed) continue;
    resolved.set(name, typed);
    bounds.set(name, boundsOf(typed.measure, environment));
  }
  return measures;
}

/** The measures of a block, those of equal names too, each with what is wrong with it. */
export function declareMeasures(
  nodes: readonly MeasureNode[],
  owner: string | undefined,
  environment: MeasureEnvironment,
): readonly MeasureDeclaration[] {
  const { scope, measures } = environment;
  const byName = measuresByName(nodes);
  return nodes.flatMap((node): readonly MeasureDeclaration[] => {
    const { name } = node;
    if (!name) {
      resolveMeasure(node.value, environment);
      return [];
    }
    scope.refer({ span: name.span, target: measureSymbol(owner, name), isDeclaration: true });
    const isFigure = findFigure(name.text) !== undefined;
    if (isFigure) scope.report(diagnose("FNL2051", { name: name.text }, name.span));
    const isFirst = byName.get(name.text) === node;
    const typed = isFirst ? measures.find(name.text) : shown(node, environment);
    if (!typed || isFigure || !isFirst) return [];
    return [
      {
        name: name.text,
        ...(node.doc !== undefined && { doc: node.doc }),
        span: node.span,
        nameSpan: name.span,
        value: typed.measure,
        unit: typed.unit,
        ...(typed.currency !== undefined && { currency: typed.currency }),
        format: findForm(node.format?.form?.text) ?? formOf(typed.unit),
      },
    ];
  });
}

function findForm(word: string | undefined): MeasureForm | undefined {
  return measureForms.find((form) => form === word);
}

/** The value of a measure with the unit that its form gives it. */
function shown(node: MeasureNode, environment: MeasureEnvironment): TypedMeasure | undefined {
  const typed = resolveMeasure(node.value, environment);
  const { format } = node;
  if (!format?.form) return typed;
  const { scope } = environment;
  const { form: word } = format;
  const form = findForm(word.text);
  if (!form) {
    const code = nearest(word.text, measureForms) ? undefined : currencyMeant(word.text);
    const { args: found, fixes } =
      code === undefined
        ? didYouMean(word, measureForms)
        : {
            args: { suggestion: `currency ${writeString(code)}` },
            fixes: [replacing(word.span, `currency ${writeString(code)}`)],
          };
    const allowed = measureForms.map((each) => `\`${each}\``).join(", ");
    const { suggestion } = found;
    const args = { word: word.text, allowed, ...(suggestion !== undefined && { suggestion }) };
    scope.report(diagnose("FNL2018", args, word.span, { fixes }));
    return undefined;
  }
  const code = format.currency && currencyOf(format, scope);
  if (!typed || code === "wrong") return undefined;
  const unit = inForm(typed.unit, form);
  if (!unit) {
    const fixes = formsOf(typed.unit)
      .filter((other) => other !== "currency")
      .map((other, i): Fix => replacing(format.span, `as ${other}`, i === 0));
    const args = { form, unit: typed.unit };
    scope.report(diagnose("FNL3031", args, format.span, { fixes }));
    return undefined;
  }
  if (code !== undefined && typed.currency !== undefined && code !== typed.currency) {
    const fixes = [replacing(format.span, `as currency ${writeString(typed.currency)}`)];
    const args = { left: typed.currency, right: code };
    scope.report(diagnose("FNL3030", args, format.span, { fixes }));
    return undefined;
  }
  const currency = unit === "money" ? (code ?? typed.currency) : undefined;
  return { measure: typed.measure, unit, ...(currency !== undefined && { currency }) };
}

function currencyOf(format: MeasureFormat, scope: Scope): string | undefined {
  const { currency } = format;
  if (!currency || isCurrencyCode(currency.value)) return currency?.value;
  const suggestion = currencyMeant(currency.value);
  const fixes = suggestion === undefined ? [] : [replacing(currency.span, writeString(suggestion))];
  const args = { text: currency.value, ...(suggestion !== undefined && { suggestion }) };
  scope.report(diagnose("FNL4023", args, currency.span, { fixes }));
  return "wrong";
}
