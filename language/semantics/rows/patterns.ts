import { diagnose } from "../../diagnostics.ts";
import type { StringNode } from "../../syntax/ast.ts";
import type { Scope } from "../scope.ts";
import type { PatternProblem } from "./pattern-problem.ts";

/**
 * The mistakes in a regular expression that can be told without the engine: what RE2 leaves out, and
 * brackets that don't match. Anything else the engine itself would say.
 */
export function checkPattern(node: StringNode, scope: Scope): void {
  const reason = patternProblem(node.value);
  if (reason) scope.report(diagnose("FNL3013", { reason }, node.span));
}

export function patternProblem(pattern: string): PatternProblem | undefined {
  let depth = 0;
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern[i];
    if (unit === "\\") {
      const next = pattern[i + 1];
      if (next === undefined) return "backslash";
      if (!inClass && /[1-9]/.test(next)) return "back-reference";
      if (next === "Q") {
        const end = pattern.indexOf("\\E", i + 2);
        i = end < 0 ? pattern.length : end;
      }
      i++;
    } else if (inClass) {
      if (unit === "[" && pattern[i + 1] === ":") {
        const end = pattern.indexOf(":]", i + 2);
        if (end > 0) i = end + 1;
      } else if (unit === "]") inClass = false;
    } else if (unit === "[") {
      inClass = true;
      if (pattern[i + 1] === "^") i++;
      // A closing bracket right at the start stands for itself.
      if (pattern[i + 1] === "]") i++;
    } else if (unit === "(") {
      if (/^\(\?(?:[=!]|<[=!])/.test(pattern.slice(i, i + 4))) return "look-around";
      depth++;
    } else if (unit === ")" && --depth < 0) return "parenthesis";
    else if ((unit === "*" || unit === "+" || unit === "?") && isStart(pattern, i))
      return "nothing-to-repeat";
  }
  if (inClass) return "bracket";
  return depth > 0 ? "parenthesis" : undefined;
}

/** Whether a sign of repetition has nothing before it. `(?` opens a group. */
function isStart(pattern: string, at: number): boolean {
  const before = pattern[at - 1];
  if (before === "(") return pattern[at] !== "?";
  return before === undefined || before === "|";
}
