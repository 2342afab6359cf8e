import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { comparison, recordRun } from './history.ts';
import type { BenchFigures } from './run-bench.ts';

const figures = (counted: number, ratio: number, model = 'a processor'): BenchFigures => ({
  machine: { cores: 2, model, node: 'v24.0.0', postgres: '15.0' },
  connections: 256,
  votes_per_request: 1,
  idempotency_keys: false,
  duration_s: 10,
  express_per_s: 30_000,
  express_p95_ms: 8,
  accepted_per_s: counted,
  counted_per_s: counted,
  ratio,
  p50_ms: 20,
  p95_ms: 40,
  p99_ms: 60,
  accepted: 100,
  counted: 100,
  lost: 0,
  refused: 0,
  cpu_s: {},
  cpu_us_per_vote: {},
});

describe('the history of runs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'scrutin-history-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps every run with its time, and gives those before', async () => {
    const file = path.join(folder, 'new', 'history.jsonl');
    const ended = new Date('2026-11-26T12:00:00Z');
    expect(await recordRun(file, figures(9_000, 0.3), ended)).toEqual([]);
    const [first, ...others] = await recordRun(file, figures(8_000, 0.2), ended);
    expect(first).toMatchObject({ counted_per_s: 9_000, at: '2026-11-26T12:00:00.000Z' });
    expect(others).toEqual([]);
    expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toHaveLength(2);
  });

  it('leaves out a line of which only a part was written', async () => {
    const file = path.join(folder, 'history.jsonl');
    await writeFile(file, '{"counted_per_s": 9\n');
    expect(await recordRun(file, figures(8_000, 0.2), new Date(0))).toEqual([]);
    expect(await recordRun(file, figures(7_000, 0.2), new Date(0))).toHaveLength(1);
  });

  it('refuses a file that is something else, and leaves it as it is', async () => {
    await expect(recordRun(folder, figures(1, 1), new Date(0))).rejects.toThrow(/EISDIR/);
  });

  it('compares a run with the median of the runs on the same kind of machine', () => {
    const before = [9_000, 10_000, 11_000].map((counted) => {
      return { ...figures(counted, counted / 30_000), at: '', commit: '' };
    });
    const elsewhere = { ...figures(99_000, 3, 'another processor'), at: '', commit: '' };
    expect(comparison(figures(8_000, 0.27), [...before, elsewhere])).toBe(
      '-20 % beside the median of 3 earlier runs on this kind of machine: 10,000 counted per second, ratio 0.333',
    );
    expect(comparison(figures(8_000, 0.27), [elsewhere])).toMatch(/^No earlier run/);
  });
});
