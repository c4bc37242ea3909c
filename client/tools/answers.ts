import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import {
  type CheckResult,
  type DescribeColumnResult,
  type DescribeSourceResult,
  type ListSourcesResult,
  type Problem,
  type SourceColumn,
  checkText,
  describeColumn,
  describeSource,
  listSources,
} from "../../server/protocol/index.ts";
import type { LanguageServer } from "../language-client.ts";
import { plainResult } from "../notebook/plain.ts";
import { capped, mostJson } from "./capped.ts";
import { Refusal, funnelFile } from "./files.ts";

type Server = Pick<LanguageServer, "ask" | "run">;

/** More columns or rows than these tell a model little. */
const mostColumns = 40;
const mostRows = 5;

export interface CheckInput {
  readonly file?: unknown;
  readonly text?: unknown;
}

/** "signup.funnel:7:3: error FNL2001 …", as on the command line. */
export async function check(
  server: Server,
  { file, text }: CheckInput,
  token: vscode.CancellationToken,
): Promise<string> {
  const uri = funnelFile(file);
  const asked = { uri: uri.toString(), ...(typeof text === "string" && { text }) };
  const result = await server.ask<CheckResult>(checkText, asked, token);
  const name = vscode.workspace.asRelativePath(uri);
  switch (result.kind) {
    case "missing":
      throw new Refusal(`There is no file ${name}. Give its text, or the path of another file.`);
    case "refused":
      throw new Refusal(result.reason);
    case "checked": {
      const { problems } = result;
      if (problems.length === 0) return `${name}: no problems`;
      return capped(problems.map((problem) => problemLine(name, problem)).join("\n"));
    }
  }
}

export interface DescribeInput {
  readonly file?: unknown;
  readonly source?: unknown;
}

/** JSON: all sources of the workspace, or the columns and first rows of one. */
export async function describe(
  server: Server,
  { file, source }: DescribeInput,
  token: vscode.CancellationToken,
): Promise<string> {
  const { sources, unused } = await server.ask<ListSourcesResult>(listSources, {}, token);
  if (file === undefined) {
    return json({
      sources: sources.map((one) => ({
        file: one.file,
        name: one.name,
        path: one.path,
        shape: one.shape,
      })),
      files_without_source: unused.map(({ path }) => path),
    });
  }
  const uri = funnelFile(file).toString();
  // Addresses may be written in several ways.
  const inFile = sources.filter((one) => vscode.Uri.parse(one.uri).toString() === uri);
  const chosen = inFile.find(({ name }) => source === undefined || name === source);
  if (chosen === undefined) {
    const names = inFile.map(({ name }) => name).join(", ");
    throw new Refusal(
      names === "" ? "That file declares no source." : `The sources of that file are: ${names}.`,
    );
  }
  const asked = { uri: chosen.uri, name: chosen.name };
  const found = await server.ask<DescribeSourceResult>(describeSource, asked, token);
  if (found.kind !== "source") throw new Refusal(found.reason);
  const columns = found.columns.slice(0, mostColumns);
  const described = await Promise.all(
    columns.map((column) => columnFacts(server, asked, column, token)),
  );
  const { columns: names, rows } = found.rowsOfFile;
  return json({
    source: chosen.name,
    files: found.files.map(({ path, size }) => ({ path, size })),
    columns: described,
    ...(found.columns.length > columns.length && {
      more_columns: found.columns.length - columns.length,
    }),
    first_rows: { columns: names, rows: rows.slice(0, mostRows) },
  });
}

async function columnFacts(
  server: Server,
  asked: { readonly uri: string; readonly name: string },
  { path, written, type, part }: SourceColumn,
  token: vscode.CancellationToken,
): Promise<object> {
  const params = { ...asked, column: path };
  const found = await server.ask<DescribeColumnResult | null>(describeColumn, params, token);
  return {
    name: written,
    type,
    ...(part !== undefined && { part }),
    ...(found !== null && { values: found.summary }),
  };
}

export interface RunInput {
  readonly file?: unknown;
  readonly funnel?: unknown;
  readonly format?: unknown;
}

/** The result in words, or as the JSON that `funnel run --format json` prints. */
export async function run(
  server: Server,
  { file, funnel, format }: RunInput,
  token: vscode.CancellationToken,
): Promise<string> {
  const uri = funnelFile(file);
  const name = vscode.workspace.asRelativePath(uri);
  try {
    // The server knows what is open.
    await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new Refusal(`There is no file ${name} that could be read.`);
  }
  const params = { uri: uri.toString(), runId: randomUUID() };
  const asked = typeof funnel === "string" ? { ...params, funnel } : params;
  const { outcomes, expectations, result } = await server.run(asked, token);
  if (outcomes.length === 0) {
    throw new Refusal(
      asked === params
        ? `${name} has no funnel or study.`
        : `${name} has no funnel or study of that name.`,
    );
  }
  if (format === "json" && outcomes.every(({ kind }) => kind !== "failure")) {
    const text = JSON.stringify(result);
    if (text.length <= mostJson) return text;
    throw new Refusal(
      `The result has ${text.length} characters, and at most ${mostJson} are given. Name one funnel, or ask for the text.`,
    );
  }
  const said = outcomes.map((outcome) =>
    [
      plainResult(outcome),
      ...expectations
        .filter((one) => one.funnel === outcome.funnel)
        .map(({ status, expected, actual }) => `expect ${expected}: ${status} (${actual})`),
    ].join("\n"),
  );
  return capped(said.join("\n\n"));
}

function problemLine(name: string, { line, character, severity, code, message }: Problem): string {
  const place = line === undefined ? name : `${name}:${line + 1}:${(character ?? 0) + 1}`;
  return `${place}: ${severity} ${code} ${message}`;
}

function json(value: object): string {
  return capped(JSON.stringify(value));
}
