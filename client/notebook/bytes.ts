/** The text of a file with its byte order mark; undefined where it isn't encoded as UTF-8. */
export function decodeFile(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function encodeFile(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
