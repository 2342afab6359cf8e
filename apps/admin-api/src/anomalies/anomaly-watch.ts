import type { WatchedSignal } from '@scrutin/anomalies';
import {
  closedContestsOf,
  electoratesOf,
  findAnomalies,
  SIGNAL_WINDOW_MS,
  signalWindowOf,
} from '@scrutin/anomalies';
import type { BallotStore } from '@scrutin/ballot-store';
import type { CatalogueContest } from '@scrutin/election';
import type { Logger, Registry, Service } from '@scrutin/service-runtime';
import { backgroundFailure, gauge, METRICS, periodic } from '@scrutin/service-runtime';
import type { VoterRoll } from '@scrutin/voter-roll';

const LOOK_MS = 30_000;
/** How far back the baselines reach, and for how long a finding is shown. `scrutin audit anomalies` looks further. */
const BASELINE_WINDOWS = (2 * 24 * 3_600_000) / SIGNAL_WINDOW_MS;
const SHOWN_WINDOWS = 3_600_000 / SIGNAL_WINDOW_MS;
/** By then the votes that were on their way at the closing are counted, unless somebody has to act. */
const FIRST_LOOK_MS = 600_000;

/** Where the counts come from. */
export interface AnomalyWatchOptions {
  readonly store: Pick<BallotStore, 'catalogue' | 'ledger' | 'rolls'>;
  readonly roll: Pick<VoterRoll, 'signals'>;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Looks for anomalies twice a minute, as {@link anomalyLook} does. */
export function anomalyWatch(options: AnomalyWatchOptions): Service {
  return periodic({
    name: 'anomaly-watch',
    everyMs: LOOK_MS,
    task: anomalyLook(options),
    onError: backgroundFailure(options.logger, 'anomaly-watch', 'signals.unsaved'),
  });
}

/**
 * Returns a function that looks for anomalies and shows how many there were in the last hour, by signal. It also takes
 * the first look at contests that have closed, by which later changes are judged.
 */
export function anomalyLook({
  store,
  roll,
  registry,
  clock,
}: Omit<AnomalyWatchOptions, 'logger'>): () => Promise<void> {
  const findings = gauge(registry, 'anomaly_findings');
  for (const signal of METRICS.anomaly_findings.labels.signal) findings.set({ signal }, 0);

  return async () => {
    const nowMs = clock();
    const last = signalWindowOf(nowMs);
    const [catalogue, { contests: ledger }, rolls] = await Promise.all([
      store.catalogue(),
      store.ledger(),
      store.rolls(),
    ]);
    for (const { contest, closedAtMs, ...line } of closedLines(catalogue.values(), ledger, nowMs)) {
      await roll.signals.firstLook({ contest, ...line }, closedAtMs);
    }
    const { contests, blocks } = await roll.signals.read(last - BASELINE_WINDOWS, last);
    const closed = closedContestsOf(await roll.signals.firstLooks(), ledger);
    const found = new Map<WatchedSignal, number>();
    for (const { signal, window } of findAnomalies({
      contests,
      blocks,
      closed,
      electorates: electoratesOf(rolls),
    })) {
      if (window !== undefined && window <= last - SHOWN_WINDOWS) continue;
      found.set(signal, (found.get(signal) ?? 0) + 1);
    }
    for (const signal of METRICS.anomaly_findings.labels.signal) {
      findings.set({ signal }, found.get(signal) ?? 0);
    }
  };
}

type LedgerLine = Awaited<ReturnType<BallotStore['ledger']>>['contests'][number];

/** The ledger of the contests that have been closed for a while. */
function closedLines(
  contests: Iterable<Pick<CatalogueContest, 'key' | 'window'>>,
  ledger: readonly LedgerLine[],
  nowMs: number,
) {
  return [...contests].flatMap(({ key, window: { closesAtMs } }) => {
    const line = ledger.find(({ contest }) => contest === key);
    if (line === undefined || closesAtMs + FIRST_LOOK_MS > nowMs) return [];
    const { received, counted, rejected } = line;
    return [{ contest: key, closedAtMs: closesAtMs, received, counted, rejected }];
  });
}
