export const MINUTE_MS = 60_000;
const CHANNEL = 'scrutin-office-activity';
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** The other windows hear of activity at most this often. */
const TOLD_EVERY_MS = 10_000;

interface Activity {
  /** When somebody last used the office in any window of this browser. */
  lastMs(): number;
  /** Stops watching this window until `used` is called, so that only a decision puts off the end. */
  pause(): void;
  /** Somebody uses the office now. */
  used(): void;
  stop(): void;
}

/** Watches whether somebody uses the office. The windows of one browser have one session, so they tell each other. */
export function watchActivity(): Activity {
  const channel = new BroadcastChannel(CHANNEL);
  let lastMs = Date.now();
  let toldMs = 0;
  let isPaused = false;
  const used = (): void => {
    lastMs = Date.now();
    if (lastMs - toldMs < TOLD_EVERY_MS) return;
    toldMs = lastMs;
    channel.postMessage('used');
  };
  const onSign = (): void => {
    if (!isPaused) used();
  };
  channel.addEventListener('message', () => {
    isPaused = false;
    lastMs = Date.now();
  });
  for (const sign of SIGNS) document.addEventListener(sign, onSign, { passive: true, capture: true });
  return {
    lastMs: () => lastMs,
    pause: () => {
      isPaused = true;
    },
    used: () => {
      isPaused = false;
      toldMs = 0;
      used();
    },
    stop: () => {
      for (const sign of SIGNS) document.removeEventListener(sign, onSign, { capture: true });
      channel.close();
    },
  };
}
