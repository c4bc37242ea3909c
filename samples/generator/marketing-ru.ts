import { day, hour, inRhythm, instant, leisure, minute, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder, spoil, withDuplicates } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * Letters of an online school and what came of them, February to April 2026, Moscow time, in the form
 * that Russian tools export: semicolons, decimal commas, dates as 03.03.2026 10:15:07.
 *
 * The planted leak: on 1 March the school moved to another sender domain without the signatures that
 * the mail service «Голубь» asks for. Since then it takes the letters of one subscriber in five.
 */
const move = instant("2026-03-01T00:00:00");
const end = instant("2026-04-27T00:00:00");
const subscribers = 1000;

const columns: readonly Column[] = [
  { name: "Подписчик", type: "text" },
  { name: "Время", type: "text" },
  { name: "Событие", type: "text" },
  { name: "Почта", type: "text" },
  { name: "Устройство", type: "text" },
  { name: "Рассылка", type: "text" },
  { name: "Сумма", type: "money" },
  { name: "Тест", type: "text" },
];

/** Each letter goes out at ten in the morning. */
const letters = [
  { name: "Зимний курс", at: instant("2026-02-05T10:00:00") },
  { name: "День открытых дверей", at: instant("2026-02-19T10:00:00") },
  { name: "Весенний набор", at: instant("2026-03-05T10:00:00") },
  { name: "Последние места", at: instant("2026-03-19T10:00:00") },
] as const;

interface Person {
  readonly id: string;
  readonly mail: string;
  readonly device: string;
  readonly test: boolean;
  /** Since when letters arrive at all. */
  readonly since: number;
  /** Whether the new sender domain is let through. */
  readonly letThrough: boolean;
  /** How likely the person is to open a letter. */
  readonly eager: number;
}

type Record = (person: Person, at: number, event: string, letter: string, sum?: number) => void;

export function marketingRu(): Table {
  const random = createRandom("marketing-ru");
  const rows: TimedRow[] = [];
  const record: Record = (person, at, event, letter, sum) => {
    if (at >= end) return;
    const cells: Cell[] = [
      person.id,
      russianTime(at),
      event,
      person.mail,
      person.device,
      letter,
      sum ?? null,
      person.test ? "да" : "нет",
    ];
    rows.push({ at: Math.floor(at / second) * second, cells });
  };

  for (let i = 0; i < subscribers; i++) {
    const person = newPerson(random, i);
    for (const letter of letters) {
      if (letter.at < person.since) continue;
      if (receive(random, person, letter.name, letter.at, record)) break;
    }
  }

  const ordered = withDuplicates(random, inTimeOrder(rows), 0.003);
  spoil(random, ordered, 0, 14, null);
  spoil(random, ordered, 1, 5, "нет данных");
  return { columns, rows: ordered.map((row) => row.cells) };
}

function newPerson(random: Random, index: number): Person {
  const mail = random.pick({ Вестник: 36, Голубь: 27, Искра: 22, Курьер: 10, Другая: 5 });
  return {
    id: `п-${String(index + 1).padStart(5, "0")}`,
    mail,
    device: random.pick({ телефон: 61, компьютер: 33, планшет: 6 }),
    test: random.chance(0.01),
    since: random.chance(0.72) ? 0 : instant("2026-02-01T00:00:00") + random.between(0, 45) * day,
    letThrough: mail !== "Голубь" || random.chance(0.2),
    eager: 0.25 + 0.5 * random.next(),
  };
}

/** @returns whether the course was paid: then there are no further letters */
function receive(
  random: Random,
  person: Person,
  letter: string,
  sent: number,
  record: Record,
): boolean {
  // The letters of one mailing leave within two minutes, many in the same second.
  let at = sent + random.between(0, 120) * second;
  record(person, at, "письмо отправлено", letter);
  const blocked = sent >= move && !person.letThrough;
  if (blocked || random.chance(0.03)) {
    at += random.between(1, 40) * second;
    record(person, at, blocked ? "письмо отклонено" : "письмо не доставлено", letter);
    return false;
  }
  at += random.between(0, 90) * second;
  record(person, at, "письмо доставлено", letter);
  if (!random.chance(person.eager)) return false;
  at = inRhythm(random, leisure, at + random.around(3 * hour, 1));
  for (let opens = random.heavyTail(2.2, 9); opens > 0; opens--) {
    record(person, at, "письмо открыто", letter);
    at += random.around(2 * minute, 0.8);
  }
  if (!random.chance(0.46)) return false;
  record(person, at, "переход по ссылке", letter);
  if (random.chance(0.3)) {
    at = inRhythm(random, leisure, at + random.around(3 * day, 0.5));
    record(person, at, "вебинар посещён", letter);
  }
  if (!random.chance(0.43)) return false;
  at += random.around(11 * minute, 1.2);
  record(person, at, random.chance(0.72) ? "заявка на сайте" : "звонок менеджеру", letter);
  if (!random.chance(0.55)) return false;
  at = inRhythm(random, leisure, at + random.around(2 * day, 0.8));
  const price = random.pick({ "12490.5": 5, "24900": 3, "47900.9": 2 });
  record(person, at, "оплата", letter, Number(price));
  if (random.chance(0.2)) record(person, at + 30 * day, "оплата", letter, Number(price));
  return true;
}

/** 03.03.2026 10:15:07 */
function russianTime(at: number): string {
  const [date = "", time = ""] = new Date(at).toISOString().split("T");
  return `${date.split("-").reverse().join(".")} ${time.slice(0, 8)}`;
}
