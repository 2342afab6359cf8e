import { createHmac, randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import express from 'express';
import request from 'supertest';
import type { BallotStore } from '@scrutin/ballot-store';
import { openBallotStore } from '@scrutin/ballot-store';
import type { ProblemType } from '@scrutin/contracts/problems';
import { PROBLEM_MEDIA_TYPE, problemBody, problemTypeUri } from '@scrutin/contracts/problems';
import type { LedgerView } from '@scrutin/contracts/public';
import {
  indexBody,
  lawDetailBody,
  lawResultsBody,
  lawsBody,
  ledgerBody,
  publicLawResultBody,
  submissionBody,
} from '@scrutin/contracts/public';
import type { LawOption, SubmissionId } from '@scrutin/election';
import { contestKey, issueSubmissionId, lawSelection, REJECTION_REASONS } from '@scrutin/election';
import { errorHandler, notFoundHandler } from '@scrutin/http-edge';
import { createExpressServer } from '@scrutin/service-runtime/program';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import { CLOSES, DURING, law, LEDGER, OPENS, publish } from './fixture/published-laws.ts';
import { TEST_EXPORTS } from './fixture/test-exports.ts';
import { createReadRouter } from './read-router.ts';

const key = randomBytes(32);
const submissionTag = (bytes: Uint8Array) => createHmac('sha256', key).update(bytes).digest();
const newId = (): SubmissionId => issueSubmissionId(randomBytes(12), submissionTag);

const bodyOf = async (asked: request.Test): Promise<unknown> => (await asked).body as unknown;
describe('the read side', () => {
  let database: TestDatabase;
  let aggregator: BallotStore;
  let reader: BallotStore;
  let unavailable: BallotStore;
  let nowMs = DURING;
  let storeCalls = 0;
  const servers: Server[] = [];

  const open = (url: string): BallotStore =>
    openBallotStore({ url, poolMax: 2, logger: silentLogger, applicationName: 'read-router.pg.test' });

  const serve = (
    store: BallotStore,
    options: { cacheMs?: number; ledger?: () => Promise<LedgerView> } = {},
  ) => {
    const counted = {
      ...store,
      laws: () => {
        storeCalls++;
        return store.laws();
      },
      submissionStatus: (id: SubmissionId) => {
        storeCalls++;
        return store.submissionStatus(id);
      },
    };
    const app = express();
    app.use(
      createReadRouter({
        store: counted,
        submissionTag,
        ledger: options.ledger ?? (() => Promise.resolve(LEDGER)),
        clock: () => nowMs,
        cacheMs: options.cacheMs ?? 0,
        exports: TEST_EXPORTS,
        version: '1.2.3',
      }),
    );
    app.use(notFoundHandler);
    app.use(errorHandler(silentLogger));
    const server = createExpressServer(app).listen(0, '127.0.0.1');
    servers.push(server);
    return server;
  };

  const expectProblem = (answer: request.Response, type: ProblemType, status: number) => {
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain(PROBLEM_MEDIA_TYPE);
    expect(answer.body).toMatchObject({ type: problemTypeUri(type), status });
  };

  const vote = (lawId: string, choice: LawOption, submissionId = newId(), credential = randomBytes(32)) => ({
    submissionId,
    contest: contestKey({ kind: 'law', lawId }),
    credentialHash: credential.toString('base64url'),
    acceptedAtMs: DURING,
    selection: lawSelection(choice),
  });

  beforeAll(async () => {
    database = await createTestDatabase(process.env['DATABASE_URL']);
    aggregator = open(await database.urlFor('scrutin_aggregator'));
    reader = open(await database.urlFor('scrutin_ingestion'));
    unavailable = open('postgresql://nobody:nothing@127.0.0.1:1/nowhere');
    await publish(
      await database.urlFor('scrutin_operator'),
      law('L-LIVE'),
      law('L-EMPTY', { window: { opensAtMs: CLOSES, closesAtMs: CLOSES + 1000 } }),
      law('L-SECRET', { resultsVisibility: 'after-closing' }),
      law('L-DRAFT', { status: 'draft' }),
    );
    await aggregator.settleVotes([
      vote('L-LIVE', 'oui'),
      vote('L-LIVE', 'oui'),
      vote('L-LIVE', 'non'),
      vote('L-SECRET', 'non'),
    ]);
  });

  beforeEach(() => {
    nowMs = DURING;
    storeCalls = 0;
  });

  afterAll(async () => {
    for (const server of servers) server.close();
    for (const store of [aggregator, reader, unavailable]) await store.close();
    await database.drop(); // This fails if a connection is still open.
  });

  describe('catalogue', () => {
    it('shows every law that is not a draft, in both languages, with its present state', async () => {
      const body = await bodyOf(request(serve(reader)).get('/api/v1/laws').expect(200));
      const laws = body as { id: string; state: string }[];
      expect(laws.map(({ id, state }) => [id, state])).toEqual([
        ['L-EMPTY', 'not-open'],
        ['L-LIVE', 'open'],
        ['L-SECRET', 'open'],
      ]);
      expect(laws[1]).toEqual({
        id: 'L-LIVE',
        title: { fr: 'Loi L-LIVE', en: 'Act L-LIVE' },
        summary: { fr: 'Résumé', en: 'Summary' },
        opens_at: '2025-10-06T13:00:00.000Z',
        closes_at: '2025-10-13T00:00:00.000Z',
        state: 'open',
        certified: false,
        time_zone: 'UTC',
        opens_at_local: '2025-10-06T13:00:00Z',
        closes_at_local: '2025-10-13T00:00:00Z',
        results_visibility: 'live',
        ballot_record: 'published',
        ...{ quorum_votes: null, quorum_share: null, threshold: null, threshold_base: 'valid' },
        blank_votes: 'not-allowed',
        purpose: 'real',
      });
    });

    it.each([
      [OPENS - 1, 'not-open'],
      [OPENS, 'open'],
      [CLOSES - 1, 'open'],
      [CLOSES, 'closed'],
    ])('at %d a law is %s, also with a cached catalogue (P9)', async (atMs, state) => {
      const server = serve(reader, { cacheMs: 60_000 });
      await request(server).get('/api/v1/laws/L-LIVE').expect(200);
      nowMs = atMs;
      const body = await bodyOf(request(server).get('/api/v1/laws/L-LIVE').expect(200));
      expect(body).toMatchObject({ id: 'L-LIVE', state });
      expect(storeCalls).toBe(1);
    });

    it.each(['L-DRAFT', 'L-NONE', '__proto__', '%00', "';DROP TABLE laws;--"])(
      'answers 404 to %j',
      async (id) => {
        const server = serve(reader);
        for (const path of ['laws', 'results']) {
          const answer = await request(server)
            .get(`/api/v1/${path}/${encodeURIComponent(id)}`)
            .set('Accept-Language', 'en');
          expectProblem(answer, 'unknown-contest', 404);
          expect(answer.headers['content-language']).toBe('en');
        }
      },
    );
  });

  describe('results', () => {
    it('are the counted votes', async () => {
      const body = await bodyOf(request(serve(reader)).get('/api/v1/results/L-LIVE').expect(200));
      expect(body).toMatchObject({ law_id: 'L-LIVE', oui_count: 2, non_count: 1, total_votes: 3 });
      expect(Date.parse((body as { updated_at: string }).updated_at)).not.toBeNaN();
    });

    it('are 304 for a watcher while nothing changes, and new after the next vote', async () => {
      const server = serve(reader);
      const watched = ['/api/v1/results/L-LIVE', '/api/v1/results', '/api/v1/laws/L-LIVE/turnout'];
      const seen = await Promise.all(watched.map((path) => request(server).get(path).expect(200)));
      const again = (path: string, index: number) =>
        request(server)
          .get(path)
          .set('If-None-Match', seen[index]?.headers['etag'] ?? '');
      for (const [index, path] of watched.entries()) {
        const answer = await again(path, index).expect(304);
        expect(answer.headers['cache-control']).toBe('no-cache');
      }
      await aggregator.settleVotes([vote('L-LIVE', 'oui')]);
      for (const [index, path] of watched.entries()) await again(path, index).expect(200);
      // A watcher of another law has nothing new.
      await again('/api/v1/results/L-EMPTY', 0).expect(200);
    });

    it('have a tag, and the status of a submission has none: no cache may keep it', async () => {
      const server = serve(reader);
      for (const path of ['/api/v1/laws', '/api/v1/ledger', '/api/v1/notices', '/api/v1/elections']) {
        expect((await request(server).get(path).expect(200)).headers['etag']).toMatch(/^W\/"/);
      }
      const status = await request(server).get(`/api/v1/submissions/${newId()}`).expect(200);
      expect(status.headers['etag']).not.toMatch(/^W\/"[\w-]{22}"$/);
      expect(status.headers['cache-control']).toBe('no-store');
    });

    it('of a law without votes are zero, without a time', async () => {
      const body = await bodyOf(request(serve(reader)).get('/api/v1/results/L-EMPTY').expect(200));
      expect(body).toEqual({
        law_id: 'L-EMPTY',
        time_zone: 'UTC',
        oui_count: 0,
        non_count: 0,
        blank_count: 0,
        total_votes: 0,
        updated_at: null,
        oui_percentage: 0,
        non_percentage: 0,
        blank_percentage: 0,
        leading: null,
        outcome: null,
        quorum_votes: null,
        quorum_share: null,
        quorum_required: 0,
        registered_voters: 10,
        threshold: null,
        threshold_base: 'valid',
        threshold_fraction: null,
        threshold_percentage: null,
        purpose: 'real',
        provisional: true,
      });
    });

    it('that are withheld until the closing are withheld until exactly that time', async () => {
      const server = serve(reader, { cacheMs: 60_000 });
      const idsIn = async () => {
        const body = await bodyOf(request(server).get('/api/v1/results').expect(200));
        return (body as { law_id: string }[]).map((result) => result.law_id);
      };
      nowMs = CLOSES - 1;
      const early = await request(server).get('/api/v1/results/L-SECRET');
      expectProblem(early, 'results-not-published', 403);
      expect(early.body).toMatchObject({ closes_at: '2025-10-13T00:00:00.000Z' });
      expect(JSON.stringify(early.body)).not.toMatch(/count|total/);
      expect(early.headers['cache-control']).toBe('no-store');
      expect(await idsIn()).toEqual(['L-EMPTY', 'L-LIVE']);
      nowMs = CLOSES;
      const body = await bodyOf(request(server).get('/api/v1/results/L-SECRET').expect(200));
      expect(body).toMatchObject({ oui_count: 0, non_count: 1, total_votes: 1 });
      expect(await idsIn()).toContain('L-SECRET');
    });

    it('are read once for many requests, and again when the cache has expired', async () => {
      const server = serve(reader, { cacheMs: 60_000 });
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => request(server).get('/api/v1/results')),
      );
      expect(answers.every((answer) => answer.status === 200)).toBe(true);
      expect(answers[0]?.headers['cache-control']).toBe('public, max-age=60');
      expect(storeCalls).toBe(1);
      const uncached = serve(reader);
      await request(uncached).get('/api/v1/results').expect('Cache-Control', 'no-cache');
      await request(uncached).get('/api/v1/results');
      expect(storeCalls).toBe(3);
    });
  });

  describe('the status of a submission', () => {
    const status = (server: Server, id: string, language = 'fr') =>
      request(server).get(`/api/v1/submissions/${id}`).set('Accept-Language', language);

    it('changes from queued to counted, and shows nothing else', async () => {
      const server = serve(reader);
      const id = newId();
      const before = await status(server, id).expect(200).expect('Cache-Control', 'no-store');
      expect(before.body).toEqual({
        request_id: id,
        status: 'accepted',
        state: 'queued',
        purpose: 'real',
        explanation: expect.stringContaining('attend') as string,
      });
      await aggregator.settleVotes([vote('L-LIVE', 'oui', id)]);
      const after = await status(server, id, 'en').expect(200).expect('Content-Language', 'en');
      expect(after.body).toEqual({
        request_id: id,
        status: 'counted',
        state: 'counted',
        purpose: 'real',
        explanation: expect.stringContaining('counted') as string,
      });
    });

    it('accepts an identifier in capital letters', async () => {
      const id = newId();
      const body = await bodyOf(status(serve(reader), id.toUpperCase()).expect(200));
      expect(body).toMatchObject({ request_id: id, state: 'queued' });
    });

    it('differs between the first vote and the second (P3)', async () => {
      const [first, second, credential] = [newId(), newId(), randomBytes(32)];
      await aggregator.settleVotes([vote('L-LIVE', 'oui', first, credential)]);
      await aggregator.settleVotes([vote('L-LIVE', 'non', second, credential)]);
      const server = serve(reader);
      expect((await status(server, first)).body).toMatchObject({ state: 'counted' });
      expect((await status(server, second)).body).toMatchObject({
        status: 'rejected',
        state: 'rejected',
        reason: 'already-voted',
      });
    });

    it.each(REJECTION_REASONS)('explains the rejection %s in both languages', async (reason) => {
      const { submissionId, contest, credentialHash, acceptedAtMs } = vote('L-LIVE', 'oui');
      await aggregator.settleRejections([{ submissionId, contest, credentialHash, acceptedAtMs, reason }]);
      const server = serve(reader);
      const fr = await status(server, submissionId, 'fr').expect(200);
      const en = await status(server, submissionId, 'en').expect(200);
      expect(fr.body).toMatchObject({ request_id: submissionId, state: 'rejected', reason });
      expect(submissionBody.parse(fr.body)).toEqual(fr.body);
      expect((fr.body as { explanation: string }).explanation).not.toBe(
        (en.body as { explanation: string }).explanation,
      );
    });

    it('is answered 404 without a query for an identifier that was not issued', async () => {
      const server = serve(reader);
      const foreign = issueSubmissionId(randomBytes(12), (b) => createHmac('sha256', 'x').update(b).digest());
      const id = newId();
      const flipped = id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
      for (const guess of [foreign, flipped, 'x', '../laws', crypto.randomUUID()]) {
        expectProblem(await status(server, encodeURIComponent(guess)), 'not-found', 404);
      }
      expect(storeCalls).toBe(0);
    });
  });

  describe('the ledger', () => {
    it('is the answer of its function, which is called once for many requests', async () => {
      let asked = 0;
      const server = serve(reader, {
        cacheMs: 60_000,
        ledger: () => {
          asked++;
          return Promise.resolve(LEDGER);
        },
      });
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => request(server).get('/api/v1/ledger')),
      );
      for (const answer of answers) expect(answer.body).toEqual(LEDGER);
      expect(asked).toBe(1);
    });
  });

  it.each([
    ['/api/v1/laws', lawsBody],
    ['/api/v1/laws/L-LIVE', lawDetailBody],
    ['/api/v1/laws/L-NONE', problemBody],
    ['/api/v1/results', lawResultsBody],
    ['/api/v1/results/L-EMPTY', publicLawResultBody],
    ['/api/v1/results/L-SECRET', problemBody],
    ['/api/v1/ledger', ledgerBody],
    ['/', indexBody],
  ])('GET %s answers exactly what the contract describes', async (path, schema) => {
    const body = await bodyOf(request(serve(reader)).get(path));
    expect(schema.parse(body)).toEqual(body);
  });

  describe('while the database is unavailable', () => {
    it.each(['laws', 'laws/L-LIVE', 'results', 'results/L-LIVE'])(
      'GET /api/v1/%s is answered 503 with a time to try again',
      async (path) => {
        const answer = await request(serve(unavailable)).get(`/api/v1/${path}`);
        expectProblem(answer, 'not-ready', 503);
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      },
    );

    it('the status of a submission is answered 503 and never queued', async () => {
      const answer = await request(serve(unavailable)).get(`/api/v1/submissions/${newId()}`);
      expectProblem(answer, 'not-ready', 503);
    });
  });
});
