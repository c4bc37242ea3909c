import type { FileProblem } from "../../engine/run/funnel-text.ts";
import type { Sentences } from "./sentences.ts";

const plural = new Intl.PluralRules("ru");

function counted(count: number, one: string, few: string, many: string): string {
  const form = plural.select(count);
  return `${count} ${form === "one" ? one : form === "few" ? few : many}`;
}

function fileProblem(problem: FileProblem): string {
  switch (problem.kind) {
    case "missing":
      return problem.similar === undefined
        ? "такого файла нет. Проверьте имя и папку, в которой запущена команда."
        : `такого файла нет. Может быть, ${problem.similar}?`;
    case "data":
      return 'это файл с данными. Укажите файл .funnel с источником, который его читает: `source events from "…"`.';
    case "folder":
      return "это папка. Укажите файлы .funnel в ней.";
    case "not-a-file":
      return "это не обычный файл. Укажите файл .funnel или сохраните в него то, что здесь читается.";
    case "no-permission":
      return "нет прав на чтение этого файла. Измените права или запустите команду от имени владельца.";
    case "too-large":
      return `${problem.megabytes} МБ – слишком много для файла .funnel. Данным место в отдельном файле, который называет source.`;
    case "utf-16":
      return "файл записан в UTF-16. Сохраните его в UTF-8.";
    case "binary":
      return "это не текстовый файл. Укажите файл .funnel; данные называет source в нём.";
    case "not-utf-8":
      return `файл записан не в UTF-8, смотрите строку ${problem.line}. Сохраните его в UTF-8.`;
    case "other":
      return `файл не читается (${problem.reason}). Проверьте диск или сеть, где он лежит.`;
  }
}

export const ru: Sentences = {
  fileProblem,
  noFunnel: () =>
    "в файле нет ни одной воронки, поэтому ничего не посчитано. Объявите её: funnel ИМЯ { … }.",
  unknownFunnel(name, names, similar) {
    const remedy =
      similar === undefined
        ? names.length === 0
          ? "В указанных файлах их нет."
          : `Есть: ${names.join(", ")}.`
        : `Может быть, ${similar}?`;
    return `воронки или исследования ${name} нет. ${remedy}`;
  },
  oneFunnelForSvg: (names) =>
    `на рисунке помещается одна воронка. Выберите её через --funnel; есть: ${names.join(", ")}.`,
  oneForTable: (names) =>
    `таблица показывает одну воронку или одно исследование. Выберите через --funnel; есть: ${names.join(", ")}.`,
  cannotWrite: (file, reason) =>
    `${file} не записывается (${reason}). Проверьте папку и права на неё.`,
  notToScreen: (format) =>
    `--format ${format} — не текст, на экране его не прочесть. Укажите файл через --out или направьте вывод в файл.`,
  cannotPrint: (reason) =>
    `вывод не записывается (${reason}). Проверьте диск или устройство, куда он идёт.`,
  cannotReadInput: () => "стандартный ввод не читается. Подайте на него текст или укажите файл.",
  folderMissing: (option, folder) => `${option}: папки ${folder} нет. Укажите существующую.`,
  badFolder: (text) =>
    `--folder: «${text}» — не имя с папкой. Пишите --folder exports=ПУТЬ; в имени не меньше двух букв.`,
  badAsOf: (text) =>
    `--as-of: «${text}» – не момент времени с 1700 по 2250 год. Напишите 2026-03-31 или 2026-03-31T22:10:00Z.`,
  badSetting: (text) =>
    `--set: «${text}» не задаёт значения параметру. Напишите ИМЯ=ЗНАЧЕНИЕ, например --set minimum=20%.`,
  badNumber: (option, text) => `${option}: «${text}» – не целое число больше 0.`,
  badChoice: (option, text, choices) =>
    `${option}: «${text}» не подходит. Напишите одно из: ${choices.join(", ")}.`,
  unknownOption: (option, similar) =>
    `ключа ${option} нет. ${similar === undefined ? "Смотрите funnel --help." : `Может быть, ${similar}?`}`,
  unknownCommand: (command, similar) =>
    `команды «${command}» нет. ${similar === undefined ? "Смотрите funnel --help." : `Может быть, ${similar}?`}`,
  missingValue: (option) => `ключу ${option} нужно значение. Смотрите funnel --help.`,
  missingFiles: (command) => `укажите хотя бы один файл: funnel ${command} FILE.`,
  badCommandLine: (reason) => `${reason}. Смотрите funnel --help.`,
  running(funnel, phase, share) {
    const verb = { starting: "запуск", reading: "чтение", computing: "расчёт" }[phase];
    return share === undefined
      ? `${funnel}: ${verb} …`
      : `${funnel}: ${verb} … ${Math.floor(share * 100)} %`;
  },
  fromCache: (names) => `из кеша, ведь ничего не изменилось: ${names.join(", ")}.`,
  cancelled: () => "прервано.",
  outsideOfRoot: (root) =>
    `этот файл лежит вне ${root}, а пути файлов .funnel её не покидают. Скопируйте его туда, задайте --root или назовите его папку через --folder.`,
  alreadyThere: (file) => `${file} уже есть. Назовите новый файл или уберите --out.`,
  unreadable: () => "об этом файле ничего нельзя сказать. Проверьте, что в нём есть строки.",
  twoForms: (first, second) =>
    `его даты можно прочитать двояко; в черновике ${first}. Если сначала месяц, напишите ${second}.`,
  noDraftedFunnel: () =>
    "в его строках не видно двух этапов, поэтому есть только источник. Воронку над ним напишите вручную.",
  internal: (reason) =>
    `ошибка не на вашей стороне: ${reason} Повторите с FUNNEL_DEBUG=1 и сообщите, что будет напечатано.`,
  whichFunnel: (names) =>
    `в файле несколько воронок. Выберите одну через --funnel: ${names.join(", ")}.`,
  whichStage: (names) =>
    `чьих людей показать? Назовите этап через --stage, выход через --exit, аудиторию через --audience или скоринг через --score. Есть: ${names.join(", ")}.`,
  unknownStage: (name, names, similar) =>
    `в воронке нет ${name}. ${similar === undefined ? `Есть: ${names.join(", ")}.` : `Может быть, ${similar}?`}`,
  nobodyDrops: (stage) =>
    `перед ${stage} никто не теряется: это первый или необязательный этап. Назовите обязательный этап дальше.`,
  checked: ({ files, errors, warnings }) =>
    `${counted(files, "файл", "файла", "файлов")}: ${counted(errors, "ошибка", "ошибки", "ошибок")}, ${counted(warnings, "предупреждение", "предупреждения", "предупреждений")}.`,
  unformatted: (files) =>
    `${counted(files, "файл не отформатирован", "файла не отформатированы", "файлов не отформатированы")}.`,
  leftUnformatted: () =>
    "в некоторых строках есть ошибки, они оставлены как есть. Покажет их funnel check.",
  help: {
    description: "Воронки, записанные текстом и посчитанные по файлам с данными.",
    run: "Посчитать воронки из файлов и напечатать результат.",
    check: "Найти ошибки, в том числе по данным, ничего не считая.",
    draft: "Написать источник и первую воронку над файлом данных.",
    dataFile: "файл CSV, Parquet, JSON или Excel",
    draftOutOption: "записать в этот новый файл, а не в стандартный вывод",
    format: "Записать файлы в единственной форме, принятой в языке.",
    files: "файлы .funnel",
    formatFiles: "файлы .funnel или - для стандартного ввода",
    formatOption: "text, json, svg, markdown, csv или xlsx",
    checkFormatOption: "text или json",
    explain: "Объяснить, почему участник там, где он есть: его строки, этапы, причина.",
    people: "Показать людей этапа.",
    file: "файл .funnel",
    actorOption: "чьи строки; как в данных",
    stageOption: "чьи люди: кто дошёл до этого этапа",
    droppedOption: "кто остановился перед этапом, с причиной",
    exitOption: "кто ушёл через этот выход",
    audienceOption: "кто входит в эту аудиторию; её воронку называть не нужно",
    scoreOption: "все с баллом и классом этого скоринга, от высшего балла",
    peopleFormatOption: "csv, json или parquet",
    reasonsOption: "смотреть, что потерянные сделали дальше, и при очень многих строках",
    funnelOption: "посчитать только эту воронку или это исследование",
    rootOption: "папка, за пределы которой пути из файла не выходят",
    folderOption: "папка, с имени которой начинаются пути, как exports:deals.csv; можно повторять",
    asOfOption: "не учитывать более поздние строки",
    setOption: "дать параметру файла это значение; можно повторять",
    outOption: "записать в этот файл, а не в стандартный вывод",
    chartOption: "что показать на рисунке вместо графика самой воронки",
    themeOption: "цвета рисунка: light или dark",
    threadsOption: "сколько потоков занимать базе данных",
    cacheOption: "папка, где хранить результаты, вместо папки пользователя",
    noCacheOption: "вычислить всё и ничего не хранить",
    noDataOption: "смотреть только на текст",
    checkOption: "ничего не записывать; назвать неотформатированные файлы",
    localeOption: "язык сообщений: en или ru",
    noColourOption: "печатать без цвета",
    versionOption: "напечатать версию",
    helpOption: "напечатать эту справку",
    helpCommand: "напечатать справку по команде",
    exitCodes: [
      "Коды завершения:",
      "  0    всё хорошо или есть только предупреждения",
      "  1    ожидание не выполнено; format --check: файл не отформатирован",
      "  2    ошибки в файле или в командной строке",
      "  3    данные не читаются",
      "  4    ошибка программы",
      "  130  прервано",
      "Из нескольких файлов важен наибольший код.",
    ].join("\n"),
    titles: {
      usage: "Вызов:",
      arguments: "Аргументы:",
      options: "Ключи:",
      commands: "Команды:",
    },
  },
};
