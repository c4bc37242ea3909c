/**
 * What pages ask the server, and the lists of people that it holds for them: as long as somebody may
 * look at the answer, and no longer.
 */
export interface PageAsks {
  /** A later question about people of the same result takes the place of an earlier one. */
  ask(page: string, method: string, params: AskParams): Promise<object>;
  /** Nobody waits for people of a result any more. */
  leave(page: string, uri: string, funnel: string): void;
  close(page: string, list: string): void;
  /** The page is gone. */
  end(page: string): void;
}

export interface AskParams {
  readonly uri: string;
  /** The others are the method's. */
  readonly [name: string]: unknown;
}

export interface PageAsksParts {
  readonly ask: (method: string, params: object, signal: AbortSignal) => Promise<object>;
  readonly closeList: (list: string) => void;
}

interface Page {
  readonly lists: Set<string>;
  /** With the result whose people are asked for, if they are. */
  readonly waiting: Map<AbortController, string | undefined>;
}

export function createPageAsks({ ask, closeList }: PageAsksParts): PageAsks {
  const pages = new Map<string, Page>();
  const knownPage = (name: string): Page => {
    const known: Page = pages.get(name) ?? { lists: new Set(), waiting: new Map() };
    pages.set(name, known);
    return known;
  };
  const abort = (page: Page | undefined, result: string): void => {
    for (const [controller, of] of page?.waiting ?? []) if (of === result) controller.abort();
  };

  return {
    async ask(name, method, params) {
      const page = knownPage(name);
      const result = resultOf(method, params);
      if (result !== undefined) abort(page, result);
      const controller = new AbortController();
      page.waiting.set(controller, result);
      try {
        const answer = await ask(method, params, controller.signal);
        const list = listOf(answer);
        if (list !== undefined) {
          if (pages.get(name) === page) page.lists.add(list);
          else closeList(list);
        }
        return answer;
      } finally {
        page.waiting.delete(controller);
      }
    },
    leave(name, uri, funnel) {
      abort(pages.get(name), nameOfResult(uri, funnel));
    },
    close(name, list) {
      pages.get(name)?.lists.delete(list);
      closeList(list);
    },
    end(name) {
      const page = pages.get(name);
      pages.delete(name);
      for (const controller of page?.waiting.keys() ?? []) controller.abort();
      for (const list of page?.lists ?? []) closeList(list);
    },
  };
}

/** Of questions whose answers take each other's place. */
function resultOf(method: string, { uri, funnel }: AskParams): string | undefined {
  if (method !== "funnel/people" && method !== "funnel/explain") return undefined;
  return nameOfResult(uri, String(funnel));
}

function nameOfResult(uri: string, funnel: string): string {
  return `${uri} ${funnel}`;
}

function listOf(answer: object): string | undefined {
  if (!("kind" in answer) || answer.kind !== "list" || !("list" in answer)) return undefined;
  return typeof answer.list === "string" ? answer.list : undefined;
}
