import { nearest } from "../syntax/near.ts";

/** A file asks for the same few at every keystroke. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1_000;

/** The IANA name that a text stands for; undefined where there is no such time zone. */
export function zoneName(text: string): string | undefined {
  if (known.has(text)) return known.get(text);
  const name = findZone(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, name);
  return name;
}

function findZone(text: string): string | undefined {
  // Offsets are no zones: they know nothing of summer time.
  if (!/^[A-Za-z]/.test(text)) return undefined;
  try {
    const resolved = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
    return resolved.toLowerCase() === text.toLowerCase() ? resolved : text;
  } catch {
    return undefined;
  }
}

/** What people write by habit, where it stands for one zone; an offset alone stands for many. */
const abbreviations: Readonly<Record<string, string>> = {
  msk: "Europe/Moscow",
  мск: "Europe/Moscow",
  москва: "Europe/Moscow",
  "санкт-петербург": "Europe/Moscow",
  екатеринбург: "Asia/Yekaterinburg",
  новосибирск: "Asia/Novosibirsk",
  киев: "Europe/Kyiv",
  минск: "Europe/Minsk",
  pst: "America/Los_Angeles",
  pdt: "America/Los_Angeles",
  pt: "America/Los_Angeles",
  mdt: "America/Denver",
  cst: "America/Chicago",
  cdt: "America/Chicago",
  edt: "America/New_York",
  et: "America/New_York",
  bst: "Europe/London",
  cest: "Europe/Berlin",
  eest: "Europe/Kyiv",
  ist: "Asia/Kolkata",
  jst: "Asia/Tokyo",
  kst: "Asia/Seoul",
  sgt: "Asia/Singapore",
  aest: "Australia/Sydney",
  z: "UTC",
};

/** The zone that a misspelt name, or the name of a city alone, was meant as. */
export function nearestZone(text: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  const known = abbreviations[text.trim().toLowerCase()];
  if (known !== undefined) return known;
  const wanted = text.trim().replaceAll(" ", "_").toLowerCase();
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  return city ?? nearest(text, zones);
}
