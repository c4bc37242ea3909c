/**
 * The candidate that a misspelt word most likely stands for. Letter case doesn't count; swapped
 * neighbours count once. Undefined where nothing is near enough: a third of the letters, at most 3.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  // Letters of double width look like the plain ones.
  const wanted = fold(word.normalize("NFKC"));
  const allowed = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  let best: string | undefined;
  let bestDistance = allowed + 1;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    if (Math.abs(folded.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, folded, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  // One letter of two can stand for anything, unless it is only the last that is missing.
  const isShort = wanted.length <= 2 && bestDistance > 0;
  return isShort && best !== undefined && !fold(best).startsWith(wanted) ? undefined : best;
}

/** Names compare as people read them: without case, in composed form. */
export function fold(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** Letters to insert, delete, replace or swap; anything from `limit` on is `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(
        (last[j] ?? limit) + 1,
        (row[j - 1] ?? limit) + 1,
        (last[j - 1] ?? limit) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (beforeLast[j - 2] ?? limit) + 1);
      row.push(value);
      smallest = Math.min(smallest, value);
    }
    if (smallest >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return Math.min(limit, last[b.length] ?? limit);
}
