import { plural } from "./ru-plural.ts";
import type { ChartMessages } from "./charts.ts";

export const chartsRu: ChartMessages = {
  splitLegend: "Доля от вошедших; отметка — вся воронка",
  listLegend: "Конверсия; отметка — вся воронка",
  more: (count, text) =>
    `и ещё ${text} ${plural(count, "значение", "значения", "значений")}: см. таблицу`,
  open: "время ещё есть",
  exits: "ушли через выход",
  before: "прошлый период, в долях от его входов",
  leak: (gain) => `главная потеря: до ${gain} сверх`,
  changed: (points, other) => `${points} против: ${other}`,
  thanBefore: "прошлый период",
  byStage: "Каждый этап сам по себе",
  entries: "вошли",
  forecast: "прогноз",
  partial: "ещё не закончилась",
  ahead: (likely, nearlyCertain) => `80\u00a0%-й интервал ${likely}, 95\u00a0%-й ${nearlyCertain}`,
  nothing: "Рисовать нечего: здесь никого нет.",
};
