import type { Catalogue } from '@scrutin/election';
import { contestKey } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { CatalogueView } from './catalogue-view.ts';

const key = contestKey({ kind: 'law', lawId: 'L1' });
const withClosing = (closesAtMs: number): Catalogue =>
  new Map([
    [
      key,
      {
        key,
        window: { opensAtMs: 0, closesAtMs },
        rollScheme: undefined,
        ballot: { kind: 'law', blankVotes: 'not-allowed' },
      },
    ],
  ]);

function viewOf(
  load: () => Promise<Catalogue>,
  askAgainMs = 0,
  refreshMs = 60_000,
): { view: CatalogueView; events: string[] } {
  const events: string[] = [];
  const note = (event: string): void => {
    events.push(event);
  };
  const logger = { info: note, warn: note, error: note };
  return { view: new CatalogueView({ load, logger, refreshMs, askAgainMs }), events };
}

describe('the catalogue view', () => {
  it('returns what it loaded, and loads again when asked for a fresh contest', async () => {
    let closesAtMs = 5;
    const { view } = viewOf(() => Promise.resolve(withClosing(closesAtMs)));
    await view.start();
    expect(view.get(key)?.window.closesAtMs).toBe(5);
    closesAtMs = 9;
    expect(view.get(key)?.window.closesAtMs).toBe(5);
    expect((await view.getFresh(key))?.window.closesAtMs).toBe(9);
    await view.stop();
  });

  it('finds a contest in another case if only one matches, and prefers an exact match', async () => {
    const named = (...ids: string[]): Catalogue =>
      new Map(
        ids.map((lawId) => {
          const own = contestKey({ kind: 'law', lawId });
          const window = { opensAtMs: 0, closesAtMs: 1 };
          return [
            own,
            { key: own, window, rollScheme: undefined, ballot: { kind: 'law', blankVotes: 'not-allowed' } },
          ] as const;
        }),
      );
    const found = async (catalogue: Catalogue, lawId: string) => {
      const { view } = viewOf(() => Promise.resolve(catalogue));
      return (await view.getFreshInAnyCase(contestKey({ kind: 'law', lawId })))?.key;
    };
    expect(await found(named('L2025-A', 'M'), 'l2025-a')).toBe('law:L2025-A');
    expect(await found(named('L1a', 'L1A'), 'L1a')).toBe('law:L1a');
    expect(await found(named('L1a', 'L1A'), 'l1a')).toBeUndefined();
    expect(await found(named('L1'), 'L2')).toBeUndefined();
  });

  it('loads once for simultaneous callers, and not again immediately', async () => {
    let loads = 0;
    const { view } = viewOf(() => {
      loads += 1;
      return Promise.resolve(withClosing(5));
    }, 60_000);
    await Promise.all(Array.from({ length: 20 }, () => view.getFresh(key)));
    await view.getFresh(key);
    expect(loads).toBe(1);
  });

  it('P9: keeps the last known windows while the database is unavailable, and logs that', async () => {
    let away = false;
    const { view, events } = viewOf(() =>
      away ? Promise.reject(new TransientError('away')) : Promise.resolve(withClosing(5)),
    );
    await view.start();
    away = true;
    await expect(view.getFresh(key)).rejects.toThrow(TransientError);
    expect(view.get(key)?.window.closesAtMs).toBe(5);
    await view.stop();
    const late = viewOf(() => Promise.reject(new TransientError('away')));
    await late.view.start();
    expect(late.events).toEqual(['catalogue.refresh-failed']);
    expect(events).toEqual([]);
    await late.view.drain();
  });

  it('P9: keeps the last known windows after any error, and continues to refresh', async () => {
    const failures = [new Error('a wrong password'), new TypeError('a mistake'), new TransientError('away')];
    let loads = 0;
    const { view, events } = viewOf(
      () => {
        const failure = failures[loads - 1];
        loads += 1;
        return failure === undefined ? Promise.resolve(withClosing(loads)) : Promise.reject(failure);
      },
      0,
      1,
    );
    await expect(view.check()).rejects.toThrow(TransientError);
    await view.start();
    await view.check();
    const deadline = performance.now() + 5_000;
    while (view.get(key)?.window.closesAtMs !== 5 && performance.now() < deadline) {
      expect(view.get(key)).toBeDefined();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(view.get(key)?.window.closesAtMs).toBeGreaterThanOrEqual(5);
    expect(events).toEqual(['background.failed', 'background.failed', 'catalogue.refresh-failed']);
    await view.drain();
  });
});
