import type { HostMessage, PageMessage } from "../panel/messages.ts";

type Compile = Extract<PageMessage, { kind: "compile" }>;
type Compiled = Extract<HostMessage, { kind: "compiled" }>;

/** Charts of further tabs are compiled by the extension, when they are opened. */
export interface Compiler {
  /** @throws where it can't be compiled */
  compile(vegaLite: object): Promise<object>;
  /** What the extension answered, perhaps to an earlier page. */
  receive(answer: Compiled): void;
}

export function createCompiler(send: (message: Compile) => void): Compiler {
  const waiting = new Map<number, (vega: object | null) => void>();
  // Not the numbers of an earlier page in the same place.
  let next = Date.now();
  return {
    async compile(vegaLite) {
      const id = next++;
      const answer = new Promise<object | null>((resolve) => waiting.set(id, resolve));
      send({ kind: "compile", id, vegaLite });
      const vega = await answer;
      if (vega === null) throw new Error("the chart was not compiled");
      return vega;
    },
    receive({ id, vega }) {
      waiting.get(id)?.(vega);
      waiting.delete(id);
    },
  };
}
