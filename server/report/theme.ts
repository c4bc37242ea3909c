/**
 * The colours of the charts. Every chart names them as parameters, so that whoever shows it can set
 * them while it stands: the panel takes the editor's own by {@link editorColours}, exported pictures
 * take a table from {@link themes}.
 */
export interface ChartColours {
  /** Behind everything. Vega has a `background` of its own, which doesn't change once it is drawn. */
  readonly paper: string;
  /** Names and figures. */
  readonly ink: string;
  /** What explains them. */
  readonly muted: string;
  readonly bar: string;
  /** Inside an optional stage's bar; its edge has the bar's colour. */
  readonly optional: string;
  /** Behind a bar: what the previous stage had. */
  readonly track: string;
  /** The track's edge; only high contrast shows it. */
  readonly outline: string;
  /** Lines across a plane, behind all else. */
  readonly grid: string;
  /** The whisker of an interval. */
  readonly whisker: string;
  /** The one thing to look at. */
  readonly accent: string;
}

export type ThemeName = "light" | "dark" | "highContrastDark" | "highContrastLight";

const none = "transparent";

export const themes: Readonly<Record<ThemeName, ChartColours>> = {
  light: {
    paper: "#ffffff",
    ink: "#262626",
    muted: "#616161",
    bar: "#2a6fdb",
    optional: "#d4e2f8",
    track: "#edeff3",
    outline: none,
    grid: "#e4e7eb",
    whisker: "#262626",
    accent: "#b5402a",
  },
  dark: {
    paper: "#1f1f1f",
    ink: "#e4e4e4",
    muted: "#a0a0a0",
    bar: "#4d94f0",
    optional: "#273f5e",
    track: "#2c2f33",
    outline: none,
    grid: "#34383d",
    whisker: "#f2f2f2",
    accent: "#f28b5b",
  },
  highContrastDark: {
    paper: "#000000",
    ink: "#ffffff",
    muted: "#ffffff",
    bar: "#59a4f9",
    optional: "#244264",
    track: "#000000",
    outline: "#6fc3df",
    grid: "#4d4d4d",
    whisker: "#ffffff",
    accent: "#f38518",
  },
  highContrastLight: {
    paper: "#ffffff",
    ink: "#292929",
    muted: "#292929",
    bar: "#0f4a85",
    optional: "#9fb7ce",
    track: "#ffffff",
    outline: "#0f4a85",
    grid: "#c4c4c4",
    whisker: "#292929",
    accent: "#b5200d",
  },
};

/** Where a colour comes from in the editor. The first variable that is set wins. */
export type ColourRule =
  | {
      readonly variables: readonly string[];
      /** As if it weren't see-through: meant for large areas, it would be too pale for text. */
      readonly isSolid?: true;
      /** The least contrast with the background; a paler colour is moved towards the ink. */
      readonly contrast?: number;
    }
  /** `share` of the first colour over the second. */
  | {
      readonly mix: readonly [keyof ChartColours, keyof ChartColours];
      readonly share: number;
      readonly contrast?: number;
    };

const accentRule: ColourRule = {
  variables: ["--vscode-charts-orange", "--vscode-charts-red"],
  isSolid: true,
  contrast: 4.5,
};

/**
 * In the order in which they are worked out: what is mixed comes after what it is mixed from. In a
 * high-contrast theme tracks are outlined instead of tinted.
 */
export const editorColours: {
  readonly plain: readonly (readonly [keyof ChartColours, ColourRule])[];
  readonly highContrast: readonly (readonly [keyof ChartColours, ColourRule])[];
} = {
  plain: [
    ["paper", { variables: ["--vscode-editor-background"] }],
    ["ink", { variables: ["--vscode-editor-foreground", "--vscode-foreground"], contrast: 4.5 }],
    // Not the theme's own for descriptions: in some themes that is the ink itself.
    ["muted", { mix: ["ink", "paper"], share: 0.74, contrast: 4.5 }],
    ["bar", { variables: ["--vscode-charts-blue", "--vscode-focusBorder"], contrast: 3 }],
    ["optional", { mix: ["bar", "paper"], share: 0.22 }],
    ["track", { mix: ["ink", "paper"], share: 0.075 }],
    ["outline", { mix: ["ink", "paper"], share: 0 }],
    ["grid", { mix: ["ink", "paper"], share: 0.11 }],
    ["whisker", { mix: ["ink", "paper"], share: 1 }],
    ["accent", accentRule],
  ],
  highContrast: [
    ["paper", { variables: ["--vscode-editor-background"] }],
    ["ink", { variables: ["--vscode-editor-foreground", "--vscode-foreground"], contrast: 7 }],
    ["muted", { mix: ["ink", "paper"], share: 1 }],
    ["bar", { variables: ["--vscode-charts-blue", "--vscode-contrastBorder"], contrast: 4.5 }],
    ["optional", { mix: ["bar", "paper"], share: 0.4 }],
    ["track", { mix: ["ink", "paper"], share: 0 }],
    ["outline", { variables: ["--vscode-contrastBorder", "--vscode-foreground"], contrast: 3 }],
    ["grid", { mix: ["ink", "paper"], share: 0.3 }],
    ["whisker", { mix: ["ink", "paper"], share: 1 }],
    ["accent", accentRule],
  ],
};

/** Of pictures outside the editor: what the common systems have, none of them to be downloaded. */
export const fontFamily = "system-ui, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
