import { diagnose } from "../../diagnostics.ts";
import { segmentNames } from "../segments.ts";
import type { CheckContext } from "./check.ts";

/** Segments that no funnel uses. A file without funnels is there for others to import. */
export function unusedSegments({ scope }: CheckContext): void {
  const isOwn = ({ span }: { readonly span: { readonly start: number } }): boolean =>
    scope.fileAt(span.start) === 0;
  if (!scope.funnels.some(isOwn)) return;
  // A funnel that was read only in part may use any of them.
  if (scope.funnels.some(({ span }) => scope.hasMisread(span))) return;
  const used = new Set(
    scope.funnels.flatMap((funnel) => segmentNames(funnel).map(({ text }) => text)),
  );
  // An unknown name may be meant for one of them.
  if ([...used].some((name) => !scope.segments.has(name))) return;
  for (const node of scope.file.declarations) {
    if (node.kind !== "segment" || !node.name || !isOwn(node)) continue;
    const { text: name, span } = node.name;
    if (!used.has(name)) scope.report(diagnose("FNL2038", { name }, span, { unnecessary: true }));
  }
}
