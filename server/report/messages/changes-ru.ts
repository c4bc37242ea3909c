import type { ChangeMessages } from "./changes.ts";

const rules = new Intl.PluralRules("ru");

export const changesRu: ChangeMessages = {
  trend: {
    title: {
      hourly: "По часам",
      daily: "По дням",
      weekly: "По неделям",
      monthly: "По месяцам",
    },
    last: (date, share) => `Последняя полная точка: ${date}, ${share}`,
    shown: (shown, all) => `Последние ${shown} из ${all}.`,
    starts: { hourly: "Час", daily: "День", weekly: "Неделя с", monthly: "Месяц" },
    open: "В пути",
    partial: "* ещё не закончилась, или кто-то ещё может дойти.",
    ahead: (date) => `${date} (прогноз)`,
    forecast: (isSeasonal) =>
      `Прогноз: ${isSeasonal ? "сезонное экспоненциальное сглаживание" : "экспоненциальное сглаживание"}, с 95\u00a0%-м интервалом`,
    backTest: (error, count, text) =>
      `средняя ошибка ${error} на последн${rules.select(count) === "one" ? "ей" : "их"} ${text} ${rules.select(count) === "one" ? "точке" : "точках"}`,
    tooFew: "Прогноза нет: нужны восемь полных точек и два сезона.",
  },
  compare: {
    previous: (range) => `Предыдущий период (${range})`,
    side: (title, entered, converted, share) => `${title}: ${entered} → ${converted} · ${share}`,
    changed: (stage, points, interval, p) =>
      `Сильнее всего изменился: ${stage}, ${points} (${interval}), ${p}.`,
    noise: "Ни один шаг не отличается больше, чем на случайный разброс.",
    overlap: (count, text) =>
      `${text} ${rules.select(count) === "one" ? "участник входит" : rules.select(count) === "few" ? "участника входят" : "участников входят"} в обе группы; критерии считают их разными людьми.`,
    now: "Сейчас",
    before: "Было",
    difference: "Разница",
    p: "p",
    points: (text) => `${text} п. п.`,
  },
  leak: {
    found: (stage, gain, groups) =>
      `Главная потеря: ${stage}${groups === "" ? "" : ` (${groups})`} · до ${gain} конверсий больше`,
    none: "Потеря не доказана: ни один шаг не отстаёт от ориентира больше, чем на случайный разброс.",
  },
};
