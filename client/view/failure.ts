import type { PageContext } from "./context.ts";
import { button, element, fill, icon, icons } from "./dom.ts";
import type { Outcome, Problem } from "./outcome.ts";

type FailureKind = Extract<Outcome, { kind: "failure" }>["failure"];

/** What is wrong, where, and what to do: the sentences say it, each place is a click away. */
export function renderFailure(
  kind: FailureKind,
  problems: readonly Problem[],
  context: PageContext,
): HTMLElement {
  const { strings } = context;
  const cancelled = kind === "cancelled";
  return element("div", { class: cancelled ? "failure quiet" : "failure" }, [
    element("p", { class: "failure-title" }, [
      icon(cancelled ? icons.unknown : icons.fail, cancelled ? "" : "error"),
      element("strong", { text: cancelled ? strings.cancelledTitle : strings.failedTitle }),
    ]),
    ...(problems.length === 0
      ? []
      : [
          element(
            "ul",
            {},
            problems.map((problem) => renderProblem(problem, context)),
          ),
        ]),
  ]);
}

function renderProblem(problem: Problem, { strings, send, locale }: PageContext): HTMLElement {
  const { line, character = 0 } = problem;
  return element("li", {}, [
    element("span", { text: problem.message }),
    line === undefined
      ? undefined
      : button(
          fill(strings.line, new Intl.NumberFormat(locale).format(line + 1)),
          () => send({ kind: "reveal", place: { kind: "line", line, character } }),
          { class: "link" },
        ),
    element("span", { class: "code", text: problem.code }),
  ]);
}
