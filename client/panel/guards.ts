/**
 * Checks of unknown values, put together from small ones. `shape<T>` needs a check for every
 * property of T, so that a guard can't fall behind its type.
 */
export type Guard<T> = (value: unknown) => value is T;

/** A check of one property; it may allow the property to be missing. */
type PropertyGuard<T> = ((value: unknown) => value is T) & { readonly mayBeMissing?: true };

export const isString: Guard<string> = (value) => typeof value === "string";

export const isBoolean: Guard<boolean> = (value) => typeof value === "boolean";

export const isTrue: Guard<true> = (value) => value === true;

/** A finite number, 0 or more. */
export const isCount = ((value) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0) as Guard<number>;

/** A number from 0 to 1. */
export const isFraction = ((value) =>
  typeof value === "number" && value >= 0 && value <= 1) as Guard<number>;

export const isObject: Guard<object> = (value): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function literal<const T extends string>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((each) => each === value);
}

export function nullable<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function either<T>(...guards: readonly ((value: unknown) => boolean)[]): Guard<T> {
  return (value): value is T => guards.some((guard) => guard(value));
}

/** For a property that may be missing. */
export function optional<T>(guard: Guard<T>): PropertyGuard<T> {
  const check = (value: unknown): value is T => guard(value);
  return Object.assign(check, { mayBeMissing: true as const });
}

export function shape<T extends object>(properties: {
  readonly [Key in keyof T]-?: PropertyGuard<Exclude<T[Key], undefined>>;
}): Guard<T> {
  const checks = Object.entries<PropertyGuard<unknown>>(properties);
  return (value): value is T => {
    if (!isObject(value)) return false;
    const found = new Map<string, unknown>(Object.entries(value));
    return checks.every(([key, guard]) => {
      const property = found.get(key);
      if (property === undefined) return guard.mayBeMissing === true;
      return guard(property);
    });
  };
}
