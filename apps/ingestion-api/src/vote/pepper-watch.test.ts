import type { Catalogue, CatalogueContest, RollScheme } from '@scrutin/election';
import { contestKey, lawRollKey } from '@scrutin/election';
import { PepperWatch } from './pepper-watch.ts';

const [OWN, OTHER] = ['a'.repeat(16), 'b'.repeat(16)];

function contest(
  id: string,
  pepperCheck: string | undefined,
  { closesAtMs = 2_000, rollScheme = 'hmac-sha256' }: { closesAtMs?: number; rollScheme?: RollScheme } = {},
): CatalogueContest {
  return {
    key: contestKey({ kind: 'law', lawId: id }),
    window: { opensAtMs: 0, closesAtMs },
    rollScheme,
    roll: { rollKey: lawRollKey(id), edition: 'e', generation: 'g', buckets: 1, pepperCheck },
    ballot: { kind: 'law', blankVotes: 'not-allowed' },
  };
}

function watch(...contests: CatalogueContest[]) {
  const lines: unknown[] = [];
  const note = (event: string, fields?: Record<string, unknown>): void => {
    lines.push([event, fields?.['contests']]);
  };
  const watching = new PepperWatch({
    ownCheck: OWN,
    clock: () => 1_000,
    logger: { info: note, warn: note, error: note },
  });
  const look = (...current: CatalogueContest[]): void => {
    const catalogue: Catalogue = new Map(current.map((each) => [each.key, each]));
    watching.look(catalogue);
  };
  look(...contests);
  return { watching, look, lines };
}

it('logs once which contests have a roll with another pepper, and logs when none has any more', () => {
  const wrong = contest('L1', OTHER);
  const { watching, look, lines } = watch(wrong, contest('L2', OWN));
  look(wrong, contest('L2', OWN));
  expect(lines).toEqual([['pepper.wrong', ['law:L1']]]);
  expect(watching.differs(wrong)).toBe(true);
  look(contest('L1', OWN), contest('L2', OWN));
  expect(lines.at(-1)).toEqual(['pepper.right', undefined]);
});

it('is not ready if it could accept no vote at all, and is ready while some roll has its pepper', async () => {
  await expect(watch(contest('L1', OTHER)).watching.readiness.check()).rejects.toThrow('CREDENTIAL_PEPPER');
  await watch(contest('L1', OTHER), contest('L2', OWN)).watching.readiness.check();
  await watch().watching.readiness.check();
});

it('ignores contests without a known pepper, with a scheme without a pepper, or that have closed', () => {
  const { watching, lines } = watch(
    contest('L1', undefined),
    contest('L2', OTHER, { rollScheme: 'sha256' }),
    contest('L3', OTHER, { closesAtMs: 1_000 }),
  );
  expect(lines).toEqual([]);
  expect(watching.differs(contest('L1', undefined))).toBe(false);
  expect(watching.differs(contest('L2', OTHER, { rollScheme: 'sha256' }))).toBe(false);
});
