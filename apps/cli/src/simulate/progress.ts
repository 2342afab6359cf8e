import { MultiBar, Presets } from 'cli-progress';

/** Two bars on standard error: accepted by the API, settled by the pipeline. Nothing where there is no terminal. */
export interface SimulationProgress {
  accepted(votes: number): void;
  settled(votes: number): void;
  stop(): void;
}

export function showProgress(expectedAccepted: number): SimulationProgress {
  const bars = new MultiBar(
    {
      format: '  {name} {bar} {percentage}% | {value}/{total} | {speed}/s',
      stream: process.stderr,
      hideCursor: true,
      fps: 5,
      // Drawn a last time with the last values.
      forceRedraw: true,
    },
    Presets.shades_classic,
  );
  const startedAt = performance.now();
  const row = (name: string): ((votes: number) => void) => {
    const bar = bars.create(expectedAccepted, 0, { name, speed: 0 });
    return (votes) => {
      const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
      bar.update(Math.max(0, votes), { speed: Math.round(votes / seconds) });
    };
  };
  const accepted = row('accepted');
  let lastMs = 0;
  return {
    accepted(votes) {
      const now = performance.now();
      // Called for every answer; drawing is for eyes.
      if (votes < expectedAccepted && now - lastMs < 100) return;
      lastMs = now;
      accepted(votes);
    },
    settled: row('settled '),
    stop: () => {
      bars.stop();
    },
  };
}

/** `step … done (n s)` on standard error, for what comes before and after the bars. */
export async function told<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  process.stderr.write(`  ${what} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  return result;
}
