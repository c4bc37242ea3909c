import { diagnose, type Fix } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import { firstError } from "../first-error.ts";
import { lex } from "../lexer.ts";
import type { Meant } from "../meant.ts";
import type { StartRule } from "../parser.ts";
import type { Token } from "../tokens.ts";
import { conditionHabits, nameHabits } from "./conditions.ts";
import { fileHabits, headHabits } from "./files.ts";
import { figureHabits, funnelHabits, splitHabits } from "./funnels.ts";
import { type Habit, rewrite } from "./habit.ts";
import { keyHabits } from "./keys.ts";
import { numberHabits } from "./numbers.ts";
import { connectionHabits, connectionHeads, sourceHabits, sourceHeads } from "./sources.ts";
import { stepHabits } from "./steps.ts";
import { studyHabits } from "./studies.ts";

/** Longer statements aren't slips of the pen; trying all habits on them would only take time. */
const MAX_LENGTH = 400;
/** Habits that one statement may show at once. */
const MAX_AT_ONCE = 5;

const study = [...studyHabits, ...headHabits, ...numberHabits, ...conditionHabits];

const tables: Readonly<Record<StartRule, readonly Habit[]>> = {
  file: fileHabits,
  import: fileHabits,
  param: [...fileHabits, ...numberHabits],
  segment: [...fileHabits, ...numberHabits, ...stepHabits, ...conditionHabits, ...nameHabits],
  audience: [...headHabits, ...fileHabits],
  connectionHeader: connectionHeads,
  connectionBody: [...keyHabits("connection"), ...connectionHabits],
  sourceHeader: sourceHeads,
  sourceBody: [
    ...keyHabits("source"),
    ...sourceHabits,
    ...numberHabits,
    ...conditionHabits,
    ...nameHabits,
  ],
  funnelHeader: headHabits,
  funnelBody: [
    ...keyHabits("funnel"),
    ...funnelHabits,
    ...numberHabits,
    ...stepHabits,
    ...conditionHabits,
    ...nameHabits,
  ],
  retentionHeader: headHabits,
  retentionBody: [
    ...keyHabits("retention"),
    ...studyHabits,
    ...splitHabits,
    ...figureHabits,
    ...numberHabits,
    ...stepHabits,
    ...conditionHabits,
    ...nameHabits,
  ],
  experimentHeader: headHabits,
  experimentBody: [...keyHabits("experiment"), ...study],
  driversHeader: headHabits,
  driversBody: [...keyHabits("drivers"), ...study],
  scoreHeader: headHabits,
  scoreBody: [...keyHabits("score"), ...study, ...stepHabits],
  scenarioHeader: headHabits,
  scenarioBody: [...keyHabits("scenario"), ...study],
};

/**
 * What is wrong with a statement that doesn't parse, if its writer only said it as it is said elsewhere: one
 * diagnostic whose fix makes the whole statement right. `start` is where the text stands in the file.
 */
export function habitOf(rule: StartRule, text: string, start: number): Meant | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const readings = rightReadings(rule, text);
  const [first] = readings;
  if (!first) return undefined;
  const fixes = readings.map((reading): Fix => {
    const { span, instead } = difference(text, reading.whole);
    const edit = { span: { start: start + span.start, end: start + span.end }, newText: instead };
    const shown = oneLine(instead);
    return {
      title:
        shown === ""
          ? { key: "remove", args: { text: oneLine(text.slice(span.start, span.end)) } }
          : { key: "replaceWith", args: { text: shown } },
      edits: [edit],
      ...(readings.length === 1 && { preferred: true }),
    };
  });
  const { span, instead } = difference(text, first.step);
  const found = text.slice(span.start, span.end);
  const args = { found: oneLine(found), instead: oneLine(instead) };
  const place = {
    start: start + span.start + (found.length - found.trimStart().length),
    end: start + span.start + found.trimEnd().length,
  };
  return {
    problem: diagnose("FNL1050", args, place, { fixes }),
    tokens: placed(first.whole, start, difference(text, first.whole), text.length),
  };
}

/** What was written anew lies within what it replaces. */
function placed(
  text: string,
  start: number,
  { span, instead }: Difference,
  length: number,
): readonly Token[] {
  const place = (offset: number): number => {
    if (offset < span.start) return start + offset;
    const fromEnd = text.length - offset;
    if (offset >= span.start + instead.length) return start + length - fromEnd;
    return start + Math.min(offset, Math.max(span.start, span.end - 1));
  };
  return lex(text).tokens.map((token) => ({
    ...token,
    startOffset: place(token.startOffset),
    endOffset: place(token.endOffset),
  }));
}

interface Reading {
  /** After the first habit. */
  readonly step: string;
  /** After all of them. */
  readonly whole: string;
}

/** The ways in which habits make the whole statement right, the likeliest first. */
function rightReadings(rule: StartRule, text: string): readonly Reading[] {
  const at = firstError(rule, text);
  if (at === undefined) return [];
  for (const habit of tables[rule]) {
    const steps = rewrite(habit, text, at);
    const readings = steps.flatMap((step): readonly Reading[] => {
      const whole = step === text ? undefined : goOn(rule, step, 1, text.length - at);
      return whole === undefined ? [] : [{ step, whole }];
    });
    if (readings.length > 0) return readings;
  }
  return [];
}

/**
 * The statement once it is right; undefined where it isn't, whatever habits are tried on the rest of it.
 * `left` is how much stood behind the last error: it never becomes more.
 */
function goOn(rule: StartRule, text: string, steps: number, left: number): string | undefined {
  const at = firstError(rule, text);
  if (at === undefined) return text;
  const rest = text.length - at;
  if (steps === MAX_AT_ONCE || rest > left + 1) return undefined;
  for (const habit of tables[rule]) {
    const [next] = rewrite(habit, text, at);
    if (next === undefined || next === text) continue;
    const after = firstError(rule, next);
    if (after === undefined) return next;
    if (next.length - after < rest) return goOn(rule, next, steps + 1, rest);
  }
  return undefined;
}

interface Difference {
  readonly span: Span;
  readonly instead: string;
}

/** The words in which two texts differ. */
function difference(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  )
    same++;
  const isBlank = (character: string | undefined): boolean =>
    character === undefined || /\s/.test(character);
  const isWithinWord = (text: string, at: number): boolean =>
    !isBlank(text[at - 1]) && !isBlank(text[at]);
  while (isWithinWord(before, start) || isWithinWord(after, start)) start--;
  while (
    same > 0 &&
    (isWithinWord(before, before.length - same) || isWithinWord(after, after.length - same))
  )
    same--;
  const isEmpty = (): boolean => before.slice(start, before.length - same).trim() === "";
  // Something is missing: the place is the word before, at the beginning of a line the one behind.
  if (isEmpty() && !/(?:^|\n)\s*$/.test(before.slice(0, start))) {
    while (start > 0 && isBlank(before[start - 1])) start--;
    while (start > 0 && !isBlank(before[start - 1])) start--;
  }
  while (same > 0 && (isEmpty() || isWithinWord(before, before.length - same))) same--;
  // Several statements for one: as a whole.
  if (after.slice(start, after.length - same).includes("\n") && !before.includes("\n")) {
    start = 0;
    same = 0;
  }
  return {
    span: { start, end: before.length - same },
    instead: after.slice(start, after.length - same),
  };
}

function oneLine(text: string): string {
  const line = text
    .trim()
    .replaceAll(/\s*\n\s*/g, " ⏎ ")
    .replaceAll(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
