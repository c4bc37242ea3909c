import { writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

/**
 * Writes slow.funnel and data for it that take many seconds to read, in a few megabytes: one packed
 * block of rows, written again and again.
 */
export async function writeSlowFunnel(folder: string): Promise<void> {
  const rows = Array.from({ length: 200_000 }, (_, index) => {
    const minute = String(index % 60).padStart(2, "0");
    const day = String(1 + (index % 28)).padStart(2, "0");
    return `user${(index * 7919) % 100_003},2026-01-${day} 10:${minute}:00,${index % 3 === 0 ? "look" : "buy"}`;
  });
  const block = gzipSync(`${rows.join("\n")}\n`);
  const header = gzipSync("user,ts,event\n");
  await writeFile(
    path.join(folder, "slow.csv.gz"),
    Buffer.concat([header, ...Array.from({ length: 150 }, () => block)]),
  );
  await writeFile(
    path.join(folder, "slow.funnel"),
    `source web from "slow.csv.gz" {
  actor user
  time ts
  event event
}

funnel Slow on web {
  stage Look: look
  stage Buy: buy
}
`,
  );
}
