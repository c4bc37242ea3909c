import { plural } from "./ru-plural.ts";
import type { StudyMessages } from "./studies.ts";
import { scoresRu } from "./scores-ru.ts";
import { trialsRu } from "./trials-ru.ts";

export const studiesRu: StudyMessages = {
  kinds: {
    retention: "Удержание",
    experiment: "Эксперимент",
    drivers: "Драйверы",
    score: "Скоринг",
    scenario: "Сценарий",
    audience: "Аудитория",
  },
  on: (kind, funnel) => `${kind} воронки «${funnel}»`,
  ...scoresRu,
  ...trialsRu,
  retention: {
    by: {
      day: "Удержание по дням",
      week: "Удержание по неделям",
      month: "Удержание по месяцам",
    },
    started: (count, text) =>
      `${plural(count, "начал", "начали", "начали")} ${text} ${plural(count, "участник", "участника", "участников")}`,
    returned: (share, of, period) => `${share} из ${of} вернулись ${period}`,
    period: (every, number) =>
      ({ day: `в день ${number}`, week: `на неделе ${number}`, month: `в месяце ${number}` })[
        every
      ],
    tooEarly: "Ни один следующий период ещё не закончился",
    table: {
      day: "Вернулись через столько дней после дня начала, %",
      week: "Вернулись через столько недель после недели начала, %",
      month: "Вернулись через столько месяцев после месяца начала, %",
    },
    cohort: "Начало",
    actors: "Участники",
    all: "Все",
    partial: "* период не закончился и не входит в строку «Все».",
    latest: (count, text, all) =>
      `${plural(count, "Показана последняя", "Показаны последние", "Показаны последние")} ${text} из ${all} когорт; в JSON есть все.`,
  },
  scenario: {
    converted: (count, now, then, difference) =>
      `${plural(count, "дошёл", "дошли", "дошли")} бы ${then} вместо ${now} (${difference})`,
    unknown: "О воронке известно слишком мало, чтобы сказать, сколько дошли бы",
    arithmetic: "Это арифметика с изменёнными долями, остальное как есть, а не прогноз",
    table: "Сейчас и в сценарии",
    now: "Сейчас",
    planned: "Сценарий",
    difference: "Разница",
  },
  audience: {
    actors: (count, text) => `${text} ${plural(count, "участник", "участника", "участников")}`,
    reached: (stage) => `есть «${stage}»`,
    notReached: (stage) => `но нет «${stage}»`,
    dropped: (stage) => `есть «${stage}», а из следующих этапов нет ни одного`,
  },
};
