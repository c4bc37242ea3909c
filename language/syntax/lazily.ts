/**
 * Plain data whose values at the first level are each made of another's when they are asked for, once:
 * of a large text mostly nobody asks. Numbers and texts are taken as they are.
 */
export function lazily<Data extends object>(
  data: Data,
  make: <Value>(value: Value) => Value,
): Data {
  const from = data as Readonly<Record<string, unknown>>;
  const made: Record<string, unknown> = {};
  for (const key of Object.keys(from)) {
    const value = from[key];
    if (typeof value !== "object" || value === null) made[key] = value;
    else {
      const put = { enumerable: true, configurable: true };
      const get = (): unknown => {
        const now = make(value);
        Object.defineProperty(made, key, { ...put, value: now });
        return now;
      };
      Object.defineProperty(made, key, { ...put, get });
    }
  }
  // Of the same keys, with values of the same types.
  return made as Data;
}
