import { diagnose, type Fix } from "../../diagnostics.ts";
import type { DateNode, DurationNode, NumberNode } from "../ast.ts";
import type { DurationCstNode, NumberCstNode } from "../cst.ts";
import { nearest } from "../near.ts";
import type { Token } from "../tokens.ts";
import { type BuildContext, cover, tokenOf, tokenSpan } from "./context.ts";

type DurationUnit = DurationNode["unit"];

const units = new Map<string, DurationUnit>();
for (const unit of ["second", "minute", "hour", "day", "week"] as const) {
  units.set(unit, unit);
  units.set(`${unit}s`, unit);
}

/** Short forms and Russian words that people write, with what they mean. */
const otherUnits: readonly (readonly [DurationUnit, RegExp])[] = [
  ["second", /^(?:s|secs?|с|сек|секунд[аыу]?)$/i],
  ["minute", /^(?:mins?|мин|минут[аыу]?)$/i],
  ["hour", /^(?:h|hrs?|ч|час(?:а|ов)?)$/i],
  ["day", /^(?:d|д|день|дня|дней|сутки|суток)$/i],
  ["week", /^(?:w|wks?|нед|недел[яиьюе]|недель)$/i],
];

/** How many days are meant by a unit that has no fixed length. */
export const DAYS: Readonly<Record<string, number>> = { month: 30, year: 365 };

export function buildNumber(
  node: NumberCstNode,
  context: BuildContext,
): NumberNode | DurationNode | undefined {
  const { digits, percent, unit, unknownUnit } = node.children;
  const number = tokenOf(digits);
  if (!number) return undefined;
  const unitToken = tokenOf(unit) ?? tokenOf(unknownUnit);
  const other = unitToken && !isUnit(unitToken.image) ? otherNumber(number, unitToken) : undefined;
  if (unitToken && other) {
    const span = cover(tokenSpan(number), tokenSpan(unitToken));
    const instead = other.text + (other.percent ? "%" : "");
    const found = context.text.slice(span.start, span.end);
    const fix: Fix = {
      title: { key: "replaceWith", args: { text: instead } },
      edits: [{ span, newText: instead }],
      preferred: true,
    };
    context.report(diagnose("FNL1050", { found, instead }, span, { fixes: [fix] }));
    return { kind: "number", span, ...other };
  }
  if (unitToken) {
    const duration = durationOf(number, unitToken, context);
    // A word that is no unit at all may be anything: nothing more is concluded from it.
    return isUnit(unitToken.image) ? duration : undefined;
  }
  const sign = tokenOf(percent);
  return {
    kind: "number",
    span: cover(tokenSpan(number), sign && tokenSpan(sign)),
    text: number.value,
    percent: sign !== undefined,
  };
}

export function buildDuration(
  node: DurationCstNode | undefined,
  context: BuildContext,
): DurationNode | undefined {
  const number = tokenOf(node?.children.digits);
  const unit = tokenOf(node?.children.unit) ?? tokenOf(node?.children.unknownUnit);
  return number && unit && durationOf(number, unit, context);
}

function durationOf(number: Token, unit: Token, context: BuildContext): DurationNode {
  const unitSpan = tokenSpan(unit);
  const span = cover(tokenSpan(number), unitSpan);
  const known = units.get(unit.image);
  if (known) return { kind: "duration", span, amount: number.value, unit: known, unitSpan };

  const singular = unit.image.replace(/s$/, "");
  const days = DAYS[singular];
  if (days !== undefined) {
    const total = String(Number(number.value) * days);
    const text = `${total} ${total === "1" ? "day" : "days"}`;
    const fix: Fix = {
      title: { key: "replaceWith", args: { text } },
      edits: [{ span, newText: text }],
      preferred: true,
    };
    context.report(diagnose("FNL1013", { unit: singular }, span, { fixes: [fix] }));
    return { kind: "duration", span, amount: total, unit: "day", unitSpan };
  }

  const meant = unitFor(unit.image);
  const plural = meant && (Number(number.value) === 1 ? meant : `${meant}s`);
  const glue = number.endOffset + 1 === unit.startOffset ? " " : "";
  const fixes: Fix[] = plural
    ? [
        {
          title: { key: "replaceWith", args: { text: plural } },
          edits: [{ span: unitSpan, newText: glue + plural }],
          preferred: true,
        },
      ]
    : [];
  const args = plural ? { word: unit.image, suggestion: plural } : { word: unit.image };
  context.report(diagnose("FNL1014", args, unitSpan, { fixes }));
  return { kind: "duration", span, amount: number.value, unit: meant ?? "day", unitSpan };
}

/** `20 pct`, `1000 EUR`, `5k`: shares, amounts and thousands as they are written elsewhere. */
function otherNumber(
  { value }: Token,
  { image }: Token,
): { readonly text: string; readonly percent: boolean } | undefined {
  if (/^(?:percent|pct|процент\p{L}*)$/iu.test(image)) return { text: value, percent: true };
  if (/^(?:eur|usd|gbp|rub|euros?|dollars?|pounds?|руб\p{L}*)$/iu.test(image))
    return { text: value, percent: false };
  const times = /^(?:k|тыс)$/iu.test(image) ? 1000 : /^(?:mln|mio|млн)$/iu.test(image) ? 1e6 : 0;
  const text = String(Math.round(Number(value) * times * 1000) / 1000);
  return times > 0 && /^[\d.]+$/.test(text) ? { text, percent: false } : undefined;
}

function isUnit(word: string): boolean {
  return units.has(word) || word.replace(/s$/, "") in DAYS || unitFor(word) !== undefined;
}

/** The unit that a short form, a Russian word or a slip of the pen stands for. */
export function unitFor(word: string): DurationUnit | undefined {
  for (const [unit, pattern] of otherUnits) if (pattern.test(word)) return unit;
  const near = nearest(word, units.keys());
  return near === undefined ? undefined : units.get(near);
}

/** A date in a form that the lexer knows; one that the calendar lacks is reported and left out. */
export function buildDate(token: Token, context: BuildContext): DateNode | undefined {
  const span = tokenSpan(token);
  if (isCalendarDate(token.value)) return { kind: "date", span, text: token.value };
  context.report(diagnose("FNL1012", { text: token.value }, span));
  return undefined;
}

export function isCalendarDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split("-").map(Number);
  const days = month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days) return false;
  const clock = /T(\d{2}):(\d{2})(?::(\d{2}))?[^+-]*(?:[+-](\d{2}):(\d{2}))?/.exec(text);
  if (!clock) return true;
  const [hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = clock
    .slice(1)
    .map((part) => Number(part ?? "0"));
  return hour < 24 && minute < 60 && second < 60 && zoneHour < 15 && zoneMinute < 60;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
