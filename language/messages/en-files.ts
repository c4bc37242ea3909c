import type { DeclarationKind } from "../diagnostics-files.ts";
import type { FileMessages } from "./messages.ts";

const kinds: Readonly<Record<DeclarationKind, string>> = {
  source: "source",
  segment: "segment",
  funnel: "funnel",
  param: "param",
  connection: "connection",
  study: "study",
};

export const fileFindings: FileMessages = {
  FNL2065: ({ path, instead, isFolder }) => {
    if (isFolder)
      return `${path} is a folder: import the file in it that is needed, as "${instead ?? `${path.replace(/\/$/, "")}/segments.funnel`}".`;
    if (instead !== undefined)
      return `Only .funnel files are imported: write the whole name, "${instead}".`;
    return `Only .funnel files are imported, and ${path === "" ? "this path is empty" : `${path} isn't one`}. Data are read by a source: \`source web from "…"\`.`;
  },
  FNL2066: ({ path }) =>
    `${path} isn't a path inside the workspace. Write it relative to the folder of this file, as "shared/segments.funnel".`,
  FNL2067: ({ instead }) => `Folders are parted by forward slashes: "${instead}".`,
  FNL2068: ({ path }) => `${path} is this file itself: remove the import.`,
  FNL2069: ({ ring }) =>
    `These files import each other: ${ring.join(" → ")}. Move what they share into a file of its own that both import.`,
  FNL2070: ({ path }) => `${path} is imported above already.`,
  FNL2071: ({ path }) => `Nothing of ${path} is used here.`,
  FNL2072: ({ kind, name, file }) =>
    `There is another ${kinds[kind]} \`${name}\` in ${file}, which is imported here: names must differ.`,
  FNL2073: ({ kind, name, first, second }) =>
    `Both ${first} and ${second} declare a ${kinds[kind]} \`${name}\`: rename one of them.`,
  FNL2074: ({ name, file, line }) => `\`${name}\` can't be used: see line ${line} of ${file}.`,
  FNL2075: ({ limit }) =>
    `More than ${limit} files would be imported, so this one isn't read. Join some of them.`,
  FNL5050: ({ path, suggestion }) =>
    suggestion === ""
      ? `There is no file ${path}. Paths start at the folder of this file.`
      : `There is no file ${path}. Did you mean ${suggestion}?`,
  FNL5051: ({ path, reason }) => `The file ${path} can't be read: ${reason}.`,
  FNL5052: ({ path }) =>
    `${path} leads out of the workspace folder. Move the file into it, or open a folder that holds both.`,
  FNL5053: ({ path }) => `${path} is no ordinary file. Name a .funnel file.`,
  FNL5054: ({ path }) => `No permission to read ${path}. Change the file's permissions.`,
  FNL5055: ({ path, line }) => `${path} isn't in UTF-8 (line ${line}). Save it as UTF-8.`,
  FNL5056: ({ path, content }) =>
    content === "utf-16"
      ? `${path} is in UTF-16. Save it as UTF-8.`
      : `${path} holds binary data, not a funnel. Name a .funnel file.`,
  FNL5057: ({ path, megabytes }) =>
    `At ${megabytes} MB ${path} is too large for a .funnel file. Name one that people wrote.`,
};
