/**
 * Pieces of SQL. Names and literals stay typed values until a dialect writes them, so that no value
 * of a user can ever be read as SQL: only the fixed parts of a template are text.
 */
export type Piece =
  | { readonly kind: "sql"; readonly text: string }
  | { readonly kind: "name"; readonly value: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly digits: string };

export interface Fragment {
  readonly pieces: readonly Piece[];
}

/** Writes a template: ``sql`select ${name("a b")} from t` ``. */
export function sql(strings: TemplateStringsArray, ...values: readonly Fragment[]): Fragment {
  const pieces: Piece[] = [];
  strings.forEach((text, index) => {
    if (text !== "") pieces.push({ kind: "sql", text });
    const value = values[index];
    for (const piece of value?.pieces ?? []) pieces.push(piece);
  });
  return { pieces };
}

/** A name of a column or table. */
export function name(value: string): Fragment {
  return { pieces: [{ kind: "name", value }] };
}

/** A text literal. */
export function text(value: string): Fragment {
  return { pieces: [{ kind: "text", value }] };
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** An exact number: decimal digits with at most a sign and a point. Anything else is a mistake of ours. */
export function number(digits: string | bigint | number): Fragment {
  const written = String(digits);
  if (!DECIMAL.test(written)) throw new RangeError(`Not a decimal number: ${written}`);
  return { pieces: [{ kind: "number", digits: written }] };
}

export const empty: Fragment = { pieces: [] };

export function join(fragments: readonly Fragment[], separator: Fragment): Fragment {
  return {
    pieces: fragments.flatMap((fragment, index) =>
      index === 0 ? fragment.pieces : [...separator.pieces, ...fragment.pieces],
    ),
  };
}

export function list(fragments: readonly Fragment[]): Fragment {
  return join(fragments, sql`, `);
}

/** All must hold; of none: true. */
export function all(conditions: readonly Fragment[]): Fragment {
  if (conditions.length === 0) return sql`true`;
  if (conditions.length === 1) return conditions[0] ?? sql`true`;
  return join(
    conditions.map((condition) => sql`(${condition})`),
    sql` and `,
  );
}

/** One must hold; of none: false. */
export function any(conditions: readonly Fragment[]): Fragment {
  if (conditions.length === 0) return sql`false`;
  if (conditions.length === 1) return conditions[0] ?? sql`false`;
  return join(
    conditions.map((condition) => sql`(${condition})`),
    sql` or `,
  );
}

/** How a dialect writes what isn't fixed text. */
export interface Quoting {
  name(value: string): string;
  text(value: string): string;
  number(digits: string): string;
}

export function render(fragment: Fragment, quoting: Quoting): string {
  let result = "";
  for (const piece of fragment.pieces) {
    switch (piece.kind) {
      case "sql":
        result += piece.text;
        break;
      case "name":
        result += quoting.name(piece.value);
        break;
      case "text":
        result += quoting.text(piece.value);
        break;
      case "number":
        result += quoting.number(piece.digits);
        break;
    }
  }
  return result;
}
