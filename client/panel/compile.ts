import type { LanguageServer } from "../language-client.ts";
import type { HostMessage, PageMessage } from "./messages.ts";

/** Answers a page, of a panel or of a notebook, that opened a tab whose chart isn't compiled yet. */
export async function compileFor(
  server: LanguageServer,
  { id, vegaLite }: Extract<PageMessage, { kind: "compile" }>,
): Promise<Extract<HostMessage, { kind: "compiled" }>> {
  try {
    const { vega } = await server.compile({ vegaLite });
    return { kind: "compiled", id, vega };
  } catch {
    // The page says so, where it would have drawn it.
    return { kind: "compiled", id, vega: null };
  }
}
