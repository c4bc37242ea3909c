import * as vscode from "vscode";
import type { DraftedFile, DraftedPart, RowKind } from "../../server/protocol/index.ts";
import { type Confirmed, type Redraft, type Chosen, settle } from "./settle.ts";

/**
 * Shows what a file would become, who, when and what, and its first rows. Each can be changed; undefined:
 * the user wants none of it. What nobody can tell is asked first.
 */
export async function confirm(
  name: string,
  first: DraftedFile,
  redraft: Redraft,
): Promise<Confirmed | undefined> {
  const choose = (draft: DraftedFile): Promise<Chosen | undefined> => {
    const open = draft.parts.find(({ isOpen }) => isOpen);
    return open === undefined ? overview(name, draft) : change(name, draft, open);
  };
  return settle(first, choose, redraft);
}

interface Item extends vscode.QuickPickItem {
  /** Absent: there is nothing to be done with it. */
  readonly act?: () => Promise<Chosen | undefined>;
}

async function overview(name: string, draft: DraftedFile): Promise<Chosen | undefined> {
  const picked = await vscode.window.showQuickPick(itemsOf(name, draft), {
    title: vscode.l10n.t("Attach {0}", name),
    placeHolder: vscode.l10n.t("Enter writes it. Choose a line to change it first."),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  return picked.act === undefined ? "back" : picked.act();
}

function itemsOf(name: string, draft: DraftedFile): readonly Item[] {
  const { funnel, parts, possibleRows, rows, split, splits, rowsOfFile } = draft;
  const write = (withFunnel: boolean) => () =>
    Promise.resolve<Chosen>({ kind: "write", withFunnel });
  const window = funnel?.window === undefined ? [] : [funnel.window];
  return [
    ...(funnel === undefined
      ? []
      : [
          {
            label: `$(check) ${vscode.l10n.t("Write a source and a funnel, and run it")}`,
            detail: [funnel.events.join(" → "), ...window].join(" · "),
            act: write(true),
          },
        ]),
    {
      label: `$(file-code) ${vscode.l10n.t("Write the source only")}`,
      act: write(false),
    },
    separator(vscode.l10n.t("What is in the file")),
    ...parts.map((part) => ({
      label: `$(${icons[part.part]}) ${questionOf(part.part)} ${part.choices[part.chosen]?.text ?? ""}`,
      ...(part.isSure || part.choices.length < 2
        ? {}
        : { description: vscode.l10n.t("please check") }),
      detail: part.choices[part.chosen]?.detail ?? "",
      act: () => change(name, draft, part),
    })),
    {
      label: `$(table) ${vscode.l10n.t("Each row:")} ${rowsText(rows)}`,
      ...(possibleRows.length < 2 ? {} : { act: () => changeRows(name, draft) }),
    },
    ...(splits.length === 0
      ? []
      : [
          {
            label: `$(split-horizontal) ${vscode.l10n.t("Split by:")} ${split ?? vscode.l10n.t("nothing")}`,
            act: () => changeSplit(name, draft),
          },
        ]),
    ...(rowsOfFile.rows.length === 0 ? [] : [separator(vscode.l10n.t("Its first rows"))]),
    ...(rowsOfFile.rows.length === 0 ? [] : [rowsOfFile.columns, ...rowsOfFile.rows]).map(
      (row) => ({
        label: row.map((value) => value ?? "–").join("  ·  "),
      }),
    ),
  ];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

const icons: Readonly<Record<DraftedPart["part"], string>> = {
  actor: "account",
  time: "clock",
  event: "symbol-event",
  stage: "target",
};

function questionOf(part: DraftedPart["part"]): string {
  switch (part) {
    case "actor":
      return vscode.l10n.t("Who:");
    case "time":
      return vscode.l10n.t("When:");
    case "event":
      return vscode.l10n.t("What:");
    case "stage":
      return vscode.l10n.t("Goal:");
  }
}

export function rowsText(rows: RowKind): string {
  switch (rows) {
    case "preset":
      return vscode.l10n.t("as the export of a known tool has it");
    case "events":
      return vscode.l10n.t("something that happened");
    case "lists":
      return vscode.l10n.t("a list of what happened");
    case "dates":
      return vscode.l10n.t("a deal or a person, with dates as stages");
    case "answers":
      return vscode.l10n.t("a deal or a person, with a yes or no as the goal");
    case "totals":
      return vscode.l10n.t("counts, as ad platforms export them");
    case "lookup":
      return vscode.l10n.t("something to look up, without a funnel");
  }
}

async function change(
  name: string,
  { rowsOfFile }: DraftedFile,
  { part, choices, chosen, isOpen }: DraftedPart,
): Promise<Chosen | undefined> {
  const items = choices.map(({ text, detail }, index) => ({
    label: text,
    detail,
    ...(index === chosen && !isOpen ? { description: vscode.l10n.t("drafted") } : {}),
  }));
  const hasRows = rowsOfFile.rows.length > 0;
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Attach {0}", name),
    placeHolder: isOpen
      ? vscode.l10n.t("Which number is the day, and which the month?")
      : placeholderOf(part),
    matchOnDetail: hasRows,
    ignoreFocusOut: true,
  });
  if (picked === undefined) return isOpen ? undefined : "back";
  return { kind: "part", part, text: picked.label };
}

function placeholderOf(part: DraftedPart["part"]): string {
  switch (part) {
    case "actor":
      return vscode.l10n.t("Which column says who? “row”: each row is one.");
    case "time":
      return vscode.l10n.t("Which column says when?");
    case "event":
      return vscode.l10n.t("Which column says what happened? In quotes: one name for all rows.");
    case "stage":
      return vscode.l10n.t("What is the goal?");
  }
}

async function changeRows(name: string, { possibleRows }: DraftedFile): Promise<Chosen> {
  const picked = await vscode.window.showQuickPick(
    possibleRows.map((rows) => ({ label: rowsText(rows), rows })),
    {
      title: vscode.l10n.t("Attach {0}", name),
      placeHolder: vscode.l10n.t("What is each row of the file?"),
      ignoreFocusOut: true,
    },
  );
  return picked === undefined ? "back" : { kind: "rows", rows: picked.rows };
}

async function changeSplit(name: string, { splits }: DraftedFile): Promise<Chosen> {
  const nothing = vscode.l10n.t("nothing");
  const picked = await vscode.window.showQuickPick(
    [...splits.map((split) => ({ label: split, split })), { label: nothing, split: null }],
    {
      title: vscode.l10n.t("Attach {0}", name),
      placeHolder: vscode.l10n.t("By what are people to be told apart?"),
      ignoreFocusOut: true,
    },
  );
  return picked === undefined ? "back" : { kind: "split", split: picked.split };
}
