import type { Table } from "./keyword.ts";

/** What this version runs. */
export const available: Table = {
  file: [
    [
      "source",
      "A file with events: where it lies and which columns say who did what and when.",
      "Файл с событиями: где он лежит и в каких столбцах записано, кто, что и когда сделал.",
      'source ${1:web} from "${2:data/events.csv}" {\n  actor ${3:user_id}\n  time ${4:time}\n  event ${5:event}\n}',
    ],
    [
      "segment",
      "A named group: a condition on rows, or the actors with or without certain events.",
      "Именованная группа: условие на строки или участники, у которых были (или не были) определённые события.",
      "segment ${1:Name} = ${2:condition}",
    ],
    [
      "funnel",
      "Stages that actors pass one after the other. Its figures say how many reach each stage.",
      "Этапы, которые участники проходят один за другим. Показатели говорят, сколько дошло до каждого этапа.",
      "funnel ${1:Name} on ${2:source} {\n  stage ${3:First}: ${4:event}\n  stage ${5:Second}: ${6:event}\n}",
    ],
  ],
  "source-header": [
    [
      "from",
      "The file or files to read, relative to this file. `*` and `**` are wildcards.",
      "Файл или файлы, откуда читать, относительно этого файла. `*` и `**` — подстановочные знаки.",
      'from "${1:data/events.csv}"',
    ],
    [
      "as",
      "What a row of the source is; without it, an event.",
      "Что такое строка источника; без указания — событие.",
    ],
  ],
  shape: [
    [
      "events",
      "One row is one event: who, when, what.",
      "Одна строка — одно событие: кто, когда, что.",
    ],
  ],
  source: [
    [
      "actor",
      'The column that says who did it. Several columns together name the actor. A string gives the word for actors, as `"deals"`.',
      'Столбец, в котором записано, кто это сделал. Несколько столбцов обозначают участника вместе. Строка задаёт слово для участников, например `"сделки"`.',
      "actor ${1:user_id}",
    ],
    [
      "time",
      "The column with the moment of the event.",
      "Столбец с моментом события.",
      "time ${1:time}",
    ],
    [
      "event",
      "The column with the event's name, or a string: the name that every row of the file has.",
      "Столбец с названием события или строка: название, общее для всех строк файла.",
      "event ${1:event}",
    ],
    [
      "timezone",
      "The time zone of times without an offset, and of days. Without it, UTC.",
      "Часовой пояс для времени без смещения и для границ суток. Без указания — UTC.",
      'timezone "${1:Europe/Berlin}"',
    ],
    [
      "where",
      "Only rows for which the condition holds are read.",
      "Читаются только строки, для которых условие выполнено.",
      "where ${1:condition}",
    ],
    [
      "let",
      "A name for a value computed from the columns of a row; used like a column.",
      "Имя для значения, вычисленного из столбцов строки; используется как столбец.",
      "let ${1:name} = ${2:value}",
    ],
    [
      "options",
      "How a CSV file is written, where this can't be left to detection.",
      "Как записан CSV-файл, если это нельзя определить автоматически.",
      'options {\n  delimiter "${1:;}"\n}',
    ],
  ],
  options: [
    [
      "delimiter",
      "The character between columns.",
      "Символ между столбцами.",
      'delimiter "${1:;}"',
    ],
    ["quote", "The character around values.", "Символ вокруг значений.", 'quote "${1:\'}"'],
    [
      "decimal",
      "The decimal separator of numbers.",
      "Разделитель дробной части чисел.",
      'decimal "${1:,}"',
    ],
    ["encoding", "The encoding of the text.", "Кодировка текста.", 'encoding "${1:windows-1251}"'],
    [
      "header",
      "Whether the first row holds the names of the columns.",
      "Содержит ли первая строка названия столбцов.",
      "header ${1|true,false|}",
    ],
    [
      "skip",
      "How many lines at the top to leave out.",
      "Сколько строк в начале пропустить.",
      "skip ${1:1}",
    ],
  ],
  actor: [],
  time: [
    [
      "format",
      'How times are written: `"epoch_s"`, `"epoch_ms"`, `"epoch_us"`, `"epoch_ns"` or a pattern as `"%d.%m.%Y %H:%M"`.',
      'Как записано время: `"epoch_s"`, `"epoch_ms"`, `"epoch_us"`, `"epoch_ns"` или шаблон, например `"%d.%m.%Y %H:%M"`.',
      'format "${1:%d.%m.%Y %H:%M}"',
    ],
  ],
  segment: [
    [
      "actors",
      "All rows of the actors with (or without) an event at any time in the data.",
      "Все строки участников, у которых событие было (или не было) в любой момент данных.",
      "actors ${1|with,without|} ${2:event}",
    ],
    ["with", "Actors who did it at any time.", "Участники, которые сделали это в любой момент."],
    ["without", "Actors who never did it.", "Участники, которые этого ни разу не делали."],
    [
      "at",
      "`at least n times`: so many rows are needed.",
      "`at least n times`: нужно столько строк.",
      "at least ${1:2} times",
    ],
    [
      "least",
      "`at least n times`: so many rows are needed.",
      "`at least n times`: нужно столько строк.",
    ],
    [
      "times",
      "`at least n times`: so many rows are needed.",
      "`at least n times`: нужно столько строк.",
    ],
  ],
  "funnel-header": [
    [
      "on",
      "The source, or sources, that the funnel reads. May be left out where the file has one.",
      "Источник или источники воронки. Можно опустить, если источник в файле один.",
    ],
  ],
  funnel: [
    [
      "during",
      "When an actor may enter the funnel. Later stages may happen after it.",
      "Когда участник может войти в воронку. Следующие этапы могут случиться позже.",
      "during ${1:2026-01-01} .. ${2:2026-03-31}",
    ],
    [
      "where",
      "Only rows for which the condition holds count. Before the first stage it is the funnel's, after a stage the stage's.",
      "Учитываются только строки, для которых условие выполнено. До первого этапа — условие воронки, после этапа — условие этапа.",
      "where ${1:condition}",
    ],
    [
      "segment",
      "Only the rows of a segment count. Several segments must all hold.",
      "Учитываются только строки сегмента. Несколько сегментов должны выполняться одновременно.",
      "segment ${1:Name}",
    ],
    [
      "order",
      "In which order the stages must happen.",
      "В каком порядке должны происходить этапы.",
      "order ${1:sequential}",
    ],
    [
      "window",
      "The longest time from the entry to the last stage. Without it, no limit.",
      "Наибольшее время от входа до последнего этапа. Без указания — без ограничения.",
      "window ${1:14 days}",
    ],
    [
      "stage",
      "A stage: its name and what an actor must do to reach it.",
      "Этап: его название и что участник должен сделать, чтобы его достичь.",
      "stage ${1:Name}: ${2:event}",
    ],
    [
      "optional",
      "A stage that may be skipped. It never changes whether another stage is reached.",
      "Этап, который можно пропустить. Он не влияет на достижение других этапов.",
      "optional stage ${1:Name}: ${2:event}",
    ],
    [
      "split",
      "The same figures for each value: `split by channel`. `top 5` keeps the five largest.",
      "Те же показатели для каждого значения: `split by channel`. `top 5` оставляет пять крупнейших.",
      "split by ${1:column}",
    ],
    [
      "expect",
      "What should hold of the figures; checked at each run.",
      "Что должно выполняться для показателей; проверяется при каждом запуске.",
      "expect ${1:conversion} >= ${2:20%}",
    ],
    [
      "entry",
      "Which start the chosen attempt has: `first`.",
      "Какое начало у выбранной попытки: `first`.",
    ],
    ["count", "What is counted: `actors`.", "Что считается: `actors`."],
  ],
  during: [
    [
      "last",
      "The days, or other time, before the latest row of the data.",
      "Последние дни (или другой срок) до самой поздней строки данных.",
      "last ${1:30 days}",
    ],
  ],
  order: [
    [
      "sequential",
      "Each stage at or after the one before; anything may happen in between. This is the default.",
      "Каждый этап не раньше предыдущего; между ними может быть что угодно. Так по умолчанию.",
    ],
  ],
  window: [
    [
      "unlimited",
      "No limit of time. This is the default.",
      "Без ограничения времени. Так по умолчанию.",
    ],
  ],
  entry: [
    ["first", "The earliest entry. This is the default.", "Самый ранний вход. Так по умолчанию."],
  ],
  count: [
    [
      "actors",
      "Each actor counts once. This is the default.",
      "Каждый участник считается один раз. Так по умолчанию.",
    ],
  ],
  stage: [
    [
      "where",
      "Only rows for which the condition holds reach the stage.",
      "Этапа достигают только строки, для которых условие выполнено.",
      "where ${1:condition}",
    ],
    [
      "or",
      "Another event that reaches the stage as well.",
      "Другое событие, которое тоже достигает этапа.",
      "or ${1:event}",
    ],
    [
      "within",
      "The longest time after the previous required stage.",
      "Наибольшее время после предыдущего обязательного этапа.",
      "within ${1:3 days}",
    ],
  ],
  steps: [
    [
      "any",
      "`any event`: every row, whatever its event.",
      "`any event`: любая строка, какое бы ни было событие.",
      "any event",
    ],
  ],
  split: [
    ["by", "The value to split by.", "Значение, по которому делить."],
    ["at", "Which row the value is taken from.", "Из какой строки берётся значение.", "at entry"],
    ["entry", "From the entry. This is the default.", "Из входа. Так по умолчанию."],
    [
      "top",
      "Keeps the largest values; the rest becomes one group.",
      "Оставляет крупнейшие значения, остальные собираются в одну группу.",
      "top ${1:5}",
    ],
  ],
  expect: [
    [
      "when",
      "The expectation is judged only where this holds too.",
      "Ожидание проверяется, только если выполнено и это.",
      "when ${1:actors(Stage)} >= ${2:100}",
    ],
    [
      "else",
      "What a failure is: `fail` or `warn`.",
      "Чем считать неудачу: `fail` или `warn`.",
      "else ${1|warn,fail|}",
    ],
    ["warn", "A failure is only a warning.", "Неудача — только предупреждение."],
    [
      "fail",
      "A failure fails the run. This is the default.",
      "Неудача проваливает запуск. Так по умолчанию.",
    ],
  ],
  expression: [
    ["and", "Both hold.", "Выполнены оба условия."],
    ["or", "At least one holds.", "Выполнено хотя бы одно."],
    ["not", "The opposite.", "Обратное условие."],
    [
      "in",
      'Equal to one of the values: `device in ("ios", "android")`.',
      'Равно одному из значений: `device in ("ios", "android")`.',
      "in (${1:values})",
    ],
    [
      "is",
      "`is missing`, `is not missing`: whether the value is there.",
      "`is missing`, `is not missing`: есть ли значение.",
      "is ${1|missing,not missing|}",
    ],
    [
      "missing",
      "`is missing`: the row has no such value.",
      "`is missing`: такого значения в строке нет.",
    ],
    [
      "between",
      "From one value to another, both included.",
      "От одного значения до другого включительно.",
      "between ${1:low} and ${2:high}",
    ],
    [
      "contains",
      "The text has the other text in it.",
      "Текст содержит другой текст.",
      "contains ${1:text}",
    ],
    [
      "starts",
      "`starts with`: the text begins with the other text.",
      "`starts with`: текст начинается с другого текста.",
      "starts with ${1:text}",
    ],
    [
      "ends",
      "`ends with`: the text ends with the other text.",
      "`ends with`: текст кончается другим текстом.",
      "ends with ${1:text}",
    ],
    ["with", "`starts with`, `ends with`.", "`starts with`, `ends with`."],
    [
      "matches",
      "A regular expression (RE2) is found anywhere in the text.",
      "Регулярное выражение (RE2) найдено где-либо в тексте.",
      'matches "${1:pattern}"',
    ],
    ["true", "The condition that always holds.", "Условие, которое выполнено всегда."],
    ["false", "The condition that never holds.", "Условие, которое не выполнено никогда."],
  ],
  unit: [
    ["second", "A duration.", "Длительность."],
    ["seconds", "A duration.", "Длительность."],
    ["minute", "60 seconds.", "60 секунд."],
    ["minutes", "60 seconds each.", "По 60 секунд."],
    ["hour", "3,600 seconds.", "3600 секунд."],
    ["hours", "3,600 seconds each.", "По 3600 секунд."],
    ["day", "Exactly 24 hours.", "Ровно 24 часа."],
    ["days", "Exactly 24 hours each.", "Ровно по 24 часа."],
    ["week", "Exactly 7 days.", "Ровно 7 суток."],
    ["weeks", "Exactly 7 days each.", "Ровно по 7 суток."],
  ],
};
