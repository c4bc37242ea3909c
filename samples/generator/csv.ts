import type { Cell, Table } from "./table.ts";

export interface CsvDialect {
  readonly delimiter: string;
  readonly decimal: string;
}

export function writeCsv(table: Table, dialect: CsvDialect): string {
  const money = table.columns.map((column) => column.type === "money");
  const text = (cell: Cell, index: number): string => {
    if (cell === null) return "";
    if (typeof cell !== "number") return quoted(String(cell), dialect.delimiter);
    return money[index] ? cell.toFixed(2).replace(".", dialect.decimal) : String(cell);
  };
  const lines = [
    table.columns.map((column) => quoted(column.name, dialect.delimiter)),
    ...table.rows.map((row) => row.map(text)),
  ];
  return lines.map((line) => line.join(dialect.delimiter) + "\n").join("");
}

function quoted(text: string, delimiter: string): string {
  const plain = !text.includes(delimiter) && !/["\r\n]/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
