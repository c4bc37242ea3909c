import { diagnose, type Diagnostic, type Fix } from "../diagnostics.ts";
import * as T from "./tokens.ts";

export interface Digits {
  readonly type: T.TokenKind;
  readonly end: number;
  /** Numbers without `_`; dates as written or, where badly written and clear, as meant. */
  readonly value: string;
  readonly problem?: Diagnostic;
}

const date =
  /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\w:-]|\.\d)/y;
/** Of any quarter: what the calendar lacks is said where it is used. */
const period = /\d{4}-(?:Q\d|\d{2})(?![\w-]|\.\d)/y;
const number = /\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?/y;
/** The clock after a date in other forms than ours. */
const clock = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/iy;
const spacedTime = /[ \t]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?/y;
const exponent = /[eE][+-]?\d+(?![\w])/y;

/** Reads what begins with a digit at `at`: a number, a date or a period, or what was meant as one. */
export function readDigits(text: string, at: number): Digits {
  const wholeDate = match(date, text, at);
  if (wholeDate) {
    const spaced = wholeDate.length === 10 ? matchGroups(spacedTime, text, at + 10) : undefined;
    if (spaced) {
      const [all, hour = "", minute = "", second] = spaced;
      const meant = `${wholeDate}T${hour.padStart(2, "0")}:${minute}${second ? `:${second}` : ""}`;
      return badDate(wholeDate + all, at, meant);
    }
    return { type: T.DateToken, end: at + wholeDate.length, value: wholeDate };
  }
  const wholePeriod = match(period, text, at);
  if (wholePeriod) return { type: T.Period, end: at + wholePeriod.length, value: wholePeriod };

  const hanging = hangingDigits(text, at);
  const plain = match(number, text, at) ?? text[at] ?? "";
  if (hanging !== undefined) return shortMonth(hanging, text, at) ?? badDigits(hanging, at);
  const end = at + plain.length;
  const power = match(exponent, text, end);
  if (power) {
    const value = Number(plain.replaceAll("_", "") + power);
    const written = Number.isSafeInteger(value) ? String(value) : undefined;
    const all = end + power.length;
    return {
      type: T.NumberToken,
      end: all,
      value: written ?? "0",
      problem: diagnose(
        "FNL1024",
        { text: text.slice(at, all) },
        { start: at, end: all },
        {
          fixes: written ? [replacement(at, all, written)] : [],
        },
      ),
    };
  }
  return { type: T.NumberToken, end, value: plain.replaceAll("_", "") };
}

/** `during 2026-1`: after this word digits are nothing but a month. */
function shortMonth(hanging: string, text: string, at: number): Digits | undefined {
  const [, year = "", month = ""] = /^(\d{4})-([1-9])$/.exec(hanging) ?? [];
  if (year === "" || !/\bduring[ \t]+$/.test(text.slice(Math.max(0, at - 20), at)))
    return undefined;
  return { ...badDate(hanging, at, `${year}-0${month}`), type: T.Period };
}

/** One token and one error for digits that hang together: a date, a subtraction or a number is meant. */
function badDigits(hanging: string, at: number): Digits {
  const end = at + hanging.length;
  const meant = asDate(hanging);
  // Right as it is: what hangs behind it is wrong.
  if (meant === hanging) return { type: T.DateToken, end, value: hanging };
  if (meant) return badDate(hanging, at, meant);
  const span = { start: at, end };
  const text = hanging.length > 40 ? `${hanging.slice(0, 40)}…` : hanging;
  const type = T.NumberToken;
  const parts = hanging.length > 40 ? [] : hanging.split("-");
  if (parts.length > 1 && parts.every((part) => /^\d[\d_]*(?:\.\d+)?$/.test(part))) {
    const instead = parts.join(" - ");
    const fixes = [replacement(at, end, instead)];
    const problem = diagnose("FNL1011", { text, instead }, span, { fixes });
    return { type, end, value: "0", problem };
  }
  const isGrouped = hanging.length <= 40 && /^\d{1,3}(?:\.\d{3})+$/.test(hanging);
  const value = isGrouped ? hanging.replaceAll(".", "") : "0";
  const fixes = isGrouped ? [replacement(at, end, value)] : [];
  return { type, end, value, problem: diagnose("FNL1024", { text }, span, { fixes }) };
}

/** Digits that hang together by hyphens and dots, longer than any number; with a clock, if one follows. */
function hangingDigits(text: string, at: number): string | undefined {
  let end = at;
  let dots = 0;
  let hyphens = 0;
  for (; end < text.length; end++) {
    const unit = text[end];
    if (isDigit(text, end) || unit === "_") continue;
    if ((unit !== "." && unit !== "-") || !isDigit(text, end + 1)) break;
    if (unit === ".") dots++;
    else hyphens++;
  }
  if (hyphens === 0 && dots < 2) return undefined;
  // Longer than any date, it is only cut short in what is said of it.
  const hasClock = end - at <= 10 && (dots === 2 || hyphens === 2);
  return text.slice(at, end) + ((hasClock && match(clock, text, end)) || "");
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** The date that digits like `2026-1-31`, `31.01.2026` or `2026-01-31 9:30` are clearly meant as. */
function asDate(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const [day = "", clock = ""] = text.toUpperCase().split(/[T ]/);
  const parts = day.split(/[-.]/);
  const [first = "", month = "", last = ""] = parts;
  if (parts.length !== 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined;
  const [year, date] = last.length === 4 ? [last, first] : [first, last];
  if (year.length !== 4 || month.length > 2 || date.length > 2) return undefined;
  const meant = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  if (clock === "") return meant;
  const time = /^(\d{1,2})(:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/.exec(clock);
  if (!time) return undefined;
  const [, hour = "", rest = "", offset = ""] = time;
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  return `${meant}T${hour.padStart(2, "0")}${rest}${zone}`;
}

function badDate(written: string, start: number, meant: string): Digits {
  const end = start + written.length;
  return {
    type: T.DateToken,
    end,
    value: meant,
    problem: diagnose(
      "FNL1010",
      { text: written, instead: meant },
      { start, end },
      { fixes: [replacement(start, end, meant)] },
    ),
  };
}

function replacement(start: number, end: number, text: string): Fix {
  return {
    title: { key: "replaceWith", args: { text } },
    edits: [{ span: { start, end }, newText: text }],
    preferred: true,
  };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  return matchGroups(pattern, text, at)?.[0];
}

function matchGroups(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
