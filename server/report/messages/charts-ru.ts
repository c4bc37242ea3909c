import { plural } from "./ru-plural.ts";
import type { ChartMessages } from "./charts.ts";
import { studyChartsRu } from "./study-charts-ru.ts";

export const chartsRu: ChartMessages = {
  splitLegend: "Доля от вошедших; отметка — вся воронка",
  listLegend: "Конверсия; отметка — вся воронка",
  more: (count, text) =>
    `и ещё ${text} ${plural(count, "значение", "значения", "значений")}: см. таблицу`,
  open: "время ещё есть",
  exits: "ушли через выход",
  before: "прошлый период, в долях от его входов",
  leak: (gain, groups) =>
    `главная потеря${groups === "" ? "" : ` (${groups})`}: до ${gain} конверсий больше`,
  changed: (points, other) => `${points} против: ${other}`,
  thanBefore: "прошлый период",
  byStage: "Каждый этап сам по себе",
  entries: "вошли",
  forecast: "прогноз",
  partial: "ещё не закончилась",
  ahead: (likely, nearlyCertain) => `80\u00a0%-й интервал ${likely}, 95\u00a0%-й ${nearlyCertain}`,
  nothing: "Рисовать нечего: здесь никого нет.",
  p90: (duration) => `90\u00a0% не дольше ${duration}`,
  timeToConvert: "Сколько дошло, по времени от входа",
  convertedByTime: "Доля всех вошедших, которые к этому времени дошли",
  estimatedByTime:
    "Ожидаемая доля всех вошедших, которые к этому времени дойдут, с 95\u00a0%-м интервалом",
  byStep: "Каждый шаг сам по себе",
  bin: (from, to, count, text) =>
    `${from} – ${to}: ${plural(count, "дошёл", "дошли", "дошли")} ${text}`,
  andMore: (from) => `${from} и дольше`,
  stepsLegend: "Доля предыдущего этапа, которая пошла дальше, с 95\u00a0%-м интервалом",
  barsLegend: "Сколько дошло до каждого этапа",
  pipelineLegend: "Кто за каким этапом стоит и ещё успевает на следующий",
  timesLegend: "Полоса доходит туда, где прошли 90\u00a0%; отметка — медиана",
  expected: (share) => `ожидается, когда время выйдет у всех: ${share}`,
  otherReasons: (_, text) => `${text} по другим причинам: см. таблицу`,
  study: studyChartsRu,
};
