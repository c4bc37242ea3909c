import type { ExportParams, SaveResultParams } from "../../server/protocol/index.ts";
import type { PageContext } from "./context.ts";
import { button, element } from "./dom.ts";
import { menu } from "./menu.ts";
import type { Outcome } from "./outcome.ts";
import { pngOf } from "./picture.ts";
import { editorTheme } from "./theme.ts";

type Shown = Exclude<Outcome, { kind: "failure" }>;

/** The menus beside a result: what is copied of it, and saved. Nothing where it can't be told from others. */
export function exportMenus(
  { funnel, people, ...outcome }: Shown,
  view: () => string,
  context: PageContext,
): HTMLElement[] {
  if (people === undefined) return [];
  const { basis } = people;
  const { strings, send } = context;
  const words = strings.exports;
  const said = element("p", { class: "export-status", attributes: { role: "status" } });
  const isDrawn = outcome.kind === "report" || outcome.chart !== undefined;

  const ask = async (format: ExportParams["format"]): Promise<string | undefined> => {
    said.textContent = "";
    try {
      const theme = editorTheme().dark ? "dark" : "light";
      const params = { funnel, basis, format, view: view(), theme } as const;
      const answer = await context.ask("funnel/export", params);
      if (answer.kind === "exported") return answer.text;
      said.textContent = answer.message;
    } catch {
      said.textContent = strings.people.failed;
    }
    return undefined;
  };
  const copy = async (format: "tsv" | "markdown"): Promise<void> => {
    const text = await ask(format);
    if (text !== undefined) send({ kind: "copy", text });
  };
  const save = (format: SaveResultParams["format"], extension: string): void => {
    said.textContent = "";
    const theme = editorTheme().dark ? "dark" : "light";
    const content = { kind: "result", funnel, basis, format, view: view(), theme } as const;
    send({ kind: "save", name: funnel, extensions: [extension], content });
  };
  const savePicture = async (): Promise<void> => {
    const svg = await ask("svg");
    if (svg === undefined) return;
    try {
      const bytes = await pngOf(svg);
      send({ kind: "save", name: funnel, extensions: ["png"], content: { kind: "image", bytes } });
    } catch {
      said.textContent = words.noPicture;
    }
  };

  const drawings: readonly Item[] = [
    [words.png, () => void savePicture()],
    [words.svg, () => save("svg", "svg")],
    [words.vegaLite, () => save("vega-lite", "json")],
  ];
  return [
    menuOf(words.copy, [
      [words.table, () => void copy("tsv")],
      [words.markdown, () => void copy("markdown")],
    ]),
    menuOf(words.save, [
      ...(isDrawn ? drawings.slice(0, 2) : []),
      [words.csv, () => save("csv", "csv")],
      [words.csvSemicolon, () => save("csv-semicolon", "csv")],
      [words.xlsx, () => save("xlsx", "xlsx")],
      [words.markdown, () => save("markdown", "md")],
      ...(isDrawn ? drawings.slice(2) : []),
    ]),
    said,
  ];
}

type Item = readonly [text: string, act: () => void];

function menuOf(title: string, items: readonly Item[]): HTMLElement {
  return menu(
    title,
    items.map(([text, act]) => button(text, act)),
  );
}
