import { element } from "./dom.ts";

/**
 * A line of pieces with a dot between two of them. It breaks between pieces first; a dot at the start of
 * a line is out of sight (see `.pieces` in the styles), and none stands at the end of one.
 */
export function pieces(className: string, texts: readonly string[]): HTMLElement {
  const said = texts.filter((text) => text !== "");
  return element(
    "p",
    { class: `${className} pieces` },
    said.flatMap((text, index) => [
      ...(index === 0 ? [] : [document.createTextNode(" ")]),
      element("span", { class: "piece", text }),
    ]),
  );
}
