import { nearest } from "../syntax/near.ts";

/** The IANA name that a text stands for; undefined where there is no such time zone. */
export function zoneName(text: string): string | undefined {
  // Offsets are no zones: they know nothing of summer time.
  if (!/^[A-Za-z]/.test(text)) return undefined;
  try {
    const resolved = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
    return resolved.toLowerCase() === text.toLowerCase() ? resolved : text;
  } catch {
    return undefined;
  }
}

/** The zone that a misspelt name, or the name of a city alone, was meant as. */
export function nearestZone(text: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  const wanted = text.trim().replaceAll(" ", "_").toLowerCase();
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  return city ?? nearest(text, zones);
}
