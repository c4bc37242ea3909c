import { expected } from "./ru-expected.ts";
import { funnelFindings } from "./ru-funnels.ts";
import { measureFindings } from "./ru-measures.ts";
import { semanticFindings } from "./ru-semantics.ts";
import { sourceFindings } from "./ru-sources.ts";
import type { Messages } from "./messages.ts";
import { counted, either } from "./plural.ts";
import type { Follower } from "../syntax/follow.ts";
import { dataFindings } from "./ru-data.ts";
import { fileFindings } from "./ru-files.ts";

/** Что найдено, для середины предложения. */
function found(text: string): string {
  return text === "" ? "конец" : `\`${text}\``;
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Может быть, \`${suggestion}\`?`;
}

function whole(block: "funnel" | "retention"): string {
  return block === "funnel" ? "всей воронки" : "всего `retention`";
}

const units: Readonly<Record<string, string>> = { month: "У месяца", year: "У года" };

const inWords: Partial<Record<Follower, string>> = {
  comparison: "сравнение, например `>`",
  calculation: "вычисление, например `+`",
};

function orNext(next: readonly Follower[] = []): string {
  if (next.length === 0) return "";
  return ` Дальше могло бы идти ${either(
    next.map((word) => inWords[word] ?? `\`${word}\``),
    "ru",
  )}; другое высказывание пишется с новой строки.`;
}

function startsWith(words: readonly string[] = []): string {
  if (words.length === 0) return "";
  return ` Здесь строка начинается с ${either(
    words.map((word) => `\`${word}\``),
    "ru",
  )}.`;
}

const places: Readonly<Record<string, string>> = {
  source: "источнике",
  funnel: "воронке",
  options: "параметрах источника",
};

/** Russian wording. */
export const ru: Messages = {
  expected,
  findings: {
    FNL1001: (args) => expected[args.expected],
    FNL1002: (args) =>
      `Здесь не может стоять ${found(args.found)}: то, что перед этим, уже закончено.${didYouMean(args.suggestion)}${orNext(args.next)}`,
    FNL1003: (args) => `У этого текста нет закрывающей кавычки ${args.quote}.`,
    FNL1004: () => "Этот комментарий не закрыт: не хватает `*/`.",
    FNL1005: (args) => {
      if (args.text === ";") return "Строка заканчивается сама: знак `;` не нужен.";
      if (/^[[\]]+$/.test(args.text))
        return "Квадратные скобки здесь ничего не значат: список пишется в круглых, как `in (1, 2)`.";
      if (/^[$€£₽¥]$/.test(args.text))
        return "Суммы пишутся без знака валюты: `1000`, а не `$1,000`.";
      return `Символ ${found(args.text)} здесь ничего не значит.`;
    },
    FNL1006: () => "Типографские кавычки не читаются как кавычки: нужны прямые.",
    FNL1007: (args) => `Здесь есть невидимый символ (${args.name}): его нужно убрать.`,
    FNL1008: (args) =>
      args.isPath
        ? "В пути `\\` значит другое: папки разделяет `/`."
        : `\`${args.text}\` внутри кавычек ничего не значит. Сама обратная косая черта пишется дважды: \`\\\\\`.`,
    FNL1009: (args) => `Здесь пишется \`${args.instead}\`, а не \`${args.found}\`.`,
    FNL1010: (args) => `Дата пишется \`${args.instead}\`, а не \`${args.text}\`.`,
    FNL1011: (args) =>
      `\`${args.text}\` — не дата. Для вычитания вокруг минуса нужны пробелы: \`${args.instead}\`.`,
    FNL1012: (args) => `Даты \`${args.text}\` не существует.`,
    FNL1013: (args) =>
      `${units[args.unit] ?? "У этой единицы"} нет постоянной длины, поэтому длительностью это быть не может. Укажите число дней.`,
    FNL1014: (args) =>
      `\`${args.word}\` — не единица: длительности указываются в seconds, minutes, hours, days или weeks.${didYouMean(args.suggestion)}`,
    FNL1015: (args) =>
      `Строка здесь не может начинаться с \`${args.word}\`.${didYouMean(args.suggestion)}${startsWith(args.starts)}`,
    FNL1016: (args) => `У этого блока \`${args.keyword}\` нет закрывающей скобки \`}\`.`,
    FNL1017: (args) => `Лишняя скобка \`${args.text}\`: закрывать здесь нечего.`,
    FNL1018: (args) => `Скобки вложены здесь глубже, чем на ${args.limit} уровней.`,
    FNL1019: (args) =>
      `В этом выражении больше ${args.limit} частей подряд: используйте \`in\` или несколько строк.`,
    FNL1020: () =>
      "Следы незаконченного слияния: выберите одну из двух версий и уберите метки. До тех пор читается только первая.",
    FNL1021: () => "Это можно понять двояко: возьмите в скобки то, к чему относится условие.",
    FNL1022: (args) =>
      `Это условие относится к ${args.stage}, хотя выглядит как условие ${whole(args.block)}. Сделайте отступ или перенесите его выше первого этапа.`,
    FNL1023: (args) =>
      `Есть ли значение, проверяют так: \`${args.instead}\`, а не \`${args.found}\`.`,
    FNL1024: (args) =>
      `\`${args.text}\` здесь не читается как число: нужны цифры, дробная часть — через точку.`,
    FNL1025: (args) => `\`${args.keyword}\` в этой версии пока не работает.`,
    FNL1026: (args) =>
      `\`${args.keyword}\` должно стоять в ${places[args.place] ?? `блоке \`${args.place}\``}.`,
    FNL1027: () => "Сравнения нельзя ставить цепочкой: соедините два через `and`.",
    FNL1028: (args) =>
      `\`${args.text}\` — период, а периоды бывают только после \`during\`. Укажите дату целиком; для вычитания поставьте пробелы вокруг минуса.`,
    FNL1029: (args) =>
      args.isWhole
        ? `\`${args.keyword}\` проверяется, но рассчитать это в этой версии пока нельзя.`
        : `\`${args.keyword}\` в этой версии пока не работает; воронка считается без этого.`,
    FNL1030: (args) => `\`${args.word}\` — слово языка: как имя оно пишется в обратных кавычках.`,
    FNL1031: (args) =>
      `Условие стоит сразу после события этапа, перед \`within\`; условие ${whole(args.block)} — выше первого этапа.`,
    FNL1050: (args) =>
      args.instead === ""
        ? `\`${args.found}\` здесь не нужно: уберите.`
        : /\s/.test(args.found) && args.instead === `"${args.found}"`
          ? `Событие из нескольких слов берут в кавычки: \`${args.instead}\`.`
          : `Напишите \`${args.instead}\` вместо \`${args.found}\`.`,
    FNL1051: (args) => `Комментарий начинается с \`${args.instead}\`, а не с \`${args.found}\`.`,
    FNL1052: (args) =>
      `Это похоже на ${args.kind}. Файл воронки говорит, откуда берутся строки и какие этапы считать: \`source web from "events.csv"\`, затем \`funnel Signup on web { stage Visit: page_view stage Paid: payment }\`.`,
    FNL1053: (args) =>
      `Не показано: ещё ${counted(args.count, "ru", { one: "ошибка", few: "ошибки", many: "ошибок" })}. Сначала исправьте показанные.`,
    FNL1054: (args) =>
      `Это длиннее, чем бывает объявление (${counted(args.limit, "ru", { one: "слово или знак", few: "слова и знака", many: "слов и знаков" })}), поэтому оно не читается: не пропущена ли закрывающая скобка или кавычка?`,
    FNL1080: () => "Между обратными кавычками нет имени: напишите его или уберите кавычки.",
    ...dataFindings,
    ...fileFindings,
    ...semanticFindings,
    ...measureFindings,
    ...sourceFindings,
    ...funnelFindings,
  },
  notes: {
    replaceWith: (args) => `Заменить на \`${args.text}\``,
    insert: (args) => `Вставить \`${args.text}\``,
    remove: (args) => (args.text === "" ? "Убрать" : `Убрать \`${args.text}\``),
    conditionForAll: () => "Применить условие ко всем событиям",
    conditionForLast: () => "Применить условие только к последнему событию",
    conditionOfStage: (args) => `Сделать отступ: условие для ${args.stage}`,
    conditionOfFunnel: (args) => `Перенести выше первого этапа: условие ${whole(args.block)}`,
    openedHere: () => "Блок открыт здесь",
    quoteName: (args) => `Записать как одно имя: ${args.text}`,
    quoteText: (args) => `Записать как текст: \`${args.text}\``,
    sourceWithout: (args) => `В источнике \`${args.name}\` его нет`,
    insertLine: (args) => `Вставить \`${args.text}\``,
    writeMapping: () => "Выписать соответствие столбцов",
    describeSource: (args) => `Описать источник: ${args.columns}`,
    inSegment: () => "Сегменту это нужно здесь",
    firstHere: (args) => `Первое \`${args.keyword}\` стоит здесь`,
    firstDeclaredHere: (args) => `\`${args.name}\` впервые объявлено здесь`,
    declaredThere: (args) => `\`${args.name}\` объявлено там`,
    importedHere: (args) => `Импортируется здесь: ${args.path}`,
    wrongHere: (args) => `Что не так с \`${args.name}\``,
  },
};
