import { Readable } from 'node:stream';
import type { NextFunction, Request, Response } from 'express';
import request from 'supertest';
import { openApiDocument } from '@scrutin/contracts/openapi';
import { problemBody } from '@scrutin/contracts/problems';
import type { LedgerView } from '@scrutin/contracts/public';
import { electionVoteRequest } from '@scrutin/contracts/public';
import type { RejectionReason } from '@scrutin/election';
import { REJECTION_REASONS } from '@scrutin/election';
import { createMetrics, Health } from '@scrutin/service-runtime';
import { createExpressServer, healthRoutes } from '@scrutin/service-runtime/program';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { AppOptions, BatchHandlers } from './app.ts';
import { createApp } from './app.ts';
import { gatewayEntrance } from './gateway/gateway-entrance.ts';
import { TEST_EXPORTS } from './read/fixture/test-exports.ts';
import { createReadRouter } from './read/read-router.ts';
import type { VoteDependencies } from './vote/vote-dependencies.ts';
import { electionVoteHandler, lawVoteHandler } from './vote/vote-handlers.ts';

const idle = { messages: 0, unacknowledged: 0, consumers: 0 };
const LEDGER: LedgerView = {
  state: 'balanced',
  received: 0,
  counted: 0,
  rejected: Object.fromEntries(REJECTION_REASONS.map((reason) => [reason, 0])) as Record<
    RejectionReason,
    number
  >,
  parked: 0,
  in_flight: 0,
  explained: 0,
  unknown: 0,
  unreported: 0,
  differences: [],
  queues: {
    'votes.validation': idle,
    'votes.aggregation': idle,
    'votes.review': idle,
    'votes.waiting': idle,
    'votes.parked': idle,
  },
  balanced: true,
};

/** Refuses every gateway. */
const BATCH: BatchHandlers = {
  enter: [
    gatewayEntrance({
      keys: { remembered: () => undefined, judge: () => Promise.resolve({ kind: 'refused' }) },
      refusedKeys: { waitMs: () => 0, add: () => undefined },
      metrics: { refused: () => undefined },
    }),
  ],
  vote: (_request, response) => void response.status(202).end(),
};

function letIn(_request: Request, _response: Response, next: NextFunction): void {
  next();
}

/** The real routers in the real order, with a store that has no contests. */
function composed(parts: Pick<AppOptions, 'votes' | 'reads'> = {}) {
  const registry = createMetrics('app-test');
  return createExpressServer(
    createApp({
      logger: silentLogger,
      registry,
      trustedProxies: [],
      corsOrigins: [],
      votes: {
        enter: letIn,
        voteOnLaw: (_request, response) => void response.status(202).end(),
        voteInElection: (_request, response) => void response.status(202).end(),
        voteInBatch: BATCH,
      },
      reads: createReadRouter({
        store: {
          laws: () => Promise.resolve([]),
          lawResults: () => Promise.resolve([]),
          lawElectorates: () => Promise.resolve(new Map()),
          elections: () => Promise.resolve([]),
          notices: () => Promise.resolve([]),
          regions: () => Promise.resolve([]),
          parties: () => Promise.resolve([]),
          electionCounts: () => Promise.resolve([]),
          turnoutSeries: () => Promise.reject(new Error('there is no contest')),
          standingTabulations: () => Promise.resolve([]),
          publishedTabulation: () => Promise.resolve(undefined),
          publishedCounts: () => Promise.resolve([]),
          ballotRecord: () => Readable.from([]),
          photo: () => Promise.resolve(undefined),
          submissionStatus: () => Promise.resolve(undefined),
        },
        submissionTag: () => new Uint8Array(32),
        ledger: () => Promise.resolve(LEDGER),
        clock: () => 0,
        cacheMs: 0,
        exports: TEST_EXPORTS,
        version: '1.2.3',
      }),
      health: healthRoutes(new Health([{ name: 'broker', check: () => Promise.resolve() }], silentLogger)),
      ...parts,
    }),
  );
}

/** The real handlers of votes, for bodies that are refused before any dependency is called. */
function realHandlers() {
  const deps = { clock: () => 0 } as unknown as VoteDependencies;
  return composed({
    votes: {
      enter: letIn,
      voteOnLaw: lawVoteHandler(deps),
      voteInElection: electionVoteHandler(deps),
      voteInBatch: BATCH,
    },
  });
}

const PATHS = Object.entries(openApiDocument('1.2.3').paths ?? {});
const READ = PATHS.filter(([path, item]) => item.get !== undefined && !path.includes('{')).map(
  ([path]) => path,
);
const WITHOUT_PARAMETERS = PATHS.filter(([path]) => !path.includes('{')).map(([path]) => path);

describe('the composed ingestion API', () => {
  it.each(READ)('answers the documented GET %s', async (path) => {
    await request(composed()).get(path).expect(200);
  });

  it.each(WITHOUT_PARAMETERS)('answers 405 with the methods that %s allows', async (path) => {
    const answer = await request(composed()).delete(path).expect(405);
    expect(answer.headers['allow']).toBe(READ.includes(path) ? 'GET, HEAD' : 'POST');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it.each(['laws', 'laws/L', 'results', 'results/L', 'submissions/x', 'ledger'])(
    'DELETE /api/v1/%s is not allowed; GET and HEAD are',
    async (path) => {
      const app = composed();
      await request(app).delete(`/api/v1/${path}`).expect(405).expect('Allow', 'GET, HEAD');
      const { status } = await request(app).get(`/api/v1/${path}`);
      await request(app).head(`/api/v1/${path}`).expect(status);
    },
  );

  const VOTE_PATHS = ['/api/v1/vote', '/api/v1/elections/vote'];
  it.each(
    VOTE_PATHS.flatMap((path) =>
      (['get', 'put', 'patch', 'delete'] as const).map((method) => [method, path] as const),
    ),
  )('explains to a %s of %s how to vote, and says that no vote was recorded', async (method, path) => {
    for (const [language, words] of [
      ['fr', /POST.*nas, code.*Aucun vote n’a été enregistré/],
      ['en', /POST.*nas, code.*No vote was recorded/],
    ] as const) {
      const answer = await request(composed())
        [method](path)
        .set({ 'Accept-Language': language, 'Content-Type': 'application/json' })
        .expect(405)
        .expect('Allow', 'POST');
      expect((answer.body as { detail: string }).detail).toMatch(words);
    }
  });

  it('does not let any page put it into a frame', async () => {
    for (const path of ['/', '/docs', '/api/v1/laws', '/api/v1/nowhere', '/api/v1/vote']) {
      const { headers } = await request(composed()).get(path).set('Accept', 'text/html');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  it.each(VOTE_PATHS)(
    'P6: lists the errors of every refused body of %s without repeating any of its values',
    async (path) => {
      const secret = ['123456782', 'A1B2C3', '046454286'];
      const fields = `"nas":"${secret[0]}","code":"${secret[1]}","region_id":"${secret[2]}"`;
      const bodies = [
        '',
        ' ',
        'null',
        '1',
        '[]',
        '"x"',
        '{',
        '{}',
        `{${fields}`,
        `{${fields},}`,
        `{'nas':'${secret[0]}'}`,
        `{"nas":${secret[0]}}`,
        '{"nas":NaN}',
        `{"nas":"1","nas":"${secret[0]}"}`,
        `{"${secret[0]}":1,"${secret[0]}":2}`,
        `{${fields},"vote":["oui"],"ranked_choices":"${secret[2]}"}`,
      ];
      const app = realHandlers();
      for (const language of ['fr', 'en']) {
        for (const body of bodies) {
          const answer = await request(app)
            .post(path)
            .set({ 'Content-Type': 'application/json', 'Accept-Language': language })
            .send(body)
            .expect(400);
          const { errors } = problemBody.parse(answer.body);
          expect([body, (errors ?? []).length > 0]).toEqual([body, true]);
          for (const value of secret) expect(answer.text).not.toContain(value);
        }
      }
    },
  );

  it('accepts a full ranking of the longest identifiers, also with indentation', async () => {
    const ranked = Array.from({ length: 39 }, (_, i) => `${i + 10}`.padEnd(50, 'x'));
    const body = {
      nas: '123 456 782',
      code: 'A1B2C3',
      election_id: 'e'.repeat(50),
      region_id: 'r'.repeat(50),
      candidate_id: ranked[0],
      voting_method: 'ranked_choice',
      ranked_choices: ranked,
    };
    expect(() => electionVoteRequest.parse(body)).not.toThrow();
    const send = (text: string) =>
      request(composed()).post('/api/v1/elections/vote').set('Content-Type', 'application/json').send(text);
    await send(JSON.stringify(body, undefined, 2)).expect(202);
    await send(JSON.stringify(body) + ' '.repeat(4_096)).expect(413);
  });

  it('answers 404 to other paths, and has no metrics on the public port (P6)', async () => {
    await request(composed()).get('/api/v1/nowhere').expect(404);
    await request(composed()).get('/metrics').expect(404);
  });

  const HEALTH_PATHS = ['/health', '/health/live', '/health/ready', '/api/v1/health'];

  it('serves only votes and health if it has no readers', async () => {
    const app = composed({ reads: undefined });
    for (const path of VOTE_PATHS) await request(app).post(path).send({}).expect(202);
    for (const path of HEALTH_PATHS) await request(app).get(path).expect(200);
    for (const path of READ.filter((one) => !HEALTH_PATHS.includes(one))) {
      await request(app).get(path).expect(404);
    }
  });

  it('serves only readers and health if it takes no votes', async () => {
    const app = composed({ votes: undefined });
    for (const path of READ) await request(app).get(path).expect(200);
    for (const path of VOTE_PATHS) {
      const answer = await request(app).post(path).send({});
      expect([404, 405]).toContain(answer.status); // `vote` could also be the identifier of an election
    }
  });
});
