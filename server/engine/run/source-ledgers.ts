import type { FunnelPlan } from "../plan/plan.ts";
import type { SourceLedger } from "../result.ts";
import type { DataFile } from "./files.ts";
import { contentFingerprint } from "./fingerprint.ts";
import type { Scanned } from "./scan.ts";
import { noRejects } from "./table-parts.ts";
import type { Rejects } from "./table.ts";

/** What was read of the sources and of the lookups that they join, and what was left out. */
export async function sourceLedgers(
  plan: FunnelPlan,
  files: readonly (readonly DataFile[])[],
  scanned: Scanned,
): Promise<readonly SourceLedger[]> {
  const { profiles, rejects, repeated, unmatched } = scanned;
  const sources: SourceLedger[] = [];
  for (const [index, { source }] of plan.scans.entries()) {
    const profile = profiles[index];
    const counts = {
      without_actor: profile?.withoutActor ?? 0,
      unreadable_time: profile?.unreadableTime ?? 0,
      ...(repeated[index] ? { repeated: repeated[index] } : {}),
      ...(profile?.withoutStage ? { without_stage: profile.withoutStage } : {}),
      unmatched: Object.fromEntries(
        unmatched[index]?.map(({ lookup, count }) => [lookup, count]) ?? [],
      ),
    };
    const left = rejects[index] ?? noRejects;
    sources.push(await ledger(source, files[index] ?? [], profile?.total ?? 0, left, counts));
  }
  for (const [index, { source }] of plan.lookups.entries()) {
    const profile = scanned.lookups[index];
    if (profile === undefined) continue;
    const of = files[plan.scans.length + index] ?? [];
    const counts = { without_actor: 0, unreadable_time: 0, unmatched: {} };
    sources.push(await ledger(source, of, profile.total, profile.rejects, counts));
  }
  return sources;
}

export async function ledger(
  name: string,
  files: readonly DataFile[],
  total: number,
  { count, first }: Rejects,
  counts: Omit<SourceLedger["rows"], "read" | "rejected">,
): Promise<SourceLedger> {
  return {
    name,
    files: files.length,
    fingerprint: await contentFingerprint(files),
    rows: { read: total + count, rejected: count, ...counts },
    ...(count === 0
      ? {}
      : { rejects: first.map(({ file, ...rest }) => ({ file: file.path, ...rest })) }),
  };
}
