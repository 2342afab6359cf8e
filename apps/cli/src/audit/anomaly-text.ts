import type { Anomaly } from '@scrutin/anomalies';
import { SIGNAL_WINDOW_MS } from '@scrutin/anomalies';
import { textTable } from '../text-table.ts';

/** A finding as JSON. Times are ISO 8601; `log10_rarity` is null for what cannot happen by chance. */
export function anomalyJson(anomaly: Anomaly): Readonly<Record<string, string | number | null>> {
  const { signal, subject, seen, cases, expected, baseline, log10Rarity } = anomaly;
  return {
    signal,
    subject,
    from: timeOf(anomaly.window),
    until: timeOf(anomaly.window === undefined ? undefined : anomaly.window + 1),
    seen,
    cases,
    expected: Number(expected.toFixed(1)),
    baseline,
    log10_rarity: Number.isFinite(log10Rarity) ? Number(log10Rarity.toFixed(1)) : null,
  };
}

/** The findings as a table, and where each expectation comes from. */
export function anomalyText(found: readonly Anomaly[]): string {
  if (found.length === 0) return 'Nothing differs from what is usual.';
  const table = textTable({
    head: ['', 'signal', 'of', 'ten minutes from (UTC)', 'seen', 'of', 'expected', 'by chance'],
    right: [0, 4, 5, 6],
    rows: found.map((anomaly, i) => [
      String(i + 1),
      anomaly.signal,
      anomaly.subject,
      timeOf(anomaly.window)?.slice(0, 16).replace('T', ' ') ?? 'until now',
      anomaly.seen.toLocaleString('en-CA'),
      anomaly.cases.toLocaleString('en-CA'),
      anomaly.expected.toLocaleString('en-CA', { maximumFractionDigits: 1 }),
      rarityText(anomaly.log10Rarity),
    ]),
  });
  const baselines = found.map(({ baseline }, i) => `${i + 1}: expected from ${baseline}.`);
  return `${table}\n${baselines.join('\n')}\nA finding proves nothing. docs/AUDITING.md says what each signal can mean.`;
}

function rarityText(log10Rarity: number): string {
  return Number.isFinite(log10Rarity) ? `once in 10^${Math.floor(-log10Rarity)}` : 'never';
}

function timeOf(window: number | undefined): string | null {
  return window === undefined ? null : new Date(window * SIGNAL_WINDOW_MS).toISOString();
}
