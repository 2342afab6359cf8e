import pg from 'pg';
import type { EligibleVote, Rejection } from '@scrutin/contracts/messages';
import { PoisonMessageError } from '@scrutin/service-runtime';
import { law, openTestStore, putLaws, RACE, rejection, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';

let database: TestDatabase;
let store: BallotStore;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  await putLaws(database.url, law('L2025-001'));
  store = openTestStore(await database.urlFor('scrutin_aggregator'));
  owner = new pg.Client(database.url);
  await owner.connect();
  await owner.query(
    `INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status, results_visibility)
     VALUES ('PROV-2025', 'Élection', 'Election', 'provincial', 'epoch', now() + interval '1 day', 'scheduled', 'live')`,
  );
});

afterAll(async () => {
  await store.close();
  await owner.end();
  await database.drop();
});

async function refusal(work: Promise<unknown>): Promise<PoisonMessageError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PoisonMessageError);
  return error as PoisonMessageError;
}

async function expectNothingWritten(): Promise<void> {
  const { rows } = await owner.query<{ n: string }>(
    'SELECT (SELECT count(*) FROM settled_submissions) + (SELECT count(*) FROM vote_audit) AS n',
  );
  expect(rows).toEqual([{ n: '0' }]);
}

const impossible = { acceptedAtMs: Number.MAX_SAFE_INTEGER };

test.each<[string, EligibleVote, RegExp]>([
  ['an impossible time', vote(impossible), /: 22003$/],
  ['an unknown law', vote({ contest: 'law:NOPE' }), /: 23503, constraint [a-z_]+_fkey$/],
  ['an impossible selection', vote({ selection: 'peut-etre' }), /: 23514, constraint [a-z_]+_check$/],
  ['an empty selection in a law', vote({ selection: '' }), /: 23514, constraint ballots_arriving_[a-z_]+$/],
  [
    'an empty selection in a race',
    vote({ contest: RACE, selection: '' }),
    /: 23514, constraint ballots_arriving_selection_not_empty$/,
  ],
])(
  'a batch with %s is refused as a whole, with a message that shows neither a hash nor a choice (P4, P6)',
  async (_, bad, why) => {
    const error = await refusal(store.settleVotes([vote(), bad, vote()]));
    expect(error.message).toMatch(why);
    expect(error.cause).toBeInstanceOf(Error);
    const hex = Buffer.from(bad.credentialHash, 'base64url').toString('hex');
    for (const secret of [bad.credentialHash, hex, bad.submissionId, 'peut-etre', 'oui'])
      expect(error.message).not.toContain(secret);
    await expectNothingWritten();
  },
);

test('the table of ballots refuses an empty selection', async () => {
  const insert = owner.query(
    `BEGIN; ALTER TABLE ballots_arriving DISABLE TRIGGER USER;
     INSERT INTO ballots_arriving (contest_key, selection) VALUES ('${RACE}', '')`,
  );
  await expect(insert).rejects.toThrow('ballots_arriving_selection_not_empty');
  await owner.query('ROLLBACK');
});

test('a batch of rejections is refused in the same way', async () => {
  const bad: Rejection = rejection('already-voted', impossible);
  const error = await refusal(store.settleRejections([rejection('already-voted'), bad]));
  expect(error.message).toMatch(/: 22003$/);
  await expectNothingWritten();
});

test('an error of the append-only triggers does not count as an error in the data (P4)', async () => {
  await owner.query(`
    CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN UPDATE settled_submissions SET submission_id = submission_id; RETURN NULL; END $$;
    CREATE TRIGGER meddles AFTER INSERT ON ballots_arriving EXECUTE FUNCTION meddle()`);
  try {
    const settled = store.settleVotes([vote()]);
    await expect(settled).rejects.toThrow('append-only');
    await expect(settled).rejects.not.toBeInstanceOf(PoisonMessageError);
  } finally {
    await owner.query('DROP FUNCTION meddle CASCADE');
  }
  await expectNothingWritten();
});
