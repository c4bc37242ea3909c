import { crc32, deflateRawSync } from "node:zlib";

/** An archive of texts, and, last, of bytes that are packed already and say what they unpack to. */
export function zipped(
  texts: Readonly<Record<string, string>>,
  bomb?: { readonly packed: Uint8Array; readonly says: number },
): Buffer {
  const files = Object.entries(texts).map(([name, text]) => {
    const bytes = Buffer.from(text);
    return { name, packed: deflateRawSync(bytes), size: bytes.length, sum: crc32(bytes) };
  });
  if (bomb !== undefined)
    files.push({ name: "bomb", packed: Buffer.from(bomb.packed), size: bomb.says, sum: 0 });
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, size, sum } of files) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(sum, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name)]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const version = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02"), version, common, rest, Buffer.from(name)]),
    );
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from("PK\x05\x06"), end]);
}
