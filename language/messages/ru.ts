import { semanticFindings } from "./ru-semantics.ts";
import type { Messages } from "./messages.ts";
import { dataFindings } from "./ru-data.ts";

/** Что найдено, для середины предложения. */
function found(text: string): string {
  return text === "" ? "конец" : `\`${text}\``;
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Может быть, \`${suggestion}\`?`;
}

const expected: Messages["expected"] = {
  declaration: "Файл состоит из источников, сегментов и воронок.",
  "import-path": 'После `import` идёт путь в кавычках: `import "shared.funnel"`.',
  name: "Здесь не хватает имени.",
  column:
    "Здесь не хватает столбца. Имя, которое не является простым словом, пишется в обратных кавычках.",
  value: "Здесь не хватает значения: столбца, числа, текста в кавычках или даты.",
  condition: "Здесь не хватает условия.",
  "closing-parenthesis": "Здесь не хватает закрывающей скобки `)`.",
  comma: "Здесь не хватает запятой.",
  "opening-parenthesis": "Здесь не хватает открывающей скобки `(`.",
  comparison: "Здесь не хватает сравнения: `=`, `!=`, `<`, `<=`, `>` или `>=`.",
  duration: "Здесь не хватает длительности: числа и единицы, например `3 days`.",
  "duration-unit": "Здесь не хватает единицы: seconds, minutes, hours, days или weeks.",
  number: "Здесь не хватает числа.",
  text: "Здесь не хватает текста в кавычках.",
  string: "Здесь не хватает текста в кавычках.",
  date: "Здесь не хватает даты, например `2026-01-31`.",
  equals: "Здесь не хватает знака `=`.",
  "opening-brace": "Здесь не хватает открывающей скобки `{`.",
  "missing-word": "После `is` идёт `missing` или `not missing`.",
  "in-list": 'После `in` идёт список в скобках: `in ("a", "b")`.',
  "between-and": "`between` нужны два значения: `between 1 and 5`.",
  "starts-with": "Это пишется двумя словами: `starts with`, `ends with`.",
  "matches-pattern": 'После `matches` идёт шаблон в кавычках: `matches "^/blog/"`.',
  match: "После `not` идёт `in`, `between`, `contains`, `starts with`, `ends with` или `matches`.",
  "source-name": 'Источнику нужно имя: `source web from "events.csv"`.',
  "source-from": 'После имени источника идёт `from` и файл: `from "events.csv"`.',
  "source-location": 'После `from` идёт файл в кавычках: `from "data/events.csv"`.',
  "source-shape": "После `as` указывается, что такое строка данных: `as events`.",
  "source-item":
    "Источник описывают `actor`, `time`, `event`, `where`, `let`, `timezone` и `options`.",
  "actor-column":
    "После `actor` идёт столбец, в котором записано, кто это сделал: `actor user_id`.",
  "time-column": "После `time` идёт столбец с моментом события: `time created_at`.",
  "time-format": 'После `format` идёт вид времени в кавычках: `format "%d.%m.%Y %H:%M"`.',
  "event-value": "После `event` идёт столбец с названием события или само название в кавычках.",
  "timezone-name": 'После `timezone` идёт название пояса в кавычках: `timezone "Europe/Moscow"`.',
  "let-name": "После `let` идёт имя: `let paid = amount > 0`.",
  "let-equals": "После имени в `let` идёт `=` и значение.",
  "option-name":
    "Возможны параметры `delimiter`, `quote`, `decimal`, `encoding`, `header` и `skip`.",
  "option-value": "Параметру нужно значение: текст в кавычках, число, `true` или `false`.",
  "segment-name": "Сегменту нужно имя.",
  "segment-equals": 'После имени сегмента идёт `=` и условие: `segment mobile = device = "phone"`.',
  "segment-value": "Сегменту нужно условие после `=` или `actors with` и событие.",
  "segment-with": "После `actors` идёт `with` или `without` и событие.",
  "at-least": "После `at` идёт `least`, число и `times`: `at least 2 times`.",
  "at-least-number": "Здесь не хватает числа повторов: `at least 2 times`.",
  "at-least-times": "Здесь не хватает слова `times`: `at least 2 times`.",
  "funnel-name": "Воронке нужно имя: `funnel Signup on web { … }`.",
  "funnel-source": "После `on` идёт имя источника.",
  "funnel-item":
    "Воронка состоит из этапов и таких строк, как `during`, `where`, `window`, `split by` и `expect`.",
  "during-value":
    "После `during` идёт период (`2026`, `2026-Q1`, `2026-01`), две даты (`2026-01-01 .. 2026-03-31`) или `last 30 days`.",
  "during-range":
    "Две даты соединяются двумя точками: `2026-01-01 .. 2026-03-31`. Без второй — до конца данных.",
  "order-value": "После `order` указывается, как этапы следуют друг за другом: `order sequential`.",
  "window-value": "После `window` идёт длительность (`14 days`) или `unlimited`.",
  "stage-word": "После `optional` идёт этап: `optional stage Trial: trial_started`.",
  "stage-name": "Этапу нужно название: `stage Visit: page_view`.",
  "stage-colon": "Между названием этапа и событием нужно двоеточие: `stage Visit: page_view`.",
  "stage-event": "После двоеточия у этапа должно быть событие: `stage Visit: page_view`.",
  "step-event": "Здесь не хватает события: имени, текста в кавычках или `any event`.",
  "split-by": "Это пишется двумя словами: `split by channel`.",
  "split-at": "После `at` указывается, из какой строки брать значение: `at entry`.",
  "split-top": "После `top` указывается, сколько значений оставить: `top 5`.",
  figure: "Здесь не хватает показателя, например `conversion`, `actors(Stage)` или числа.",
  "expect-comparison": "Ожидание сравнивает показатель с порогом: `expect conversion >= 20%`.",
  "expect-else": "После `else` идёт `warn` или `fail`.",
  "arrow-stage": "После `->` идёт этап.",
  word: "Здесь не хватает слова.",
};

const units: Readonly<Record<string, string>> = { month: "У месяца", year: "У года" };

const places: Readonly<Record<string, string>> = {
  source: "источнике",
  funnel: "воронке",
  options: "параметрах источника",
};

/** Russian wording. */
export const ru: Messages = {
  expected,
  findings: {
    FNL1001: (args) => expected[args.expected],
    FNL1002: (args) =>
      `Здесь не может стоять ${found(args.found)}: то, что перед этим, уже закончено.${didYouMean(args.suggestion)}`,
    FNL1003: (args) => `У этого текста нет закрывающей кавычки ${args.quote}.`,
    FNL1004: () => "Этот комментарий не закрыт: не хватает `*/`.",
    FNL1005: (args) => `Символ ${found(args.text)} здесь ничего не значит.`,
    FNL1006: () => "Типографские кавычки не читаются как кавычки: нужны прямые.",
    FNL1007: (args) => `Здесь есть невидимый символ (${args.name}): его нужно убрать.`,
    FNL1008: (args) =>
      `\`${args.text}\` внутри кавычек ничего не значит. Сама обратная косая черта пишется дважды: \`\\\\\`.`,
    FNL1009: (args) => `Здесь пишется \`${args.instead}\`, а не \`${args.found}\`.`,
    FNL1010: (args) => `Дата пишется \`${args.instead}\`, а не \`${args.text}\`.`,
    FNL1011: (args) =>
      `\`${args.text}\` — не дата. Для вычитания вокруг минуса нужны пробелы: \`${args.instead}\`.`,
    FNL1012: (args) => `Даты \`${args.text}\` не существует.`,
    FNL1013: (args) =>
      `${units[args.unit] ?? "У этой единицы"} нет постоянной длины, поэтому длительностью это быть не может. Укажите число дней.`,
    FNL1014: (args) =>
      `\`${args.word}\` — не единица: длительности указываются в seconds, minutes, hours, days или weeks.${didYouMean(args.suggestion)}`,
    FNL1015: (args) =>
      `Строка здесь не может начинаться с \`${args.word}\`.${didYouMean(args.suggestion)}`,
    FNL1016: (args) => `У этого блока \`${args.keyword}\` нет закрывающей скобки \`}\`.`,
    FNL1017: (args) => `Лишняя скобка \`${args.text}\`: закрывать здесь нечего.`,
    FNL1018: (args) => `Скобки вложены здесь глубже, чем на ${args.limit} уровней.`,
    FNL1019: (args) =>
      `В этом выражении больше ${args.limit} частей подряд: используйте \`in\` или несколько строк.`,
    FNL1020: () =>
      "Следы незаконченного слияния: выберите одну из двух версий и уберите метки. До тех пор читается только первая.",
    FNL1021: () => "Это можно понять двояко: возьмите в скобки то, к чему относится условие.",
    FNL1022: (args) =>
      `Это условие относится к этапу ${args.stage}, хотя выглядит как условие всей воронки. Сделайте отступ или перенесите его выше первого этапа.`,
    FNL1023: (args) =>
      `Есть ли значение, проверяют так: \`${args.instead}\`, а не \`${args.found}\`.`,
    FNL1024: (args) =>
      `\`${args.text}\` здесь не читается как число: нужны цифры, дробная часть — через точку.`,
    FNL1025: (args) => `\`${args.keyword}\` в этой версии пока не работает.`,
    FNL1026: (args) =>
      `\`${args.keyword}\` должно стоять в ${places[args.place] ?? `блоке \`${args.place}\``}.`,
    FNL1027: () => "Сравнения нельзя ставить цепочкой: соедините два через `and`.",
    FNL1028: (args) =>
      `\`${args.text}\` — период, а периоды бывают только после \`during\`. Укажите дату целиком; для вычитания поставьте пробелы вокруг минуса.`,
    FNL1029: (args) =>
      `\`${args.keyword}\` в этой версии пока не работает; воронка считается без этого.`,
    FNL1030: (args) => `\`${args.word}\` — слово языка: как имя оно пишется в обратных кавычках.`,
    FNL1031: () =>
      "Условие стоит сразу после события этапа, перед `within`; условие всей воронки — выше первого этапа.",
    ...dataFindings,
    ...semanticFindings,
  },
  notes: {
    replaceWith: (args) => `Заменить на \`${args.text}\``,
    insert: (args) => `Вставить \`${args.text}\``,
    remove: (args) => (args.text === "" ? "Убрать" : `Убрать \`${args.text}\``),
    conditionForAll: () => "Применить условие ко всем событиям",
    conditionForLast: () => "Применить условие только к последнему событию",
    conditionOfStage: (args) => `Сделать отступ: условие этапа ${args.stage}`,
    conditionOfFunnel: () => "Перенести выше первого этапа: условие всей воронки",
    openedHere: () => "Блок открыт здесь",
    quoteName: (args) => `Записать как одно имя: ${args.text}`,
    quoteText: (args) => `Записать как текст: \`${args.text}\``,
    sourceWithout: (args) => `В источнике \`${args.name}\` его нет`,
    insertLine: (args) => `Вставить \`${args.text}\``,
    describeSource: (args) => `Описать источник: ${args.columns}`,
    inSegment: () => "Сегменту это нужно здесь",
    firstHere: (args) => `Первое \`${args.keyword}\` стоит здесь`,
    firstDeclaredHere: (args) => `\`${args.name}\` впервые объявлено здесь`,
  },
};
