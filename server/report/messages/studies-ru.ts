import { plural } from "./ru-plural.ts";
import type { StudyMessages } from "./studies.ts";

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
  audience: {
    actors: (count, text) => `${text} ${plural(count, "участник", "участника", "участников")}`,
    reached: (stage) => `есть «${stage}»`,
    notReached: (stage) => `но нет «${stage}»`,
    dropped: (stage) => `есть «${stage}», а из следующих этапов нет ни одного`,
  },
};
