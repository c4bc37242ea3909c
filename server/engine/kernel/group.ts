/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { TaggedRows } from "./rows.ts";
import { createColumns, isSorted, sortByTime, type RowColumns } from "./sort.ts";

/** The rows of one actor: `start` to `end` (excluded), by time, equal times in file order. */
export type VisitActor = (columns: RowColumns, start: number, end: number, actor: number) => void;

/** Bounds of what the grouping allocates at a time, in rows. */
export interface GroupingLimits {
  /** Rows copied in one pass over the input; 20 bytes each. */
  readonly rowsPerPass: number;
  /** Rows that are sorted together, so that they stay in the processor's cache. */
  readonly rowsPerBlock: number;
}

const DEFAULT_LIMITS: GroupingLimits = { rowsPerPass: 1 << 23, rowsPerBlock: 1 << 16 };
const MOST_BLOCKS = 1024;

/** Whole numbers a record: actor, stages, row, and the two halves of the time. */
const RECORD = 5;

/**
 * Visits each actor that has rows, by ascending code. The columns belong to the grouping and are
 * overwritten afterwards.
 *
 * Rows of one actor lie scattered over the input, and touching memory at random costs far more than
 * copying it. So the actors are cut into blocks of neighbouring codes; a pass over the input appends
 * each row to its block as one record, and a counting sort by actor within the block then works on
 * what fits the cache. Inputs with more rows than `rowsPerPass` take several passes, each over a
 * range of blocks, so that the copy stays small beside the input.
 */
export function forEachActor(
  rows: TaggedRows,
  visit: VisitActor,
  limits: GroupingLimits = DEFAULT_LIMITS,
): void {
  if (rows.length === 0) return;
  const shift = blockShift(rows, limits.rowsPerBlock);
  const offsets = blockOffsets(rows, shift);
  const blocks = offsets.length - 1;
  const block = createBlock(largest(offsets, 0, blocks), 1 << shift);
  const ranges = passes(offsets, limits.rowsPerPass);
  const rowsAtOnce = Math.max(...ranges.map(({ from, to }) => offsets[to]! - offsets[from]!));
  const records = new Int32Array(RECORD * rowsAtOnce);
  for (const { from, to } of ranges) {
    appendToBlocks(rows, shift, offsets, from, to, records);
    for (let b = from; b < to; b++) {
      const first = offsets[b]! - offsets[from]!;
      visitBlock(records, first, offsets[b + 1]! - offsets[b]!, b << shift, block, visit);
    }
  }
}

/** Actors a block, as a power of two. */
function blockShift(rows: TaggedRows, rowsPerBlock: number): number {
  const wanted = Math.max(rowsPerBlock, rows.length / MOST_BLOCKS);
  const actorsPerBlock = Math.min(1, wanted / rows.length) * rows.actors;
  return Math.floor(Math.log2(Math.max(1, actorsPerBlock)));
}

/** Where each block's rows begin, as if all rows were ordered by block; one more than there are blocks. */
function blockOffsets(rows: TaggedRows, shift: number): Int32Array {
  const offsets = new Int32Array(((rows.actors - 1) >> shift) + 2);
  const { actor, length } = rows;
  for (let i = 0; i < length; i++) offsets[(actor[i]! >> shift) + 1]!++;
  for (let b = 1; b < offsets.length; b++) offsets[b]! += offsets[b - 1]!;
  return offsets;
}

/** Ranges of blocks of at most `rowsPerPass` rows together, or of one block that has more. */
function passes(offsets: Int32Array, rowsPerPass: number): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let from = 0;
  for (let b = 1; b < offsets.length; b++) {
    const last = b === offsets.length - 1;
    if (last || offsets[b + 1]! - offsets[from]! > rowsPerPass) {
      ranges.push({ from, to: b });
      from = b;
    }
  }
  return ranges;
}

function appendToBlocks(
  rows: TaggedRows,
  shift: number,
  offsets: Int32Array,
  from: number,
  to: number,
  records: Int32Array,
): void {
  const { actor, stages, length } = rows;
  const halves = new Int32Array(rows.time.buffer, rows.time.byteOffset, 2 * length);
  const origin = offsets[from]!;
  const next = offsets.slice(from, to);
  for (let i = 0; i < length; i++) {
    const who = actor[i]!;
    const b = who >> shift;
    if (b < from || b >= to) continue;
    const at = RECORD * (next[b - from]!++ - origin);
    records[at] = who;
    records[at + 1] = stages[i]!;
    records[at + 2] = i;
    records[at + 3] = halves[2 * i]!;
    records[at + 4] = halves[2 * i + 1]!;
  }
}

interface Block {
  readonly columns: RowColumns;
  /** The columns' times as halves. */
  readonly halves: Int32Array;
  /** Where each actor's rows begin; used up while they are put there. */
  readonly next: Int32Array;
}

function createBlock(rows: number, actors: number): Block {
  const columns = createColumns(rows);
  return { columns, halves: new Int32Array(columns.time.buffer), next: new Int32Array(actors + 1) };
}

/** A stable counting sort by actor; `base` is the code of the block's first. */
function visitBlock(
  records: Int32Array,
  first: number,
  length: number,
  base: number,
  { columns, halves, next }: Block,
  visit: VisitActor,
): void {
  const from = RECORD * first;
  const to = RECORD * (first + length);
  next.fill(0);
  for (let at = from; at < to; at += RECORD) next[records[at]! - base + 1]!++;
  for (let a = 1; a < next.length; a++) next[a]! += next[a - 1]!;
  for (let at = from; at < to; at += RECORD) {
    const place = next[records[at]! - base]!++;
    columns.stages[place] = records[at + 1]!;
    columns.row[place] = records[at + 2]!;
    halves[2 * place] = records[at + 3]!;
    halves[2 * place + 1] = records[at + 4]!;
  }
  // Each actor's beginning has moved on to its end.
  let start = 0;
  for (let a = 0; a < next.length - 1; a++) {
    const end = next[a]!;
    if (end === start) continue;
    if (!isSorted(columns.time, start, end)) sortByTime(columns, start, end);
    visit(columns, start, end, base + a);
    start = end;
  }
}

function largest(offsets: Int32Array, from: number, to: number): number {
  let most = 0;
  for (let b = from; b < to; b++) most = Math.max(most, offsets[b + 1]! - offsets[b]!);
  return most;
}
