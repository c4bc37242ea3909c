import type {
  ColumnValues,
  EventOrder,
  FilledRows,
  OrderColumns,
  TableInfo,
  TableLocation,
} from "../../../language/index.ts";
import type { Failure } from "../errors.ts";
import type { DatabaseLimits } from "./limits.ts";
import type { ExplainResult, PeoplePage } from "../result.ts";
import type {
  ExplainRequest,
  FunnelRun,
  PeopleRequest,
  Place,
  Progress,
  RunRequest,
  StudyRequest,
  StudyRun,
  TableRows,
} from "./runner.ts";

/** What the host asks its worker. */
export type Task =
  | { readonly kind: "describe"; readonly place: Place; readonly location: TableLocation }
  | {
      readonly kind: "values";
      readonly place: Place;
      readonly location: TableLocation;
      readonly column: readonly string[];
    }
  | {
      readonly kind: "filled";
      readonly place: Place;
      readonly location: TableLocation;
      readonly column: readonly string[];
      readonly by: readonly string[];
    }
  | {
      readonly kind: "order";
      readonly place: Place;
      readonly location: TableLocation;
      readonly columns: OrderColumns;
    }
  | {
      readonly kind: "rows";
      readonly place: Place;
      readonly location: TableLocation;
      readonly count: number;
    }
  | { readonly kind: "run"; readonly request: RunRequest }
  | { readonly kind: "study"; readonly request: StudyRequest }
  | { readonly kind: "explain"; readonly request: ExplainRequest }
  | { readonly kind: "people"; readonly request: PeopleRequest };

export type ToWorker =
  /** First of all: what it may use, and its private folder. */
  | {
      readonly kind: "start";
      readonly limits: DatabaseLimits;
      readonly temporary: string;
      /** The folder that results are kept in; absent: none are. */
      readonly cache?: string;
      /** What it may take up. */
      readonly cacheBytes?: number;
    }
  | { readonly kind: "task"; readonly id: number; readonly task: Task }
  /** The page, or the bytes, that was sent has been taken. */
  | { readonly kind: "more"; readonly id: number }
  | { readonly kind: "cancel"; readonly id: number };

export type Answer =
  | TableInfo
  | ColumnValues
  | readonly FilledRows[]
  | EventOrder
  | TableRows
  | FunnelRun
  | StudyRun
  | ExplainResult
  | PeoplePage;

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress }
  | { readonly kind: "page"; readonly id: number; readonly page: PeoplePage }
  | { readonly kind: "bytes"; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: "answer"; readonly id: number; readonly value: Answer }
  | { readonly kind: "failure"; readonly id: number; readonly failure: Failure };

/** Messages come from another process: one of another shape is not acted upon. */
export function isToWorker(message: unknown): message is ToWorker {
  if (!isObject(message)) return false;
  switch (message["kind"]) {
    case "start":
      return (
        isObject(message["limits"]) &&
        typeof message["temporary"] === "string" &&
        ["string", "undefined"].includes(typeof message["cache"]) &&
        ["number", "undefined"].includes(typeof message["cacheBytes"])
      );
    case "task":
      return Number.isSafeInteger(message["id"]) && isTask(message["task"]);
    case "more":
    case "cancel":
      return Number.isSafeInteger(message["id"]);
    default:
      return false;
  }
}

function isTask(task: unknown): task is Task {
  if (!isObject(task)) return false;
  switch (task["kind"]) {
    case "describe":
      return isPlace(task["place"]) && isLocation(task["location"]);
    case "rows":
      return (
        isPlace(task["place"]) &&
        isLocation(task["location"]) &&
        Number.isSafeInteger(task["count"])
      );
    case "values":
      return isPlace(task["place"]) && isLocation(task["location"]) && isColumn(task["column"]);
    case "filled":
      return (
        isPlace(task["place"]) &&
        isLocation(task["location"]) &&
        isColumn(task["column"]) &&
        isColumn(task["by"])
      );
    case "order":
      return (
        isPlace(task["place"]) && isLocation(task["location"]) && areOrderColumns(task["columns"])
      );
    case "run":
      return isRequest(task["request"]);
    case "study":
      return isRequest(task["request"]) && isObject(task["request"]["study"]);
    case "explain":
      return isRequest(task["request"]) && typeof task["request"]["actor"] === "string";
    case "people":
      return isRequest(task["request"]) && isObject(task["request"]["of"]);
    default:
      return false;
  }
}

function areOrderColumns(columns: unknown): columns is OrderColumns {
  return (
    isObject(columns) &&
    Array.isArray(columns["actor"]) &&
    columns["actor"].every(isColumn) &&
    isColumn(columns["time"]) &&
    isColumn(columns["event"])
  );
}

function isRequest(request: unknown): request is Record<string, unknown> {
  return (
    isObject(request) &&
    isPlace(request["place"]) &&
    isObject(request["funnel"]) &&
    Array.isArray(request["sources"])
  );
}

function isPlace(place: unknown): place is Place {
  return isObject(place) && typeof place["file"] === "string" && typeof place["root"] === "string";
}

function isColumn(column: unknown): column is readonly string[] {
  return Array.isArray(column) && column.every((key) => typeof key === "string");
}

function isLocation(location: unknown): location is TableLocation {
  return (
    isObject(location) && typeof location["path"] === "string" && isObject(location["options"])
  );
}

export function isFromWorker(message: unknown): message is FromWorker {
  if (!isObject(message)) return false;
  switch (message["kind"]) {
    case "ready":
      return true;
    case "progress":
      return Number.isSafeInteger(message["id"]) && isObject(message["progress"]);
    case "page":
      return Number.isSafeInteger(message["id"]) && isObject(message["page"]);
    case "bytes":
      return Number.isSafeInteger(message["id"]) && message["bytes"] instanceof Uint8Array;
    case "answer":
      return Number.isSafeInteger(message["id"]) && isObject(message["value"]);
    case "failure":
      return Number.isSafeInteger(message["id"]) && isObject(message["failure"]);
    default:
      return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
