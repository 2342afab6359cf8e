import { signalWindowOf } from '@scrutin/anomalies';
import {
  addLaw,
  eventually,
  generateCredentials,
  PATIENT_ADMISSION,
  publishLaw,
  readMetrics,
  runOrThrow,
  sumOf,
  useSystem,
} from '@scrutin/testkit';

interface Finding {
  readonly signal: string;
  readonly subject: string;
  readonly seen: number;
  readonly cases: number;
  readonly expected: number;
  readonly baseline: string;
}

/** The real processes, attacked by the simulator. `libs/anomalies` has the statistics, with their 200 quiet days. */
describe('attacks that the simulator plays', () => {
  const { stack, open, openElection } = useSystem({
    suite: 'attacks',
    processes: { 'admin-api': 1 },
    settings: { 'ingestion-api': PATIENT_ADMISSION },
    connections: 2,
  });

  const anomalies = async (...options: readonly string[]): Promise<readonly Finding[]> => {
    const { code, stdout, stderr } = await stack.scrutin(['audit', 'anomalies', '--json', ...options]);
    if (stderr !== '') throw new Error(stderr);
    const { anomalies: found } = JSON.parse(stdout) as { anomalies: readonly Finding[] };
    expect(code).toBe(found.length === 0 ? 0 : 1);
    return found;
  };
  /** Simulates a quiet vote and then, if it is named, an attack. Returns how the attack was answered. */
  const simulate = async (...options: readonly string[]): Promise<Readonly<Record<string, number>>> => {
    const output = await runOrThrow(stack, ['simulate', '--json', ...options]);
    const report = JSON.parse(output) as { ok: boolean; attack?: { answers: Record<string, number> } };
    expect(report.ok).toBe(true);
    return report.attack?.answers ?? {};
  };
  /**
   * Plays an attack on a contest of its own, and again on another one if meanwhile a window of counts ended: half of an
   * attack in each window has other numbers, and may be too little to be found.
   */
  const inOneWindow = async (play: () => Promise<string>): Promise<string> => {
    for (;;) {
      const window = signalWindowOf(Date.now());
      const contest = await play();
      if (signalWindowOf(Date.now()) === window) return contest;
    }
  };
  /** Attacks a new law beside a quiet vote, all in one window. Returns the key of the law. */
  const attackedLaw = (attack: string, answers?: Readonly<Record<string, number>>): Promise<string> =>
    inOneWindow(async () => {
      const { id } = await open(1, { purpose: 'rehearsal' });
      const answered = await simulate('--law-id', id, ...quiet, '--attack', attack);
      if (answers !== undefined) expect(answered).toEqual(answers);
      return `law:${id}`;
    });
  /**
   * Reads the findings until there is one of this signal about this subject that agrees with `expected`. The counts
   * arrive within a few seconds and in parts, so the first finding may lack the last votes.
   */
  const findingOf = (
    signal: string,
    subject: string,
    expected: Partial<Finding> = {},
    ...options: readonly string[]
  ): Promise<Finding> =>
    eventually(
      `${signal} is found`,
      async () => {
        const found = (await anomalies(...options)).find(
          (each) => each.signal === signal && each.subject === subject,
        );
        expect(found).toMatchObject(expected);
        return found!;
      },
      { everyMs: 1_000 },
    );
  /** Waits until the metrics of the admin API show this many findings of each signal. It looks twice a minute. */
  const shown = (least: Readonly<Record<string, number>>): Promise<void> =>
    eventually(
      'the metrics show the findings',
      async () => {
        for (const [signal, number] of Object.entries(least))
          expect(await found(signal)).toBeGreaterThanOrEqual(number);
      },
      { everyMs: 1_000 },
    );
  const found = async (signal: string): Promise<number> =>
    sumOf(await readMetrics(stack.running('admin-api')[0]!.opsUrl()), 'anomaly_findings', { signal });
  /** A law on which only a quiet vote is simulated. */
  let untouched: string;

  const quiet = ['--votes', '500', '--duplicates', '1', '--unknown', '2', '--connections', '16'];

  beforeAll(async () => {
    const { id } = await open(1, { purpose: 'rehearsal' });
    await simulate('--law-id', id, ...quiet);
    untouched = `law:${id}`;
  });

  test('codes guessed from one block of addresses are found, by the block and by the contest', async () => {
    const law = await attackedLaw('guess-block', { 202: 300 });
    await findingOf('unknown-credentials', law, { seen: 310, cases: 800 });
    const block = await findingOf('block-guesses', '127.66.6.0/24');
    expect(block.seen).toBeGreaterThan(0.8 * block.cases);
    // Beside guesses from everywhere, whose blocks are told together once their window is over, no block stands out.
    await shown({ 'block-guesses': 1 });
  });

  test('codes guessed from everywhere are found by the contest', async () => {
    const law = await attackedLaw('guess-spread');
    await findingOf('unknown-credentials', law, { seen: 310, cases: 800 });
    expect((await anomalies()).filter(({ subject }) => subject.startsWith('127.67.'))).toEqual([]);
  });

  test('a flood of duplicates is found', async () => {
    const law = await attackedLaw('duplicates');
    await findingOf('duplicates', law, { seen: 305, cases: 800 });
  });

  test('votes in wrong regions are found', async () => {
    const election = await inOneWindow(async () => {
      const { id } = await openElection({
        regions: [{ candidates: 2 }, { candidates: 2 }],
        votersPerRegion: 1,
        purpose: 'rehearsal',
      });
      await simulate('--election-id', id, ...quiet, '--attack', 'wrong-regions');
      return `election:${id}`;
    });
    await eventually(
      'the wrong regions are found',
      async () => {
        const found = await anomalies('--contest', election);
        expect(found.map(({ signal }) => signal)).toContain('wrong-regions');
      },
      { everyMs: 1_000 },
    );
  });

  test('a printing batch that was stolen and used is found by the office, and no other batch', async () => {
    const law = await generateCredentials(stack, await addLaw(stack, { purpose: 'rehearsal' }), 1_000);
    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await publishLaw(stack, law);
    const votes = ['--votes', '90', '--credentials', law.folder, '--batch', '100'];
    expect(await simulate('--law-id', law.id, ...votes, '--attack', 'stolen-batch')).toEqual({ 202: 100 });
    const asked = ['--contest', `law:${law.id}`, '--references', law.folder, '--batch', '100'];
    const subject = `law:${law.id}, letters 501 to 600`;
    const baseline = '90 of 900 letters of the other batches in the same regions';
    await findingOf('printing-batch', subject, { seen: 100, cases: 100, baseline }, ...asked);
    expect((await anomalies(...asked)).filter(({ signal }) => signal === 'printing-batch')).toHaveLength(1);
  });

  test('the admin API shows what was found', async () => {
    await shown({ 'unknown-credentials': 2, duplicates: 1, 'wrong-regions': 1 });
    expect(await found('after-closing')).toBe(0);
  });

  test('a quiet vote has no finding, whatever is tried elsewhere', async () => {
    const found = await anomalies();
    expect(found).not.toEqual([]);
    expect(found.map(({ subject }) => subject)).not.toContain(untouched);
    // All quiet voters share one block, so nothing can be said about its volume.
    const guessing = found.filter(({ signal }) => signal === 'block-guesses');
    expect(guessing.map(({ subject }) => subject)).not.toContain('127.0.0.0/24');
  });
});
