import type { PageContext } from "./context.ts";
import { button, element, icon, icons } from "./dom.ts";
import type { Outcome } from "./outcome.ts";

type Report = Extract<Outcome, { kind: "report" }>["report"];
type Notice = Report["notices"][number];

/** What qualifies the figures. What is true of a source is said once on a page. */
export function notices(
  { notices: all }: { readonly notices: readonly Notice[] },
  { strings, send, isNew }: PageContext,
): HTMLElement[] {
  const shown = all.filter(
    ({ ofSource, code, text }) => ofSource !== true || isNew(`${code} ${text}`),
  );
  if (shown.length === 0) return [];
  return [
    element(
      "ul",
      { class: "notices", attributes: { "aria-label": strings.notices } },
      shown.map(({ severity, text, line, code }) => {
        const shape = severity === "error" || severity === "warning" ? icons.warn : icons.info;
        const words =
          line === undefined
            ? element("span", { text })
            : button(
                text,
                () => send({ kind: "reveal", place: { kind: "line", line, character: 0 } }),
                { class: "plain", title: strings.showInText },
              );
        return element("li", { title: code }, [icon(shape, severity), words]);
      }),
    ),
  ];
}

/** What changed and where it leaks most, in sentences. A trend has its own tab for that. */
export function findings({ changes }: Pick<Report, "changes">): HTMLElement[] {
  const said = changes.filter(({ kind }) => kind !== "trend");
  if (said.length === 0) return [];
  return [
    element(
      "div",
      { class: "findings" },
      said.flatMap(({ kind, sentences, isNone }) =>
        sentences.map((text) => element("p", { class: isNone ? "none" : kind, text })),
      ),
    ),
  ];
}

const stateIcons = {
  pass: icons.pass,
  fail: icons.fail,
  warn: icons.warn,
  unknown: icons.unknown,
} as const;

export function expectations(
  { expectations: all }: Pick<Report, "expectations">,
  { strings, send }: PageContext,
): HTMLElement[] {
  if (all.length === 0) return [];
  return [
    element("h3", { text: strings.expectations }),
    element(
      "ul",
      { class: "expectations" },
      all.map(({ status, state, text, line }) =>
        element("li", { class: status }, [
          icon(stateIcons[status], status),
          element("span", { class: "state", text: state }),
          button(
            text,
            () => send({ kind: "reveal", place: { kind: "line", line, character: 0 } }),
            { class: "plain measure", title: strings.showInText },
          ),
        ]),
      ),
    ),
  ];
}
