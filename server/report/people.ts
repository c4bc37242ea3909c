import type { FunnelModel, Locale } from "../../language/index.ts";
import type { PeoplePage, Person } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReasonMessages } from "./messages/reasons.ts";
import { createFigures, noFigure } from "./numbers.ts";
import { wordsOfReasons } from "./reasons.ts";
import { reportMessages, type ReportOptions } from "./words.ts";

/** Who is listed. */
export type Listed =
  | { readonly kind: "reached" | "dropped"; readonly stage: string }
  /** The name of the study. */
  | { readonly kind: "audience" | "score"; readonly name: string };

/** A list of people in words. */
export interface PeopleReport {
  /** "3,370 stopped before Paid" */
  readonly title: string;
  readonly columns: readonly PeopleColumnReport[];
  /** "12 too late for the window", the commonest first. */
  readonly reasons: readonly {
    readonly reason: string;
    readonly exit?: string;
    readonly text: string;
  }[];
  /** A cell a column. */
  rowOf(person: Person): readonly string[];
}

export interface PeopleColumnReport {
  /** `split` with the place of one: "split 0". */
  readonly id: string;
  readonly title: string;
  readonly isNumber: boolean;
}

type Column = PeopleColumnReport & { readonly cell: (person: Person) => string };

export function reportPeople(
  page: Pick<PeoplePage, "total" | "splits" | "reasons" | "people">,
  of: Listed,
  funnel: FunnelModel,
  locale: Locale,
  options: ReportOptions = {},
): PeopleReport {
  const messages = reportMessages(locale);
  const words = messages.people.columns;
  const figures = createFigures(messages);
  const isBackward = funnel.model === "inverted";
  const reasons = wordsOfReasons(messages.reasons, isBackward);
  const { why, backwardWhy } = messages.people;
  const ofOne: Readonly<Record<string, string>> = isBackward ? { ...why, ...backwardWhy } : why;
  const format = new Intl.DateTimeFormat(messages.dates, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: options.timeZone ?? "UTC",
  });
  const when = (time: string | null): string =>
    time === null ? noFigure : format.format(new Date(time));
  const labelOf = (stage: string): string =>
    harmless(funnel.stages.find(({ name }) => name === stage)?.label ?? stage);
  const exitOf = (exit: string | undefined): string =>
    harmless(funnel.exits.find(({ name }) => name === exit)?.label ?? exit ?? "");
  // A whole list has times, or none has.
  const hasTimes = page.people.some(({ entered }) => entered !== null);
  const hasGrades = page.people.some(({ grade }) => grade !== undefined);
  const column = (id: string, title: string, cell: Column["cell"], isNumber = false): Column => ({
    id,
    title,
    cell,
    isNumber,
  });

  const reachedAt = {
    reached: words.reached,
    dropped: words.last,
    audience: words.reached,
    score: words.goal,
  }[of.kind];
  const columns: Column[] = [
    column("actor", words.actor, ({ actor }) => actor),
    ...(of.kind === "score"
      ? [
          column("score", words.score, ({ score }) => figures.number(score ?? null), true),
          ...(hasGrades
            ? [column("grade", words.grade, ({ grade }) => harmless(grade ?? noFigure))]
            : []),
        ]
      : []),
    ...(of.kind === "dropped"
      ? [
          column("reason", words.reason, ({ reason = "", exit }) =>
            reason === "exit" ? messages.people.exit(exitOf(exit)) : (ofOne[reason] ?? noFigure),
          ),
        ]
      : []),
    ...(hasTimes
      ? [
          column("entered", words.entered, ({ entered }) => when(entered)),
          column("time", reachedAt, ({ time }) => when(time)),
          column("seconds", words.seconds, ({ seconds }) => figures.duration(seconds), true),
        ]
      : []),
    ...page.splits.map((split, at) =>
      column(`split ${at}`, harmless(split), ({ values }) => harmless(values[at] ?? messages.none)),
    ),
  ];
  return {
    title: titleOf(of, page.total, figures.count(page.total), labelOf, messages.people),
    columns: columns.map(({ id, title, isNumber }) => ({ id, title, isNumber })),
    reasons: (page.reasons ?? []).map(({ reason, exit, count }) => ({
      reason,
      ...(exit === undefined ? {} : { exit }),
      text: reasonText(
        reasons,
        reason,
        exitOf(exit),
        ofOne[reason] ?? reason,
        count,
        figures.count(count),
      ),
    })),
    rowOf: (person) => columns.map(({ cell }) => cell(person)),
  };
}

function titleOf(
  of: Listed,
  total: number,
  text: string,
  labelOf: (stage: string) => string,
  words: ReturnType<typeof reportMessages>["people"],
): string {
  switch (of.kind) {
    case "reached":
      return words.reached(total, text, labelOf(of.stage));
    case "dropped":
      return words.dropped(total, text, labelOf(of.stage));
    case "audience":
      return words.inAudience(total, text, harmless(of.name));
    case "score":
      return words.scored(total, text, harmless(of.name));
  }
}

/** "12 too late for the window" */
function reasonText(
  words: Pick<ReasonMessages, "exit" | "parts">,
  reason: string,
  exit: string,
  /** Of one of them. */
  word: string,
  count: number,
  text: string,
): string {
  if (reason === "exit") return words.exit(count, text, exit);
  const known = Object.entries(words.parts).find(([name]) => name === reason);
  return known === undefined ? `${text} ${word}` : known[1](count, text);
}
