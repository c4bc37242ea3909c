import type { expressions } from "./expressions.ts";
import type { DocsOf } from "./keyword.ts";

export const expressionDocs: DocsOf<typeof expressions> = {
  expression: {
    and: "Выполнены оба условия. Связывает сильнее, чем `or`.",
    or: "Выполнено хотя бы одно условие.",
    not: "Обратное условие: `not is_internal`, `not in (…)`.",
    in: 'Равно одному из значений: `device in ("ios", "android")`.',
    is: "`is missing`, `is not missing`: есть ли значение.",
    missing: "`is missing`: такого значения в строке нет.",
    between: "От одного значения до другого включительно: `age between 18 and 30`.",
    contains: 'Текст содержит другой текст: `path contains "/blog/"`.',
    starts: "`starts with`: текст начинается с другого текста.",
    ends: "`ends with`: текст кончается другим текстом.",
    with: "`starts with`, `ends with`: текст начинается или кончается другим текстом.",
    matches: 'Регулярное выражение (RE2) найдено где-либо в тексте: `path matches "^/blog/"`.',
    true: "Условие, которое выполнено всегда.",
    false: "Условие, которое не выполнено никогда.",
  },
  unit: {
    second: "Секунда.",
    seconds: "Секунды.",
    minute: "60 секунд.",
    minutes: "По 60 секунд.",
    hour: "3600 секунд.",
    hours: "По 3600 секунд.",
    day: "Ровно 24 часа.",
    days: "Ровно по 24 часа.",
    week: "Ровно 7 суток.",
    weeks: "Ровно по 7 суток.",
  },
};
