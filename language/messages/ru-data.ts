import type { DataMessages } from "./messages.ts";
import { counted, plural } from "./plural.ts";

const contents: Readonly<Record<string, string>> = {
  zip: "архив ZIP",
  xlsx: "книга Excel",
  html: "веб-страница",
  parquet: "файл Parquet",
  gzip: "данные, сжатые gzip",
  pdf: "документ PDF",
  sqlite: "база данных SQLite",
  "utf-16": "текст в UTF-16",
  text: "обычный текст",
  binary: "двоичные данные",
};

const remedies: Readonly<Record<string, string>> = {
  zip: "Сначала распакуйте его.",
  xlsx: "Сначала сохраните её как CSV (UTF-8).",
  html: "Похоже, вместо данных скачалась страница входа или ошибки: скачайте данные ещё раз.",
  parquet: "Переименуйте файл в `.parquet`.",
  gzip: "Добавьте `.gz` к имени файла.",
  "utf-16": 'Добавьте к источнику `options { encoding "utf-16" }`.',
  text: "Переименуйте файл по содержимому, например в `.csv`, или выгрузите его ещё раз.",
};

/** What the engine says in English, since it is part of the result as JSON. */
const reasons: Readonly<Record<string, string>> = {
  "its links run in a circle": "его ссылки образуют круг",
  "it is a link to a file that doesn't exist": "это ссылка на файл, которого нет",
};

function rows(count: number): string {
  return counted(count, "ru", { one: "строка", few: "строки", many: "строк" });
}

function leftOut(count: number): string {
  return plural(count, "ru", { one: "пропущена", few: "пропущены", many: "пропущено" });
}

export const dataFindings: DataMessages = {
  FNL5001: ({ path, reason }) => `Файл ${path} не читается: ${reasons[reason] ?? reason}.`,
  FNL5002: ({ path, suggestion }) =>
    suggestion === ""
      ? `Файла ${path} нет. Пути отсчитываются от папки файла .funnel.`
      : `Файла ${path} нет. Может быть, ${suggestion}?`,
  FNL5003: ({ path }) =>
    `Ни один файл не подходит под ${path}. Пути отсчитываются от папки файла .funnel.`,
  FNL5004: ({ path }) =>
    `${path} — не путь внутри рабочей папки. Укажите его от папки файла .funnel, например "data/events.csv".`,
  FNL5005: ({ path }) =>
    `${path} ведёт за пределы рабочей папки. Перенесите данные в неё или откройте папку, где лежит и то и другое.`,
  FNL5006: ({ path }) =>
    `${path} — папка. Назовите файлы в ней, например "${path.replace(/\/+$/, "")}/*.csv".`,
  FNL5007: ({ path }) =>
    `${path} — не обычный файл (канал или устройство), поэтому он не читается. Сохраните его содержимое в файл.`,
  FNL5008: ({ path }) => `Нет прав на чтение ${path}. Измените права файла.`,
  FNL5009: ({ path, extension }) =>
    `${path}: ${extension === "" ? "файл без расширения" : `\`${extension}\``} прочитать нельзя. Данные бывают .csv, .tsv, .json, .ndjson, .jsonl и .parquet; текстовые — также с .gz.`,
  FNL5010: ({ path, extension, content }) =>
    `${path} называется ${extension}, но внутри ${contents[content] ?? content}. ${remedies[content] ?? "Выгрузите данные ещё раз в виде текста."}`,
  FNL5011: ({ path }) =>
    `В ${path} только указатель Git LFS. Загрузите данные командой \`git lfs pull\`.`,
  FNL5012: ({ path }) =>
    `Файл ${path} пуст: в нём нет даже строки заголовка. Выгрузите данные ещё раз.`,
  FNL5013: ({ path, line, encoding }) =>
    `${path} — не UTF-8 (строка ${line}). Сохраните его в UTF-8 или укажите кодировку${encoding === "" ? "" : ", скорее всего так"}: \`options { encoding "${encoding === "" ? "windows-1251" : encoding}" }\`.`,
  FNL5014: ({ encoding }) =>
    `Кодировка \`${encoding}\` неизвестна. Обычные: utf-8, utf-16, windows-1251, windows-1252, koi8-r и ibm866.`,
  FNL5015: ({ path, line }) =>
    line === 0
      ? `${path} — неправильный JSON. Исправьте его или выгрузите ещё раз.`
      : `${path}: неправильный JSON в строке ${line}. Исправьте строку или выгрузите файл ещё раз.`,
  FNL5016: ({ path, kind }) =>
    `Файл ${path} повреждён или обрезан: как ${kind} он не читается. Скопируйте или выгрузите его ещё раз.`,
  FNL5017: ({ path, first, second }) =>
    `Под ${path} подходят файлы разных видов: ${first} и ${second}. Укажите путь к файлам одного вида или сделайте два источника.`,
  FNL5018: ({ path, column }) =>
    `${path} прочитан как один столбец \`${column}\`. Укажите, чем разделены столбцы: \`options { delimiter ";" }\`.`,
  FNL5019: ({ path, column, suggestion }) =>
    `В ${path} нет столбца \`${column}\`.${suggestion === "" ? "" : ` Может быть, \`${suggestion}\`?`}`,
  FNL5020: ({ column, example, first, second }) =>
    `\`${example}\` в столбце \`${column}\` можно прочитать как две разные даты. Укажите, что идёт первым: \`time ${column} format "${first}"\` (день) или \`format "${second}"\` (месяц).`,
  FNL5021: ({ column, example, format }) =>
    format === ""
      ? `Столбец \`${column}\` не читается как время, например \`${example}\`. Укажите вид записи, например \`format "%d.%m.%Y %H:%M:%S"\`.`
      : `Столбец \`${column}\` не читается как время, если не указать вид записи, например \`${example}\`. Добавьте \`format "${format}"\`.`,
  FNL5022: ({ column, example, format }) =>
    `Ни одно значение столбца \`${column}\` не записано в виде \`${format}\`; вот одно из них: \`${example}\`. Исправьте \`format\`.`,
  FNL5023: ({ path }) =>
    `${path} дважды изменился во время чтения. Запустите ещё раз, когда запись в него закончится.`,
  FNL5024: ({ format, reason }) => `\`${format}\` — неправильная запись вида времени: ${reason}`,
  FNL5025: ({ pattern, reason }) =>
    `\`${pattern}\` — неправильное регулярное выражение (RE2): ${reason}`,
  FNL5026: ({ path, rejected, line }) =>
    `${path} не похож на таблицу: ${rows(rejected)} не ${plural(rejected, "ru", { one: "подходит", many: "подходят" })} к заголовку, первая из них — ${line}-я. Проверьте разделитель и кавычки или укажите их в \`options\`.`,
  FNL5027: ({ path, column }) =>
    `Файлы ${path} нельзя прочитать как одну таблицу: столбцы \`${column}\` в них разного типа. Сделайте из них два источника.`,
  FNL5028: ({ limit }) =>
    `Для расчёта нужно больше памяти или временного места, чем разрешено (${limit}). Читайте меньше данных — через \`where\` или меньше файлов — или разрешите больше в настройках.`,
  FNL5029: () => "Отменено.",
  FNL5030: ({ reason }) =>
    `Процесс, который читает данные, неожиданно завершился (${reason}). Запустите ещё раз: будет запущен новый.`,
  FNL5031: ({ reason }) => `Внутренняя ошибка: ${reason}. Сообщите о ней, пожалуйста.`,
  FNL5032: ({ path, limit }) =>
    `Под ${path} подходит больше ${limit} файлов. Укажите более точный путь.`,
  FNL5033: ({ text }) => `\`${text}\` — не момент времени. Запишите его как 2026-03-31T00:00:00Z.`,
  FNL5034: () =>
    "Данные этой рабочей области не читаются, потому что ей не доверяют. Доверьтесь рабочей области и запустите воронку снова.",
  FNL5035: () =>
    "Текст не лежит ни в одной папке этого компьютера, поэтому его данные не найти. Сохраните файл в нужной папке и запустите его снова.",

  FNL5101: ({ stage }) =>
    `Этапу ${stage} не подходит ни одна строка. Проверьте его событие и условия.`,
  FNL5102: ({ source, count }) =>
    `${rows(count)} файла в источнике ${source} не ${plural(count, "ru", { one: "читается", many: "читаются" })} и ${leftOut(count)}.`,
  FNL5103: ({ source, count }) =>
    `${rows(count)} без участника в источнике ${source} ${leftOut(count)}.`,
  FNL5104: ({ source, count, example }) =>
    `${rows(count)} без читаемого времени в источнике ${source} ${leftOut(count)}${example === "" ? "" : `, например \`${example}\``}.`,
  FNL5105: ({ source, column, count }) =>
    `${counted(count, "ru", { one: "значение", few: "значения", many: "значений" })} в столбце \`${column}\` источника ${source} не ${plural(count, "ru", { one: "читается и считается отсутствующим", many: "читаются и считаются отсутствующими" })}.`,
  FNL5106: ({ source }) => `В источнике ${source} нет строк.`,
  FNL5107: ({ days }) =>
    `Окно длиннее данных: они охватывают ${counted(days, "ru", { one: "день", few: "дня", many: "дней" })}.`,
  FNL5108: ({ split, percent }) => `\`${split}\` отсутствует у ${percent} % входов.`,
  FNL5109: ({ first, last }) =>
    `В \`during\` не попадает ни одна строка: данные — с ${first} по ${last}.`,
  FNL5110: ({ last, days }) =>
    `Последняя строка (${last}) на ${counted(days, "ru", { one: "день", few: "дня", many: "дней" })} позже предыдущей. Если её время неверно, всё кажется старее, чем есть: исправьте его или укажите --as-of.`,
  FNL5140: ({ stage, count }) =>
    `${counted(count, "ru", { one: "участник", few: "участника", many: "участников" })} ${leftOut(count)} на всех этапах: без этого \`without\` они дошли бы до ${stage}. Это отбор по исходу.`,
  FNL5150: ({ source, count }) =>
    `${rows(count)} источника ${source} не ${plural(count, "ru", { one: "относится ни к одному его этапу и нигде не учитывается", many: "относятся ни к одному его этапу и нигде не учитываются" })}.`,
  FNL5151: () =>
    "Этапы — это условия без времени: времени между ними нет, а порядок не проверяется. Если в источнике есть время, укажите его строкой `time`.",
  FNL5152: ({ source, lookup, count, example, suggestion }) =>
    `${rows(count)} источника ${source} с ключом, которого нет в ${lookup}, например \`${example}\`${suggestion === "" ? "" : ` (возможно, \`${suggestion}\`)`}: присоединённые столбцы там пусты.`,
  FNL5040: ({ lookup, column, key, count }) =>
    `В справочнике ${lookup} ключ \`${key}\` стоит в столбце \`${column}\` ${counted(count, "ru", { one: "раз", few: "раза", many: "раз" })}: строка на ключ должна быть одна. Оставьте одну или выберите её строкой \`where\`.`,
};
