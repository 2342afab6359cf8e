import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Stack } from '@scrutin/testkit';
import { useSystem } from '@scrutin/testkit';

/** The part of the figures of `scrutin bench-8m --json` that is compared. */
interface Figures {
  readonly races: number;
  readonly closingToCertifiedSeconds: number;
  readonly checks: readonly { readonly name: string; readonly expected: number; readonly found: number }[];
  readonly memory: Readonly<Record<string, { readonly largest: number }>>;
}

/** The addresses with which a measurement starts processes of its own. */
async function addresses({ database }: Stack): Promise<Record<string, string>> {
  const logins = ['ingestion', 'worker', 'aggregator', 'auditor'];
  const urls = await Promise.all(logins.map((login) => database.urlFor(`scrutin_${login}`)));
  const entries = logins.map((login, i): [string, string] => [
    `BENCH_${login.toUpperCase()}_DATABASE_URL`,
    urls[i] ?? '',
  ]);
  return { ...Object.fromEntries<string>(entries), BENCH_SERVER_PIDS: '' };
}

// The ledger is that of the whole database, so each has one of its own.
describe.each([
  ['a law', [], 1, 'votes: oui'],
  ['an election', ['--election', '--regions', '3'], 3, 'votes by region: R002'],
])('a whole vote on %s that is measured', (kind, options, races, line) => {
  // The measurement starts processes of its own.
  const { stack } = useSystem({
    suite: `whole-vote-${kind.replace(' ', '-')}`,
    processes: { 'ingestion-api': 0, 'validation-worker': 0, aggregator: 0 },
  });

  it('is counted, certified and audited, and every number agrees', async () => {
    const [report, json] = [path.join(stack.folder, 'report.md'), path.join(stack.folder, 'figures.json')];
    const result = await stack.scrutin(
      ['bench-8m', '--voters', '600', '--connections', '16', '--report', report, '--json', json, ...options],
      'operator',
      await addresses(stack),
    );
    expect(result.stdout + result.stderr).toContain(
      'Every number agrees with what was sent, and the audit found nothing.',
    );
    expect(result.code).toBe(0);
    const figures = JSON.parse(await readFile(json, 'utf8')) as Figures;
    expect(figures.races).toBe(races);
    const found = Object.fromEntries(figures.checks.map((check) => [check.name, check.found]));
    expect(found).toMatchObject({
      'answered 202': 612,
      counted: 600,
      'rejected: already-voted': 6,
      'rejected: unknown-credential': 6,
    });
    expect(found[line]).toBeGreaterThan(0);
    expect(figures.memory['load generator']?.largest).toBeGreaterThan(0);
    expect(await readFile(report, 'utf8')).toMatch(/^# A whole vote of 600 voters/);
  });
});

interface OpenLoopJson {
  readonly phases: readonly { readonly outcome: { readonly accepted: number; readonly gaveUp: number } }[];
  readonly accepted: number;
  readonly counted: number;
  readonly lost: number;
}

describe('votes at fixed times', () => {
  const { stack } = useSystem({
    suite: 'votes-at-fixed-times',
    processes: { 'ingestion-api': 0, 'validation-worker': 0, aggregator: 0 },
  });

  it('are all sent, and none that is accepted is lost', async () => {
    const json = path.join(stack.folder, 'figures.json');
    const result = await stack.scrutin(
      ['bench', '--rate', '200', '--seconds', '2', '--open-connections', '32', '--json', json],
      'operator',
      await addresses(stack),
    );
    expect(result).toMatchObject({ code: 0 });
    const figures = JSON.parse(await readFile(json, 'utf8')) as OpenLoopJson;
    const [measured] = figures.phases;
    // Two seconds at this rate, after five at half of it.
    expect((measured?.outcome.accepted ?? 0) + (measured?.outcome.gaveUp ?? 0)).toBe(900);
    expect(figures).toMatchObject({ counted: figures.accepted, lost: 0 });
  });

  it('are counted on rolls of several sizes, one after the other', async () => {
    const json = path.join(stack.folder, 'rates.json');
    const result = await stack.scrutin(
      ['bench', '--growth', '1000,2000', '--duration', '1', '--json', json],
      'operator',
      await addresses(stack),
    );
    expect(result).toMatchObject({ code: 0 });
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
      rows: [{ roll: 1_000 }, { roll: 2_000 }],
      lost: 0,
    });
  });
});
