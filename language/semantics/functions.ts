import type { FunctionName, ValueType } from "./model.ts";

/** What an argument must be; "same": one type for all arguments that say so, and the result's. */
export type ArgumentType = "text" | "number" | "time" | "boolean" | "amount" | "limit" | "same";

export interface FunctionSignature {
  readonly args: readonly ArgumentType[];
  /** How many of them may be left out, from the end. */
  readonly optional?: number;
  /** The last argument may be repeated. */
  readonly repeated?: true;
  /** "same" and "amount": what the arguments are. */
  readonly result: ValueType | "same" | "amount";
}

/** The functions over a row. `amount`: a number or a duration; `limit`: a number written out. */
export const functionSignatures: Readonly<Record<FunctionName, FunctionSignature>> = {
  lower: { args: ["text"], result: "text" },
  upper: { args: ["text"], result: "text" },
  trim: { args: ["text"], result: "text" },
  length: { args: ["text"], result: "number" },
  replace: { args: ["text", "text", "text"], result: "text" },
  abs: { args: ["amount"], result: "amount" },
  round: { args: ["number", "number"], optional: 1, result: "number" },
  floor: { args: ["number"], result: "number" },
  ceil: { args: ["number"], result: "number" },
  coalesce: { args: ["same", "same"], repeated: true, result: "same" },
  if: { args: ["boolean", "same", "same"], result: "same" },
  band: { args: ["number", "limit"], repeated: true, result: "text" },
  year: { args: ["time"], result: "number" },
  quarter: { args: ["time"], result: "text" },
  month: { args: ["time"], result: "text" },
  week: { args: ["time"], result: "time" },
  day: { args: ["time"], result: "time" },
  weekday: { args: ["time"], result: "number" },
  hour: { args: ["time"], result: "number" },
  as_of: { args: [], result: "time" },
  file_name: { args: [], result: "text" },
};

const names = Object.keys(functionSignatures) as FunctionName[];
const byName: ReadonlyMap<string, FunctionName> = new Map(names.map((name) => [name, name]));

export const functionNames: readonly string[] = names;

export function findFunction(name: string): FunctionName | undefined {
  return byName.get(name);
}
