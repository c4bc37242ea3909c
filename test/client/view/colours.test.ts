import assert from "node:assert/strict";
import {
  contrast,
  mix,
  parseColour,
  withContrast,
  writeColour,
} from "../../../client/view/colours.ts";
import { chartColours } from "../../../client/view/theme.ts";
import { editorColours } from "../../../server/report/theme.ts";
import { type PageTheme, pageThemes } from "./editor-themes.ts";

const white = { r: 255, g: 255, b: 255, a: 1 };

describe("colours of the editor", () => {
  it("are read in every form that themes and browsers write", () => {
    const blue = { r: 0, g: 99, b: 211, a: 1 };
    for (const text of ["#0063d3", "#0063D3ff", "rgb(0, 99, 211)", "rgb(0 99 211 / 100%)"]) {
      assert.deepEqual(parseColour(text), blue, text);
    }
    assert.deepEqual(parseColour("#fff"), white);
    assert.equal(parseColour("rgba(0, 0, 0, 0.5)")?.a, 0.5);
    assert.equal(Math.round(parseColour("color(srgb 0 0.5 1 / 0.3)")?.g ?? 0), 128);
    for (const text of [
      "",
      "blue",
      "#12",
      "rgb(1, 2)",
      "rgb(a, b, c)",
      "color(display-p3 1 1 1)",
    ]) {
      assert.equal(parseColour(text), undefined, text);
    }
  });

  it("have the contrast that WCAG 2 defines", () => {
    assert.equal(contrast(white, { r: 0, g: 0, b: 0, a: 1 }), 21);
    const grey = parseColour("#767676");
    assert.ok(grey && Math.abs(contrast(grey, white) - 4.54) < 0.01);
  });

  it("are left alone where they stand out, and moved no further than needed where not", () => {
    const strong = { r: 0, g: 99, b: 211, a: 1 };
    assert.deepEqual(withContrast(strong, white, 3), strong);
    const pale = withContrast({ r: 221, g: 232, b: 255, a: 1 }, white, 3);
    assert.ok(contrast(pale, white) >= 3 && contrast(pale, white) < 3.6);
    assert.equal(writeColour(mix(strong, white, 0)), "#ffffff");
  });

  const colours = ({ className, variables }: PageTheme) =>
    chartColours(editorColours, {
      highContrast: className.includes("high-contrast"),
      dark: className === "vscode-dark" || className === "vscode-high-contrast",
      variable: (name) => variables[name.replace("--vscode-", "")] ?? "",
    });

  for (const [name, theme] of Object.entries(pageThemes)) {
    it(`make a chart to be read: ${name}`, () => {
      const made = new Map(
        [...colours(theme)].map(([signal, text]) => [signal, parseColour(text) ?? white]),
      );
      const between = (one: string, other: string): number =>
        contrast(made.get(one) ?? white, made.get(other) ?? white);
      for (const text of ["ink", "muted", "accent"]) {
        assert.ok(between(text, "paper") >= 4.5, text);
      }
      assert.ok(between("bar", "paper") >= 3);
      assert.ok(between("bar", "optional") > 1.5, "an optional stage is paler");
    });
  }

  it("make a chart to be read even where a theme sets nothing", () => {
    const made = colours({ className: "vscode-dark", variables: {} });
    const [ink, background] = ["ink", "paper"].map((name) => parseColour(made.get(name) ?? ""));
    assert.ok(ink && background && contrast(ink, background) >= 4.5);
  });
});
