import type { LawResultBody, LedgerView, SubmissionBody } from '@scrutin/contracts/public';
import type { AppProcess, Law } from '@scrutin/testkit';
import { controlService, eventually, useSystem } from '@scrutin/testkit';

describe('ballots and results are served by different processes', () => {
  const { stack, open } = useSystem({
    suite: 'ballots-and-results',
    settings: { 'ingestion-api': { SERVED_ROUTES: 'ballots' } },
  });
  let law: Law;
  let results: AppProcess;

  beforeAll(async () => {
    law = await open(1);
    results = await stack.startApp('ingestion-api', { settings: { SERVED_ROUTES: 'results' } });
  });

  const read = async <T>(path: string): Promise<T> => {
    const answer = await fetch(results.publicUrl() + path);
    expect([path, answer.status]).toEqual([path, 200]);
    return (await answer.json()) as T;
  };

  const post = (process: AppProcess, body: object): Promise<Response> =>
    fetch(`${process.publicUrl()}/api/v1/vote`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('a vote that one process takes is shown by the other one, from its location to the result', async () => {
    const [ballots] = stack.running('ingestion-api');
    const { nas, code } = law.voters[0]!;
    const answer = await post(ballots!, { nas, code, law_id: law.id, vote: 'oui' });
    expect(answer.status).toBe(202);
    await eventually('the vote is counted', async () => {
      const { state } = await read<SubmissionBody>(answer.headers.get('location')!);
      expect(state).toBe('counted');
    });
    await eventually('the result and the ledger have it', async () => {
      expect((await read<LawResultBody>(`/api/v1/results/${law.id}`)).total_votes).toBe(1);
      expect(await read<LedgerView>('/api/v1/ledger')).toMatchObject({ state: 'balanced', counted: 1 });
    });
  });

  test('neither serves the routes of the other', async () => {
    const [ballots] = stack.running('ingestion-api');
    expect((await post(ballots!, {})).status).toBe(400);
    expect((await post(results, {})).status).toBe(404);
    expect((await fetch(`${ballots!.publicUrl()}/api/v1/laws`)).status).toBe(404);
  });

  test('results are ready without RabbitMQ', async () => {
    const alone = await stack.startApp('ingestion-api', {
      settings: { SERVED_ROUTES: 'results', AMQP_URL: 'amqp://scrutin:away@127.0.0.1:1/scrutin' },
    });
    const answer = await fetch(`${alone.opsUrl()}/health/ready`);
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 200,
      body: { dependencies: { broker: 'down', database: 'up' } },
    });
    expect((await fetch(`${alone.publicUrl()}/api/v1/results/${law.id}`)).status).toBe(200);
  });

  test('while PostgreSQL is away the ballot stays open, so results stay ready, but not those that start then', async () => {
    const ballot = `${results.publicUrl()}/fr/voter/loi/${law.id}`;
    expect((await fetch(ballot)).status).toBe(200);
    await controlService('stop', 'postgres');
    try {
      await eventually('the health page names what is away', async () => {
        const answer = await fetch(`${results.opsUrl()}/health/ready`);
        expect({ status: answer.status, body: await answer.json() }).toMatchObject({
          status: 200,
          body: { dependencies: { database: 'down' } },
        });
      });
      expect((await fetch(`${results.publicUrl()}/health/ready`)).status).toBe(200);
      expect((await fetch(ballot)).status).toBe(200);
      await eventually('readers of results are told', async () => {
        const answer = await fetch(`${results.publicUrl()}/api/v1/results/${law.id}`);
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([
          503,
          expect.stringMatching(/^\d+$/),
        ]);
      });
      const late = await stack.startApp('ingestion-api', {
        settings: { SERVED_ROUTES: 'results' },
        until: 'live',
      });
      expect((await fetch(`${late.opsUrl()}/health/ready`)).status).toBe(503);
    } finally {
      await controlService('start', 'postgres');
    }
  });
});
