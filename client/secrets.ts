/** What is stored of a secret's name in the editor's secret storage, which all of an extension shares. */
export function secretKey(name: string): string {
  return `funnel.secret:${name}`;
}

/** The names that connections of a text read their settings by, each once: `env("CLICKHOUSE_URL")`. */
export function secretNames(text: string): readonly string[] {
  const found = text.matchAll(/\benv\s*\(\s*(["'])([^"'\\\r\n]+)\1\s*\)/g);
  return [...new Set([...found].map(([, , name = ""]) => name))];
}
