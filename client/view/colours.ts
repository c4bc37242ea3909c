/** Red, green, blue from 0 to 255; alpha from 0 to 1. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

/**
 * Reads a colour as browsers compute it (`rgb(1 2 3 / 0.5)`, `rgba(1, 2, 3, 0.5)`, `color(srgb …)`)
 * or as themes write it (`#rgb`, `#rrggbb`, `#rrggbbaa`).
 */
export function parseColour(text: string): Colour | undefined {
  const value = text.trim();
  if (value === "transparent") return { r: 0, g: 0, b: 0, a: 0 };
  const hex = /^#([\da-f]{3,8})$/i.exec(value)?.[1];
  if (hex !== undefined) return parseHex(hex);
  const call = /^(rgba?|color)\(\s*(srgb\s)?([^)]*)\)$/i.exec(value);
  if (call === null) return undefined;
  const scale = call[2] === undefined ? 1 : 255;
  if (call[1] === "color" && call[2] === undefined) return undefined;
  const parts = (call[3] ?? "").split(/[\s,/]+/).filter((part) => part !== "");
  const [r, g, b, a = 1] = parts.map((part) =>
    part.endsWith("%") ? Number(part.slice(0, -1)) / 100 : Number(part),
  );
  if (r === undefined || g === undefined || b === undefined) return undefined;
  const colour = { r: r * scale, g: g * scale, b: b * scale, a };
  return Object.values(colour).some(Number.isNaN) ? undefined : colour;
}

function parseHex(hex: string): Colour | undefined {
  const long = hex.length < 6 ? hex.replaceAll(/./g, "$&$&") : hex;
  if (long.length !== 6 && long.length !== 8) return undefined;
  const at = (index: number): number => Number.parseInt(long.slice(index, index + 2), 16);
  return { r: at(0), g: at(2), b: at(4), a: long.length === 8 ? at(6) / 255 : 1 };
}

export function writeColour({ r, g, b }: Colour): string {
  const hex = (part: number): string =>
    Math.round(Math.max(0, Math.min(255, part)))
      .toString(16)
      .padStart(2, "0");
  return `#${hex(r)}${hex(g)}${hex(b)}`;
}

/** `share` of one colour over another; both opaque. */
export function mix(over: Colour, under: Colour, share: number): Colour {
  const part = (a: number, b: number): number => a * share + b * (1 - share);
  return { r: part(over.r, under.r), g: part(over.g, under.g), b: part(over.b, under.b), a: 1 };
}

/** A see-through colour as it looks on what lies under it. */
export function flatten(colour: Colour, under: Colour): Colour {
  return mix(colour, under, colour.a);
}

/** The contrast ratio of WCAG 2: 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance({ r, g, b }: Colour): number {
  const linear = (part: number): number => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/**
 * The colour itself where it stands out enough, else as little as it takes nearer to black or white,
 * whichever of the two the background allows.
 */
export function withContrast(colour: Colour, background: Colour, least: number): Colour {
  const black = { r: 0, g: 0, b: 0, a: 1 };
  const white = { r: 255, g: 255, b: 255, a: 1 };
  const target = contrast(white, background) >= contrast(black, background) ? white : black;
  for (let step = 0; step <= 20; step++) {
    const moved = mix(target, colour, step / 20);
    if (contrast(moved, background) >= least) return moved;
  }
  return target;
}
