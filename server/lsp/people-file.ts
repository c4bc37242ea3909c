import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Person } from "../engine/result.ts";

/**
 * People in the order of their list, in a file: as many as there are, few of them in memory. They are
 * added page by page, and may be read while later ones still arrive.
 */
export interface PeopleFile {
  add(people: readonly Person[]): Promise<void>;
  /** No more come; `error` where that isn't the end. */
  ended(error?: unknown): void;
  /** Waits for those that are asked for. Past the end there is nobody. @throws what it ended with */
  read(offset: number, limit: number): Promise<readonly Person[]>;
  /** All, page by page. */
  pages(): AsyncGenerator<readonly Person[]>;
  close(): Promise<void>;
}

interface Page {
  /** Of its first one in the list. */
  readonly first: number;
  readonly count: number;
  /** In bytes of the file. */
  readonly start: number;
  readonly length: number;
}

/** `folder` is private, and holds one list. */
export async function createPeopleFile(folder: string): Promise<PeopleFile> {
  const path = join(folder, "people.json");
  const file: FileHandle = await open(path, "wx+", 0o600);
  const pages: Page[] = [];
  let size = 0;
  let count = 0;
  let end: { readonly error?: unknown } | undefined;
  let waiting: (() => void)[] = [];
  /** Where somebody scrolls, the same page is read again and again. */
  let last: { readonly page: Page; readonly people: readonly Person[] } | undefined;

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const each of woken) each();
  };
  const moreOrEnd = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const check = (): void => {
    if (end !== undefined && "error" in end) throw end.error;
  };

  const load = async (page: Page): Promise<readonly Person[]> => {
    if (last?.page === page) return last.people;
    const buffer = Buffer.alloc(page.length);
    await file.read(buffer, 0, page.length, page.start);
    // It was written below.
    const people = JSON.parse(buffer.toString("utf8")) as readonly Person[];
    last = { page, people };
    return people;
  };

  return {
    async add(people) {
      const bytes = Buffer.from(JSON.stringify(people));
      await file.write(bytes, 0, bytes.length, size);
      pages.push({ first: count, count: people.length, start: size, length: bytes.length });
      size += bytes.length;
      count += people.length;
      wake();
    },
    ended(...error) {
      end ??= error.length === 0 ? {} : { error: error[0] };
      wake();
    },
    async read(offset, limit) {
      while (end === undefined && count < offset + limit) await moreOrEnd();
      check();
      const found: Person[] = [];
      const until = offset + limit;
      for (const page of pages) {
        if (page.first + page.count <= offset || page.first >= until) continue;
        const people = await load(page);
        found.push(...people.slice(Math.max(0, offset - page.first), until - page.first));
      }
      return found;
    },
    async *pages() {
      for (let index = 0; ; index++) {
        while (end === undefined && index >= pages.length) await moreOrEnd();
        check();
        const page = pages[index];
        if (page === undefined) return;
        yield await load(page);
      }
    },
    async close() {
      end ??= { error: new Error("closed") };
      wake();
      await file.close();
      await rm(path, { force: true });
    },
  };
}
