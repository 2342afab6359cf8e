import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { lawRollKey, submissionPrefix } from '@scrutin/election';
import {
  acceptedGroup,
  intakeReport,
  law,
  LAW_1,
  newSubmission,
  openTestStore,
  putLaws,
  rejection,
  vote,
} from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { putRoll } from '@scrutin/testkit/election-office';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
});

afterAll(() => database.drop());

const DENIED = { code: '42501' };
const CONTESTS = [
  'laws',
  'elections',
  'regions',
  'political_parties',
  'election_regions',
  'candidates',
  'rolls',
  'roll_regions',
];
const OFFICE = ['officials', 'sessions', 'admin_audit', 'tabulations', 'published_tabulations'];
const RESULTS = ['vote_results', 'live_election_results', 'live_ranking_counts', 'contest_totals', 'turnout'];

const ROLES: Record<string, { readonly may: readonly string[]; readonly mayNot: readonly string[] }> = {
  scrutin_ingestion: {
    may: [
      ...[...CONTESTS, ...RESULTS, 'rejection_counts', 'intake'].map((table) => `SELECT * FROM ${table}`),
      'SELECT submission_id FROM settled_submissions',
      'SELECT submission_id, reason FROM rejected_submissions',
    ],
    mayNot: [
      'SELECT credential_hash FROM vote_audit',
      'SELECT submission_id FROM vote_audit',
      'SELECT credential_hash FROM duplicate_attempts',
      'SELECT selection FROM ballots',
      'SELECT selection FROM ballots_arriving',
      'SELECT selection FROM ballots_mixed',
      'SELECT xmin FROM settled_submissions',
      'SELECT mix_ballots()',
      `SELECT settle_votes('{}', '{}', '{}', '{}', '{}', '{}')`,
      'DELETE FROM intake',
      `UPDATE laws SET status = 'draft'`,
      // Only the office reads unpublished counts.
      'SELECT * FROM tabulations',
      'SELECT * FROM admin_audit',
      'SELECT email FROM officials',
    ],
  },
  scrutin_worker: {
    may: CONTESTS.map((table) => `SELECT * FROM ${table}`),
    mayNot: ['SELECT contest_key FROM vote_audit', 'SELECT * FROM ballots', 'SELECT * FROM vote_results'],
  },
  scrutin_aggregator: {
    may: [...CONTESTS, ...RESULTS].map((table) => `SELECT * FROM ${table}`),
    mayNot: [
      'SELECT credential_hash FROM vote_audit',
      'SELECT selection FROM ballots',
      `INSERT INTO ballots_arriving (contest_key, selection) VALUES ('law:L', 'oui')`,
      `INSERT INTO vote_results (law_id, oui) VALUES ('L', 5)`,
      'UPDATE vote_results SET oui = 5',
    ],
  },
  scrutin_operator: {
    may: [
      `SELECT * FROM counted_credentials('law:L', '', 10)`,
      ...CONTESTS.map((table) => `SELECT * FROM ${table}`),
    ],
    mayNot: [
      'SELECT credential_hash FROM vote_audit',
      'SELECT * FROM voter_audit',
      'SELECT submission_id FROM settled_submissions',
      'SELECT xmin FROM vote_audit',
      'SELECT xmin FROM vote_results',
      'SELECT selection FROM ballots',
      'UPDATE vote_results SET oui = 5',
      // The command line manages accounts, and nobody logs in through it.
      'SELECT password_hash FROM officials',
      'SELECT * FROM officials',
      'SELECT token_hash FROM sessions',
      `INSERT INTO sessions (token_hash, official_id, expires_at) VALUES ('', gen_random_uuid(), now())`,
      'UPDATE sessions SET expires_at = now()',
      'DELETE FROM officials',
      `UPDATE admin_audit SET action = 'x'`,
      `UPDATE tabulations SET result = '{}'`,
      'DELETE FROM tabulations',
    ],
  },
  scrutin_admin: {
    may: [
      ...[...CONTESTS, ...RESULTS, ...OFFICE, 'rejection_counts', 'intake'].map((t) => `SELECT * FROM ${t}`),
      'SELECT mix_ballots()',
    ],
    mayNot: [
      // P6: neither the voters nor the choices.
      'SELECT contest_key FROM vote_audit',
      'SELECT selection FROM ballots',
      'SELECT selection FROM ballots_arriving',
      'SELECT selection FROM ballots_mixed',
      'SELECT * FROM duplicate_attempts',
      'SELECT submission_id FROM settled_submissions',
      'SELECT * FROM rejected_submissions',
      'SELECT * FROM keyed_submissions',
      // The office must not change what voters did.
      'UPDATE vote_results SET oui = 5',
      `INSERT INTO election_results VALUES ('E', 'R', 'c', 5)`,
      `INSERT INTO ranking_counts VALUES ('E', 'R', 'c', 5)`,
      'DELETE FROM intake',
      `SELECT settle_votes('{}', '{}', '{}', '{}', '{}', '{}')`,
      // The record of acts stays.
      `UPDATE admin_audit SET action = 'x'`,
      'DELETE FROM admin_audit',
      'DELETE FROM officials',
      `UPDATE tabulations SET result = '{}'`,
      'DELETE FROM tabulations',
    ],
  },
  scrutin_auditor: {
    may: [
      ...[...CONTESTS, ...RESULTS, 'rejection_counts', 'ballots', 'admin_audit', 'tabulations'].map(
        (t) => `SELECT * FROM ${t}`,
      ),
      'SELECT * FROM published_tabulations',
      'SELECT id, email, display_name, role, created_at, disabled_at FROM officials',
      'SELECT contest_key, credential_hash FROM voter_audit',
      'SELECT * FROM book_totals',
    ],
    mayNot: [
      // P6: the order of the rows, or PostgreSQL's own columns, would connect voters with choices.
      'SELECT credential_hash FROM vote_audit',
      'SELECT submission_id FROM settled_submissions',
      'SELECT submission_id FROM rejected_submissions',
      `SELECT * FROM counted_credentials('law:L', '', 10)`,
      'SELECT xmin FROM vote_results',
      'SELECT xmin FROM vote_audit',
      'SELECT ctid FROM vote_audit',
      'SELECT xmin FROM ballots_arriving',
      'SELECT xmin FROM ballots_mixed',
      'SELECT selection FROM ballots_mixed',
      'SELECT xmin FROM turnout_buckets',
      'SELECT password_hash FROM officials',
      'SELECT * FROM sessions',
      `INSERT INTO admin_audit (actor, action, subject) VALUES ('a', 'b', 'c')`,
      'UPDATE tabulations SET published_at = now()',
    ],
  },
};

describe.each(Object.entries(ROLES))('%s', (role, { may, mayNot }) => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client(await database.urlFor(role));
    await client.connect();
  });
  afterAll(() => client.end());

  test.each(may)('may %s', async (statement) => {
    await client.query(statement);
  });
  test.each(mayNot)('may not %s', async (statement) => {
    await expect(client.query(statement)).rejects.toMatchObject(DENIED);
  });
});

test('each service can do all its work with its own role', async () => {
  const ingestion = openTestStore(await database.urlFor('scrutin_ingestion'));
  const worker = openTestStore(await database.urlFor('scrutin_worker'));
  const aggregator = openTestStore(await database.urlFor('scrutin_aggregator'));
  const operator = openTestStore(await database.urlFor('scrutin_operator'));
  const auditor = openTestStore(await database.urlFor('scrutin_auditor'));

  await putLaws(database.url, law('L2025-001'));
  const rollKey = lawRollKey('L2025-001');
  const operatorUrl = await database.urlFor('scrutin_operator');
  await putRoll(operatorUrl, rollKey, { credentials: 10, buckets: 1, scheme: 'hmac-sha256' });
  const grown = { credentials: 12, buckets: 1, scheme: 'hmac-sha256', reason: 'Registered late' } as const;
  await putRoll(operatorUrl, rollKey, grown);
  expect([...(await worker.catalogue()).values()]).toMatchObject([
    { key: 'law:L2025-001', rollScheme: 'hmac-sha256' },
  ]);

  const intakeId = randomUUID();
  await ingestion.reportIntake(intakeReport(intakeId, [acceptedGroup(intakeId, 1, 0, [LAW_1, 3])]));
  const cast = vote();
  await aggregator.settleVotes([cast]);
  const hashes = [cast.credentialHash, vote().credentialHash].map((hash) =>
    Buffer.from(hash, 'base64url').toString('hex'),
  );
  expect(await worker.countedAmong(rollKey, hashes)).toEqual(new Set(hashes.slice(0, 1)));
  const [counted, unknown] = [cast, rejection('closed')].map((each) =>
    submissionPrefix(each.submissionId, 8),
  );
  expect(await operator.uncountedAmong([counted!, unknown!])).toEqual(new Set([unknown]));
  await aggregator.settleRejections([rejection('unknown-credential')]);
  await aggregator.mixBallots();
  expect(await ingestion.ledger()).toMatchObject({
    received: 3,
    counted: 1,
    rejected: { 'unknown-credential': 1, closed: 0 },
  });
  expect(await ingestion.submissionStatus(cast.submissionId)).toEqual({ state: 'counted' });
  expect(await ingestion.submissionStatus(newSubmission())).toBeUndefined();
  expect(await ingestion.laws()).toMatchObject([{ id: 'L2025-001' }]);
  expect(await ingestion.lawResults()).toMatchObject([{ oui: 1n }]);

  const claims = [];
  for await (const claim of operator.countedCredentials(rollKey)) claims.push(claim);
  expect(claims).toEqual([
    { credentialHash: Buffer.from(cast.credentialHash, 'base64url'), submissionId: cast.submissionId },
  ]);
  expect(await operator.rolls()).toMatchObject([{ rollKey, credentials: 12n, buckets: 1 }]);
  expect(await auditor.deepCheck()).toEqual([]);
  await Promise.all([ingestion, worker, aggregator, operator, auditor].map((store) => store.check()));
  await Promise.all([ingestion, worker, aggregator, operator, auditor].map((store) => store.close()));
});
