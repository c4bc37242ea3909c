import type { ExplainActorResult } from "../../server/protocol/index.ts";
import type { PeopleStrings } from "../panel/people-strings.ts";
import { button, element } from "./dom.ts";

type Explained = Extract<ExplainActorResult, { kind: "explained" }>;

/** Why one actor is where they are: the reason, then what they did, with the chosen attempt marked. */
export function renderWhy(
  { title, sentences, rows, more }: Explained,
  strings: PeopleStrings,
  onClose: () => void,
): HTMLElement {
  const hasTimes = rows.some(({ time }) => time !== "");
  const close = button(strings.close, onClose, { class: "secondary" });
  return element("div", { class: "why-text" }, [
    element("div", { class: "people-bar" }, [element("h4", { text: title }), close]),
    ...sentences.map((text) => element("p", { class: "sentence", text })),
    element(
      "ol",
      {
        class: hasTimes ? "timeline" : "timeline timeless",
        attributes: { "aria-label": strings.timeline, tabindex: "0" },
      },
      rows.map(({ time, event, chosen }) =>
        element("li", { class: chosen === "" ? "" : "chosen" }, [
          ...(hasTimes ? [element("span", { class: "when", text: time })] : []),
          element("span", {}, [
            element("span", { class: "event", text: event }),
            ...(chosen === "" ? [] : [element("span", { class: "stage", text: chosen })]),
          ]),
        ]),
      ),
    ),
    ...(more === "" ? [] : [element("p", { class: "note", text: more })]),
  ]);
}
