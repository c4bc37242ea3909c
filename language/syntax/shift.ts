/**
 * Plain data with all of its places moved; the data themselves where nothing is to be moved. A place is
 * an object with a numeric `start` and `end`, and nothing else.
 */
export function shift<Data>(data: Data, by: number): Data {
  // Data of the same shape come out; the compiler can't follow that through a walk over all keys.
  return by === 0 ? data : (moved(data, by) as Data);
}

function moved(value: unknown, by: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => moved(each, by));
  const from = value as Readonly<Record<string, unknown>>;
  const { start, end } = from;
  if (typeof start === "number" && typeof end === "number")
    return { start: start + by, end: end + by };
  const result: Record<string, unknown> = {};
  for (const key in from) {
    const each = from[key];
    result[key] = typeof each === "object" ? moved(each, by) : each;
  }
  return result;
}
