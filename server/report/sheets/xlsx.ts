import writeXlsxFile, {
  type Cell as XlsxCell,
  type Sheet as XlsxSheet,
} from "write-excel-file/node";
import type { Cell, Sheet, SheetColumn } from "./sheet.ts";

/** Excel takes no longer name of a sheet, and none of these signs. */
const longestName = 31;
const notInNames = /[\\/?*[\]:]/g;
/** Characters that Excel shows without a column being widened. */
const [narrowest, widest] = [9, 48];

/** A workbook with a sheet for each table. Texts are texts in it, whatever they begin with. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ title, columns, rows }): XlsxSheet<never> => ({
    sheet: title.replaceAll(notInNames, " ").slice(0, longestName),
    stickyRowsCount: 1,
    columns: columns.map((column, index) => ({ width: widthOf(column, rows, index) })),
    data: [
      columns.map((column): XlsxCell => ({ value: column.title, fontWeight: "bold" })),
      ...rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]))),
    ],
  }));
  return writeXlsxFile(written).toBuffer();
}

function cellOf(value: Cell, column: SheetColumn | undefined): XlsxCell {
  if (value === null) return null;
  if (typeof value === "string") return { value, type: String };
  return { value, type: Number, ...(column?.isShare === true ? { format: "0.0%" } : {}) };
}

function widthOf({ title }: SheetColumn, rows: Sheet["rows"], index: number): number {
  const lengths = rows.map((row) => {
    const cell = row[index] ?? null;
    return typeof cell === "number" ? narrowest : (cell?.length ?? 0);
  });
  const longest = lengths.reduce((most, length) => Math.max(most, length), title.length);
  return Math.max(narrowest, Math.min(widest, longest)) + 2;
}
