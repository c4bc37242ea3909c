import { writeName } from "../../semantics/write.ts";
import { type Habit, habit } from "./habit.ts";
import { optionHabits } from "./options.ts";

const path = "(?:[\\p{L}\\p{N}_.*/\\\\-]+)";

/** What follows the name of a source. */
export const sourceHeads: readonly Habit[] = [
  habit("^source (<N>)~(?:[:=(]|in|at|reads?|is|<-|из)~(?=<S>)", "source $1 from "),
  habit("^source (<N>)~(?:=|:)~(<S>)~\\)?", "source $1 from $2"),
  habit(
    "^(source <N> from) (?:file|path|csv|json|parquet|excel|read_csv|url|folder)~\\(?~(<S>)~\\)?",
    "$1 $2",
  ),
  habit("^(source <N>) as (<N>) from (<S>|table .+)$", "$1 from $3 as $2"),
  habit("^(source <N> from <S>) (?:is|of|with)?~(events|records|totals|lookup)$", "$1 as $2"),
  habit("^(source <N> from .+) as~:?~[\"'](<N>|\\w+)[\"']$", "$1 as $2"),
  habit("^(source <N> from .+?)~(?:with|[:=(]|as~:|->|=>|using)$", "$1"),
  habit("^(source <N> from .+ as <N>)~[:=]$", "$1"),
  habit("^(source <N> from) (<N>)\\.(<N>)$", '$1 table "$3" on $2'),
  habit(
    "^(source <N> from table)~(<S>|<N>)~(?:from|in|of|@|at|using) (<N>)",
    ([, head = "", table = "", connection = ""]) =>
      `${head} ${/^["']/.test(table) ? table : `"${table}"`} on ${connection}`,
  ),
  habit(`^(source <N> from) (${path}\\.${path})`, '$1 "$2"'),
];

/** The statements in the block of a source. */
export const sourceHabits: readonly Habit[] = [
  habit(
    "^actor (<N>(?:~(?:,|\\+|&|\\band\\b|\\|)~<N>)+)$",
    ([, list = ""]) => `actor ${list.split(/\s*(?:,|\+|&|\||\band\b)\s*/).join(", ")}`,
  ),
  habit("^(time <N>(?:\\.<N>)*) (<S>)$", "$1 format $2"),
  habit("^event~(?:<N>~)?={1,2}~(<S>)$", "event $1"),
  habit("^for (?:each|every) ", "each "),
  habit("^let (<S>)~=", ([, name = ""]) => `let ${writeName(name.slice(1, -1))} =`),
  habit("^(stages|totals)~:?~[[(]~([^\\])]+?)~[\\])]$", "$1 { $2 }"),
  habit("^options~:?~([^{}]+)$", "options { $1 }"),
  habit("^(?:exclude|except|drop) (.+)$", "where not ($1)"),
  habit("^session (?:gap|timeout)~[=:]~", "session "),
  habit(
    "^(actor|time|event|each|session|cost|value|currency|sheet|timezone)~(?:is|=|:|as|by|in|from|column|->)~(?=<N>|<S>)",
    "$1 ",
  ),
  habit("^(?:actor|user|user_id|who)~[:=]?~[\"'](<N>|[\\p{L}_]\\w*)[\"']$", "actor $1"),
  habit(
    "^(time <N>(?:\\.<N>)*)~(?:,|as|in|with|using|formatted|parse)~(?:format~[:=]?)?~(<S>)$",
    "$1 format $2",
  ),
  habit("^(time <N>(?:\\.<N>)*) format~[:=(]~(<S>)~\\)?$", "$1 format $2"),
  habit(
    "^(?:left |inner |outer |full )?join (<N>)~(?:on|by|using|with)~\\(?~(?:<N>\\.)?(<N>)~={1,2}~(?:<N>\\.)?(<N>)~\\)?$",
    "join $1 by $2 = $3",
  ),
  habit(
    "^(?:left |inner |outer |full )?join (<N>)~(?:on|using|with|:)~\\(?~(?:<N>\\.)?(<N>)~\\)?$",
    "join $1 by $2",
  ),
  habit("^(?:lookup|merge|enrich|vlookup) (?:with )?(<N>) (?:on|by|using) (<N>)$", "join $1 by $2"),
  habit(
    "^(?:let|column|field|var|define|set|const|add|computed|calc)~(<N>)~(?::=|[:=]|as|is)~(?=.)",
    "let $1 = ",
  ),
  habit("^(<N>)~:?=~(?=.)", "let $1 = "),
  habit(
    "^(?:dedupe|dedup|deduplicate|distinct|unique|unique key|drop duplicates)~(?:by|on|using|:|=)?~\\(?~(<N>(?:~,~<N>)*)~\\)?$",
    "dedupe by $1",
  ),
  habit("^(?:dedup|deduplicate|distinct|unique|drop duplicates)$", "dedupe"),
  habit("^each (<N>)~(?:,|and)~.*$", "each $1"),
  habit("^session (?:gap|timeout|of|after|every|within|:|=)~(?=<D>)", "session "),
  ...optionHabits,
  habit("(?<=options~\\{[^}]*)\\b(delimiter|quote|decimal|encoding|header|skip)~[:=]~", "$1 "),
  habit("(?<=options~\\{[^}]*[\"'\\p{L}\\d])~[,;](?=~[\\p{L}}])", ""),
  habit("\\b(?:separator|sep|delim)~[:=]?~(?=<S>)", "delimiter "),
  habit(
    "^(?:delimiter|separator|quote|decimal|encoding|header|skip)~[:=]?~(<S>|true|false|\\d+)$",
    ([all = ""]) =>
      `options { ${all.replace(/\s*[:=]\s*/, " ").replace(/^separator/, "delimiter")} }`,
  ),
  habit(
    "\\bheader~[:=]?~(yes|no|TRUE|FALSE|True|False|1|0)\\b",
    ([, word = ""]) => `header ${/^(?:yes|true|1)$/i.test(word)}`,
  ),
  habit(
    "(?<=(?:stages|totals)~\\{[^}]*(?:<N>|<S>))~(?:=|->|=>|→| is | from | as )~(?=<N>|<S>)",
    ": ",
  ),
  habit("(?<=(?:stages|totals)~\\{[^}]*<V>)(?:~;)?(?= (?:<N>|<S>)~:)", ","),
  habit("(?<=(?:stages|totals)~\\{[^}]*)~,~(?=\\}$)", " "),
  habit("^(stages|totals)~:?~([^{}]+)$", "$1 { $2 }"),
  habit("^(stages|totals)~[:=]~\\{", "$1 {"),
  habit("(?<=stages~\\{[^}]*) (?:if|when) (?=<N>)", " where "),
  habit("^(?:filter|only|where~:|having|if|где|exclude (?=not))~:?~(?=.)", "where "),
  habit("^(actor|time|event) (<N>(?: <N>)+)$", "$1 `$2`"),
];

const secret = "(url|user|password|database)";

/** The statements in the block of a connection. */
export const connectionHabits: readonly Habit[] = [
  habit(`^${secret}~[:=]~env`, "$1 env"),
  habit(
    `^${secret}~[:=]?~(?:env|ENV|getenv|os\\.getenv|process\\.env)[.[( ]~["']?(\\w+)["']?~[\\])]?$`,
    '$1 env("$2")',
  ),
  habit(`^${secret}~[:=]?~\\$\\{?\\{?~(?:env[.:])?(\\w+)~\\}?\\}?$`, '$1 env("$2")'),
  habit("^(?:host|address|uri|server|endpoint)~[:=]?~env", "url env"),
  habit("^(?:username|login)~[:=]?~env", "user env"),
  habit("^(?:pass|pwd|secret|token)~[:=]?~env", "password env"),
  habit("^(?:db|schema|dbname)~[:=]?~env", "database env"),
];

/** What follows the name of a connection. */
export const connectionHeads: readonly Habit[] = [
  habit("^(connection <N>)~(?:to|as|:|=|is|using|on|type|,|from|->)~[\"']?(\\w+)[\"']?$", "$1 $2"),
  habit("^(connection <N>) [\"'](\\w+)[\"']$", "$1 $2"),
  habit("^connection clickhouse (<N>)$", "connection $1 clickhouse"),
];
