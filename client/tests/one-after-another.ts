/** Tasks that wait for each other. */
export interface Line {
  /** Begins once all before it have ended, however they did; never, if the line was closed by then. */
  add(task: () => Promise<void>): Promise<void>;
  close(): void;
}

export function oneAfterAnother(): Line {
  let last = Promise.resolve();
  let isClosed = false;
  return {
    add(task) {
      const own = last.then(() => (isClosed ? undefined : task()));
      last = own.catch(() => undefined);
      return own;
    },
    close() {
      isClosed = true;
    },
  };
}
