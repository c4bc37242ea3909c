import type { FunctionName, ValueType } from "./model.ts";

/** What an argument must be; "same": one type for all arguments that say so, and the result's. */
export type ArgumentType = "text" | "number" | "time" | "boolean" | "amount" | "limit" | "same";

export interface FunctionSignature {
  readonly args: readonly ArgumentType[];
  /** As they are shown; of a repeated one there may be several. */
  readonly names: readonly string[];
  /** How many of them may be left out, from the end. */
  readonly optional?: number;
  /** The last argument may be repeated. */
  readonly repeated?: true;
  /** "same" and "amount": what the arguments are. */
  readonly result: ValueType | "same" | "amount";
}

/** The functions over a row. `amount`: a number or a duration; `limit`: a number written out. */
export const functionSignatures: Readonly<Record<FunctionName, FunctionSignature>> = {
  lower: { args: ["text"], names: ["text"], result: "text" },
  upper: { args: ["text"], names: ["text"], result: "text" },
  trim: { args: ["text"], names: ["text"], result: "text" },
  length: { args: ["text"], names: ["text"], result: "number" },
  replace: { args: ["text", "text", "text"], names: ["text", "from", "to"], result: "text" },
  abs: { args: ["amount"], names: ["number"], result: "amount" },
  round: { args: ["number", "number"], names: ["number", "digits"], optional: 1, result: "number" },
  floor: { args: ["number"], names: ["number"], result: "number" },
  ceil: { args: ["number"], names: ["number"], result: "number" },
  coalesce: { args: ["same", "same"], names: ["a", "b"], repeated: true, result: "same" },
  if: { args: ["boolean", "same", "same"], names: ["condition", "a", "b"], result: "same" },
  band: {
    args: ["number", "limit"],
    names: ["number", "30", "45"],
    repeated: true,
    result: "text",
  },
  year: { args: ["time"], names: ["time"], result: "number" },
  quarter: { args: ["time"], names: ["time"], result: "text" },
  month: { args: ["time"], names: ["time"], result: "text" },
  week: { args: ["time"], names: ["time"], result: "time" },
  day: { args: ["time"], names: ["time"], result: "time" },
  weekday: { args: ["time"], names: ["time"], result: "number" },
  hour: { args: ["time"], names: ["time"], result: "number" },
  as_of: { args: [], names: [], result: "time" },
  file_name: { args: [], names: [], result: "text" },
};

const names = Object.keys(functionSignatures) as FunctionName[];
const byName: ReadonlyMap<string, FunctionName> = new Map(names.map((name) => [name, name]));

export const functionNames: readonly string[] = names;

export function findFunction(name: string): FunctionName | undefined {
  return byName.get(name);
}

/** How a function is written: `round(number, digits)`, `coalesce(a, b, …)`. */
export function functionLabel(name: FunctionName): string {
  const { names: shown, repeated } = functionSignatures[name];
  return `${name}(${[...shown, ...(repeated ? ["…"] : [])].join(", ")})`;
}
