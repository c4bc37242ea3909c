import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { severityOf } from "../../language/index.ts";
import { findingLine, sentenceLine } from "../../server/cli/diagnostics.ts";
import { inProject } from "../support/project.ts";

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly when: string;
      readonly inputSchema: { readonly properties: object; readonly required: readonly string[] };
    }[];
    readonly problemMatchers: readonly {
      readonly name: string;
      readonly pattern: { readonly regexp: string } & Readonly<Record<string, number | string>>;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

const { contributes } = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as Manifest;
const sources = globSync("client/**/*.ts", { cwd: inProject() })
  .map((file) => readFileSync(inProject(file), "utf8"))
  .join("\n");

describe("the manifest", () => {
  it("names the tools that are registered, for trusted workspaces alone", () => {
    const registered = [...sources.matchAll(/registerTool(?:<\w+>)?\(\s*"(\w+)"/g)];
    assert.deepEqual(
      contributes.languageModelTools.map(({ name }) => name).sort(),
      registered.map(([, name = ""]) => name).sort(),
    );
    for (const { when, inputSchema } of contributes.languageModelTools) {
      assert.equal(when, "isWorkspaceTrusted");
      for (const name of inputSchema.required) assert.ok(name in inputSchema.properties);
    }
  });

  it("names views that something fills", () => {
    for (const { id } of Object.values(contributes.views).flat()) {
      assert.ok(sources.includes(`"${id}"`), id);
    }
  });

  it("finds problems in what the command line says", () => {
    const [{ name, pattern } = { name: "", pattern: { regexp: "" } }] = contributes.problemMatchers;
    assert.equal(name, "funnel");
    const read = (line: string): unknown => {
      const found = new RegExp(pattern.regexp).exec(line);
      return ["file", "line", "column", "severity", "code", "message"].map(
        (part) => found?.[Number((pattern as Readonly<Record<string, unknown>>)[part])],
      );
    };
    const finding = { code: "FNL6014", args: { expectation: "conversion >= 20%: 15 %" } } as const;
    const place = { line: 13, column: 3 };
    assert.deepEqual(
      read(findingLine("C:\\data\\a b.funnel", place, severityOf(finding.code), finding, "en")),
      [
        "C:\\data\\a b.funnel",
        "13",
        "3",
        "error",
        "FNL6014",
        "Expectation not met: conversion >= 20%: 15 %",
      ],
    );
    assert.deepEqual(read(sentenceLine("a.funnel", place, "warning", "so: and so")), [
      "a.funnel",
      "13",
      "3",
      "warning",
      undefined,
      "so: and so",
    ]);
    assert.deepEqual(
      read(sentenceLine("a.funnel", undefined, "error", "no place")),
      Array.from({ length: 6 }, () => undefined),
    );
  });
});
