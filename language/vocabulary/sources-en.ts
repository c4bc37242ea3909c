import { type ToldOf, told } from "./keyword.ts";
import type { sources } from "./sources.ts";

export const sourceDocs: ToldOf<typeof sources> = {
  source: {
    actor: told(
      'The column that says who did it. Several columns together name the actor; `actor row` makes each row one. A string gives the word for actors: `actor deal_id "deals"`.',
      "actor ${1:user_id}",
    ),
    time: told(
      'The column with the moment of the event. `format` says how times are written where that isn\'t clear: `time day format "%d.%m.%Y"`.',
      "time ${1:time}",
    ),
    event: told(
      'The column with the event\'s name, or a string: the name that every row of the file has (`event "purchase"`).',
      "event ${1:event}",
    ),
    timezone: told(
      "The time zone of times without an offset, and of days. Without it, UTC.",
      'timezone "${1:Europe/Berlin}"',
    ),
    where: told(
      "Only rows for which the condition holds are read. Several conditions must all hold.",
      "where ${1:condition}",
    ),
    let: told(
      "A name for a value computed from the columns of a row, used like a column: `let paid = amount > 0`.",
      "let ${1:name} = ${2:value}",
    ),
    options: told(
      'How a CSV file is written, where this can\'t be left to detection: `options { delimiter ";" }`.',
      'options {\n  delimiter "${1:;}"\n}',
    ),
    each: told(
      "One row for each element of an array column: an order with its items becomes a row an item.",
      "each ${1:items}",
    ),
    join: told(
      "Adds the columns of a lookup, then written with its name: `join regions by region_id`, and `regions.country` in conditions.",
      "join ${1:lookup} by ${2:column}",
    ),
    session: told(
      "What one visit is: the column with its id, or the longest gap between two rows of a visit (`session 30 minutes`). Needed for `window session` and figures of visits.",
      "session ${1:30 minutes}",
    ),
    stages: told(
      "For `records`: which column has the date of which stage, or which condition means that it was reached. `stages { lead: created_at, won: closed_at where is_won }`",
      "stages {\n  ${1:lead}: ${2:created_at},\n  ${3:won}: ${4:closed_at}\n}",
    ),
    totals: told(
      "For `totals`: which column holds the count of which event. `totals { impression: impressions, click: clicks }`",
      "totals {\n  ${1:impression}: ${2:impressions},\n  ${3:click}: ${4:clicks}\n}",
    ),
    cost: told(
      "What a row cost: `cost spend`. Summed up by the figure `cost(source)`.",
      "cost ${1:spend}",
    ),
    value: told(
      "What a row is worth: `value amount`. Summed up by the figure `value(source)`.",
      "value ${1:amount}",
    ),
    currency: told(
      'The currency of the money: its code (`currency "EUR"`) or the column that has it. Different currencies are never added up.',
      'currency "${1:EUR}"',
    ),
    sheet: told("The sheet of a workbook. Without it, the first one.", 'sheet "${1:Sheet1}"'),
    dedupe: told(
      "Leaves out rows that are equal in all columns, or in the named ones: `dedupe by order_id`. How many is shown.",
      "dedupe by ${1:column}",
    ),
  },
  options: {
    delimiter: told('The character between columns: `delimiter ";"`.', 'delimiter "${1:;}"'),
    quote: told('The character around values. Without it, `"`.', 'quote "${1:\'}"'),
    decimal: told(
      'The decimal separator of numbers: `decimal ","`. Without it, a point.',
      'decimal "${1:,}"',
    ),
    encoding: told(
      'The encoding of the text: `encoding "windows-1251"`. Without it, UTF-8.',
      'encoding "${1:windows-1251}"',
    ),
    header: told(
      "Whether the first row holds the names of the columns: `header false` where it is data already.",
      "header ${1|true,false|}",
    ),
    skip: told("How many lines at the top to leave out.", "skip ${1:1}"),
  },
  actor: {
    row: told("Each row is an actor of its own: a table of orders without customers."),
  },
  time: {
    format: told(
      'How times are written: `"epoch_s"`, `"epoch_ms"`, `"epoch_us"`, `"epoch_ns"` or a pattern as `"%d.%m.%Y %H:%M"`.',
      'format "${1:%d.%m.%Y %H:%M}"',
    ),
  },
  join: {
    by: told(
      "The column that has the lookup's key; where the two have different names, both: `by region_id = id`.",
    ),
  },
  dedupe: {
    by: told("The columns in which rows must be equal to count as one."),
  },
  "row-stages": {
    where: told(
      "The date counts only where the condition holds: `won: closed_at where is_won`. The closing date of an open deal is a plan.",
      "where ${1:condition}",
    ),
  },
};
