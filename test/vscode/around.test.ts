import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { openFolder, sharedHost, temporaryFolder } from "./support/shared.ts";
import { writeSlowFunnel } from "./support/slow.ts";
import type { Window } from "./support/window.ts";

/** 20 visitors, of whom 8 sign up and 3 or so many pay. */
function events(paying = 3): string {
  const lines = ["user,ts,event"];
  for (let user = 1; user <= 20; user++) {
    const day = String(user).padStart(2, "0");
    lines.push(`u${user},2026-01-${day} 01:00:00,visit`);
    if (user <= Math.max(8, paying)) lines.push(`u${user},2026-01-${day} 02:00:00,sign_up`);
    if (user <= paying) lines.push(`u${user},2026-01-${day} 03:00:00,pay`);
  }
  return `${lines.join("\n")}\n`;
}

const text = `source web from "events.csv" {
  actor user
  time ts
  event event
}

funnel Signup on web {
  window 2 days
  stage Visit: visit
  stage SignUp: sign_up
  stage Paid: pay
  expect conversion(Visit -> SignUp) >= 30%
  expect conversion(Visit -> Paid) >= 90%
  expect actors(Paid) > 5 else warn
  expect conversion >= 5% when actors(Visit) > 100
}
`;

describe("tests, problems, lenses and runs in a real VS Code", function () {
  this.timeout(120_000);
  let folder: string;
  let window: Window;

  before(async () => {
    folder = path.join(await temporaryFolder("workspace"), "expecting");
    await mkdir(path.join(folder, ".vscode"), { recursive: true });
    await writeFile(path.join(folder, "events.csv"), events());
    await writeFile(path.join(folder, "signup.funnel"), text);
    await writeFile(
      path.join(folder, "other.funnel"),
      text.replace("Signup", "Other").replace("90%", "10%"),
    );
    await set({ "funnel.runOnSave": true });
    window = await openFolder(await sharedHost(), folder);
    await window.openFile("signup.funnel");
    await window.lens("Run funnel").waitFor();
  });
  after(() => window.close());

  const set = (settings: object): Promise<void> =>
    writeFile(
      path.join(folder, ".vscode", "settings.json"),
      JSON.stringify({
        "testing.automaticallyOpenPeekView": "never",
        "testing.automaticallyOpenTestResults": "neverOpen",
        ...settings,
      }),
    );
  const rows = () => window.page.locator(".test-explorer .monaco-list-row");
  const row = (label: string) => rows().filter({ hasText: label }).first();
  const state = async (label: string): Promise<string> => {
    const icon = row(label).locator(".computed-state");
    const classes = (await icon.getAttribute("class")) ?? "";
    return /codicon-testing-(\w+)-icon/.exec(classes)?.[1] ?? classes;
  };
  const eventually = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 150; tries++) {
      if (await holds()) return;
      await window.page.waitForTimeout(200);
    }
    assert.fail(`${what} in time`);
  };

  it("lists every expectation of the workspace as a test, and runs them", async () => {
    await window.runCommand("Testing: Focus on Test Explorer View");
    await row("signup.funnel").waitFor();
    await row("other.funnel").waitFor();
    await window.runCommand("Test: Run All Tests");
    await window.problem(/Expectation not met: conversion\(Visit -> Paid\) >= 90%/).waitFor();
    await window.runCommand("Testing: Focus on Test Explorer View");
    await eventually("the funnel failed", async () => (await state("signup.funnel")) === "failed");
    await eventually("the other passed", async () => (await state("other.funnel")) === "passed");
    await window.screenshot("tests");
  });

  it("says at their lines what isn't met", async () => {
    const problems = (await window.problems()).map((one) => one.replaceAll("\u00a0", " "));
    assert.ok(problems.some((one) => /not met: .*90%: 15\.0 %.*FNL6014.*Ln 13/.test(one)));
    assert.ok(problems.some((one) => /only warns: actors\(Paid\) > 5: 3.*FNL6015/.test(one)));
    assert.ok(problems.some((one) => /Not enough data to tell.*FNL6016/.test(one)));
  });

  it("shows the result above the funnel, and that the text has changed since", async () => {
    const lens = window.lens("Paid 15.0");
    await lens.waitFor();
    assert.match((await lens.textContent()) ?? "", /20 → 3.*not met: 1.*just now/);
    await window.typeAtEnd("window 2 days", "0");
    await window.lens("the text has changed since").waitFor();
    await window.problem(/90%.*The text has changed since this run/).waitFor();
    await window.screenshot("stale-lens");
    await window.undoAll();
    await window.lens("the text has changed since").waitFor({ state: "detached" });
  });

  it("runs on save where that is wanted", async () => {
    await window.typeAtEnd("stage Paid: pay", ' where user != "u1"');
    await window.page.keyboard.press("Control+S");
    const lens = window.lens("Paid 10.0");
    await lens.waitFor();
    assert.match((await lens.textContent()) ?? "", /20 → 2.*just now/);
    assert.match(
      await readFile(path.join(folder, "signup.funnel"), "utf8"),
      /pay where user != "u1"/,
    );
    // Nothing is opened by that.
    assert.equal(await window.page.locator("iframe.webview.ready").count(), 0);
  });

  it("lists the runs, and shows the result of one on a click", async () => {
    await window.runCommand("Funnel: Focus on Runs View");
    const runs = window.page.locator(".monaco-list-row[aria-label*='Signup']");
    await runs.first().waitFor();
    assert.ok((await runs.count()) >= 2);
    assert.match((await runs.first().getAttribute("aria-label")) ?? "", /20 → 2/);
    await window.screenshot("runs");
    await runs.first().click();
    await window.result.locator("h2", { hasText: "Signup" }).waitFor();
    await window.screenshot("runs-result");
    await window.closeResult();
  });

  it("says that the data have changed since, and runs the tests again where that is asked for", async () => {
    await window.runCommand("Testing: Focus on Test Explorer View");
    assert.equal(await state("signup.funnel"), "failed");
    await window.runCommand("Test: Start Continuous Run");
    await writeFile(path.join(folder, "events.csv"), events(20));
    await eventually("the funnel passed", async () => (await state("signup.funnel")) === "passed");
    await window.lens("Paid 95.0").waitFor();
    await window.runCommand("Test: Stop Continuous Run");
    await writeFile(path.join(folder, "events.csv"), events());
    await window.lens("the data have changed since").waitFor();
  });

  it("ends a run of tests soon after it is cancelled", async () => {
    await writeSlowFunnel(folder);
    const slow = path.join(folder, "slow.funnel");
    const written = await readFile(slow, "utf8");
    await writeFile(
      slow,
      written.replace("stage Buy: buy", "stage Buy: buy\n  expect conversion > 1%"),
    );
    await window.openFile("slow.funnel");
    await window.runCommand("Testing: Focus on Test Explorer View");
    await row("slow.funnel").waitFor();
    await window.page.keyboard.press("Control+1");
    await window.runCommand("Test: Run Tests in Current File");
    await eventually("it runs", async () => /loading/.test(await state("slow.funnel")));
    await window.runCommand("Test: Cancel Test Run");
    await eventually("it was skipped", async () => (await state("slow.funnel")) === "skipped");
    await window.openFile("signup.funnel");
  });

  it("looks well in the dark", async () => {
    await window.chooseTheme("Dark Modern");
    await window.runCommand("Testing: Focus on Test Explorer View");
    await window.runCommand("Test: Run All Tests");
    await eventually("the funnel failed", async () => (await state("signup.funnel")) === "failed");
    await window.screenshot("tests-dark");
    await window.runCommand("Funnel: Focus on Runs View");
    await window.screenshot("runs-dark");
  });

  it("obeys its settings", async () => {
    await set({ "funnel.codeLens.result": false, "funnel.language": "ru" });
    await window.lens("Запустить воронку").waitFor();
    await window.lens("Paid").waitFor({ state: "detached" });
    await set({ "funnel.resultColumn": "active", "funnel.runs.kept": 1 });
    await window.lens("Run funnel").waitFor();
    await window.lens("Run funnel").click();
    await window.result.locator("h2", { hasText: "Signup" }).waitFor();
    assert.equal(await window.page.locator(".editor-group-container").count(), 1);
    await eventually(
      "one run is left",
      async () => (await window.page.locator(".monaco-list-row[aria-label*='→']").count()) === 1,
    );
  });
});
