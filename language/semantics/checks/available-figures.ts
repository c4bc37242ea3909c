import type { FigureNode, MeasureExpr } from "../../syntax/ast.ts";
import type { Construct } from "./not-yet.ts";

/** The figures of an expectation, from left to right. */
export function figureConstructs(
  node: MeasureExpr | undefined,
  measures: ReadonlySet<string | undefined>,
): readonly Construct[] {
  switch (node?.kind) {
    case undefined:
    case "number":
    case "duration":
    case "param":
      return [];
    case "measure-group":
      return figureConstructs(node.inner, measures);
    case "measure-negation":
      return figureConstructs(node.operand, measures);
    case "measure-binary":
      return [node.left, node.right].flatMap((side) => figureConstructs(side, measures));
    case "figure":
      return [figureConstruct(node, measures)];
  }
}

function figureConstruct(node: FigureNode, measures: ReadonlySet<string | undefined>): Construct {
  const keyword = node.name.text;
  const { span } = node.name;
  switch (keyword) {
    case "actors":
    case "conversion":
    case "dropoff":
    case "median_time":
    case "average_time":
    case "p90_time": {
      // What is around a known figure may still be more than that figure.
      if (node.args?.within) return { name: "within", span: node.args.within.span };
      return node.at ? { name: node.at.kind, span: node.at.span } : { name: keyword, span };
    }
    case "cost":
    case "value":
      return { name: `${keyword}(source)`, keyword, span };
    default:
      return { name: measures.has(keyword) ? "expect measure" : keyword, keyword, span };
  }
}
