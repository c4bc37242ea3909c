import type { MeasureDiagnosticParams, StudyItem, StudyKind } from "../diagnostics-measures.ts";
import type { MeasureForm, MeasureUnit } from "../semantics/measure-unit.ts";
import type { ValueType } from "../semantics/model.ts";

const units: Readonly<Record<MeasureUnit, string>> = {
  number: "число",
  share: "доля",
  duration: "длительность",
  money: "сумма денег",
  ratio: "просто число",
};

const values: Readonly<Record<ValueType, string>> = {
  text: "текст",
  number: "число",
  share: "доля",
  duration: "длительность",
  time: "момент времени",
  boolean: "значение да/нет",
  json: "JSON",
  unknown: "значение",
};

const forms: Readonly<Record<MeasureForm, string>> = {
  percent: "as percent",
  number: "as number",
  duration: "as duration",
  currency: "as currency",
};

const studies: Readonly<Record<StudyKind, string>> = {
  retention: "Удержание (`retention`)",
  experiment: "Эксперимент (`experiment`)",
  drivers: "Поиск факторов (`drivers`)",
  score: "Скоринг (`score`)",
  scenario: "Сценарий (`scenario`)",
  audience: "Аудитория (`audience`)",
};

const items: Readonly<Record<StudyItem, (study: StudyKind) => string>> = {
  start: () => "с чего начинается отсчёт: `start: sign_up`",
  return: () => "что считается возвращением: `return: payment`",
  every: () => "какие периоды: `every week for 8`",
  variant: () => "столбец с вариантами: `variant ab_group`",
  control: () => 'какой вариант контрольный: `control "A"`',
  goal: (study) =>
    study === "score" ? "какова цель: `goal Paid`" : "какова цель: `goal Visit -> Paid`",
  from: () => "что рассматривать: `from events` или `from properties(channel)`",
  method: () => "как считать баллы: `points +10 when …`, `learn from …` или `from column …`",
  stage: () => "какой этап меняется: `stage Paid + 10%`",
};

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Может быть, \`${suggestion}\`?`;
}

export const measureFindings: {
  readonly [Code in keyof MeasureDiagnosticParams]: (args: MeasureDiagnosticParams[Code]) => string;
} = {
  FNL2050: (a) => `В этом файле нет воронки \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2051: (a) => `\`${a.name}\` — показатель самого языка: назовите свой иначе.`,
  FNL2052: (a) => `В воронке ${a.funnel} нет показателя \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2053: (a) =>
    a.wanted === "source"
      ? `\`${a.name}\` — воронка. ${studies[a.study]} строится по источнику.`
      : `\`${a.name}\` — источник. ${studies[a.study]} строится по воронке.`,
  FNL2054: (a) => `\`${a.name}\` уже есть выше: учитывается один раз.`,
  FNL2055: (a) =>
    `\`${a.name}\` работает со значениями строки. Показатели только складывают, вычитают, умножают и делят.`,

  FNL3030: (a) =>
    `${a.left} и ${a.right} — разные валюты: сначала переведите одну из них в её источнике.`,
  FNL3031: (a) =>
    a.unit === "duration" && a.form === "number"
      ? "Длительность не показывается числом: разделите её на `1 day` или уберите это."
      : `Нельзя показать \`${forms[a.form]}\`: это ${units[a.unit]}.`,
  FNL3033: (a) => `Для \`${a.figure}\` нужны числа, а это ${values[a.found]}.`,
  FNL3034: (a) =>
    `\`$${a.name}\` — ${values[a.found]}. С показателями сочетаются числа, доли и длительности.`,
  FNL3035: () => "Границы шкалы — два числа, сначала меньшее: `nps(mark, 1, 5)`.",
  FNL3036: () =>
    "`count` считает строки, где значение есть, а у условия оно есть всегда: получатся все строки.",

  FNL4090: (a) => `Для \`${a.figure}\` нужен этап: \`${a.usage}\`.`,
  FNL4091: (a) =>
    a.instead === undefined
      ? `У \`${a.figure}\` не бывает \`${a.keyword}\`.`
      : `С \`${a.figure}\` пишется \`${a.instead}\`, а не \`${a.keyword}\`.`,
  FNL4092: (a) =>
    `У \`${a.figure}\` не бывает \`within\`. Он есть у \`conversion(A -> B within 3 days)\` и у этапа.`,
  FNL4093: (a) =>
    `${a.stage} — из источника с итогами: об участниках ничего не известно, поэтому \`${a.figure}\` для него нет. Сколько их, говорит \`count of ${a.stage}\`.`,
  FNL4094: (a) =>
    `\`ctr\` сравнивает количества из источника \`as totals\`, а ${a.stage} не из такого. Для участников есть \`conversion(A -> B)\`.`,
  FNL4095: (a) =>
    `В источнике ${a.source} не сказано, что такое \`${a.item}\`: добавьте в него \`${a.item}\` и столбец.`,
  FNL4096: (a) =>
    `\`${a.figure}\` — о визитах, а ни один источник этой воронки не говорит, что такое визит: добавьте \`session 30 minutes\` или \`session\` и столбец с номером визита.`,
  FNL4097: (a) =>
    `\`${a.figure}\` сравнивает достигших цели с ушедшими, а выхода в этой воронке нет: добавьте \`exit Lost: …\`.`,
  FNL4098: () => "Для этого воронке нужен тренд: добавьте `trend weekly`.",
  FNL4099: (a) => `Чтобы вычислить \`${a.name}\`, нужно само \`${a.name}\`: ${a.names}.`,
  FNL4100: (a) =>
    `${studies[a.study]}: нужно указать, ${a.missing.map((item) => items[item](a.study)).join("; и ")}.`,
  FNL4101: (a) => `${a.stage} — первый этап: конверсии в него нет, менять нечего.`,
  FNL4102: (a) =>
    a.operator === "="
      ? `Конверсия бывает от 0% до 100%, а не ${a.text}.`
      : a.operator === "-"
        ? `Конверсия не может упасть на ${a.text}: самое большее на 100%.`
        : `${a.text} ничего не меняет.`,
  FNL4103: (a) => `Уровень доверия — от 50% до 99.9%, обычно 95%, а не ${a.text}.`,
  FNL4104: () => 'В разделении должно быть хотя бы два варианта: `split "A": 50, "B": 50`.',
  FNL4105: (a) => `Контрольного варианта «${a.control}» в этом разделении нет.`,
  FNL4106: (a) => `Для «${a.variant}» нужна доля больше 0: чего нет, не указывают.`,
  FNL4107: (a) =>
    `Баллы считаются одним способом, а здесь и \`${a.first}\`, и \`${a.second}\`. Оставьте один.`,
  FNL4108: (a) =>
    `Оценки идут от высшей к низшей, а ${a.text} не меньше предыдущего ${a.before}: ${a.name} не получит никто.`,
  FNL4109: (a) => `Последняя оценка — для всех остальных, без границы: просто \`${a.name}\`.`,
  FNL4110: (a) =>
    `Для ${a.name} нужна граница, например \`${a.name} >= 30\`: без неё только последняя оценка.`,
  FNL4111: (a) => `Оценка начинается с числа: нужен знак \`>=\`, а не \`${a.operator}\`.`,
  FNL4112: () => "Ноль баллов ничего не меняет.",
  FNL4113: (a) => `${a.stage} — последний этап: после него никто не отсеивается.`,
  FNL4114: (a) =>
    `${studies[a.study]} — об участниках, а в ${a.name} только итоги: об участниках ничего не известно.`,
  FNL4115: (a) =>
    `Удержание делится по значению в строке \`start\`: \`${a.text}\` здесь не подходит.`,
  FNL4116: (a) => `Этап ${a.stage} необязательный: конверсия воронки через него не идёт.`,
  FNL4117: (a) => `До ${a.stage} доходит каждый вошедший: для скоринга нужен более поздний этап.`,
  FNL4118: (a) => `\`${a.name}\` вычисляется через \`let\`, а здесь нужны столбцы данных.`,
  FNL4119: (a) => `Варианты различают по тексту, например «A» и «B», а это ${values[a.found]}.`,
  FNL4120: (a) =>
    `${a.stage} — условие в источнике без \`time\`: когда это было, неизвестно, поэтому у \`${a.figure}\` нет значения.`,

  FNL6001: (a) =>
    a.from === a.to
      ? `Шаг ведёт от одного этапа к более позднему, а здесь оба раза \`${a.from}\`.`
      : `\`${a.to}\` в этой воронке идёт раньше, чем \`${a.from}\`.`,
  FNL6002: (a) => `Нельзя сравнить: слева ${units[a.left]}, справа ${units[a.right]}.`,
  FNL6003: (a) =>
    `\`${a.operator}\` здесь не имеет смысла: слева ${units[a.left]}, справа ${units[a.right]}.`,
  FNL6004: () => "Доля не больше 100%: не хватает знака процента.",
  FNL6005: (a) => `\`${a.stage}\` — этап: сколько до него дошло, говорит \`actors(${a.stage})\`.`,
  FNL6006: (a) => `Для \`${a.figure}\` нужен один этап: \`${a.figure}(Этап)\`.`,
  FNL6007: (a) =>
    a.figure === "ctr"
      ? "`ctr` говорит о шаге от этапа к этапу: `ctr(A -> B)`."
      : `\`${a.figure}\` говорит о шаге от этапа к этапу: \`${a.figure}(A -> B)\`, или просто \`${a.figure}\` — обо всей воронке.`,
  FNL6008: (a) =>
    a.usage === a.figure
      ? `\`${a.figure}\` пишется один, без скобок.`
      : `\`${a.figure}\` пишется так: \`${a.usage}\`.`,
  FNL6009: (a) => `\`${a.name}\` — показатель этой воронки: он пишется один, без скобок и этапа.`,
  FNL6010: (a) =>
    a.part === "when"
      ? "Это условие выполнено всегда, при любых данных: уберите его."
      : "Это выполнено всегда, при любых данных: проверять нечего.",
  FNL6011: (a) =>
    a.part === "when"
      ? "Это условие не выполняется никогда, поэтому ничего не будет проверено."
      : "Это не может быть выполнено ни при каких данных.",
  FNL6012: () => "Здесь одно и то же сравнивается само с собой.",
  FNL6013: (a) => `\`${a.name}\` вычисляется по строкам этапа. Может быть, \`${a.suggestion}\`?`,
};
