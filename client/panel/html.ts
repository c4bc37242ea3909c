/** The page that a result panel starts with. What it shows comes later, by messages. */
export interface PageParts {
  /** Of the webview: where its scripts, styles, images and fonts may come from. */
  readonly cspSource: string;
  /** Allows the one script, and no other: unguessable, and another for each page. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly title: string;
}

/**
 * Nothing is allowed but our own script and style: no inline ones, no code made of text, no
 * connections. Names of stages and events come from data, so whatever slips through stays text.
 */
export function panelHtml(parts: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${parts.nonce}'`,
    `style-src ${parts.cspSource}`,
    `img-src ${parts.cspSource} data:`,
    `font-src ${parts.cspSource}`,
  ].join("; ");
  return `<!doctype html>
<html lang="${escaped(parts.language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(parts.title)}</title>
    <link rel="stylesheet" href="${escaped(parts.style)}" />
  </head>
  <body>
    <script nonce="${escaped(parts.nonce)}" src="${escaped(parts.script)}"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
