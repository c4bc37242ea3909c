import { figureDocs } from "../vocabulary/figures-ru.ts";
import type { FunctionDocs } from "./functions.ts";

/** What functions and figures give, in Russian. */
export const functionDocs: FunctionDocs = {
  rows: {
    lower: "Строчными буквами.",
    upper: "Прописными буквами.",
    trim: "Без пробелов по краям.",
    length: "Число символов.",
    replace: "С заменой каждого вхождения одного текста другим.",
    abs: "Без знака.",
    round: "Округление, половины — от нуля. Без `digits` — до целого.",
    floor: "Ближайшее целое снизу.",
    ceil: "Ближайшее целое сверху.",
    coalesce: "Первое из значений, которое есть.",
    if: "`a`, если условие выполнено, иначе `b`.",
    band: "Диапазон, в который попадает число: `<30`, `30–44`, `45+`.",
    year: "Год, число.",
    quarter: "Квартал: `2026-Q1`.",
    month: "Месяц: `2026-01`.",
    week: "Понедельник недели, дата.",
    day: "Дата.",
    weekday: "От 1 (понедельник) до 7 (воскресенье).",
    hour: "Час суток, от 0 до 23.",
    as_of: "Самое позднее время в данных: на этот момент верен результат.",
    file_name: "Файл, из которого прочитана строка.",
  },
  figures: figureDocs,
};
