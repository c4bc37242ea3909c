import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { CompletionItem, CompletionList, TextEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type RunFunnelsResult, runFunnels } from "../../server/protocol/index.ts";
import { type Client, type PlainDiagnostic, until } from "./lsp.ts";

/** Somebody at an editor: types, accepts offers and their choices, takes fixes. */
export interface Writer {
  text(): string;
  type(text: string): Promise<void>;
  /**
   * Accepts the first offer with this label, and answers its holes from the first one on: one of the
   * choices, or a word of one's own where there are none. Goes behind it.
   */
  take(label: RegExp, ...answers: readonly (string | undefined)[]): Promise<void>;
  /** Labels of what is offered, once the list is complete. */
  offers(): Promise<readonly string[]>;
  /** To the place behind some text. */
  goBehind(text: string): void;
  problems(): Promise<readonly PlainDiagnostic[]>;
  /** Takes the fix with this title of the problem with this code. */
  mend(code: string, title: RegExp): Promise<void>;
  run(): Promise<RunFunnelsResult>;
}

const settleMilliseconds = 300;

export async function startWriting(client: Client, uri: string): Promise<Writer> {
  await client.open(uri, "");
  let offset = 0;
  const text = (): string => client.text(uri).getText();
  const replace = async (start: number, end: number, newText: string): Promise<void> => {
    const before = text();
    await client.change(uri, before.slice(0, start) + newText + before.slice(end));
    offset = start + newText.length;
  };
  const ask = async (): Promise<readonly CompletionItem[]> => {
    const params = { textDocument: { uri }, position: client.text(uri).positionAt(offset) };
    const list = await until(
      () => client.request<CompletionList>("textDocument/completion", params),
      ({ isIncomplete }) => !isIncomplete,
    );
    return [...list.items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
  };
  // Facts about data arrive after the text: what was the same for a while is taken for all.
  const problems = async (): Promise<readonly PlainDiagnostic[]> => {
    let last = "";
    const found = await until(
      async () => {
        await wait(settleMilliseconds);
        return client.diagnostics(uri);
      },
      (now) => {
        const before = last;
        last = JSON.stringify(now);
        return last === before;
      },
    );
    return found.filter(({ severity = 1 }) => severity <= 2);
  };
  return {
    text,
    problems,
    type: (typed) => replace(offset, offset, typed),
    offers: async () => (await ask()).map(({ label }) => label),
    async take(label, ...answers) {
      const items = await ask();
      const item = items.find((one) => label.test(one.label));
      const labels = items.map((one) => one.label).join(" | ");
      assert.ok(item?.textEdit && "range" in item.textEdit, `no ${label} in ${labels}\n${text()}`);
      const { range, newText } = item.textEdit;
      const written = item.insertTextFormat === 2 ? fill(newText, answers) : newText;
      const document = client.text(uri);
      const start = document.offsetAt(range.start);
      const line = text().slice(text().lastIndexOf("\n", start - 1) + 1, start);
      const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
      await replace(start, document.offsetAt(range.end), written.replaceAll("\n", `\n${indent}`));
    },
    goBehind(mark) {
      const at = text().indexOf(mark);
      assert.ok(at >= 0, `no ${mark} in\n${text()}`);
      offset = at + mark.length;
    },
    async mend(code, title) {
      const isIt = (problem: PlainDiagnostic): boolean => problem.code === code;
      const one = (await until(problems, (now) => now.some(isIt))).find(isIt);
      assert.ok(one, `no ${code} in\n${text()}`);
      const fix = (await client.fixes(uri, one)).find((action) => title.test(action.title));
      assert.ok(fix, `no fix ${title} of ${code}`);
      const edits = (fix.edit?.documentChanges ?? []).flatMap((change) =>
        "edits" in change ? (change.edits as TextEdit[]) : [],
      );
      await client.change(uri, TextDocument.applyEdits(client.text(uri), edits));
      offset = text().length;
    },
    run: () => client.request<RunFunnelsResult>(runFunnels, { uri, runId: "1" }),
  };
}

/** A snippet's text, with answers in the place of its holes. */
function fill(snippet: string, answers: readonly (string | undefined)[]): string {
  const hole = /\\(.)|\$\{\d+\|((?:\\.|[^|\\])*)\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}/g;
  let count = 0;
  return snippet.replace(hole, (_, escaped?: string, listed?: string, word?: string) => {
    if (escaped !== undefined) return escaped;
    const answer = answers[count++];
    const plain = (part: string): string => part.replace(/\\(.)/g, "$1");
    if (listed === undefined) return answer ?? plain(word ?? "");
    const choices = listed.split(/(?<!\\),/).map(plain);
    const chosen = answer === undefined ? choices[0] : choices.find((one) => one === answer);
    assert.ok(chosen !== undefined, `${answer} is none of ${choices.join(" | ")}`);
    return chosen;
  });
}
