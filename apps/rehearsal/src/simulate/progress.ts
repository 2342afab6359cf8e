import { MultiBar, Presets } from 'cli-progress';
import { progressStream } from '@scrutin/cli';

/** Shows on standard error how far a simulation is: two bars on a terminal, otherwise a line every few seconds. */
export interface SimulationProgress {
  accepted(votes: number): void;
  settled(votes: number): void;
  stop(): void;
}

const REDRAW_MS = 100;
const LINE_MS = 5_000;

/** @param total votes that should be accepted, and then settled: counted, or rejected with a reason */
export function showProgress(total: number): SimulationProgress {
  const at = { accepted: 0, settled: 0 };
  const terminal = process.stderr.isTTY;
  const draw = terminal ? bars(total) : lines(total);
  // This is called for every answer. Nobody can see so many changes, so most of them are not drawn.
  let drawnAtMs = performance.now();
  const update = (what: keyof typeof at, votes: number): void => {
    at[what] = votes;
    const nowMs = performance.now();
    if (nowMs - drawnAtMs < (terminal ? REDRAW_MS : LINE_MS)) return;
    drawnAtMs = nowMs;
    draw.now(at);
  };
  let stopped = false;
  return {
    accepted(votes) {
      update('accepted', votes);
    },
    settled(votes) {
      update('settled', Math.max(0, votes));
    },
    stop() {
      if (stopped) return;
      stopped = true;
      if (terminal) draw.now(at);
      draw.stop();
    },
  };
}

interface Drawing {
  now(at: { readonly accepted: number; readonly settled: number }): void;
  stop(): void;
}

function bars(total: number): Drawing {
  const multi = new MultiBar(
    { format: '  {name} {bar} {percentage}% | {value}/{total}', stream: progressStream, hideCursor: true },
    Presets.shades_classic,
  );
  const accepted = multi.create(total, 0, { name: 'accepted' });
  const settled = multi.create(total, 0, { name: 'settled ' });
  return {
    now(at) {
      accepted.update(at.accepted);
      settled.update(at.settled);
    },
    stop: () => {
      multi.stop();
    },
  };
}

function lines(total: number): Drawing {
  return {
    now({ accepted, settled }) {
      process.stderr.write(`  accepted ${accepted}, settled ${settled}, of ${total}\n`);
    },
    stop: () => undefined,
  };
}

/** Does the work, and then writes to standard error what was done and how long it took. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  process.stderr.write(`  ${what} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  return result;
}
