/** What the parts of a pattern take, rather too much than too little. */
const parts: Readonly<Record<string, string>> = {
  Y: "\\d{4}",
  y: "\\d{2}",
  m: "\\d{1,2}",
  d: "\\d{1,2}",
  H: "\\d{1,2}",
  I: "\\d{1,2}",
  M: "\\d{1,2}",
  S: "\\d{1,2}",
  f: "\\d+",
  g: "\\d+",
  p: "[AaPp][Mm]",
  b: "\\p{L}+",
  B: "\\p{L}+",
  a: "\\p{L}+",
  A: "\\p{L}+",
  z: "(?:Z|[+-][\\d:]+)",
  "%": "%",
};

/** Whether a text may have a form; undefined where that can't be told. */
export function mayHaveForm(text: string, format: string): boolean | undefined {
  if (format.startsWith("epoch_")) return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text);
  let isKnown = true;
  const pattern = format.replace(/%-?(.)|[\\^$.*+?()[\]{}|/]|\s+/gu, (found, part?: string) => {
    if (part === undefined) return /\s/.test(found) ? "\\s*" : `\\${found}`;
    isKnown &&= parts[part] !== undefined;
    return parts[part] ?? "";
  });
  return isKnown ? new RegExp(`^\\s*${pattern}\\s*$`, "u").test(text) : undefined;
}

/**
 * A pattern of other tools (`YYYY-MM-DD HH:mm:ss`, `dd.MM.yyyy`) as the language writes it
 * (`%Y-%m-%d %H:%M:%S`); undefined where it is none.
 */
export function percentPattern(pattern: string): string | undefined {
  // Minutes are `mm` and months `MM`, except where somebody wrote all of it in one case.
  const isMonth = (at: number): boolean => {
    const before = pattern.slice(0, at);
    return !/h/i.test(before) && !/MM/.test(pattern.replace(/[Hh].*/s, ""));
  };
  const isMinute = (at: number): boolean => /h/i.test(pattern.slice(0, at));
  let known = 0;
  const result = pattern.replace(
    /'([^']*)'|\[([^\]]*)\]|([A-Za-z])\3*/g,
    (text: string, quoted?: string, bracketed?: string, ...rest: unknown[]) => {
      const at = Number(rest[1]);
      if (quoted !== undefined) return quoted === "" ? "'" : quoted;
      if (bracketed !== undefined) return bracketed;
      const code = codeOf(text, isMonth(at), isMinute(at));
      if (code !== undefined) known++;
      return code ?? text;
    },
  );
  const isWhole = !/[A-Za-z]/.test(result.replace(/%[A-Za-z]/g, "").replace(/[TZ]/g, ""));
  return known >= 2 && isWhole ? result : undefined;
}

function codeOf(text: string, isMonth: boolean, isMinute: boolean): string | undefined {
  switch (text) {
    case "YYYY":
    case "yyyy":
      return "%Y";
    case "YY":
    case "yy":
      return "%y";
    case "MMMM":
      return "%B";
    case "MMM":
      return "%b";
    case "MM":
    case "M":
      return isMinute ? "%M" : "%m";
    case "mm":
    case "m":
      return isMonth ? "%m" : "%M";
    case "DD":
    case "dd":
    case "D":
    case "d":
      return "%d";
    case "HH":
    case "H":
      return "%H";
    case "hh":
    case "h":
      return "%I";
    case "ss":
    case "SS":
    case "s":
      return "%S";
    case "SSS":
    case "fff":
      return "%g";
    case "SSSSSS":
    case "ffffff":
      return "%f";
    case "A":
    case "a":
      return "%p";
    default:
      return undefined;
  }
}
