/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "../attempt.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { createRulesFinder } from "./finder.ts";
import type { RulesFinder } from "./rules-finder.ts";

/**
 * Rules only take choices away, and which of them is the chosen one never depends on them: so where the
 * one that is chosen without any rule happens to keep them all, it is the chosen one with them, too, and
 * found the fast way. Only for other actors the rules themselves are asked.
 */
export function createRelaxedFinder(spec: FunnelSpec, tagged: TaggedRows): RulesFinder {
  const rules = createRulesFinder(spec, tagged);
  if (!canRelax(spec) || tagged.timeless !== undefined) return rules;
  const plain = createAttemptFinder(withoutRules(spec));
  const keepsRules = createJudge(spec, tagged, plain.chosen);
  const chosen = new Int32Array(spec.stages.length);
  let isPlain = false;
  return {
    chosen,
    dropped: rules.dropped,
    firstEntry: () => (isPlain ? plain : rules).firstEntry(),
    // Who doesn't get there without any rule is not kept from it by one.
    drops: () => !isPlain && rules.drops(),
    find(time, stages, start, end, row) {
      let depth = plain.find(time, stages, start, end, row);
      if (depth < 0) {
        isPlain = true;
        return depth;
      }
      isPlain = keepsRules(time, start, end, row, depth, plain.firstEntry());
      if (!isPlain) depth = rules.find(time, stages, start, end, row);
      chosen.set((isPlain ? plain : rules).chosen);
      return depth;
    },
  };
}

/** What the fast way has another order of attempts for, or takes other rows for. */
function canRelax({
  stages,
  order = "sequential",
  entry = "first",
  inverted,
}: FunnelSpec): boolean {
  return (
    (order === "sequential" || order === "strict") &&
    inverted === undefined &&
    entry === "first" &&
    stages.every(({ atLeast = 1 }) => atLeast === 1)
  );
}

function withoutRules({ stages, window }: FunnelSpec): FunnelSpec {
  return {
    stages: stages.map(({ optional, within }) => ({
      optional,
      ...(within === undefined ? {} : { within }),
    })),
    ...(window === undefined ? {} : { window }),
  };
}

/** Whether the rows at `chosen`, the deepest being that of stage `depth`, keep all rules. */
type Judge = (
  time: Float64Array,
  start: number,
  end: number,
  row: Int32Array,
  depth: number,
  firstEntry: number,
) => boolean;

function createJudge(spec: FunnelSpec, tagged: TaggedRows, chosen: Int32Array): Judge {
  const { stages, without = [], span } = spec;
  const { marks } = tagged;
  const shared = [
    ...(tagged.same ?? []),
    ...(spec.inSession && tagged.session !== undefined ? [tagged.session] : []),
  ];
  const isStrict = spec.order === "strict";
  const afters = stages.some(({ after }) => after !== undefined);

  /** Missing values are shared by nobody; they also are no first entry. */
  function isShared(row: Int32Array, firstEntry: number): boolean {
    return shared.every((codes) => {
      const code = codes[row[chosen[0]!]!]!;
      return (
        code >= 0 &&
        codes[row[firstEntry]!]! >= 0 &&
        chosen.every((p) => p < 0 || codes[row[p]!] === code)
      );
    });
  }

  function isLateEnough(time: Float64Array): boolean {
    let previous = chosen[0]!;
    for (let stage = 1; stage < stages.length; stage++) {
      const p = chosen[stage]!;
      if (p < 0) continue;
      const { after, optional } = stages[stage]!;
      if (after !== undefined && time[p]! - time[previous]! < after) return false;
      if (!optional) previous = p;
    }
    return true;
  }

  function isClear(time: Float64Array, start: number, end: number, row: Int32Array): boolean {
    for (let mark = 0; mark < without.length; mark++) {
      const { from, to } = without[mark]!;
      const last = chosen[to]!;
      if (last < 0) continue;
      const first = chosen[from]!;
      const [since, until] = [time[first]!, time[last]!];
      let p = first;
      while (p > start && time[p - 1] === since) p--;
      for (; p < end && time[p]! <= until; p++) {
        if (p !== first && p !== last && (marks![row[p]!]! & (1 << mark)) !== 0) return false;
      }
    }
    return true;
  }

  function isUnbroken(time: Float64Array, depth: number): boolean {
    let first = chosen[0]!;
    let last = first;
    let inside = 0;
    for (let stage = 0; stage <= depth; stage++) {
      const p = chosen[stage]!;
      if (p < 0) continue;
      first = Math.min(first, p);
      last = Math.max(last, p);
    }
    const [since, until] = [time[first]!, time[last]!];
    for (let stage = 0; stage <= depth; stage++) {
      const p = chosen[stage]!;
      if (p >= 0 && time[p]! > since && time[p]! < until) inside++;
    }
    let from = first;
    while (time[from] === since) from++;
    let to = last;
    while (time[to] === until) to--;
    return since === until || to - from + 1 === inside;
  }

  return (time, start, end, row, depth, firstEntry) =>
    (shared.length === 0 || isShared(row, firstEntry)) &&
    (!afters || isLateEnough(time)) &&
    (without.length === 0 || isClear(time, start, end, row)) &&
    (span === undefined ||
      chosen[span.to]! < 0 ||
      chosen[span.from]! < 0 ||
      time[chosen[span.to]!]! - time[chosen[span.from]!]! <= span.most) &&
    (!isStrict || isUnbroken(time, depth));
}
