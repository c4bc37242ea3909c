import type { PageContext } from "./context.ts";
import { button, element } from "./dom.ts";
import { renderMarkdown } from "./markdown.ts";
import type { Outcome } from "./outcome.ts";
import { pieces } from "./pieces.ts";

type Reported = Extract<Outcome, { kind: "report" }>;
type Studied = Extract<Outcome, { kind: "study" }>;

/** What it is, over what, and the answer: first and large, then what it is made of. */
export function funnelHeader(
  { report, line }: Reported,
  id: string,
  context: PageContext,
): HTMLElement {
  const { overview, doc } = report;
  const certainty = [
    overview.interval === "" ? "" : `${context.strings.interval} ${overview.interval}`,
    overview.time,
    overview.open,
    overview.expected,
  ];
  return element("header", {}, [
    title(report.title, line, id, context),
    pieces("context", overview.context.split(" · ")),
    documentation(doc),
    element("div", { class: "key" }, [
      element("p", { class: "share", text: overview.conversion }),
      element("div", { class: "key-words" }, [
        element("p", { class: "flow", text: overview.flow }),
        pieces("certainty", certainty),
      ]),
    ]),
  ]);
}

/** The answer of a study is its first sentence. */
export function studyHeader(
  { report, line }: Studied,
  id: string,
  context: PageContext,
): HTMLElement {
  return element("header", {}, [
    title(report.title, line, id, context),
    pieces("context", report.context.split(" · ")),
    documentation(report.doc),
    element("div", { class: "key" }, [
      element(
        "div",
        { class: "key-words" },
        report.summary.map((text, index) =>
          element("p", { class: index === 0 ? "flow" : "certainty", text }),
        ),
      ),
    ]),
  ]);
}

export function title(
  name: string,
  line: number,
  id: string,
  { strings, send }: PageContext,
): HTMLElement {
  return element("h2", { attributes: { id } }, [
    button(name, () => send({ kind: "reveal", place: { kind: "line", line, character: 0 } }), {
      class: "title",
      title: strings.showInText,
    }),
  ]);
}

function documentation(doc: string | undefined): HTMLElement | undefined {
  return doc === undefined ? undefined : element("div", { class: "doc" }, renderMarkdown(doc));
}
