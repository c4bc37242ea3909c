import type { DeclarationKind } from "../diagnostics-files.ts";
import type { FileMessages } from "./messages.ts";

const another: Readonly<Record<DeclarationKind, string>> = {
  source: "уже есть источник",
  segment: "уже есть сегмент",
  funnel: "уже есть воронка",
  param: "уже есть параметр",
  connection: "уже есть подключение",
  study: "уже есть исследование",
};

const declared: Readonly<Record<DeclarationKind, string>> = {
  source: "объявлен источник",
  segment: "объявлен сегмент",
  funnel: "объявлена воронка",
  param: "объявлен параметр",
  connection: "объявлено подключение",
  study: "объявлено исследование",
};

export const fileFindings: FileMessages = {
  FNL2065: ({ path, instead, isFolder }) => {
    if (isFolder)
      return `${path} — папка: импортируйте нужный файл из неё, например "${instead ?? `${path.replace(/\/$/, "")}/segments.funnel`}".`;
    if (instead !== undefined)
      return `Импортируются только файлы .funnel: напишите имя целиком, "${instead}".`;
    return `Импортируются только файлы .funnel, а ${path === "" ? "этот путь пуст" : `${path} не такой файл`}. Данные читает источник: \`source web from "…"\`.`;
  },
  FNL2066: ({ path }) =>
    `${path} — не путь внутри рабочей папки. Напишите его относительно папки этого файла, например "shared/segments.funnel".`,
  FNL2067: ({ instead }) => `Папки разделяются прямой косой чертой: "${instead}".`,
  FNL2068: ({ path }) => `${path} — это сам этот файл: удалите импорт.`,
  FNL2069: ({ ring }) =>
    `Эти файлы импортируют друг друга: ${ring.join(" → ")}. Вынесите общее в отдельный файл и импортируйте его в обоих.`,
  FNL2070: ({ path }) => `${path} уже импортируется выше.`,
  FNL2071: ({ path }) => `Ничего из ${path} здесь не используется.`,
  FNL2072: ({ kind, name, file }) =>
    `В импортируемом файле ${file} ${another[kind]} \`${name}\`: имена не должны повторяться.`,
  FNL2073: ({ kind, name, first, second }) =>
    `И в ${first}, и в ${second} ${declared[kind]} \`${name}\`: переименуйте в одном из них.`,
  FNL2074: ({ name, file, line }) =>
    `\`${name}\` нельзя использовать: смотрите строку ${line} в ${file}.`,
  FNL2075: ({ limit }) =>
    `Импортировалось бы больше ${limit} файлов, поэтому этот не читается. Объедините некоторые из них.`,
  FNL5050: ({ path, suggestion }) =>
    suggestion === ""
      ? `Файла ${path} нет. Пути начинаются от папки этого файла.`
      : `Файла ${path} нет. Может быть, ${suggestion}?`,
  FNL5051: ({ path, reason }) => `Файл ${path} не читается: ${reason}.`,
  FNL5052: ({ path }) =>
    `${path} ведёт за пределы рабочей папки. Перенесите файл в неё или откройте папку, в которой лежит и то и другое.`,
  FNL5053: ({ path }) => `${path} — не обычный файл. Укажите файл .funnel.`,
  FNL5054: ({ path }) => `Нет прав на чтение ${path}. Измените права доступа к файлу.`,
  FNL5055: ({ path, line }) => `${path} не в UTF-8 (строка ${line}). Сохраните его в UTF-8.`,
  FNL5056: ({ path, content }) =>
    content === "utf-16"
      ? `${path} в UTF-16. Сохраните его в UTF-8.`
      : `В ${path} двоичные данные, а не воронка. Укажите файл .funnel.`,
  FNL5057: ({ path, megabytes }) =>
    `${path} слишком велик для файла .funnel (${megabytes} МБ). Укажите файл, написанный человеком.`,
};
