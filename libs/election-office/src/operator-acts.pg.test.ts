import type { ContestKey, Law, RollKey } from '@scrutin/election';
import { SIMPLE_MAJORITY } from '@scrutin/election';
import { createTestDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import { openElectionOffice } from './open-election-office.ts';

const ACTOR = { name: 'command line: a test' };
const LAW: RollKey = 'law:L-1' as RollKey;
const CONTEST: ContestKey = 'law:L-1' as ContestKey;

describe('a removal by an operator is put on record first', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let office: ReturnType<typeof openElectionOffice>;

  beforeAll(async () => {
    database = await createTestDatabase(process.env['DATABASE_URL']);
    office = openElectionOffice({
      url: await database.urlFor('scrutin_operator'),
      poolMax: 1,
      logger: silentLogger,
      applicationName: 'a test',
      clock: Date.now,
    });
    const text = { fr: 'Loi', en: 'Law' };
    const law: Law = {
      ...({
        kind: 'law',
        status: 'draft',
        timeZone: 'UTC',
        resultsVisibility: 'live',
        blankVotes: 'not-allowed',
      } as const),
      ...({ kind: 'law', status: 'draft', resultsVisibility: 'live', approval: 'single-official' } as const),
      purpose: 'real',
      ballotRecord: 'published',
      id: 'L-1',
      title: text,
      summary: text,
      window: { opensAtMs: 0, closesAtMs: 4_000_000_000_000 },
      ...SIMPLE_MAJORITY,
    };
    expect(await office.createLaw(ACTOR, law)).toMatchObject({ ok: true });
    const roll = { credentials: 10, buckets: 1, scheme: 'hmac-sha256' } as const;
    expect(await office.recordRoll(ACTOR, LAW, roll)).toMatchObject({ ok: true });
  });
  afterAll(async () => {
    await office.close();
    await database.drop();
  });

  const latest = async (count: number) => (await office.acts({ limit: count })).reverse();

  test('discarded messages, with the number of votes that are lost and the reason', async () => {
    const [message, reason] = ['0b9e5a1e', 'sealed with a key that is lost'];
    const discard = async (contest: ContestKey | undefined, votes: number) => {
      expect(await office.recordDiscard(ACTOR, { message, contest, votes }, reason)).toMatchObject({
        ok: true,
      });
    };
    await discard(CONTEST, 3);
    await discard(undefined, 0);
    const common = { actor: ACTOR.name, action: 'votes.discard', reason };
    expect(await latest(2)).toMatchObject([
      { ...common, subject: 'law:L-1', after: { message, votes: 3 } },
      { ...common, subject: 'ledger', after: { message, votes: 0 } },
    ]);
  });

  test('released claims, with their number and the reason', async () => {
    expect(await office.recordRelease(ACTOR, LAW, 8, 'the queue was deleted')).toMatchObject({ ok: true });
    expect(await latest(1)).toMatchObject([
      { action: 'roll.release', subject: LAW, reason: 'the queue was deleted', after: { claims: 8 } },
    ]);
  });

  test('needs a reason, and something to remove', async () => {
    const before = await latest(10);
    const discarded = { message: 'm', contest: CONTEST, votes: 1 };
    const refusals = await Promise.all([
      office.recordDiscard(ACTOR, discarded, ' '),
      office.recordDiscard(ACTOR, { ...discarded, votes: -1 }, 'why'),
      office.recordDiscard(ACTOR, { ...discarded, contest: 'nothing' as ContestKey }, 'why'),
      office.recordRelease(ACTOR, LAW, 1, ''),
      office.recordRelease(ACTOR, LAW, 0, 'why'),
      office.recordRelease(ACTOR, 'law:NONE' as RollKey, 1, 'why'),
    ]);
    expect(refusals.map((outcome) => (outcome.ok ? 'done' : outcome.kind))).toEqual([
      ...Array<string>(5).fill('invalid'),
      'not-found',
    ]);
    expect(await latest(10)).toEqual(before);
  });
});
