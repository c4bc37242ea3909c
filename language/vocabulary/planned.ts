import type { Table } from "./keyword.ts";

/** What the grammar reads over until it can be run. */
export const planned: Table = {
  file: [
    ["import", "Takes over the declarations of another file.", "Берёт объявления другого файла."],
    ["connection", "A database to read tables from.", "База данных, из которой читать таблицы."],
    ["param", "A value that can be set from outside.", "Значение, которое можно задать снаружи."],
    [
      "retention",
      "How many actors come back, by cohort.",
      "Сколько участников возвращается, по когортам.",
    ],
    [
      "experiment",
      "The variants of an experiment compared on a funnel.",
      "Сравнение вариантов эксперимента на воронке.",
    ],
    [
      "drivers",
      "Which properties and events go along with conversion.",
      "Какие свойства и события связаны с конверсией.",
    ],
    [
      "score",
      "Points for actors, by rules or learned.",
      "Баллы участников: по правилам или по данным.",
    ],
    [
      "scenario",
      "What the result would be with other shares.",
      "Каким был бы результат при других долях.",
    ],
    [
      "audience",
      "A list of actors by how far they came.",
      "Список участников по тому, как далеко они дошли.",
    ],
  ],
  "source-header": [["table", "A table of a connection.", "Таблица подключения."]],
  shape: [
    [
      "records",
      "One row is one lead, deal or account, with a column for each stage.",
      "Одна строка — один лид, сделка или клиент со столбцом для каждого этапа.",
    ],
    ["totals", "Rows that are counted already.", "Уже подсчитанные строки."],
    ["lookup", "One row a key, to be joined.", "Одна строка на ключ, для присоединения."],
  ],
  source: [
    ["each", "One row for each element of an array.", "Строка для каждого элемента массива."],
    ["join", "Adds the columns of a lookup.", "Добавляет столбцы справочника."],
    ["session", "What one visit is.", "Что такое одно посещение."],
    [
      "stages",
      "Which column or condition is which stage.",
      "Какой столбец или условие — какой этап.",
    ],
    [
      "totals",
      "Which column holds the count of which event.",
      "В каком столбце количество какого события.",
    ],
    ["cost", "What a row cost.", "Сколько стоила строка."],
    ["value", "What a row is worth.", "Ценность строки."],
    ["currency", "The currency of the money.", "Валюта денег."],
    ["sheet", "The sheet of a workbook.", "Лист книги."],
    ["dedupe", "Leaves out rows that are equal.", "Убирает одинаковые строки."],
  ],
  actor: [["row", "Each row is an actor of its own.", "Каждая строка — отдельный участник."]],
  funnel: [
    ["model", "A named model of stages.", "Именованная модель этапов."],
    ["actor", "Another unit for this funnel.", "Другой участник для этой воронки."],
    ["same", "All rows of an attempt share the value.", "У всех строк попытки одно значение."],
    [
      "without",
      "An event that must not happen between two stages.",
      "Событие, которого не должно быть между двумя этапами.",
    ],
    ["exit", "A way out of the funnel.", "Выход из воронки."],
    [
      "compare",
      "Compares with another period or segment.",
      "Сравнение с другим периодом или сегментом.",
    ],
    ["trend", "The figures over time.", "Показатели во времени."],
    ["note", "A mark on time axes.", "Отметка на осях времени."],
    ["measure", "A figure of one's own.", "Собственный показатель."],
    ["chart", "The chart to show.", "Какой график показать."],
  ],
  order: [
    [
      "strict",
      "Nothing else may happen in between.",
      "Между этапами не должно быть ничего другого.",
    ],
    ["any", "In any order.", "В любом порядке."],
    [
      "independent",
      "Each stage for itself after the first.",
      "Каждый этап отдельно после первого.",
    ],
    [
      "furthest",
      "A later stage implies the earlier ones.",
      "Более поздний этап включает предыдущие.",
    ],
  ],
  window: [["session", "Within one visit.", "В пределах одного посещения."]],
  entry: [["last", "The latest entry that works.", "Самый поздний подходящий вход."]],
  count: [["attempts", "Each attempt counts.", "Считается каждая попытка."]],
  stage: [
    [
      "after",
      "The shortest time after the previous required stage.",
      "Наименьшее время после предыдущего обязательного этапа.",
    ],
    ["at", "`at least n times`.", "`at least n times`."],
    ["least", "`at least n times`.", "`at least n times`."],
    ["times", "`at least n times`.", "`at least n times`."],
  ],
  model: [
    ["traditional", "Stages with any names.", "Этапы с любыми названиями."],
    ["inverted", "Read from the last stage back.", "Чтение от последнего этапа назад."],
    ["aida", "Attention, Interest, Desire, Action.", "Attention, Interest, Desire, Action."],
    [
      "aarrr",
      "Acquisition, Activation, Retention, Referral, Revenue.",
      "Acquisition, Activation, Retention, Referral, Revenue.",
    ],
    [
      "sales",
      "Awareness, Interest, Consideration, Decision, Loyalty.",
      "Awareness, Interest, Consideration, Decision, Loyalty.",
    ],
  ],
  split: [
    ["first", "The first value along the attempt.", "Первое значение в попытке."],
    ["last", "The last value along the attempt.", "Последнее значение в попытке."],
    ["every", "The funnel within each value.", "Воронка внутри каждого значения."],
  ],
  compare: [
    [
      "previous",
      "`previous period`: the same length before.",
      "`previous period`: такой же срок перед этим.",
    ],
    [
      "period",
      "`previous period`: the same length before.",
      "`previous period`: такой же срок перед этим.",
    ],
    ["vs", "Between two segments.", "Между двумя сегментами."],
  ],
  trend: [
    ["hourly", "A point an hour.", "Точка в час."],
    ["daily", "A point a day.", "Точка в день."],
    ["weekly", "A point a week.", "Точка в неделю."],
    ["monthly", "A point a month.", "Точка в месяц."],
    ["forecast", "Some points ahead.", "Несколько точек вперёд."],
  ],
  chart: [
    ["funnel", "The funnel chart.", "График воронки."],
    ["bars", "Bars.", "Столбцы."],
    ["steps", "Steps.", "Шаги."],
    ["time", "Time to convert.", "Время до конверсии."],
    ["trend", "Over time.", "Во времени."],
    ["survival", "Share converted by time.", "Доля конверсии по времени."],
    ["flow", "Where the lost went.", "Куда ушли потерянные."],
    ["pipeline", "Where the open stand.", "Где стоят открытые."],
    ["table", "A table.", "Таблица."],
  ],
  without: [
    ["drop", "`else drop actor`.", "`else drop actor`."],
    ["actor", "`else drop actor`.", "`else drop actor`."],
  ],
  measure: [
    ["of", "All rows of the stage.", "Все строки этапа."],
    ["percent", "Shown as a share.", "Показывать как долю."],
    ["number", "Shown as a number.", "Показывать как число."],
    ["duration", "Shown as a duration.", "Показывать как длительность."],
    ["currency", "Shown as money.", "Показывать как деньги."],
  ],
  connection: [
    ["url", "The address.", "Адрес."],
    ["user", "The user.", "Пользователь."],
    ["password", "The password.", "Пароль."],
    ["database", "The database.", "База данных."],
    ["env", "A variable of the environment.", "Переменная окружения."],
  ],
  retention: [
    ["start", "The event that begins.", "Событие начала."],
    ["return", "The event that counts as coming back.", "Событие возвращения."],
    ["every", "The length of a period.", "Длина периода."],
    ["for", "How many periods.", "Сколько периодов."],
  ],
  experiment: [
    ["variant", "The column with the variant.", "Столбец с вариантом."],
    ["control", "The variant to compare with.", "Вариант для сравнения."],
    ["goal", "From which stage to which.", "От какого этапа до какого."],
    ["confidence", "The level of confidence.", "Уровень доверия."],
  ],
  drivers: [
    ["minimum", "The smallest group to report.", "Наименьшая группа в отчёте."],
    ["properties", "Which columns to look at.", "На какие столбцы смотреть."],
  ],
  score: [
    ["points", "Points by a rule.", "Баллы по правилу."],
    ["did", "What the actor did.", "Что участник сделал."],
    ["learn", "Learned from the data.", "Выучить по данным."],
    ["column", "A score from a column.", "Балл из столбца."],
    ["grades", "Names for ranges of the score.", "Названия диапазонов балла."],
  ],
  audience: [
    ["reached", "Who reached the stage.", "Кто дошёл до этапа."],
    ["dropped", "Who came no further.", "Кто не пошёл дальше."],
  ],
};
