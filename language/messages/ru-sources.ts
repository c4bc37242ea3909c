import type { SourceDiagnosticParams } from "../diagnostics-sources.ts";
import type { ParamModel, ValueType } from "../semantics/model.ts";
import type { NeededItem, SourceShape } from "../semantics/shapes.ts";
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

const needed: Readonly<Record<NeededItem, string>> = {
  actor: "кто это сделал (`actor` и столбец)",
  time: "когда это было (`time` и столбец)",
  event: "что произошло (`event` и столбец или название в кавычках)",
  stages: "какие этапы значат его столбцы (`stages { lead: created_at, won: closed_at }`)",
  totals: "в каких столбцах количества (`totals { click: clicks }`)",
};

const shapes: Readonly<Record<SourceShape, string>> = {
  events: "В источнике событий каждая строка — событие",
  records: "В источнике записей каждая строка — лид или сделка",
  totals: "В источнике итогов строки уже подсчитаны",
  lookup: "Справочник только присоединяется к другим источникам, в нём строка на ключ",
};

const forms: Readonly<Record<ParamModel["type"], string>> = {
  number: "число, например 20",
  share: "доля, например 20% или 0.2",
  duration: "длительность, например 3 days",
  text: "текст",
  time: "дата, например 2026-01-31",
};

const amounts = { cost: "В `cost`", value: "В `value`", totals: "В столбце `totals`" } as const;

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Может быть, \`${suggestion}\`?`;
}

function all(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} и ${parts.at(-1) ?? ""}`;
}

export const sourceFindings: {
  readonly [Code in keyof SourceDiagnosticParams]: (args: SourceDiagnosticParams[Code]) => string;
} = {
  FNL2020: (a) => `В этом файле нет подключения \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2021: (a) =>
    `Задано значение для \`${a.name}\`, но такого параметра нет.${hint(a.suggestion)}`,
  FNL2022: (a) =>
    `Присоединённый здесь справочник тоже называется \`${a.name}\`: назовите это иначе.`,
  FNL2023: (a) => `Параметр \`$${a.name}\` нигде не используется.`,
  FNL2024: (a) =>
    `Переменная ${a.name} не задана, поэтому подключиться нельзя. Задайте её в окружении; в редакторе — командой «Funnel: задать секрет…».`,
  FNL2025: (a) =>
    `Событие \`${a.event}\` стоит в этом источнике дважды: названия должны различаться.`,
  FNL2026: (a) =>
    `В справочнике ${a.lookup} нет столбца \`${a.column}\`: укажите через \`=\`, какой его столбец — ключ.`,
  FNL2027: (a) =>
    `К источнику ${a.source} не присоединён справочник ${a.lookup}: добавьте \`join ${a.lookup} by\` и столбец с его ключом.`,

  FNL3014: (a) =>
    a.example !== undefined
      ? `Дата этапа читается как \`2026-01-31\` или \`2026-01-31 12:30\`, а здесь \`${a.example}\`: сохраните файл с датами в таком виде.`
      : `Этап записи — дата или условие, а \`${a.event}\` здесь — ${types[a.found]}.`,
  FNL3015: (a) => `${amounts[a.item]} нужно число, а здесь ${types[a.found]}.`,
  FNL3016: (a) =>
    `Для \`each\` нужен столбец со списками, а \`${a.column}\` — ${types[a.found]}: уберите \`each\`.`,
  FNL3017: (a) =>
    `\`${a.column}\` (${types[a.left]}) никогда не равен \`${a.key}\` (${types[a.right]}): соединяйте по столбцам одного вида.`,
  FNL3018: (a) =>
    `В CSV нет пустых текстов: поле без содержимого — пропуск. Напишите \`is ${a.negated ? "not " : ""}missing\`.`,
  FNL3019: (a) => `\`$${a.name}\` — ${forms[a.type]}; \`${a.text}\` не подходит.`,
  FNL3020: (a) =>
    `Для \`${a.item}\` нужен столбец с текстом (коды вроде EUR), а \`${a.column}\` — ${types[a.found]}.`,
  FNL3021: (a) => `Функция \`${a.function}\` такого не даёт: её значения — например, ${a.example}.`,

  FNL4011: (a) =>
    `В источнике ${a.source} не сказано, ${all(a.missing.map((item) => needed[item]))}.`,
  FNL4020: (a) =>
    `${shapes[a.shape]}, поэтому \`${a.item}\` в нём ничего не значит. Уберите его или измените вид после \`as\`.`,
  FNL4021: (a) =>
    `Присоединять можно только справочники, а ${a.name} — не справочник: объявите его \`as lookup\` или назовите оба источника в воронке.`,
  FNL4022: (a) => `${a.name} нельзя присоединить к самому себе.`,
  FNL4023: (a) =>
    `\`${a.text}\` — не код валюты: в нём три заглавные буквы, например \`EUR\`.${hint(a.suggestion)}`,
  FNL4024: (a) => `Листы есть только в книгах Excel (.xlsx), а ${a.path} — не книга.`,
  FNL4026: (a) => `Взято из столбцов источника ${a.source}: ${a.items}.`,
  FNL4027: (a) =>
    `Заготовке ${a.preset} нужен столбец \`${a.column}\`, а в файле его нет.${a.suggestion === undefined ? " Укажите в блоке, какой это столбец." : hint(a.suggestion)}`,
  FNL4028: (a) =>
    `Секретам и адресам не место в файле: назовите переменную, в которой лежит ${a.key}: \`${a.key} env("NAME")\`.`,
  FNL4029: (a) => `У подключения ${a.name} нет адреса: \`url env("NAME")\`.`,
  FNL4030: (a) => `${a.name} присоединён дважды: здесь он не используется.`,
  FNL4031: (a) =>
    `\`${a.column}\` не может быть и тем и другим: вместе эти условия не выполняются ни в одной строке.`,
  FNL4032: () => "В этом промежутке нет значений: его конец раньше начала.",

  FNL5036: () => 'Путь к данным пуст: `from "data/events.csv"`.',
  FNL5037: (a) =>
    `${a.path} прочитан как один столбец, \`${a.column}\`: столбцы разделяет не ${a.delimiter === "\t" ? "табуляция" : `\`${a.delimiter}\``}. Исправьте \`delimiter\`.`,
  FNL5038: (a) =>
    `Первая строка ${a.path} похожа на данные (\`${a.first}\`), а не на названия столбцов: напишите \`options { header false }\`. Столбцы тогда называются column1, column2 …`,

  FNL5111: (a) =>
    a.suggestion === undefined
      ? `Ни в одной строке нет \`${a.value}\` в столбце \`${a.column}\`.`
      : `Ни в одной строке нет \`${a.value}\` в столбце \`${a.column}\`. Может быть, \`${a.suggestion}\` (${counted(a.count ?? 0, "ru", { one: "строка", few: "строки", many: "строк" })})?`,
  FNL5112: (a) =>
    `Это не выполняется ни в одной строке: значения \`${a.column}\` лежат между ${a.min} и ${a.max}.`,
  FNL5114: (a) =>
    `У времени в ${a.source} нет часового пояса, а в ${a.other} есть: первое считается по UTC. Укажите, откуда оно: \`timezone "Europe/Moscow"\`.`,
  FNL5113: (a) =>
    `В ${a.path} несколько столбцов с одним названием: ${a.names}. К названиям следующих добавлен номер, например \`name_1\`.`,
};
