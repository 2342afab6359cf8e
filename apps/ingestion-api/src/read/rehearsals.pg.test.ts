import { createHmac, randomBytes } from 'node:crypto';
import express from 'express';
import request from 'supertest';
import { openBallotStore } from '@scrutin/ballot-store';
import { issueSubmissionId, lawRollKey } from '@scrutin/election';
import { openElectionOffice } from '@scrutin/election-office';
import { useDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import { DURING, law, LEDGER, publish } from './fixture/published-laws.ts';
import { TEST_EXPORTS } from './fixture/test-exports.ts';
import { createReadRouter } from './read-router.ts';

const { database, closeBefore } = useDatabase();
const submissionTag = (bytes: Uint8Array) => createHmac('sha256', 'key').update(bytes).digest();
const app = express();

beforeAll(async () => {
  await publish(database.url, law('REAL'), law('TRIAL', { purpose: 'rehearsal' }));
  const options = { url: database.url, poolMax: 1, logger: silentLogger, applicationName: 'rehearsals-test' };
  const office = openElectionOffice({ ...options, clock: () => DURING });
  const actor = { name: 'command line: test' };
  for (const id of ['REAL', 'TRIAL']) {
    const text = { fr: `Avis ${id}`, en: `Notice ${id}` };
    await office.publishStatement(actor, lawRollKey(id), text);
  }
  await office.close();
  const store = openBallotStore(options);
  closeBefore(() => store.close());
  const ledger = () => Promise.resolve(LEDGER);
  const clock = () => DURING;
  app.use(
    createReadRouter({
      store,
      submissionTag,
      ledger,
      clock,
      cacheMs: 0,
      exports: TEST_EXPORTS,
      version: '1.2.3',
    }),
  );
});

it.each([
  ['/api/v1/laws', 'id', 'REAL', 'TRIAL'],
  ['/api/v1/results', 'law_id', 'REAL', 'TRIAL'],
  ['/api/v1/notices', 'contest', 'law:REAL', 'law:TRIAL'],
])('%s shows a rehearsal only if it is asked for, and says what it is', async (path, member, real, trial) => {
  const seen = async (query: string): Promise<Record<string, unknown>> => {
    const answer = await request(app).get(`${path}${query}`).expect(200);
    const entries = answer.body as Record<string, string>[];
    return Object.fromEntries(
      entries.map((entry): [string, unknown] => [entry[member] ?? '', entry['purpose']]),
    );
  };
  expect(await seen('')).toEqual({ [real]: 'real' });
  expect(await seen('?include=rehearsals')).toEqual({ [real]: 'real', [trial]: 'rehearsal' });
  await request(app).get(`${path}?include=everything`).expect(400);
});

it('a law is shown with its notices', async () => {
  const answer = await request(app).get('/api/v1/laws/TRIAL').expect(200);
  expect(answer.body).toMatchObject({
    purpose: 'rehearsal',
    notices: [{ kind: 'statement', text: { fr: 'Avis TRIAL', en: 'Notice TRIAL' }, reason: null }],
  });
});

it.each([
  ['fr', /^Ceci est une répétition/],
  ['en', /^This is a rehearsal/],
])('the status of a submission to a rehearsal says so (%s)', async (language, text) => {
  const id = issueSubmissionId(randomBytes(12), submissionTag, 'rehearsal');
  const asked = request(app).get(`/api/v1/submissions/${id}`).set('Accept-Language', language);
  expect((await asked.expect(200)).body).toMatchObject({
    purpose: 'rehearsal',
    state: 'queued',
    explanation: expect.stringMatching(text) as string,
  });
});
