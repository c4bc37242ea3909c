/** A question under way, which several may wait for. */
interface Question {
  readonly answer: Promise<boolean>;
  readonly controller: AbortController;
  waiting: number;
}

/** Asks each question once, however many want to know, and stops it once nobody does any more. */
export interface Questions {
  /** What `ask` gives; false where the signal came first. `ask` is only called where it isn't under way. */
  wait(
    key: string,
    ask: (signal: AbortSignal) => Promise<boolean>,
    signal: AbortSignal | undefined,
  ): Promise<boolean>;
  /** Asks anew from now on: answers to what is under way may be out of date. */
  forget(): void;
}

export function createQuestions(): Questions {
  let questions = new Map<string, Question>();

  const open = (key: string, ask: (signal: AbortSignal) => Promise<boolean>): Question => {
    const known = questions.get(key);
    if (known !== undefined) return known;
    const controller = new AbortController();
    const among = questions;
    const answer = ask(controller.signal).finally(() => {
      if (among.get(key) === question) among.delete(key);
    });
    const question: Question = { answer, controller, waiting: 0 };
    questions.set(key, question);
    return question;
  };

  return {
    async wait(key, ask, signal) {
      if (signal?.aborted === true) return false;
      const question = open(key, ask);
      question.waiting++;
      let leave = (): void => undefined;
      const left = new Promise<false>((resolve) => (leave = () => resolve(false)));
      signal?.addEventListener("abort", leave, { once: true });
      try {
        return await Promise.race([question.answer, left]);
      } finally {
        signal?.removeEventListener("abort", leave);
        // Whoever asks after that asks anew.
        if (--question.waiting === 0) {
          question.controller.abort();
          if (questions.get(key) === question) questions.delete(key);
        }
      }
    },
    forget() {
      questions = new Map();
    },
  };
}
