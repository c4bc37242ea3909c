/** What VS Code's own themes hand to a page: the variables that the page asks for, and its class. */
export interface PageTheme {
  readonly className: string;
  readonly variables: Readonly<Record<string, string>>;
}

const type = {
  "font-family": "sans-serif",
  "font-size": "13px",
  "editor-font-family": "monospace",
};

export const pageThemes = {
  light: {
    className: "vscode-light",
    variables: {
      ...type,
      "editor-background": "#ffffff",
      "editor-foreground": "#3b3b3b",
      foreground: "#3b3b3b",
      "charts-blue": "#0063d3",
      "charts-orange": "#d18616",
      focusBorder: "#005fb8",
      "panel-border": "#e5e5e5",
      "button-background": "#005fb8",
      "button-foreground": "#ffffff",
      "button-secondaryBackground": "#e5e5e5",
      "button-secondaryForeground": "#3b3b3b",
      "textLink-foreground": "#005fb8",
      "testing-iconPassed": "#388a34",
      "testing-iconFailed": "#f14c4c",
      "list-warningForeground": "#855f00",
      "progressBar-background": "#005fb8",
      "toolbar-activeBackground": "#a6a6a650",
    },
  },
  dark: {
    className: "vscode-dark",
    variables: {
      ...type,
      "editor-background": "#1f1f1f",
      "editor-foreground": "#cccccc",
      foreground: "#cccccc",
      "charts-blue": "#59a4f9",
      "charts-orange": "#d18616",
      focusBorder: "#0078d4",
      "panel-border": "#2b2b2b",
      "button-background": "#0078d4",
      "button-foreground": "#ffffff",
      "button-secondaryBackground": "#313131",
      "button-secondaryForeground": "#cccccc",
      "textLink-foreground": "#4daafc",
      "testing-iconPassed": "#73c991",
      "testing-iconFailed": "#f14c4c",
      "list-warningForeground": "#cca700",
      "progressBar-background": "#0078d4",
      "toolbar-activeBackground": "#63666750",
    },
  },
  highContrastDark: {
    className: "vscode-high-contrast",
    variables: {
      ...type,
      "editor-background": "#000000",
      "editor-foreground": "#ffffff",
      foreground: "#ffffff",
      "charts-blue": "#59a4f9",
      contrastBorder: "#6fc3df",
      focusBorder: "#f38518",
      "button-foreground": "#ffffff",
      "button-border": "#6fc3df",
      "textLink-foreground": "#21a6ff",
      "testing-iconPassed": "#73c991",
      "testing-iconFailed": "#f14c4c",
      "list-warningForeground": "#ffd370",
    },
  },
  highContrastLight: {
    className: "vscode-high-contrast vscode-high-contrast-light",
    variables: {
      ...type,
      "editor-background": "#ffffff",
      "editor-foreground": "#292929",
      foreground: "#292929",
      "charts-blue": "#0063d3",
      contrastBorder: "#0f4a85",
      focusBorder: "#006bbd",
      "button-background": "#0f4a85",
      "button-foreground": "#ffffff",
      "button-secondaryBackground": "#ffffff",
      "button-secondaryForeground": "#292929",
      "textLink-foreground": "#0f4a85",
      "testing-iconPassed": "#007100",
      "testing-iconFailed": "#b5200d",
      "list-warningForeground": "#895503",
    },
  },
} as const satisfies Readonly<Record<string, PageTheme>>;
