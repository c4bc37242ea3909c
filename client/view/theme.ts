import { type Colour, flatten, mix, parseColour, withContrast, writeColour } from "./colours.ts";

/** The editor's theme, as it hands it to a page. */
export interface EditorTheme {
  readonly highContrast: boolean;
  readonly dark: boolean;
  /** The value of a CSS variable, empty where the theme doesn't have it. */
  variable(name: string): string;
}

export function editorTheme(): EditorTheme {
  const { classList } = document.body;
  const style = getComputedStyle(document.documentElement);
  return {
    highContrast:
      classList.contains("vscode-high-contrast") ||
      classList.contains("vscode-high-contrast-light"),
    dark:
      classList.contains("vscode-dark") ||
      (classList.contains("vscode-high-contrast") &&
        !classList.contains("vscode-high-contrast-light")),
    variable: (name) => style.getPropertyValue(name).trim(),
  };
}

/** Calls back when the editor's theme changes; returns what ends it. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributeFilter: ["class", "data-vscode-theme-id"] });
  // The variables stand on the root and may change without the class: two themes of one kind.
  observer.observe(document.documentElement, { attributeFilter: ["style"] });
  return () => observer.disconnect();
}

/** How a chart says where its colours come from. */
export interface ColourRules {
  readonly plain: readonly (readonly [signal: string, rule: ColourRule])[];
  readonly highContrast: readonly (readonly [signal: string, rule: ColourRule])[];
}

export type ColourRule =
  | {
      readonly variables: readonly string[];
      readonly isSolid?: true;
      readonly contrast?: number;
    }
  | {
      readonly mix: readonly [over: string, under: string];
      readonly share: number;
      readonly contrast?: number;
    };

/** The colours of a chart in the present theme, by the names of its signals. */
export function chartColours(rules: ColourRules, theme: EditorTheme): Map<string, string> {
  const found = new Map<string, Colour>();
  const ink: Colour = theme.dark ? { r: 230, g: 230, b: 230, a: 1 } : { r: 40, g: 40, b: 40, a: 1 };
  const page: Colour = theme.dark
    ? { r: 31, g: 31, b: 31, a: 1 }
    : { r: 255, g: 255, b: 255, a: 1 };
  const known = (name: string): Colour => found.get(name) ?? (name === "paper" ? page : ink);

  for (const [signal, rule] of theme.highContrast ? rules.highContrast : rules.plain) {
    const paper = known("paper");
    const colour =
      "mix" in rule
        ? mix(known(rule.mix[0]), known(rule.mix[1]), rule.share)
        : flatten(given(rule, theme) ?? known(signal), paper);
    const { contrast } = rule;
    found.set(signal, contrast === undefined ? colour : withContrast(colour, paper, contrast));
  }
  return new Map([...found].map(([signal, colour]) => [signal, writeColour(colour)]));
}

function given(
  { variables, isSolid }: Extract<ColourRule, { variables: readonly string[] }>,
  theme: EditorTheme,
): Colour | undefined {
  const colour = variables
    .map((name) => parseColour(theme.variable(name)))
    .find((each) => each !== undefined && each.a > 0);
  return isSolid && colour !== undefined ? { ...colour, a: 1 } : colour;
}
