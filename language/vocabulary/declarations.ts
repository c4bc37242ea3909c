import { later, runs, type Table } from "./keyword.ts";

/** What a file is made of, the heads of declarations, and what has no block. */
export const declarations = {
  file: {
    source: runs(
      "Where rows come from: the file, and which columns say who did what and when.",
      'source ${1:web} from "${2:data/events.csv}" {\n  actor ${3:user_id}\n  time ${4:time}\n  event ${5:event}\n}',
    ),
    segment: runs(
      'A named group: a condition on rows (`device = "ios"`), or the actors with or without certain events (`actors with payment`).',
      "segment ${1:Name} = ${2:condition}",
    ),
    funnel: runs(
      "Stages that actors pass one after the other. Its figures say how many reach each stage.",
      "funnel ${1:Name} on ${2:source} {\n  stage ${3:First}: ${4:event}\n  stage ${5:Second}: ${6:event}\n}",
    ),
    import: runs(
      'Takes over the declarations of another `.funnel` file: `import "shared/segments.funnel"`. Its sources and segments can then be used as if they stood here.',
      'import "${1:shared/segments.funnel}"',
    ),
    connection: later(
      'A database to read tables from. Its address and password are never written here, but read from the environment: `password env("CLICKHOUSE_PASSWORD")`.',
      'connection ${1:warehouse} clickhouse {\n  url env("${2:CLICKHOUSE_URL}")\n}',
    ),
    param: runs(
      "A value with a name, used as `$name` in conditions and measures, that can be set from outside: `--set minimum=0.3`.",
      "param ${1:minimum} = ${2:20%}",
    ),
    retention: later(
      "How many actors come back: those who start in the same period are followed together, period by period.",
      "retention ${1:Name} on ${2:source} {\n  start: ${3:event}\n  return: ${4:event}\n  every week for ${5:8}\n}",
    ),
    experiment: later(
      "Compares the variants of an experiment by how they get from one stage of a funnel to another, with intervals and p-values.",
      'experiment ${1:Name} on ${2:Funnel} {\n  variant ${3:column}\n  control "${4:A}"\n  goal ${5:Stage} -> ${6:Stage}\n}',
    ),
    drivers: later(
      "Which properties and events go along with getting from one stage to another: correlations, not causes.",
      "drivers ${1:Name} on ${2:Funnel} {\n  goal ${3:Stage} -> ${4:Stage}\n  from properties(${5:column}) and events\n}",
    ),
    score: later(
      "Points for each actor by how likely they reach a stage: by rules of one's own, learned from the data, or bought and now judged.",
      "score ${1:Name} on ${2:Funnel} {\n  goal ${3:Stage}\n  points +${4:10} when ${5:condition}\n}",
    ),
    scenario: later(
      "What the result would be if the conversion to some stages were another one.",
      "scenario ${1:Name} on ${2:Funnel} {\n  stage ${3:Stage} + ${4:10}%\n}",
    ),
    audience: later(
      "The list of actors who came so far and no further, to be exported: `reached Trial not reached Paid`.",
      "audience ${1:Name} on ${2:Funnel} = reached ${3:Stage} not reached ${4:Stage}",
    ),
  },
  "connection-header": {
    clickhouse: later("A ClickHouse database, read over HTTP."),
  },
  connection: {
    url: later(
      'The address of the database: `url env("CLICKHOUSE_URL")`.',
      'url env("${1:CLICKHOUSE_URL}")',
    ),
    user: later(
      "Who reads. Without it, the database's default user.",
      'user env("${1:CLICKHOUSE_USER}")',
    ),
    password: later(
      "The password of the user: always the name of a variable, never the password itself.",
      'password env("${1:CLICKHOUSE_PASSWORD}")',
    ),
    database: later(
      "The database in which the tables lie. Without it, the user's default one.",
      'database env("${1:CLICKHOUSE_DATABASE}")',
    ),
  },
  "connection-setting": {
    env: later(
      'A variable of the environment, in the editor also a stored secret: `env("CLICKHOUSE_URL")`.',
      'env("${1:NAME}")',
    ),
  },
  "source-header": {
    from: runs(
      'The file or files to read, relative to this file. `*` and `**` are wildcards: `from "data/*.parquet"`.',
      'from "${1:data/events.csv}"',
    ),
    table: later(
      'A table of a connection instead of a file: `from table "events" on warehouse`.',
      'table "${1:events}" on ${2:warehouse}',
    ),
    on: later("The connection that has the table."),
    as: runs(
      "What a row of the source is: `events` (the default), `records`, `totals` or `lookup`; or a preset for a well-known export.",
    ),
  },
  shape: {
    events: runs("One row is one event: who, when, what. This is the default."),
    records: runs(
      "One row is one lead, deal or account, with a column for each stage: an export from a CRM. `stages { … }` says which.",
    ),
    totals: later(
      "Rows that are counted already, such as an ad platform's impressions and clicks by day. They have no actors, so they can only be the first stages of a funnel.",
    ),
    lookup: later(
      "One row a key, to be joined to others: regions, products, the e-mail of a user.",
    ),
  },
  "funnel-header": {
    on: runs(
      "The source, or sources, that the funnel reads. May be left out where the file has one.",
    ),
  },
  "study-header": {
    on: later("What is looked at: a funnel; for a retention, a source."),
  },
  segment: {
    actors: runs(
      "All rows of the actors with (or without) an event at any time in the data.",
      "actors ${1|with,without|} ${2:event}",
    ),
    with: runs("Actors who did it at any time in the data."),
    without: runs("Actors who never did it."),
    at: runs(
      "`at least n times`: only actors who did it so often. Without it, once is enough.",
      "at least ${1:2} times",
    ),
    least: runs("`at least n times`: only actors who did it so often."),
    times: runs("`at least n times`: only actors who did it so often."),
  },
  audience: {
    reached: later(
      "The actors who reached a stage; with `not reached`, only those who came no further than another.",
      "reached ${1:Stage}",
    ),
    not: later("`not reached`: without those who reached this stage.", "not reached ${1:Stage}"),
    dropped: later(
      "`dropped after`: the actors whose last stage is this one.",
      "dropped after ${1:Stage}",
    ),
    after: later("`dropped after`: the actors whose last stage is this one."),
  },
} satisfies Table;
