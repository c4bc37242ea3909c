import { type Habit, habit } from "./habit.ts";

const periods: Readonly<Record<string, string>> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
};

/** The statements in the blocks of retentions, experiments, drivers, scores and scenarios. */
export const studyHabits: readonly Habit[] = [
  // Retention
  habit("^(start|return)~(?:=|->|=>|with|event|is|on|by|→|-)~:?~(?=<E>|\\()", "$1: "),
  habit("^(start|return) (?=<E>|\\()", "$1: "),
  habit("^(?:begin|first|cohort|entry|acquired|начало)~:?~(?=<E>)", "start: "),
  habit(
    "^(?:returns|back|again|comeback|came back|repeat|активность|возврат)~:?~(?=<E>)",
    "return: ",
  ),
  habit(
    "^every~:?~(?:1 )?(day|week|month)s?~(?:,|x|×|for|up to|until|times|:|over)~(\\d+)(?: \\p{L}+)?$",
    "every $1 for $2",
  ),
  habit(
    "^(?:every )?(daily|weekly|monthly)~(?:,|x|×|for|up to|:)~(\\d+)(?: \\p{L}+)?$",
    ([, word = "", count = ""]) => `every ${periods[word] ?? ""} for ${count}`,
  ),
  habit("^(?:for )?(\\d+) (day|week|month)s?$", "every $2 for $1"),
  habit(
    "^(?:period|interval|by|per|each|granularity)~:?~(day|week|month)s?~(?:for|,|x)?~(\\d+)$",
    "every $1 for $2",
  ),
  // Experiments
  habit(
    "^(variant|control|goal|confidence|minimum|learn|measure)~(?:=|:|is|by|as|->)~(?=.)",
    "$1 ",
  ),
  habit("^(?:variants?|group|arm|bucket|вариант)~[:=]?~(?:by )?(?=<N>$)", "variant "),
  habit("^control~(?:is|=|:)?~(<N>)$", 'control "$1"'),
  habit("^(?:baseline|контроль)~[:=]?~(<S>)$", "control $1"),
  habit(
    "^goal~:?~(?:from )?[\"']?(<N>)[\"']?~(?:->|=>|→|to|-|–|>|,|and)~[\"']?(<N>)[\"']?$",
    "goal $1 -> $2",
  ),
  habit("^(?:goal )?(?:conversion|convert)~\\(?~(<N>)~->~(<N>)~\\)?$", "goal $1 -> $2"),
  habit("^(?:metric|metrics|kpi|measures)~[:=]?~(?=<N>$)", "measure "),
  habit(
    "^confidence~(?:level )?~[:=]?~(?:0?\\.(\\d\\d?))$",
    ([, digits = ""]) => `confidence ${digits.padEnd(2, "0")}%`,
  ),
  habit("^confidence~(?:level |of )?~[:=]?~(\\d[\\d.]*)~(?:%|percent|pct)?$", "confidence $1%"),
  habit(
    "^(?:alpha|significance)~[:=]?~0?\\.(\\d+)$",
    ([, digits = ""]) => `confidence ${100 - Number(`0.${digits}`) * 100}%`,
  ),
  habit("^split~:?~(\\d+)~[/:-]~(\\d+)$", 'split "A": $1, "B": $2'),
  habit("^split~[:{]?~(.+?)~\\}?$", ([, list = ""]) => {
    const parts = [...list.matchAll(/["']?([\p{L}_]\w*)["']?\s*[:=]?\s*(\d+)\s*%?/gu)];
    return parts.length < 2
      ? []
      : `split ${parts.map(([, name, share]) => `"${name}": ${share}`).join(", ")}`;
  }),
  // Drivers and scores
  habit(
    "^(from|learn from)~:?~(?:properties|columns?|property|fields?)?~[:([]?~(<N>(?:~,~<N>)*)~[)\\]]?((?: and events)?)$",
    "$1 properties($2)$3",
  ),
  habit(
    "^(from|learn from) properties~(<N>(?:~,~<N>)*)~(?:\\)|and events|,~events)?$",
    "$1 properties($2)",
  ),
  habit("^((?:learn )?from properties~\\(.+\\))~(?:,|\\+|&|or)~events$", "$1 and events"),
  habit("^((?:learn )?from) events~(?:and|,|\\+|&)~(properties~\\(.+\\))$", "$1 $2 and events"),
  habit("^learn (?=properties|events)", "learn from "),
  habit("^(?:signals|features|predictors|using|by|with)~:?~(?=properties|events)", "from "),
  habit(
    "^(?:minimum|min|at least)~:?~(\\d+)(?: (?:actors|users?|people|customers?|rows|of))?$",
    "minimum $1 actors",
  ),
  habit(
    "^(?:points?|score|add|баллы|give)~:?~([+-])?~(\\d+)~(?:points? )?(?:when|if|for|where|:|->|=>|за|если)~(?=.)",
    ([, sign = "", count = ""]) => `points ${sign === "" ? "+" : sign}${count} when `,
  ),
  habit("^([+-]\\d+)~(?:points? )?(?:when|if|for|where|:) ?(?=.)", "points $1 when "),
  habit(
    "^(points [+-]~\\d+ when) (?:has |have )?(?:done|event|events|they did|do|does) (?=<E>)",
    "$1 did ",
  ),
  habit("^(points [+-]~\\d+ when) (<E>)(?= at least)", "$1 did $2"),
  habit("^(points [+-]~\\d+) (?=did |<N>~(?:<C>| in | is ))", "$1 when "),
  habit("^from (?!properties|events|column)(<N>(?:\\.<N>)*)$", "from column $1"),
  habit("^(?:column|from columns?)~[:=]?~[\"']?(<N>)[\"']?$", "from column $1"),
  habit("^(?:grades?|оценки)~[:=({[]~(.+?)~[)}\\]]?$", "grades $1"),
  habit("(?<=grades.*<N>)~(?:[:=]|from|at|above|over|≥|->)~>?=?~(?=\\d)", " >= "),
  habit("(?<=grades.*\\d)~(?:;|/| and | )~(?=<N>)", ", "),
  habit("(?<=grades.*),~(?:else|otherwise|rest|other)~:?~(<N>)$", ", $1"),
  habit("(?<=grades[^]*<N>) (?=\\d)", " >= "),
  habit("^goal <N>~(?:->|=>|→|to|-)~(<N>)$", "goal $1"),
  // Scenarios
  habit("^(stage <N>)~:~", "$1 "),
  habit(
    "^(?:conversion|increase|raise|improve|set|change|what if|if)~\\(?~(?:stage |of )?(<N>)~\\)?~(?:conversion )?(?:by|to|is|:)?~([+=-])?~(\\d[\\d.]*)~%?$",
    ([, name = "", sign = "", share = ""]) => `stage ${name} ${sign === "" ? "+" : sign} ${share}%`,
  ),
  habit(
    "^(stage <N>) (?:up by|up|by|increases? by|\\+~by|rises? by|more by|plus|increased by)~\\+?~(\\d[\\d.]*)~%?$",
    "$1 + $2%",
  ),
  habit(
    "^(stage <N>) (?:down by|down|decreases? by|falls? by|minus|less by|drops? by)~-?~(\\d[\\d.]*)~%?$",
    "$1 - $2%",
  ),
  habit("^(stage <N>) (?:to|is|at|becomes|becomes? to|:=|of)~=?~(\\d[\\d.]*)~%?$", "$1 = $2%"),
  habit("^(stage <N>~)(?:->|=>|→)~(\\d[\\d.]*)~%?$", "$1= $2%"),
  habit(
    "^(stage <N>~[+=-]~)0?\\.(\\d+)$",
    ([, head = "", digits = ""]) => `${head}${Number(`0.${digits}`) * 100}%`,
  ),
  habit("^(stage <N>~[+=-]~\\d[\\d.]*)~(?:pp|percent|pct|points?)?$", "$1%"),
  habit(
    "^(stage <N>)~\\*~(\\d)\\.(\\d)(\\d?)$",
    ([, head = "", whole = "", tens = "", ones = ""]) => {
      const change = Math.round((Number(`${whole}.${tens}${ones}`) - 1) * 100);
      return `${head} ${change < 0 ? "-" : "+"} ${Math.abs(change)}%`;
    },
  ),
];
