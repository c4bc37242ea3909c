import fc from "fast-check";
import { arbitraryCaseOf, type Case, type Rule } from "./arbitrary-log.ts";
import type { OracleFunnel, OracleRow } from "./oracle.ts";
import { NO_TIME } from "./oracle-times.ts";

/** In what orders a funnel is read, as rules. */
export const ORDERS = {
  sequential: [],
  strict: ["strict"],
  furthest: ["furthest"],
  any: ["any"],
  independent: ["independent"],
  inverted: ["inverted"],
  "inverted strict": ["inverted", "strict"],
} as const satisfies Record<string, readonly Rule[]>;

export type Order = keyof typeof ORDERS;

const everyRule = [
  "after",
  "at least",
  "entry last",
  "without",
  "same",
  "attempts",
  "exit",
] as const;

export type FreeRule = (typeof everyRule)[number];

/** The rules that may stand beside an order. */
export const rulesBeside: Readonly<Record<Order, readonly FreeRule[]>> = {
  sequential: everyRule,
  strict: everyRule,
  furthest: ["at least", "entry last", "same", "attempts", "exit"],
  any: ["entry last", "same", "attempts", "exit"],
  independent: everyRule,
  inverted: everyRule,
  "inverted strict": everyRule,
};

export interface RuledCase extends Case {
  readonly order: Order;
  readonly rules: readonly FreeRule[];
}

/** A funnel of any order with any of the rules that may stand beside it, and its log. */
export function arbitraryRuledCase(
  orders: readonly Order[] = Object.keys(ORDERS) as Order[],
  isAllowed: (rule: FreeRule) => boolean = () => true,
): fc.Arbitrary<RuledCase> {
  return fc.constantFrom(...orders).chain((order) =>
    fc.subarray(rulesBeside[order].filter(isAllowed)).chain((rules) =>
      arbitraryCaseOf(...ORDERS[order], ...rules).map(({ funnel, log }) => ({
        funnel: order === "furthest" || order === "any" ? withoutWithin(funnel) : funnel,
        log,
        order,
        rules,
      })),
    ),
  );
}

/** These orders know no such limit. */
const withoutWithin = ({ stages, ...rest }: OracleFunnel): OracleFunnel => ({
  ...rest,
  stages: stages.map(({ optional, atLeast }) => ({
    optional,
    ...(atLeast === undefined ? {} : { atLeast }),
  })),
});

/** The same with rows among them that have no time: where only some may be an entry, these may not. */
export function arbitraryTimelessCase(
  orders?: readonly Order[],
  isAllowed?: (rule: FreeRule) => boolean,
): fc.Arbitrary<RuledCase> {
  const choices = fc.array(fc.nat(2), { minLength: 16, maxLength: 16 });
  return fc
    .tuple(arbitraryRuledCase(orders, isAllowed), choices)
    .map(([{ log, ...rest }, chosen]) => {
      const isCut = log.some(({ mayEnter }) => mayEnter === false);
      return {
        ...rest,
        log: log.map((row, index): OracleRow => {
          if (chosen[index] !== 0) return row;
          return { ...row, time: NO_TIME, ...(isCut ? { mayEnter: false } : {}) };
        }),
      };
    });
}
