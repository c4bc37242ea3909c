import type { Locale } from "../messages/index.ts";
import type { StepFigure } from "../semantics/figures.ts";
import type { FunctionName } from "../semantics/model.ts";

/** A function over the columns of a row, or a figure over a funnel's result. */
export interface FunctionDoc {
  readonly name: string;
  readonly signature: string;
  /** What completion inserts. */
  readonly snippet: string;
  readonly doc: Readonly<Record<Locale, string>>;
}

type Row = readonly [signature: string, en: string, ru: string];

const rowFunctions: Readonly<Record<FunctionName, Row>> = {
  lower: ["lower(text)", "In small letters.", "Строчными буквами."],
  upper: ["upper(text)", "In capital letters.", "Прописными буквами."],
  trim: ["trim(text)", "Without blanks at both ends.", "Без пробелов по краям."],
  length: ["length(text)", "The number of characters.", "Число символов."],
  replace: [
    "replace(text, from, to)",
    "With every occurrence of one text replaced by another.",
    "С заменой каждого вхождения одного текста другим.",
  ],
  abs: ["abs(number)", "Without its sign.", "Без знака."],
  round: [
    "round(number, digits)",
    "Rounded; halves away from zero. Without `digits`, to a whole number.",
    "Округление, половины — от нуля. Без `digits` — до целого.",
  ],
  floor: ["floor(number)", "The next whole number below.", "Ближайшее целое снизу."],
  ceil: ["ceil(number)", "The next whole number above.", "Ближайшее целое сверху."],
  coalesce: [
    "coalesce(a, b, …)",
    "The first value that isn't missing.",
    "Первое из значений, которое есть.",
  ],
  if: [
    "if(condition, a, b)",
    "`a` where the condition holds, else `b`.",
    "`a`, если условие выполнено, иначе `b`.",
  ],
  band: [
    "band(number, 30, 45, …)",
    "The range that the number lies in: `<30`, `30–44`, `45+`.",
    "Диапазон, в который попадает число: `<30`, `30–44`, `45+`.",
  ],
  year: ["year(time)", "The year, a number.", "Год, число."],
  quarter: ["quarter(time)", "The quarter: `2026-Q1`.", "Квартал: `2026-Q1`."],
  month: ["month(time)", "The month: `2026-01`.", "Месяц: `2026-01`."],
  week: ["week(time)", "The Monday of the week, a date.", "Понедельник недели, дата."],
  day: ["day(time)", "The date.", "Дата."],
  weekday: [
    "weekday(time)",
    "1 for Monday to 7 for Sunday.",
    "От 1 (понедельник) до 7 (воскресенье).",
  ],
  hour: ["hour(time)", "The hour of the day, 0 to 23.", "Час суток, от 0 до 23."],
  as_of: [
    "as_of()",
    "The latest time in the data: what the result is as of.",
    "Самое позднее время в данных: на этот момент верен результат.",
  ],
  file_name: [
    "file_name()",
    "The file that the row was read from.",
    "Файл, из которого прочитана строка.",
  ],
};

/** The figures that expectations speak of. */
const figureFunctions: Readonly<Record<"actors" | StepFigure, Row>> = {
  actors: [
    "actors(Stage)",
    "How many actors reached the stage.",
    "Сколько участников дошло до этапа.",
  ],
  conversion: [
    "conversion(A -> B)",
    "Those who reached B among those who reached A. Without stages, of the whole funnel.",
    "Доля дошедших до B среди дошедших до A. Без этапов — по всей воронке.",
  ],
  dropoff: [
    "dropoff(A -> B)",
    "Those who reached A but not B, as a share. Without stages, of the whole funnel.",
    "Доля дошедших до A, но не до B. Без этапов — по всей воронке.",
  ],
  median_time: [
    "median_time(A -> B)",
    "The median time from A to B.",
    "Медианное время от A до B.",
  ],
  average_time: ["average_time(A -> B)", "The mean time from A to B.", "Среднее время от A до B."],
  p90_time: [
    "p90_time(A -> B)",
    "The time from A to B that nine of ten keep.",
    "Время от A до B, в которое укладываются девять из десяти.",
  ],
};

function docs(rows: Readonly<Record<string, Row>>): readonly FunctionDoc[] {
  return Object.entries(rows).map(([name, [signature, en, ru]]) => ({
    name,
    signature,
    snippet: snippetOf(name, signature),
    doc: { en, ru },
  }));
}

/** With an empty place for each argument: `round(${1}, ${2})`. */
function snippetOf(name: string, signature: string): string {
  const args = signature.slice(name.length + 1, -1);
  if (args === "") return `${name}()`;
  if (args.includes("->")) return `${name}(\${1:A} -> \${2:B})`;
  const wanted = args.split(", ").filter((arg) => arg !== "…");
  return `${name}(${wanted.map((arg, i) => `\${${i + 1}:${arg}}`).join(", ")})`;
}

export const functions: readonly FunctionDoc[] = docs(rowFunctions);
export const figures: readonly FunctionDoc[] = docs(figureFunctions);
