import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource, type CodeLens } from "vscode-languageserver/node";
import type {
  CompileChartResult,
  FunnelOutcome,
  RunFunnelsResult,
  RunProgressParams,
} from "../../../server/protocol/index.ts";
import { childrenOf } from "../../support/children.ts";
import { type Client, type Workspace, startClient, until } from "../../support/lsp.ts";
import { makeShop, signup } from "./shop.ts";
import { funnelResults } from "../../support/funnel-results.ts";

function reported(outcome: FunnelOutcome | undefined): FunnelOutcome & { readonly kind: "report" } {
  assert.ok(outcome);
  assert.equal(outcome.kind, "report", JSON.stringify(outcome));
  return outcome;
}

function failed(outcome: FunnelOutcome | undefined): FunnelOutcome & { readonly kind: "failure" } {
  assert.ok(outcome);
  assert.equal(outcome.kind, "failure");
  return outcome;
}

describe("runs in the language server", function () {
  this.timeout(60_000);
  let shop: Workspace;
  let client: Client;
  let uri: string;
  let runs = 0;

  before(async () => {
    shop = await makeShop();
    uri = shop.uri("signup.funnel");
    client = await startClient({ folder: shop.folder });
    await client.open(uri, signup);
  });
  afterEach(async () => {
    await client.change(uri, signup);
  });
  after(async () => {
    await client.close();
    await shop.remove();
  });

  const run = (
    funnel?: string,
    options: {
      uri?: string;
      token?: CancellationTokenSource;
      client?: Client;
      runId?: string;
    } = {},
  ): Promise<RunFunnelsResult> =>
    (options.client ?? client).request(
      "funnel/run",
      {
        uri: options.uri ?? uri,
        runId: options.runId ?? `run ${++runs}`,
        ...(funnel && { funnel }),
      },
      options.token?.token,
    );
  const progress = (runId: string): RunProgressParams[] =>
    client.heard
      .filter(({ method }) => method === "funnel/runProgress")
      .map(({ params }) => params as RunProgressParams)
      .filter((params) => params.runId === runId);

  /** The process that holds the database; waits until a run has reached it. */
  const worker = async (): Promise<number> => {
    const found = await until(
      () => childrenOf(process.pid).filter(({ command }) => command.includes("worker.ts")),
      (all) => all.length === 1,
    );
    const [only] = found;
    assert.ok(only);
    assert.equal(found.length, 1);
    return only.pid;
  };

  it("lead from the lens to a report and to a chart of the same figures", async () => {
    const [lens] = await client.request<CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri },
    });
    assert.ok(lens?.command?.arguments);
    const [lensUri, funnel] = lens.command.arguments as [string, string];
    const result = await run(funnel, { uri: lensUri, runId: "first" });
    assert.equal(result.uri, uri);
    const outcome = reported(result.outcomes[0]);
    assert.equal(outcome.funnel, "Signup");
    assert.equal(outcome.line, 7);
    assert.deepEqual(
      outcome.report.stages.map(({ name, count }) => [name, count]),
      [
        ["Visit", "20"],
        ["SignUp", "8"],
        ["Paid", "3"],
      ],
    );
    const [figures] = funnelResults(result.result);
    assert.equal(result.result.file, "signup.funnel");
    assert.deepEqual(
      figures?.stages.map(({ count }) => count),
      [20, 8, 3],
    );
    const chart = JSON.stringify(outcome.chart.vegaLite);
    for (const { name, count } of figures?.stages ?? []) {
      assert.ok(chart.includes(`"${name}"`) && chart.includes(String(count)), name);
    }
    assert.ok("marks" in outcome.chart.vega && "data" in outcome.chart.vega);
    assert.match(outcome.sql, /select[\s\S]*from/i);
    const tabs = [outcome.chart, ...outcome.others].map(({ tab }) => tab);
    assert.deepEqual(tabs, ["steps", "time", "flow"]);
    for (const { vegaLite } of outcome.others) {
      const { vega } = await client.request<CompileChartResult>("funnel/compileChart", {
        vegaLite,
      });
      assert.ok("marks" in vega);
    }
    const phases = progress("first").map(({ phase }) => phase);
    assert.equal(phases.at(-1), "drawing");
    assert.ok(progress("first").every((one) => one.funnel === "Signup"));
  });

  it("answer with tables for a study, at its place and in its order", async () => {
    const studies = `${signup}
scenario Better on Signup {
  stage Paid = 50%
}

audience Stuck on Signup = reached SignUp not reached Paid
`;
    await client.change(uri, studies);
    const lenses = await client.request<CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri },
    });
    assert.deepEqual(
      lenses.flatMap(({ command }) => (command?.arguments ? [command.title] : [])),
      ["▷ Run funnel", "▷ Run scenario", "▷ Count audience"],
    );
    const { outcomes, result } = await run();
    assert.deepEqual(
      outcomes.map(({ kind, funnel }) => [kind, funnel]),
      [
        ["report", "Signup"],
        ["study", "Better"],
        ["study", "Stuck"],
      ],
    );
    assert.deepEqual(
      result.results.map(({ kind }) => kind),
      ["funnel", "scenario", "audience"],
    );
    const [, scenario, audience] = outcomes;
    assert.ok(scenario?.kind === "study" && audience?.kind === "study");
    assert.ok(scenario.chart !== undefined && "marks" in scenario.chart.vega);
    assert.equal(audience.chart, undefined, "a number needs no chart");
    assert.equal(scenario.line, signup.split("\n").length);
    // Of 20, 8 sign up: half of these are 4.
    assert.deepEqual(
      scenario.report.tables[0]?.rows.map(({ cells }) => cells[2]?.text),
      ["20", "8", "4"],
    );
    assert.match(audience.report.summary[0] ?? "", /^5 actors: reached SignUp/);
    const one = await run("Stuck");
    assert.deepEqual(
      one.outcomes.map(({ funnel }) => funnel),
      ["Stuck"],
    );
  });

  it("tell the version of the text that they ran", async () => {
    const before = client.text(uri).version;
    const running = run("Signup", { runId: "edited" });
    await until(
      () => progress("edited"),
      (heard) => heard.length > 0,
    );
    await client.change(uri, signup.replace("14 days", "15 days"));
    assert.equal((await running).version, before);
    assert.equal((await run("Signup")).version, before + 1);
  });

  it("go on beside each other", async () => {
    const results = await Promise.all([run("Signup"), run("Signup"), run()]);
    for (const { outcomes } of results) reported(outcomes[0]);
  });

  it("run the funnels that are whole and say what is wrong with the others", async () => {
    const broken =
      "\nfunnel Broken on web {\n  stage A: page_view\n  stage B: payment where colour = 1\n}\n";
    await client.change(uri, `${signup}${broken}`);
    const { outcomes, result } = await run();
    assert.deepEqual(
      outcomes.map(({ funnel, kind }) => `${funnel} ${kind}`),
      ["Signup report", "Broken failure"],
    );
    const failure = failed(outcomes[1]);
    assert.equal(failure.failure, "file");
    assert.ok(failure.problems.length > 0);
    assert.equal(failure.problems[0]?.line, 19);
    assert.equal(result.results.length, 1);
  });

  it("name what is wrong with a funnel that doesn't parse", async () => {
    await client.change(uri, signup.replace("stage Visit: page_view", "stage Visit"));
    const failure = failed((await run("Signup")).outcomes[0]);
    assert.equal(failure.failure, "file");
    assert.match(failure.problems[0]?.code ?? "", /^FNL1/);
    assert.equal(failure.problems[0]?.line, 10);
  });

  it("say which file is missing, in the language of the user", async () => {
    const russian = await startClient({ folder: shop.folder, locale: "ru" });
    await russian.open(uri, signup.replace("events.csv", "evnts.csv"));
    const failure = failed((await run("Signup", { client: russian })).outcomes[0]);
    assert.match(failure.problems[0]?.message ?? "", /data\/evnts\.csv.*data\/events\.csv|нет/);
    assert.match(failure.problems[0]?.message ?? "", /[а-я]{3}/);
    await russian.close();
  });

  it("refuse what isn't a file with data", async () => {
    execFileSync("mkfifo", [join(shop.folder, "data/pipe.csv")]);
    await client.change(uri, signup.replace("events.csv", "pipe.csv"));
    const failure = failed((await run("Signup")).outcomes[0]);
    assert.equal(failure.problems[0]?.code, "FNL5007");
  });

  it("are cancelled within three seconds though the engine hangs, and others go on", async () => {
    reported((await run("Signup")).outcomes[0]);
    const pid = await worker();
    process.kill(pid, "SIGSTOP");
    const token = new CancellationTokenSource();
    const hanging = run("Signup", { token });
    await client.request("textDocument/hover", {
      textDocument: { uri },
      position: { line: 8, character: 4 },
    });
    const before = Date.now();
    token.cancel();
    const outcome = failed((await hanging).outcomes[0]);
    assert.ok(Date.now() - before < 3000, `${Date.now() - before} ms`);
    assert.equal(outcome.failure, "cancelled");
    reported((await run("Signup")).outcomes[0]);
  });

  it("survive the end of the engine's process", async () => {
    reported((await run("Signup")).outcomes[0]);
    const pid = await worker();
    process.kill(pid, "SIGSTOP");
    const hanging = run("Signup");
    await client.request("textDocument/hover", {
      textDocument: { uri },
      position: { line: 8, character: 4 },
    });
    process.kill(pid, "SIGKILL");
    const failure = failed((await hanging).outcomes[0]);
    assert.equal(failure.failure, "internal");
    assert.match(failure.problems[0]?.code ?? "", /^FNL503/);
    reported((await run("Signup")).outcomes[0]);
  });

  it("are refused, and no data are read, until the workspace is trusted", async () => {
    const careful = await startClient({ folder: shop.folder, trusted: false });
    await careful.open(uri, signup.replace("by device", "by devise"));
    await worker();
    assert.deepEqual(await careful.diagnostics(uri), []);
    const failure = failed((await run("Signup", { client: careful })).outcomes[0]);
    assert.equal(failure.problems[0]?.code, "FNL5034");
    await worker(); // still no other
    await careful.notify("funnel/trust", undefined);
    await until(
      () => careful.diagnostics(uri),
      (found) => found.length === 1,
    );
    await careful.change(uri, signup);
    reported((await run("Signup", { client: careful })).outcomes[0]);
    await careful.close();
  });

  it("find the data of an unsaved text in the workspace's folder", async () => {
    const untitled = "untitled:Untitled-1";
    await client.open(untitled, signup);
    reported((await run("Signup", { uri: untitled })).outcomes[0]);
    const homeless = await startClient({});
    await homeless.open(untitled, signup);
    const failure = failed((await run("Signup", { uri: untitled, client: homeless })).outcomes[0]);
    assert.equal(failure.problems[0]?.code, "FNL5035");
    const added = [{ uri: pathToFileURL(shop.folder).href, name: "shop" }];
    await homeless.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed: [] } });
    reported((await run("Signup", { uri: untitled, client: homeless })).outcomes[0]);
    await homeless.close();
  });

  it("show dates that only the data know in the time zone of the source", async () => {
    // The last visit, on the 20th at one o'clock in Tokyo, is on the 19th in UTC.
    const zone = '  time ts\n  timezone "Asia/Tokyo"\n';
    await client.change(uri, signup.replace("  time ts\n", zone));
    const { report } = reported((await run("Signup")).outcomes[0]);
    assert.match(report.overview.context, /\b20 Jan 2026\b/);
  });

  it("have no outcome for a funnel that isn't there", async () => {
    assert.deepEqual((await run("Nobody")).outcomes, []);
  });

  it("see data that changed since the last run", async () => {
    reported((await run("Signup")).outcomes[0]);
    await shop.write(
      "data/events.csv",
      "user_id,ts,name,device,amount\nu,2026-01-01,page_view,x,1\n",
    );
    const outcome = reported((await run("Signup")).outcomes[0]);
    assert.equal(outcome.report.stages[0]?.count, "1");
  });
});
