import { plural } from "./ru-plural.ts";
import { measuresRu } from "./measures-ru.ts";
import { peopleRu } from "./people-ru.ts";
import { reasonsRu } from "./reasons-ru.ts";
import { chartsRu } from "./charts-ru.ts";
import { changesRu } from "./changes-ru.ts";
import type { ReportMessages } from "./words.ts";

/** Why a line is no row, which the engine says in English, since it is part of the result as JSON. */
const rejections: Readonly<Record<string, string>> = {
  "fewer fields than the header": "полей меньше, чем в заголовке",
  "more fields than the header": "полей больше, чем в заголовке",
  "a quote that isn't closed": "кавычка не закрыта",
  "longer than 8 MB": "строка длиннее 8 МБ",
  "not UTF-8": "не UTF-8",
  "not a row of this table": "не строка этой таблицы",
};

export const ru: ReportMessages = {
  numbers: "ru",
  dates: "ru",
  units: { day: "д", hour: "ч", minute: "мин", second: "с", millisecond: "мс" },

  during: {
    upTo: (moment) => `все данные по ${moment}`,
    from: (moment) => `с ${moment}`,
    nothing: "нет читаемых строк",
  },
  entered: (count, text) => `${text} ${plural(count, "вошёл", "вошли", "вошли")}`,
  converted: (count, text) => `${text} ${plural(count, "дошёл", "дошли", "дошли")}`,
  counts: {
    counted: (_count, text) => `посчитано ${text}`,
    heading: "Посчитано",
    fromFirst: (share) => `${share} от первого количества`,
    note: (count, stages) =>
      count === 1
        ? `${stages} — это количество, а не число людей: доля от него — отношение количеств, без интервала.`
        : `${stages} — это количества, а не числа людей: доля от них — отношение количеств, без интервала.`,
  },
  median: (duration) => `медиана ${duration}`,
  open: (count, text, entered) =>
    `${text} из ${entered} ещё ${plural(count, "может", "могут", "могут")} успеть`,
  expected: (duration, share) =>
    `ожидается, когда у каждого пройдёт ${duration === "" ? "весь срок" : duration}: ${share}`,
  stages: (count, text) => `${text} ${plural(count, "этап", "этапа", "этапов")}`,
  optional: (name) => `${name} (необязательный)`,

  rowsRead: (count, text, files, filesText) =>
    `${plural(count, "прочитана", "прочитаны", "прочитано")} ${text} ${plural(count, "строка", "строки", "строк")}` +
    ` из ${filesText} ${plural(files, "файла", "файлов", "файлов")}`,
  rejected: (count, text) =>
    `${text} ${plural(count, "не прочиталась", "не прочитались", "не прочитались")}`,
  withoutActor: (count, text) =>
    `${text} ${plural(count, "пропущена", "пропущены", "пропущено")} без участника`,
  unreadableTime: (count, text) =>
    `${text} ${plural(count, "пропущена", "пропущены", "пропущено")} без читаемого времени`,
  repeated: (count, text) =>
    `${text} ${plural(count, "пропущена как повтор", "пропущены как повторы", "пропущено как повторы")}`,
  withoutStage: (_count, text) => `${text} без этапа`,
  defaults: (list) => `По умолчанию: ${list}`,
  limit: (kind, limit) => `Обрезано по пределу (${kind}: ${limit}).`,
  rejectedRow: (file, line, reason) => `${file}, строка ${line}: ${rejections[reason] ?? reason}`,

  step: {
    ofStage: (stage) => `от «${stage}»`,
    lost: (_count, text) => `потеряно ${text}`,
  },
  sentence: {
    entry: (stage, count, text) => `${stage}: ${ru.entered(count, text)}`,
    later: (stage, _count, text) => `${stage}: ${text}`,
    fromPrevious: (share, stage, interval) =>
      `${share} от «${stage}»${interval === "" ? "" : ` (95\u00a0%-й интервал ${interval})`}`,
    fromFirst: (share) => `${share} от всех вошедших`,
    lost: (_count, text) => `потеряно ${text}`,
    times: (median, average, p90) =>
      `время: медиана ${median}, среднее ${average}, 90\u00a0% не дольше ${p90}`,
  },

  splitBy: (split) => `Разбивка: ${split}`,
  other: "Прочие",
  none: "(нет значения)",
  splitValue: (split, value) => `${split}: ${value}`,

  changes: changesRu,
  reasons: reasonsRu,

  people: peopleRu,
  positions: {
    title: "По числу этапов",
    stages: "Этапов",
    of: (position, all) => `${position} из ${all}`,
  },
  measures: measuresRu,

  states: {
    pass: "выполняется",
    fail: "не выполняется",
    warn: "не выполняется (предупреждение)",
    unknown: "недостаточно данных",
  },

  headings: {
    stage: "Этап",
    count: "Участники",
    fromPrevious: "От предыдущего",
    interval: "95\u00a0%-й интервал",
    fromFirst: "От первого",
    lost: "Потеряно",
    median: "Медиана времени",
    average: "Среднее время",
    p90: "90\u00a0% не дольше",
    entered: "Вошли",
    converted: "Дошли",
    conversion: "Конверсия",
  },
  chart: chartsRu,
};
