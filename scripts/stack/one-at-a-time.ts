/** Work that is requested repeatedly, and of which only one run happens at a time. */

export interface OneAtATime {
  /** Requests a run. All requests during a run lead to one more run after it. */
  readonly ask: () => void;
  /** Lets no further run begin, and resolves when the present one has ended. */
  readonly close: () => Promise<void>;
}

/** `work` must not reject. It must report its failures itself. */
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
