import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { ExpectationOutcome, RunFunnelsResult } from "../../server/protocol/index.ts";
import type { LanguageServer } from "../language-client.ts";
import type { Log } from "../log.ts";
import { type Expectation, type Tree, rangeOf } from "./tree.ts";

interface Leaf {
  readonly item: vscode.TestItem;
  readonly expectation: Expectation;
}

/** Runs each funnel once for all expectations of it that were asked for, one funnel after the other. */
export async function runTests(
  run: vscode.TestRun,
  items: readonly vscode.TestItem[],
  tree: Tree,
  server: Pick<LanguageServer, "run">,
  log: Log,
): Promise<void> {
  const { token } = run;
  const byFunnel = new Map<string, Leaf[]>();
  for (const item of items) {
    const expectation = tree.expectation(item);
    if (expectation === undefined) continue;
    run.enqueued(item);
    const key = `${expectation.uri.toString()}#${expectation.funnel}`;
    byFunnel.set(key, [...(byFunnel.get(key) ?? []), { item, expectation }]);
  }
  try {
    for (const leaves of byFunnel.values()) {
      if (token.isCancellationRequested) for (const { item } of leaves) run.skipped(item);
      else await runFunnel(run, leaves, server, log);
    }
  } finally {
    run.end();
  }
}

async function runFunnel(
  run: vscode.TestRun,
  leaves: readonly Leaf[],
  server: Pick<LanguageServer, "run">,
  log: Log,
): Promise<void> {
  const [first] = leaves;
  if (first === undefined) return;
  const { uri, funnel } = first.expectation;
  for (const { item } of leaves) run.started(item);
  let result: RunFunnelsResult;
  try {
    // The server knows what is open.
    await vscode.workspace.openTextDocument(uri);
    result = await server.run({ uri: uri.toString(), funnel, runId: randomUUID() }, run.token);
  } catch (error) {
    if (run.token.isCancellationRequested) for (const { item } of leaves) run.skipped(item);
    else {
      log.error(String(error));
      const reason = error instanceof Error ? error.message : String(error);
      const said = vscode.l10n.t("The run ended before its result ({0}); run it again.", reason);
      for (const { item } of leaves) run.errored(item, new vscode.TestMessage(said));
    }
    return;
  }
  for (const leaf of leaves) tell(run, leaf, result);
}

function tell(run: vscode.TestRun, { item, expectation }: Leaf, result: RunFunnelsResult): void {
  const { uri, funnel, text, occurrence } = expectation;
  const one = result.expectations.filter(
    ({ funnel: of, expected }) => of === funnel && expected === text,
  )[occurrence];
  const outcome = result.outcomes.find((each) => each.funnel === funnel);
  if (one === undefined) {
    if (outcome?.kind === "failure" && outcome.failure === "cancelled") run.skipped(item);
    else run.errored(item, whyNot(outcome, uri));
    return;
  }
  const milliseconds = outcome?.kind === "report" ? outcome.milliseconds : undefined;
  const place = new vscode.Location(uri, rangeOf(one.range));
  /** A terminal's lines. */
  const say = (): void =>
    run.appendOutput(`${one.problem?.message ?? one.actual}\r\n`, place, item);
  switch (one.status) {
    case "pass":
      run.passed(item, milliseconds);
      return;
    case "warn":
      // It asks for no more than a warning; the problem at its line is one.
      say();
      run.passed(item, milliseconds);
      return;
    case "unknown":
      say();
      run.skipped(item);
      return;
    case "fail":
      run.failed(item, failure(one, place), milliseconds);
      return;
  }
}

/** One line says what was expected and what it is: there is nothing to compare line by line. */
function failure(
  { problem, expected, actual }: ExpectationOutcome,
  place: vscode.Location,
): vscode.TestMessage {
  const message = new vscode.TestMessage(problem?.message ?? `${expected}: ${actual}`);
  message.location = place;
  return message;
}

function whyNot(
  outcome: RunFunnelsResult["outcomes"][number] | undefined,
  uri: vscode.Uri,
): vscode.TestMessage {
  const problem = outcome?.kind === "failure" ? outcome.problems[0] : undefined;
  const message = new vscode.TestMessage(
    problem?.message ??
      vscode.l10n.t("The text has no such expectation any more; refresh the tests."),
  );
  if (problem?.line !== undefined) {
    message.location = new vscode.Location(
      uri,
      new vscode.Position(problem.line, problem.character ?? 0),
    );
  }
  return message;
}
