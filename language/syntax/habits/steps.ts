import { type Habit, habit } from "./habit.ts";
import { durationsOf } from "./numbers.ts";
import { writeName } from "../../semantics/write.ts";

const times: Readonly<Record<string, string>> = { once: "1", twice: "2", thrice: "3" };

/** A stage with the name of its event: `"sign up"` gives ``stage `sign up`: "sign up"``. */
export function stageOf(event: string): string {
  const isQuoted = /^["']/.test(event);
  return `stage ${isQuoted ? writeName(event.slice(1, -1)) : event.replaceAll(".", "_")}: ${event}`;
}

/** Stages, exits and whatever else says which events count. */
export const stepHabits: readonly Habit[] = [
  habit("^((?:optional )?(?:stage|exit))~:~(<N>)$", "$1 $2: $2"),
  habit("^(?:step|этап|шаг|стадия|goal|цель) (?=(?:<N>|<S>|\\d+)(?: <S>)?~:)", "stage "),
  habit("^stage (\\d+)(?=~:)", "stage `$1`"),
  habit("^(?:\\d+[.)]|[*•–—]) (?=stage|optional|exit)", ""),
  habit("^stage optional (?=<N>|<S>)", "optional stage "),
  habit("^optional~:~stage", "optional stage"),
  habit("^stage~\\?~(?=<N>)", "optional stage "),
  habit("^stage (<N>)(?:~\\?|~[([]~optional~[)\\]]| optional)~:", "optional stage $1:"),
  habit("^(?:необязательный|опциональный) (?:этап|стадия|шаг)", "optional stage"),
  habit("^stage (<N>)( <S>)?~:~optional ", "optional stage $1$2: "),
  habit("^stage~#~(\\d+)", "stage `$1`"),
  habit("^((?:optional )?stage <N>)~\\(~(<S>)~\\)", "$1 $2"),
  habit(
    "^((?:optional )?stage <N>),?~(?:label|labelled|labeled|called|named|title|as)~[:=]?~(<S>)",
    "$1 $2",
  ),
  habit("^((?:optional )?stage <N>)~:~(<E>) (<S>)$", "$1 $3: $2"),
  habit("^((?:optional )?stage <N>) where~(?:event|name|event_name|action)~={1,3}~(<S>)", "$1: $2"),
  habit(
    "^((?:optional )?(?:stage|exit) <N>(?: <S>)?)~(?:--|[-–—=;,]|:=|::|[-=]>|→)~(?=[\\p{L}\"'`(])",
    "$1: ",
  ),
  habit(
    "^((?:optional )?(?:stage|exit) <N>(?: <S>)?) (?:is|on|by|as|when|then|using|from|with) (?=[\\p{L}\"'`(])",
    "$1: ",
  ),
  habit("^((?:optional )?(?:stage|exit) <N>) (<S>)$", "$1: $2"),
  habit("^((?:optional )?(?:stage|exit) <N>)~:~(?:=|->|=>|→|:)~", "$1: "),
  habit(
    "(:|\\bor|\\bwithout) ~?(?:event|events|name|event_name|action|событие)~(?:={1,3}|is|:)?~(<S>|<N>)",
    "$1 $2",
  ),
  habit("(?<=(?::|or)~)(?:any|all|every) (?:events|event|actions?|rows?)\\b", "any event"),
  habit("(?<=(?::|or)~(?:<N>\\.)?)\\*(?=$| )", "any event"),
  habit("(?<=(?::|or)~)(<N>)~:~(<N>)(?=$| )", ([, first = "", second = ""]) => [
    `"${first}:${second}"`,
    `${first}.${second}`,
  ]),
  habit("(?<=(?::|or)~)([$@#][\\p{L}\\p{N}_]+)", '"$1"'),
  habit(":~(?:or|and) ", ": "),
  habit(
    ":~[[(]~(<E>(?:~,~<E>)+)~[\\])]",
    ([, list = ""]) => `: ${list.split(/\s*,\s*/).join(" or ")}`,
  ),
  habit(
    ":~((?:<E>|<N>(?: <N>)+)(?:~[,;]~(?:<E>|<N>(?: <N>)+))+)$",
    ([, list = ""]) => `: ${list.split(/\s*[,;]\s*/).join(" or ")}`,
  ),
  habit("(?<=<E>) (?:/|и|&) (?=<E>)", " or "),
  habit(" или ", " or "),
  habit("^(.*?:~)\\(~(<N>(?: or <N>)+) where (.+)$", "$1($2) where $3"),
  habit(":~(<N>(?: or <N>)+)~\\)", ": ($1)"),
  habit(
    "(?<=<E>|\\))~(?:,|,?~(?<!\\p{L})(?:when|with|if|and|where|for|having|provided|где|если|при)(?!\\p{L}))~[:(]?~(?=<N>(?:\\.<N>)*~(?:<C>|is |in |contains |not ))",
    " where ",
  ),
  habit("(<E>)~[[({]~([^\\])}]*(?:<C>| in | is | contains )[^\\])}]*)[\\])}]", "$1 where $2"),
  habit(
    " (?:in|inside|under|up to|max|maximum|less than|no more than|<=?|в течение|за) (?=<D>)",
    " within ",
  ),
  habit(" not within (?=<D>)", " after "),
  habit(
    " (within|after)~[:=]~(\\d[\\d.]*)(?:~-?~(\\p{L}+))?$",
    ([, word = "", amount = "", unit = ""]) =>
      durationsOf(amount, unit).map((text) => ` ${word} ${text}`),
  ),
  habit(" (within|after)~[:=]~", " $1 "),
  habit(" within (?:the )?(?:first|next|last) (?=<D>)", " within "),
  habit(" (within|after) (<D>),? (?:of|from|after|since|following)(?: stage)? <N>", " $1 $2"),
  habit(" (?:after|following)(?: stage)? <N>$", ""),
  habit("(?<=<E>|\\)) (?=<D>)", " within "),
  habit(
    " (?:at least )?(once|twice|thrice)\\b",
    ([, word = ""]) => ` at least ${times[word] ?? ""} times`,
  ),
  habit(
    " (?:more than|over|>)~(\\d+)(?: times?)?",
    ([, count = ""]) => ` at least ${Number(count) + 1} times`,
  ),
  habit(" (?:at least|>=|≥|min|minimum|x|×|\\*)~(\\d+)(?: times?\\b|~x\\b)?", " at least $1 times"),
  habit(" (\\d+)~(?:times?|x|раза?)\\b", " at least $1 times"),
  habit("~(?:->|=>|→|,|\\.)$", ""),
  habit(
    "(?<=:~|:[^\\n]* or )((?!(?:or|and|not|no|any|where) )<N>(?:[ /.-](?!(?:or|and|where|within|after|at)(?: |$))<N>)+)(?=$| (?:where|within|after|or|at) )",
    '"$1"',
  ),
];
