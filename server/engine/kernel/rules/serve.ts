/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */

/** The rows of one time, in the order of the file, with the stages of each; so many of them are chosen. */
export interface Moment {
  readonly size: number;
  readonly places: readonly number[];
  readonly masks: readonly number[];
}

/**
 * Says which stage each chosen row serves: time by time the first-written stages that leave the rest
 * possible; then, of the rows of a time, the first in the file, each the first-written stage possible.
 * `chosen`: by stage, receives the place of its row.
 */
export function serve(moments: readonly Moment[], count: number, chosen: Int32Array): void {
  if (moments.every(({ masks }) => masks.every((mask) => (mask & (mask - 1)) === 0))) {
    for (const { places, masks } of moments) {
      masks.forEach((mask, i) => {
        const stage = 31 - Math.clz32(mask);
        if (stage >= 0 && chosen[stage]! < 0) chosen[stage] = places[i]!;
      });
    }
    return;
  }
  const slim = moments.map(withoutSurplus);
  const served = stagesByMoment(slim, count);
  for (const [index, moment] of slim.entries()) assign(moment, served[index]!, chosen);
}

/** Of rows alike only as many as there are stages that they may serve: the first in the file. */
function withoutSurplus({ size, places, masks }: Moment): Moment {
  const kept = masks.flatMap((mask, i) => {
    const before = masks.slice(0, i).filter((other) => other === mask).length;
    return mask !== 0 && before < size ? [i] : [];
  });
  return { size, places: kept.map((i) => places[i]!), masks: kept.map((i) => masks[i]!) };
}

/** By moment, the stages that its rows serve. */
function stagesByMoment(moments: readonly Moment[], count: number): number[] {
  /** By moment, the stages that its rows may serve. */
  const allowed = moments.map(() => (1 << count) - 1);
  return moments.map(({ size }, index) => {
    let served = 0;
    let missing = size;
    for (let stage = 0; stage < count; stage++) {
      const bit = 1 << stage;
      if ((allowed[index]! & bit) === 0) continue;
      const before = [...allowed];
      // Either this moment has the stage, and no other has it, or the others do without it being here.
      for (let other = 0; other < moments.length; other++)
        if (other !== index) allowed[other]! &= ~bit;
      if (missing > 0 && isPossible(moments, allowed, count, index, served | bit)) {
        served |= bit;
        missing--;
        continue;
      }
      allowed.splice(0, allowed.length, ...before);
      allowed[index]! &= ~bit;
    }
    return served;
  });
}

/** Whether every moment can have its rows served by stages that it may have, `index` those of `wanted` too. */
function isPossible(
  moments: readonly Moment[],
  allowed: readonly number[],
  count: number,
  index: number,
  wanted: number,
): boolean {
  const flow = createFlow(moments, allowed, count);
  // No other moment may have what is wanted here, and making room for more gives up no stage.
  const stages = [...Array(count).keys()].filter((stage) => (wanted & (1 << stage)) !== 0);
  if (!stages.every((stage) => flow.cover(stage, index))) return false;
  return moments.every(({ size }, moment) => {
    const missing = moment === index ? size - stages.length : size;
    return Array.from({ length: missing }).every(() => flow.take(moment));
  });
}

interface Flow {
  /** Finds a row of a moment for one more stage. */
  cover(stage: number, moment: number): boolean;
  /** Finds a stage for one more row of a moment. */
  take(moment: number): boolean;
}

function createFlow(moments: readonly Moment[], allowed: readonly number[], count: number): Flow {
  /** By stage, the moment and row that it serves. */
  const holder: ({ moment: number; row: number } | undefined)[] = Array.from({ length: count });
  const isUsed = moments.map(({ places }) => places.map(() => false));

  return {
    cover(stage, moment) {
      const { masks } = moments[moment]!;
      const tried = new Set<number>();
      const find = (of: number): boolean => {
        for (const [row, mask] of masks.entries()) {
          if ((mask & (1 << of)) === 0 || tried.has(row)) continue;
          tried.add(row);
          const other = holder.findIndex((held) => held?.moment === moment && held.row === row);
          if (other >= 0 && !find(other)) continue;
          holder[of] = { moment, row };
          isUsed[moment]![row] = true;
          return true;
        }
        return false;
      };
      return find(stage);
    },
    take(moment) {
      let seen = 0;
      const tried = moments.map(({ places }) => places.map(() => false));
      /** A stage for a row: a free one, or one whose row can move, or be replaced by another of its time. */
      const place = (of: number, row: number): boolean => {
        const mask = moments[of]!.masks[row]! & allowed[of]!;
        for (let stage = 0; stage < count; stage++) {
          const bit = 1 << stage;
          if ((mask & bit) === 0 || (seen & bit) !== 0) continue;
          seen |= bit;
          const held = holder[stage];
          if (held === undefined || place(held.moment, held.row) || replace(held)) {
            holder[stage] = { moment: of, row };
            return true;
          }
        }
        return false;
      };
      const replace = (held: { moment: number; row: number }): boolean => {
        if (!takeAny(held.moment)) return false;
        isUsed[held.moment]![held.row] = false;
        return true;
      };
      const takeAny = (of: number): boolean => {
        for (let row = 0; row < isUsed[of]!.length; row++) {
          if (isUsed[of]![row] || tried[of]![row]) continue;
          tried[of]![row] = true;
          if (place(of, row)) {
            isUsed[of]![row] = true;
            return true;
          }
        }
        return false;
      };
      return takeAny(moment);
    },
  };
}

/** The first rows in the file that can serve the stages together, each the first-written possible. */
function assign({ places, masks }: Moment, served: number, chosen: Int32Array): void {
  const kept: number[] = [];
  for (let i = 0; i < masks.length; i++) {
    if (
      canServe(
        [...kept, i].map((row) => masks[row]!),
        served,
      )
    )
      kept.push(i);
  }
  let open = served;
  for (const [index, row] of kept.entries()) {
    const rest = kept.slice(index + 1).map((other) => masks[other]!);
    for (let stage = 0; stage < 31; stage++) {
      const bit = 1 << stage;
      if ((open & masks[row]! & bit) === 0 || !canServe(rest, open & ~bit)) continue;
      chosen[stage] = places[row]!;
      open &= ~bit;
      break;
    }
  }
}

/** Whether rows can all be served, each by a stage of its own. */
function canServe(masks: readonly number[], stages: number): boolean {
  const holder = new Map<number, number>();
  const place = (row: number, seen: Set<number>): boolean => {
    for (let stage = 0; stage < 31; stage++) {
      if ((masks[row]! & stages & (1 << stage)) === 0 || seen.has(stage)) continue;
      seen.add(stage);
      const held = holder.get(stage);
      if (held === undefined || place(held, seen)) {
        holder.set(stage, row);
        return true;
      }
    }
    return false;
  };
  return masks.every((_, row) => place(row, new Set()));
}
