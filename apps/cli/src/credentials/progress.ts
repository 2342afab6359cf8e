import { Presets, SingleBar } from 'cli-progress';
import { progressStream } from '../terminal.ts';

/** A progress bar on standard error. Without a terminal it shows nothing. */
export interface Progress {
  update(value: number): void;
  stop(): void;
}

export function showProgress(what: string, total: number): Progress {
  const bar = new SingleBar(
    {
      format: `  ${what} {bar} {percentage}% | {value}/{total} | {rate}/s | {eta_formatted} left`,
      stream: progressStream,
      hideCursor: true,
      fps: 5,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  const startedAt = performance.now();
  bar.start(total, 0, { rate: 0 });
  return {
    update(value) {
      const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
      bar.update(value, { rate: Math.round(value / seconds) });
    },
    stop: () => {
      bar.stop();
    },
  };
}
