/** Work that is asked for again and again, of which only one run is under way. */

export interface OneAtATime {
  /** Asks for a run; what is asked for during a run is done by one more run after it. */
  readonly ask: () => void;
  /** Resolves when no run is under way, and lets none begin any more. */
  readonly close: () => Promise<void>;
}

/** `work` must not reject: it tells its failures itself. */
export function oneAtATime(work: () => Promise<void>): OneAtATime {
  let wanted = false;
  let closed = false;
  let current: Promise<void> | undefined;
  const runs = async (): Promise<void> => {
    while (wanted && !closed) {
      wanted = false;
      await work();
    }
    current = undefined;
  };
  return {
    ask: () => {
      wanted = true;
      if (!closed) current ??= runs();
    },
    close: async () => {
      closed = true;
      await current;
    },
  };
}
