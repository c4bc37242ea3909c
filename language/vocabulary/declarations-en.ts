import { type ToldOf, told } from "./keyword.ts";
import type { declarations } from "./declarations.ts";

export const declarationDocs: ToldOf<typeof declarations> = {
  file: {
    source: told(
      "Where rows come from: the file, and which columns say who did what and when.",
      'source ${1:Name} from "${2:file.csv}" {\n  actor ${3:column}\n  time ${4:column}\n  event ${5:column}\n}',
    ),
    segment: told(
      'A named group: a condition on rows (`device = "ios"`), or the actors with or without certain events (`actors with payment`).',
      "segment ${1:Name} = ${2:condition}",
    ),
    funnel: told(
      "Stages that actors pass one after the other. Its figures say how many reach each stage.",
      "funnel ${1:Name} on ${2:source} {\n  stage ${3:First}: ${4:event}\n  stage ${5:Second}: ${6:event}\n}",
    ),
    import: told(
      'Takes over the declarations of another `.funnel` file: `import "shared/segments.funnel"`. Its sources and segments can then be used as if they stood here.',
      'import "${1:shared/segments.funnel}"',
    ),
    connection: told(
      'A database to read tables from. Its address and password are never written here, but read from the environment: `password env("CLICKHOUSE_PASSWORD")`.',
      'connection ${1:warehouse} clickhouse {\n  url env("${2:CLICKHOUSE_URL}")\n}',
    ),
    param: told(
      "A value with a name, used as `$name` in conditions and measures, that can be set from outside: `--set minimum=0.3`.",
      "param ${1:minimum} = ${2:20%}",
    ),
    retention: told(
      "How many actors come back: those who start in the same period are followed together, period by period.",
      "retention ${1:Name} on ${2:source} {\n  start: ${3:event}\n  return: ${4:event}\n  every week for ${5:8}\n}",
    ),
    experiment: told(
      "Compares the variants of an experiment by how they get from one stage of a funnel to another, with intervals and p-values.",
      'experiment ${1:Name} on ${2:Funnel} {\n  variant ${3:column}\n  control "${4:A}"\n  goal ${5:Stage} -> ${6:Stage}\n}',
    ),
    drivers: told(
      "Which properties and events go along with getting from one stage to another: correlations, not causes.",
      "drivers ${1:Name} on ${2:Funnel} {\n  goal ${3:Stage} -> ${4:Stage}\n  from properties(${5:column}) and events\n}",
    ),
    score: told(
      "Points for each actor by how likely they reach a stage: by rules of one's own, learned from the data, or bought and now judged.",
      "score ${1:Name} on ${2:Funnel} {\n  goal ${3:Stage}\n  points +${4:10} when ${5:condition}\n}",
    ),
    scenario: told(
      "What the result would be if the conversion to some stages were another one.",
      "scenario ${1:Name} on ${2:Funnel} {\n  stage ${3:Stage} + ${4:10}%\n}",
    ),
    audience: told(
      "The list of actors who came so far and no further, to be exported: `reached Trial not reached Paid`.",
      "audience ${1:Name} on ${2:Funnel} = reached ${3:Stage} not reached ${4:Stage}",
    ),
  },
  "connection-header": {
    clickhouse: told("A ClickHouse database, read over HTTP."),
  },
  connection: {
    url: told(
      'The address of the database: `url env("CLICKHOUSE_URL")`.',
      'url env("${1:CLICKHOUSE_URL}")',
    ),
    user: told(
      "Who reads. Without it, the database's default user.",
      'user env("${1:CLICKHOUSE_USER}")',
    ),
    password: told(
      "The password of the user: always the name of a variable, never the password itself.",
      'password env("${1:CLICKHOUSE_PASSWORD}")',
    ),
    database: told(
      "The database in which the tables lie. Without it, the user's default one.",
      'database env("${1:CLICKHOUSE_DATABASE}")',
    ),
  },
  "connection-setting": {
    env: told(
      'A variable of the environment, in the editor also a stored secret: `env("CLICKHOUSE_URL")`.',
      'env("${1:NAME}")',
    ),
  },
  "source-header": {
    from: told(
      'The file or files to read, relative to this file. `*` and `**` are wildcards: `from "data/*.parquet"`.',
      'from "${1:data/events.csv}"',
    ),
    table: told(
      'A table of a connection instead of a file: `from table "events" on warehouse`.',
      'table "${1:events}" on ${2:warehouse}',
    ),
    on: told("The connection that has the table."),
    as: told(
      "What a row of the source is: `events` (the default), `records`, `totals` or `lookup`; or a preset for a well-known export.",
    ),
  },
  shape: {
    events: told("One row is one event: who, when, what. This is the default."),
    records: told(
      "One row is one lead, deal or account, with a column for each stage: an export from a CRM. `stages { … }` says which.",
    ),
    totals: told(
      "Rows that are counted already, such as an ad platform's impressions and clicks by day. They have no actors, so they can only be the first stages of a funnel.",
    ),
    lookup: told("One row a key, to be joined to others: regions, products, the e-mail of a user."),
  },
  "funnel-header": {
    on: told(
      "The source, or sources, that the funnel reads. May be left out where the file has one.",
    ),
  },
  "study-header": {
    on: told("What is looked at: a funnel; for a retention, a source."),
  },
  segment: {
    actors: told(
      "All rows of the actors with (or without) an event at any time in the data.",
      "actors ${1|with,without|} ${2:event}",
    ),
    with: told("Actors who did it at any time in the data."),
    without: told("Actors who never did it."),
    at: told(
      "`at least n times`: only actors who did it so often. Without it, once is enough.",
      "at least ${1:2} times",
    ),
    least: told("`at least n times`: only actors who did it so often."),
    times: told("`at least n times`: only actors who did it so often."),
  },
  audience: {
    reached: told(
      "The actors who reached a stage; with `not reached`, only those who came no further than another.",
      "reached ${1:Stage}",
    ),
    not: told("`not reached`: without those who reached this stage.", "not reached ${1:Stage}"),
    dropped: told(
      "`dropped after`: the actors whose last stage is this one.",
      "dropped after ${1:Stage}",
    ),
    after: told("`dropped after`: the actors whose last stage is this one."),
  },
};
