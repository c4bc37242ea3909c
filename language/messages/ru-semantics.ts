import type { SemanticDiagnosticParams } from "../diagnostics-semantics.ts";
import type { DiagnosticParams } from "../diagnostics.ts";
import type { ArgumentType } from "../semantics/functions.ts";
import type { ValueType } from "../semantics/model.ts";
import type { PatternProblem } from "../semantics/rows/pattern-problem.ts";
import { counted } from "./plural.ts";

const types: Readonly<Record<ValueType, string>> = {
  text: "текст",
  number: "число",
  share: "доля",
  duration: "длительность",
  time: "время",
  boolean: "значение да/нет",
  json: "JSON",
  unknown: "значение",
};

const argumentTypes: Readonly<Record<ArgumentType, string>> = {
  text: "текст",
  number: "число",
  time: "время",
  boolean: "условие",
  amount: "число или длительность",
  limit: "число, записанное цифрами",
  same: "значение",
};

const patterns: Readonly<Record<PatternProblem, string>> = {
  "look-around": "взгляд вперёд или назад, как `(?=…)`, не поддерживается",
  "back-reference": "обратная ссылка, как `\\1`, не поддерживается",
  parenthesis: "скобки в нём не сходятся",
  bracket: "скобка `[` не закрыта",
  backslash: "он заканчивается обратной косой чертой",
  "nothing-to-repeat": "перед `*`, `+` или `?` нечего повторять",
};

const wanted: Readonly<Record<DiagnosticParams["FNL4017"]["wanted"], string>> = {
  text: "нужен текст в кавычках",
  character: "нужен один символ в кавычках",
  boolean: "нужно `true` или `false`",
  number: "нужно целое число",
};

const kinds: Readonly<Record<DiagnosticParams["FNL2016"]["kind"], string>> = {
  source: "источник",
  segment: "сегмент",
  funnel: "воронка",
  stage: "этап",
  let: "имя",
  measure: "показатель",
  study: "исследование",
  param: "параметр",
  connection: "подключение",
};

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Может быть, \`${suggestion}\`?`;
}

const rows = (count: number): string =>
  counted(count, "ru", { one: "строка", few: "строки", many: "строк" });
const args = (count: number): string =>
  counted(count, "ru", { one: "аргумент", few: "аргумента", many: "аргументов" });

/** Where a name was looked for. */
export function inReach({ imports }: { readonly imports?: true }): string {
  return imports ? "Ни в этом файле, ни в импортированных" : "В этом файле";
}

export const semanticFindings: {
  readonly [Code in keyof SemanticDiagnosticParams]: (
    args: SemanticDiagnosticParams[Code],
  ) => string;
} = {
  FNL2001: (a) => `${inReach(a)} нет источника \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2002: (a) => `${inReach(a)} нет сегмента \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2003: (a) => `В этой воронке нет этапа \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2004: (a) =>
    `В источнике ${a.source} нет столбца \`${a.name}\`.${hint(a.suggestion)}${a.known === undefined ? "" : ` Есть ${a.known}.`}`,
  FNL2005: (a) => `Функции \`${a.name}\` нет.${hint(a.suggestion)}`,
  FNL2006: (a) => `Показателя \`${a.name}\` нет.${hint(a.suggestion)}`,
  FNL2007: (a) =>
    `\`${a.name}\` — показатель всей воронки, а здесь доступны только столбцы одной строки.`,
  FNL2008: (a) => `Источник \`${a.name}\` назван дважды.`,
  FNL2009: (a) =>
    a.suggestion === undefined
      ? `Параметра \`$${a.name}\` нет. Столбец со знаком \`$\` пишется в обратных кавычках.`
      : `Параметра \`$${a.name}\` нет. Может быть, \`$${a.suggestion}\`?`,
  FNL2010: (a) => `Эта воронка не читает источник \`${a.name}\`: назовите его после \`on\`.`,
  FNL2011: () => 'В файле нет ни одного источника: `source web from "data/events.csv" { … }`.',
  FNL2012: (a) =>
    `Какой источник имеется в виду? Укажите его после имени через \`on\`: ${a.names}.`,
  FNL2013: (a) =>
    `События \`${a.event}\` нет ни в одной строке. Может быть, \`${a.suggestion}\` (${rows(a.count)})?`,
  FNL2014: (a) => `События \`${a.event}\` нет ни в одной строке: сюда ничего не подходит.`,
  FNL2015: (a) =>
    `\`${a.event}\` нет среди частых событий. Может быть, \`${a.suggestion}\` (${rows(a.count)})?`,
  FNL2016: (a) => `Выше уже есть ${kinds[a.kind]} \`${a.name}\`: имена не должны повторяться.`,
  FNL2017: (a) => `\`${a.name}\` и \`${a.other}\` трудно отличить друг от друга.`,
  FNL2018: (a) =>
    `\`${a.word}\` здесь не подходит: возможно ${a.allowed}.${a.allowed === `\`${a.suggestion}\`` ? "" : hint(a.suggestion)}`,
  FNL2019: (a) =>
    `В кавычках это просто текст, одинаковый для всех строк, а не столбец \`${a.name}\`.`,

  FNL2090: (a) =>
    `Ни в одной из просмотренных строк в \`${a.column}\` нет ключа \`${a.key}\`.${hint(a.suggestion)}`,
  FNL3001: (a) =>
    a.id === undefined
      ? `Нельзя сравнить: слева ${types[a.left]}, справа ${types[a.right]}.`
      : `\`${a.id}\` читается как текст, чтобы 007 осталось 007: сравнивайте с текстом.`,
  FNL3002: (a) => `Здесь нужно условие, а это ${types[a.found]}: сравните с чем-нибудь.`,
  FNL3003: (a) =>
    a.left === a.right
      ? `\`${a.operator}\` здесь не имеет смысла: это ${types[a.left]}.`
      : `\`${a.operator}\` здесь не имеет смысла: слева ${types[a.left]}, справа ${types[a.right]}.`,
  FNL3004: (a) => `\`${a.test}\` бывает только у текста, а это ${types[a.found]}.`,
  FNL3005: (a) =>
    `Для \`${a.function}\` здесь подходит только ${argumentTypes[a.expected]}, а это ${types[a.found]}.`,
  FNL3006: (a) => `Для \`${a.function}\` нужно: ${args(a.expected)}, а здесь ${a.found}.`,
  FNL3007: (a) =>
    `Значения в \`${a.function}\` должны быть одного вида, а здесь ${types[a.first]} и ${types[a.second]}.`,
  FNL3008: () => "Границы в `band` должны возрастать.",
  FNL3009: (a) =>
    `В столбце \`${a.column}\` числа: укажите, как они отсчитывают время, например \`format "epoch_s"\` (секунды с 1970 года).`,
  FNL3010: (a) => `Столбец \`${a.column}\` нельзя прочитать как время: это ${types[a.found]}.`,
  FNL3011: (a) =>
    `\`${a.format}\` — не запись вида времени: нужен шаблон, например \`%d.%m.%Y %H:%M\`, или \`epoch_s\`, \`epoch_ms\`, \`epoch_us\`, \`epoch_ns\`.${hint(a.suggestion)}`,
  FNL3012: (a) =>
    `Часового пояса \`${a.zone}\` нет: нужно название, например \`Europe/Moscow\`.${hint(a.suggestion)}`,
  FNL3013: (a) => `Этот шаблон не подходит: ${patterns[a.reason]}.`,

  FNL4001: (a) =>
    a.count === 0
      ? "В воронке должно быть хотя бы два этапа: `stage Визит: page_view`."
      : "В воронке должно быть хотя бы два этапа, а здесь только один.",
  FNL4002: (a) => `В воронке может быть не больше ${a.limit} этапов, а здесь ${a.count}.`,
  FNL4003: (a) =>
    `\`within\` отсчитывается от предыдущего этапа, а ${a.stage} — первый. Для всей воронки есть \`window\`.`,
  FNL4004: (a) => `На первом этапе участники входят: ${a.stage} не может быть необязательным.`,
  FNL4005: (a) => `\`${a.keyword}\` должно быть больше нуля.`,
  FNL4006: (a) =>
    `\`${a.keyword}\` больше ста лет. Чтобы не ограничивать время, ${a.keyword === "window" ? "напишите `window unlimited`" : "уберите это"}.`,
  FNL4007: (a) =>
    `Это больше окна всей воронки, поэтому для этапа ${a.stage} никогда не сработает.`,
  FNL4008: (a) => `\`${a.keyword}\` указывается один раз: повтор не используется.`,
  FNL4009: (a) => `Воронку можно разделить не больше ${a.limit} раз.`,
  FNL4010: () => "Этот промежуток кончается раньше, чем начинается.",
  FNL4013: (a) =>
    `В источнике ${a.source} нет столбца \`${a.column}\`; столбцы, которые использует воронка, должны быть во всех её источниках.`,
  FNL4014: (a) =>
    `\`${a.name}\` в источниках этой воронки означает разное: используйте везде одинаковый \`let\`.`,
  FNL4015: (a) => `Чтобы вычислить \`${a.name}\`, нужно само \`${a.name}\`.`,
  FNL4016: (a) => `Для \`${a.keyword}\` нужно целое число не меньше 1, а не ${a.text}.`,
  FNL4017: (a) => `Для \`${a.option}\` ${wanted[a.wanted]}.`,
  FNL4018: () =>
    "Все этапы после первого необязательные: последний должен быть обязательным, ведь это цель.",
  FNL4019: (a) => `Периода \`${a.text}\` не существует.`,
};
