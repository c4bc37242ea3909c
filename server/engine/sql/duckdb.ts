import type { Moment } from "../../../language/index.ts";
import { BEFORE_READABLE, FIRST_READABLE, momentMicroseconds } from "../plan/time.ts";
import type { Dialect, StoredColumn } from "./dialect.ts";
import {
  epoch,
  inPoints,
  isUtc,
  localTime,
  moved,
  pointStarts,
  sameClock,
} from "./duckdb-times.ts";
import { type Fragment, join, list, number, sql, text } from "./fragment.ts";

/** What counts as white space at the ends of a text: what `String.prototype.trim` removes. */
const WHITE_SPACE = text(
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
);

export const duckdb: Dialect = {
  name: (value) => `"${value.replaceAll('"', '""')}"`,
  text: quoteText,
  number: (digits) => digits,

  readText(column) {
    switch (column.stored) {
      case "text":
        return column.value;
      case "float":
        return wholeOrFloat(column.value);
      default:
        return sql`cast(${column.value} as varchar)`;
    }
  },

  readNumber(column, exact) {
    const { value, stored } = column;
    switch (stored) {
      case "integer":
      case "wide-integer":
      case "decimal":
        return value;
      case "float":
        return finite(sql`cast(${value} as double)`);
      case "text":
        return readNumberText(column, exact);
      case "boolean":
        return sql`cast(${value} as integer)`;
      default:
        return sql`cast(null as double)`;
    }
  },

  readBoolean({ value, stored }) {
    switch (stored) {
      case "boolean":
        return value;
      case "text":
        return sql`case lower(trim(${value})) when 'true' then true when 'false' then false when 't' then true when 'f' then false when 'yes' then true when 'no' then false when 'y' then true when 'n' then false when '1' then true when '0' then false end`;
      case "integer":
      case "wide-integer":
      case "decimal":
      case "float":
        return sql`case ${value} when 1 then true when 0 then false end`;
      default:
        return sql`cast(null as boolean)`;
    }
  },

  isUtc,
  readTime,
  readJson: (column) => column.value,

  moment(moment, zone) {
    const known = momentMicroseconds(moment, zone);
    if (known !== undefined) return sql`cast(${number(known)} as bigint)`;
    return epoch(sql`cast(${text(localText(moment))} as timestamp)`, zone);
  },
  readableTime: (time) =>
    sql`${time} between ${number(FIRST_READABLE)} and ${number(BEFORE_READABLE - 1)}`,

  contains: (operand, part) => sql`contains(${operand}, ${part})`,
  startsWith: (operand, part) => sql`starts_with(${operand}, ${part})`,
  endsWith: (operand, part) => sql`ends_with(${operand}, ${part})`,
  matches: (operand, pattern) => sql`regexp_matches(${operand}, ${pattern})`,
  trim: (operand) => sql`trim(${operand}, ${WHITE_SPACE})`,
  length: (operand) => sql`length(${operand})`,
  replace: (operand, part, by) => sql`replace(${operand}, ${part}, ${by})`,
  lower: (operand) => sql`lower(${operand})`,
  upper: (operand) => sql`upper(${operand})`,

  arithmetic(operator, left, right) {
    const a = sql`cast(${left} as double)`;
    const b = sql`cast(${right} as double)`;
    switch (operator) {
      case "+":
        return sql`(${a} + ${b})`;
      case "-":
        return sql`(${a} - ${b})`;
      case "*":
        return sql`(${a} * ${b})`;
      case "/":
        return sql`(${a} / nullif(${b}, 0))`;
    }
  },
  addDurations(operator, left, right) {
    const a = sql`cast(${left} as hugeint)`;
    return operator === "+"
      ? sql`try_cast(${a} + ${right} as bigint)`
      : sql`try_cast(${a} - ${right} as bigint)`;
  },
  scaleDuration(operator, duration, factor) {
    const a = sql`cast(${duration} as double)`;
    const b = sql`cast(${factor} as double)`;
    return operator === "*"
      ? sql`try_cast(round(${a} * ${b}) as bigint)`
      : sql`try_cast(round(${a} / nullif(${b}, 0)) as bigint)`;
  },
  round: (operand, digits) =>
    digits === undefined
      ? sql`round(${operand})`
      : sql`round(${operand}, try_cast(${digits} as integer))`,
  absolute: (operand) => sql`try(abs(${operand}))`,
  floor: (operand) => sql`floor(${operand})`,
  ceiling: (operand) => sql`ceil(${operand})`,
  numberToText: (operand) => wholeOrFloat(operand),
  booleanToText: (operand) => sql`cast(${operand} as varchar)`,

  datePart(part, time, zone) {
    const local = localTime(time, zone);
    switch (part) {
      case "year":
        return sql`year(${local})`;
      case "weekday":
        return sql`isodow(${local})`;
      case "hour":
        return sql`hour(${local})`;
    }
  },
  period(part, time, zone) {
    const local = localTime(time, zone);
    switch (part) {
      case "quarter":
        return sql`(strftime(${local}, '%Y') || '-Q' || quarter(${local}))`;
      case "month":
        return sql`strftime(${local}, '%Y-%m')`;
    }
  },
  startOf(part, time, zone) {
    const local = localTime(time, zone);
    switch (part) {
      case "week":
        return epoch(sql`cast(date_trunc('week', ${local}) as timestamp)`, zone);
      case "day":
        return epoch(sql`cast(date_trunc('day', ${local}) as timestamp)`, zone);
    }
  },
  pointStarts,
  moved,
  sameClock,
  inPoints,
  dateText: (time, zone) => sql`strftime(${localTime(time, zone)}, '%Y-%m-%d')`,
  timeText: (time) =>
    sql`(strftime(make_timestamp(${time}), '%Y-%m-%dT%H:%M:%S') || rtrim(rtrim(strftime(make_timestamp(${time}), '.%f'), '0'), '.') || 'Z')`,

  // Over an empty window it streams, so rows keep their order at any number of threads.
  rowNumber: sql`row_number() over ()`,
  offset: (operand, least) => sql`cast(${operand} - ${number(least)} as integer)`,
  toDouble: (operand) => sql`cast(${operand} as double)`,
  toDecimal: (operand) => sql`try_cast(cast(${operand} as varchar) as decimal(30, 9))`,
  bitAnd: (left, right) => sql`(${left} & ${right})`,
  bitOr: (operands) => sql`(${join(operands, sql` | `)})`,
  compose(parts) {
    const [first] = parts;
    if (first !== undefined && parts.length === 1) return first;
    const measured = parts.map((part) => sql`(strlen(${part}) || ':' || ${part})`);
    return sql`(${join(measured, sql` || `)})`;
  },
};

/** A NUL can't stand in a statement. */
function quoteText(value: string): string {
  const quoted = value.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? (quoted[0] ?? "''") : `(${quoted.join(" || chr(0) || ")})`;
}

/** Whole numbers that went through floating point are written without `.0`. */
function wholeOrFloat(value: Fragment): Fragment {
  return sql`case when ${value} = trunc(${value}) and abs(${value}) < 9007199254740992 then cast(cast(${value} as bigint) as varchar) else cast(${value} as varchar) end`;
}

function finite(value: Fragment): Fragment {
  return sql`case when isfinite(${value}) then ${value} end`;
}

function readNumberText({ value, decimalComma }: StoredColumn, exact: boolean): Fragment {
  // `1_000` and the names of infinity are numbers to DuckDB only.
  const plain =
    decimalComma === true
      ? sql`case when not contains(${value}, '_') and not contains(${value}, '.') then replace(${value}, ',', '.') end`
      : sql`case when not contains(${value}, '_') then ${value} end`;
  return exact
    ? sql`try_cast(${plain} as decimal(38, 9))`
    : finite(sql`try_cast(${plain} as double)`);
}

function readTime(column: StoredColumn, zone: string, format?: string): Fragment {
  const { value, stored } = column;
  const unit = format === undefined ? undefined : EPOCHS[format];
  switch (stored) {
    case "text":
      if (unit !== undefined) return readEpochText(value, unit);
      return format === undefined ? readIsoText(value, zone) : readPattern(value, zone, format);
    case "integer":
    case "wide-integer":
      if (unit !== undefined) return scaleEpoch(sql`try_cast(${value} as bigint)`, unit);
      return format === undefined
        ? sql`cast(null as bigint)`
        : readPattern(sql`cast(${value} as varchar)`, zone, format);
    case "decimal":
    case "float":
      return unit === undefined
        ? sql`cast(null as bigint)`
        : sql`try_cast(round(cast(${value} as double) * ${number(unit.factor)} / ${number(unit.divisor)}) as bigint)`;
    case "date":
    case "timestamp":
      return epoch(sql`try_cast(${value} as timestamp)`, zone);
    case "timestamp-ns":
      if (isUtc(zone)) return floorDivide(sql`epoch_ns(${value})`, "1000");
      return epoch(sql`try_cast(${value} as timestamp)`, zone);
    case "instant":
      return sql`epoch_us(${value})`;
    case "boolean":
    case "nested":
    case "other":
      return sql`cast(null as bigint)`;
  }
}

interface EpochUnit {
  /** Microseconds of one unit are factor ÷ divisor. */
  readonly factor: string;
  readonly divisor: string;
  readonly decimal: Fragment;
}

const EPOCHS: Readonly<Record<string, EpochUnit>> = {
  epoch_s: { factor: "1000000", divisor: "1", decimal: sql`decimal(24, 6)` },
  epoch_ms: { factor: "1000", divisor: "1", decimal: sql`decimal(24, 3)` },
  epoch_us: { factor: "1", divisor: "1", decimal: sql`decimal(24, 0)` },
  epoch_ns: { factor: "1", divisor: "1000", decimal: sql`decimal(24, 0)` },
};

function readEpochText(value: Fragment, unit: EpochUnit): Fragment {
  const whole = scaleEpoch(sql`try_cast(${value} as bigint)`, unit);
  if (unit.divisor !== "1") return whole;
  // A fraction would be rounded away by the cast to whole numbers.
  const fraction = sql`try_cast(try_cast(${value} as ${unit.decimal}) * ${number(unit.factor)} as bigint)`;
  return sql`case when contains(${value}, '.') then ${fraction} else ${whole} end`;
}

/** Within the readable years, so that nothing overflows. */
function scaleEpoch(value: Fragment, unit: EpochUnit): Fragment {
  if (unit.divisor !== "1") return floorDivide(value, unit.divisor);
  if (unit.factor === "1") return value;
  const factor = BigInt(unit.factor);
  const low = BigInt(FIRST_READABLE) / factor;
  const high = BigInt(BEFORE_READABLE) / factor;
  return sql`case when ${value} between ${number(low)} and ${number(high)} then ${value} * ${number(unit.factor)} end`;
}

/** DuckDB divides towards zero; time goes on before 1970. */
function floorDivide(value: Fragment, divisor: string): Fragment {
  const by = number(divisor);
  return sql`(${value} // ${by} - case when ${value} % ${by} < 0 then 1 else 0 end)`;
}

/**
 * `2026-01-31`, `2026-01-31T12:30[:05[.25]]` with an offset or without; slashes for dashes, a space for
 * the T. Never by a cast to `timestamptz`: after a value with a named zone DuckDB (1.5) reads the
 * values below it in that zone, too.
 */
function readIsoText(value: Fragment, zone: string): Fragment {
  // The forms that most files have, each told from the others by what costs least.
  const plain = sql`substr(${value}, strlen(${value})) between '0' and '9' and not contains(${value}, '+') and not contains(substr(${value}, 11), '-')`;
  const local = epoch(sql`try_cast(ltrim(${value}) as timestamp)`, zone);
  const isUtcTime = sql`ends_with(${value}, 'Z') and strlen(${value}) > 19 and substr(${value}, 17, 1) = ':'`;
  const utc = sql`epoch_us(try_cast(${value} as timestamp))`;
  const other = readOffsetText(sql`trim(${value})`, zone);
  const end = sql`substr(${value}, strlen(${value}) - 5)`;
  const isOffset = sql`strlen(${value}) > 24 and regexp_full_match(${end}, '[+-][0-9]{2}:[0-9]{2}')`;
  const offset = readOffset(end, sql`substr(${end}, 5)`);
  const body = sql`epoch_us(try_cast(substr(${value}, 1, strlen(${value}) - 6) as timestamp))`;
  return sql`case when ${plain} then ${local} when ${isUtcTime} then coalesce(${utc}, ${other}) when ${isOffset} then coalesce(${body} - ${offset}, ${other}) else ${other} end`;
}

/**
 * Of `+03:00` and the like; `minutes` are its last digits. What isn't there counts as nothing; missing where
 * no zone is so far away (ISO 8601 leaves it open, clocks go to 14 hours, software mostly to 18).
 */
function readOffset(offset: Fragment, minutes: Fragment): Fragment {
  const whole = (digits: Fragment): Fragment => sql`coalesce(try_cast(${digits} as bigint), 0)`;
  const sign = sql`case when starts_with(${offset}, '-') then -1 else 1 end`;
  const far = sql`${whole(sql`substr(${offset}, 2, 2)`)} * 60 + ${whole(minutes)}`;
  return sql`case when ${far} <= 1080 then ${sign} * (${far}) * 60000000 end`;
}

/** Ten characters at least stand before an offset: the last two figures of a date are none. */
function readOffsetText(value: Fragment, zone: string): Fragment {
  const part = (group: number): Fragment =>
    sql`regexp_extract(${value}, ${OFFSET}, ${number(group)})`;
  const body = sql`epoch_us(try_cast(${part(1)} as timestamp))`;
  const local = epoch(sql`try_cast(${value} as timestamp)`, zone);
  return sql`case when regexp_matches(${value}, ${OFFSET}) then ${body} - ${readOffset(part(2), part(3))} else ${local} end`;
}

const OFFSET = text(String.raw`^(.{10,}?)\s*(Z|z|UTC|GMT|[+-]\d{2}:?(\d{2})?)$`);

function readPattern(value: Fragment, zone: string, format: string): Fragment {
  if (!hasZone(format)) return epoch(sql`try_strptime(${value}, ${text(format)})`, zone);
  // "Z" is not among the offsets that `%z` takes.
  return sql`epoch_us(coalesce(try_strptime(${value}, ${text(format)}), try_strptime(regexp_replace(${value}, '[Zz]$', '+0000'), ${text(format)})))`;
}

/** Whether a strptime pattern reads an offset or a zone. */
export function hasZone(format: string): boolean {
  return /%[zZ]/.test(format.replaceAll("%%", ""));
}

function localText(moment: Moment): string {
  return moment.local.replace("T", " ");
}

/** A call of a table function with named arguments. */
export function call(
  name: Fragment,
  positional: readonly Fragment[],
  named: readonly (readonly [Fragment, Fragment])[],
): Fragment {
  return sql`${name}(${list([...positional, ...named.map(([key, value]) => sql`${key} = ${value}`)])})`;
}
