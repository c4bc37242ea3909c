/**
 * How wide a text is, in ems, without a font at hand: the widths of a common sans-serif for ASCII
 * and averages for other scripts. Made to err on the wide side by a few percent, since it reserves
 * room; where a text is cut, the view measures with its real font.
 */
export function widthInEms(text: string, bold = false): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += segmentWidth(segment);
  return bold ? width * 1.08 : width;
}

/** The widest of some texts, in ems, to a hundredth. */
export function widest(texts: readonly string[], bold = false): number {
  return Math.ceil(Math.max(0, ...texts.map((each) => widthInEms(each, bold))) * 100) / 100;
}

/** The same of names, whose letters a font may draw wider than its average: room not to cut them. */
export function widestName(names: readonly string[]): number {
  const ems = widest(names);
  return Math.ceil((ems * 1.08 + (ems === 0 ? 0 : 0.4)) * 100) / 100;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Of Helvetica, in thousandths of an em, from the space to the tilde. */
const ascii = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const wide =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const wideLetter = /^[ЖМФШЩЫЮжмфшщыю\p{Lu}]/u;

function segmentWidth(segment: string): number {
  const unit = segment.codePointAt(0) ?? 0;
  if (unit === 0xa0) return 0.278;
  if (unit >= 0x20 && unit < 0x7f) return (ascii[unit - 0x20] ?? 556) / 1000;
  if (unit < 0x20) return 0;
  if (wide.test(segment)) return 1.05;
  return wideLetter.test(segment) ? 0.76 : 0.58;
}
