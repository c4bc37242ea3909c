/** Files that sources may read, as a pattern to watch. */
export const dataFiles = "**/*.{csv,tsv,json,jsonl,ndjson,parquet,xlsx,gz,zst}";
