import { randomUUID } from 'node:crypto';
import type { ProblemType } from '@scrutin/contracts/problems';
import { problemTypeOf } from '@scrutin/contracts/problems';
import type { VoteBatchBody } from '@scrutin/contracts/public';
import type { AcceptedVote, Law } from '@scrutin/testkit';
import {
  answered,
  bodyOf,
  controlService,
  eventually,
  expectNothingLostNothingTwice,
  NO_VOTES,
  oneVoteEach,
  PATIENT_ADMISSION,
  refusalOf,
  runOrThrow,
  useSystem,
  voteInRace,
} from '@scrutin/testkit';
import type { LawVote, Vote } from '@scrutin/voting-load';
import { voteRequest } from '@scrutin/voting-load';

/** A body that has an own key, so that sending it again is the same vote. */
type KeyedVote<V extends Vote = LawVote> = V & { readonly idempotencyKey: string };

interface CreatedGateway {
  readonly id: string;
  readonly key: string;
}

describe('gateways hand in the votes of many voters', () => {
  const { stack, client, open, openElection, cast } = useSystem({
    suite: 'gateways',
    processes: { 'ingestion-api': 2 },
    settings: {
      'ingestion-api': { ...PATIENT_ADMISSION, ADDRESS_LIMIT: '10', INTAKE_GROUP_MAX_VOTES: '500' },
    },
  });

  const createGateway = async (name: string, ...limits: readonly string[]): Promise<CreatedGateway> =>
    JSON.parse(await runOrThrow(stack, ['gateway', 'create', name, '--json', ...limits])) as CreatedGateway;
  const post = (key: string, body: unknown) =>
    client.callWithText('voteInBatch', {
      text: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { authorization: `Bearer ${key}`, 'accept-language': 'en' },
    });
  const handIn = async (key: string, votes: readonly unknown[]) => answered(await post(key, { votes }));

  const bodyOfVote = (vote: KeyedVote<Vote>): object => ({
    ...(JSON.parse(voteRequest(vote).body) as object),
    idempotency_key: vote.idempotencyKey,
  });
  const keyed = <V extends Vote>(votes: readonly V[]): KeyedVote<V>[] =>
    votes.map((vote) => ({ ...vote, idempotencyKey: randomUUID() }));
  const submissionsOf = (body: VoteBatchBody): string[] =>
    body.votes.map((entry) => {
      if (!('submission_id' in entry)) throw new Error(JSON.stringify(entry));
      return entry.submission_id;
    });
  const typesOf = (body: VoteBatchBody): (ProblemType | 'accepted' | undefined)[] =>
    body.votes.map((entry) => ('type' in entry ? problemTypeOf(entry.type) : 'accepted'));
  const acceptedOf = (votes: readonly LawVote[], ids: readonly string[]): AcceptedVote[] =>
    votes.map((vote, i) => ({ ...vote, submissionId: ids[i] ?? '' }));
  const expectCounted = async (law: Law, votes: readonly LawVote[], ids: readonly string[]) =>
    expectNothingLostNothingTwice(stack, law, { ...NO_VOTES, accepted: acceptedOf(votes, ids) });

  test('500 votes of one request are counted, and the same request again is the same submissions (P1, P5)', async () => {
    const { key } = await createGateway('kiosks');
    const law = await open(501);
    const [single, ...many] = oneVoteEach(law);
    const votes = keyed(many);
    const body = { votes: votes.map(bodyOfVote) };
    const first = bodyOf(await post(key, body));
    expect(first.accepted).toBe(500);
    const ids = submissionsOf(first);
    expect(new Set(ids).size).toBe(500);
    for (let n = 0; n < 3; n++) expect(submissionsOf(bodyOf(await post(key, body)))).toEqual(ids);
    const alone = bodyOf(await cast(single!)).request_id;
    const outcome = await expectCounted(law, [...votes, single!], [...ids, alone]);
    expect(outcome).toEqual({ counted: 501, rejected: {} });
    const again = bodyOf(await post(key, body));
    expect(submissionsOf(again)).toEqual(ids);
  });

  test('each vote has its own answer, on laws and in elections, and two votes of a credential count once (P3)', async () => {
    const { key } = await createGateway('partner');
    const law = await open(3);
    const election = await openElection({ regions: [{ candidates: 2 }], votersPerRegion: 1 });
    const [race] = election.races;
    const [one, two, three] = oneVoteEach(law);
    const [inElection] = keyed([voteInRace(race!, race!.voters[0]!, [race!.candidates[0]!])]);
    const [twice] = keyed([two!]);
    const plain = JSON.parse(voteRequest(one!).body) as object;
    const answer = await handIn(key, [
      plain, // one credential twice, without keys: one of them counts
      plain,
      bodyOfVote(inElection!),
      bodyOfVote(twice!), // one vote twice under its key: the same submission
      bodyOfVote(twice!),
      bodyOfVote(keyed([three!])[0]!),
      { ...plain, law_id: 'NO-SUCH-LAW' },
      { ...plain, idempotency_key: 'short' },
      { ...plain, idempotency_key: 7 },
      { ...plain, nas: 'x' },
      { nas: '123456782' },
      { ...plain, election_id: 'E' },
      'a text',
      null,
    ]);
    expect(answer.status).toBe(202);
    const body = bodyOf(answer);
    expect(body.accepted).toBe(6);
    expect(typesOf(body)).toEqual([
      ...Array.from({ length: 6 }, () => 'accepted'),
      'unknown-contest',
      ...Array.from({ length: 7 }, () => 'malformed'),
    ]);
    const errors = body.votes.map((entry) => ('errors' in entry ? entry.errors : undefined));
    expect(errors.slice(7).map((some) => some?.map(({ field }) => field))).toEqual([
      ['idempotency_key'],
      ['idempotency_key'],
      ['nas'],
      ['law_id'],
      ['election_id'],
      [''],
      [''],
    ]);
    const ids = submissionsOf({ accepted: 6, votes: body.votes.slice(0, 6) });
    expect(ids[3]).toBe(ids[4]);
    expect(ids[0]).not.toBe(ids[1]);
    const outcome = await expectCounted(
      law,
      [one!, one!, two!, three!],
      [ids[0]!, ids[1]!, ids[3]!, ids[5]!],
    );
    expect(outcome).toEqual({ counted: 3, rejected: { 'already-voted': 1 } });
    const refused = await handIn(key, ['none of these', {}]);
    expect([refused.status, bodyOf(refused).accepted]).toEqual([200, 0]);
  });

  test('another choice under the same key is refused, as long as Redis answers in time', async () => {
    const { key } = await createGateway('minds');
    const votes = keyed(oneVoteEach(await open(20)));
    await eventually(
      'a choice is compared with the one before',
      async () => {
        const vote = votes.pop();
        if (vote === undefined) throw new Error('No choice of 20 voters was compared.');
        const changed = { ...vote, choice: vote.choice === 'oui' ? ('non' as const) : ('oui' as const) };
        const answer = await handIn(key, [bodyOfVote(vote), bodyOfVote(changed)]);
        expect(typesOf(bodyOf(answer))).toEqual(['accepted', 'idempotency-key-reused']);
      },
      { everyMs: 1_000 },
    );
  });

  test('bodies of another form are refused as a whole, before any vote is read', async () => {
    const { key } = await createGateway('hostile');
    const law = await open(1);
    const vote = JSON.parse(voteRequest(oneVoteEach(law)[0]!).body) as object;
    const sized = (count: number) => ({ votes: Array.from({ length: count }, () => vote) });
    const deep = `{"votes":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const statuses = [];
    for (const body of [sized(0), sized(501), {}, [], null, '{', '{"votes":[1],"votes":[2]}']) {
      statuses.push(refusalOf(await post(key, body)));
    }
    expect(statuses).toEqual(statuses.map(() => [400, 'malformed']));
    const nested = await post(key, deep);
    expect(typesOf(bodyOf(nested))).toEqual(['malformed']);
    const large = JSON.stringify({ ...sized(1), filling: 'x'.repeat(2_100_000) });
    expect(refusalOf(await post(key, large))).toEqual([413, 'payload-too-large']);
    const record = await expectCounted(law, [], []);
    expect(record).toEqual({ counted: 0, rejected: {} });
  });

  test('a gateway has its own limit of votes per second, over both replicas', async () => {
    const { key } = await createGateway('slow', '--votes-per-second', '1', '--burst', '30');
    const filling = Array.from({ length: 10 }, () => ({}));
    for (let n = 0; n < 3; n++) expect((await handIn(key, filling)).status).toBe(200);
    const refused = await handIn(key, filling);
    expect(refusalOf(refused)).toEqual([429, 'rate-limited']);
    expect(refused.header('retry-after')).toMatch(/^[1-9]\d*$/);
  });

  test('a key is refused if it is wrong, of another gateway, or revoked, and no log has it', async () => {
    const [mine, other] = [await createGateway('mine'), await createGateway('other')];
    expect((await handIn(mine.key, [{}])).status).toBe(200);
    const mixed = mine.key.slice(0, 37) + other.key.slice(37);
    for (const wrong of [mixed, 'x', mine.key.replace(/.{43}$/, 'A'.repeat(43)), randomUUID()]) {
      const refused = await handIn(wrong, [{}]);
      expect(refusalOf(refused)).toEqual([401, 'gateway-key-refused']);
      expect(refused.header('www-authenticate')).toBe('Bearer');
    }
    await runOrThrow(stack, ['gateway', 'revoke', 'mine']);
    // Asked seldom, because an address that sends many wrong keys has to wait.
    await eventually(
      'both replicas refuse the revoked key',
      async () => {
        for (let n = 0; n < 4; n++) expect((await handIn(mine.key, [{}])).status).toBe(401);
      },
      { everyMs: 1_000 },
    );
    expect((await handIn(other.key, [{}])).status).toBe(200);
    const secrets = [mine.key, other.key].map((key) => key.slice(-43));
    const logged = stack.processes.flatMap(({ lines }) => lines);
    expect(logged.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
    expect(await stack.sql('SELECT FROM gateways WHERE secret_hash NOT LIKE $1', ['$argon2id$%'])).toEqual(
      [],
    );
  });

  test('while Redis is away votes are accepted, and counted afterwards', async () => {
    const { key } = await createGateway('without-redis', '--votes-per-second', '1', '--burst', '1');
    const law = await open(40);
    const votes = keyed(oneVoteEach(law));
    await controlService('stop', 'redis');
    const ids: string[] = [];
    try {
      for (const some of [votes.slice(0, 20), votes.slice(20)]) {
        ids.push(...submissionsOf(bodyOf(await handIn(key, some.map(bodyOfVote)))));
      }
    } finally {
      await controlService('start', 'redis');
    }
    expect(await expectCounted(law, votes, ids)).toEqual({ counted: 40, rejected: {} });
  });

  test('while PostgreSQL is away keys that were accepted before are accepted, and unknown ones get 503', async () => {
    const [known, unknown] = [await createGateway('known'), await createGateway('unknown')];
    const law = await open(20);
    const votes = keyed(oneVoteEach(law));
    for (let n = 0; n < 4; n++) expect((await handIn(known.key, [{}])).status).toBe(200); // on both replicas
    await controlService('stop', 'postgres');
    let ids: string[];
    try {
      const refused = await handIn(unknown.key, [{}]);
      expect(refusalOf(refused)).toEqual([503, 'not-ready']);
      expect(refused.header('retry-after')).toMatch(/^\d+$/);
      ids = submissionsOf(bodyOf(await handIn(known.key, votes.map(bodyOfVote))));
    } finally {
      await controlService('start', 'postgres');
    }
    expect(await expectCounted(law, votes, ids)).toEqual({ counted: 20, rejected: {} });
    await eventually('the other key is accepted', async () => {
      expect((await handIn(unknown.key, [{}])).status).toBe(200);
    });
  });

  test('while the broker is away the whole request is answered 503, and it can be sent again', async () => {
    const { key } = await createGateway('without-broker');
    const law = await open(300);
    const votes = keyed(oneVoteEach(law));
    const sent = votes.map(bodyOfVote);
    await handIn(key, [{}]);
    await controlService('kill', 'rabbitmq');
    try {
      const refused = await handIn(key, [...sent, {}]);
      expect(refusalOf(refused)).toEqual([503, 'broker-unavailable']);
      expect(refused.header('retry-after')).toMatch(/^\d+$/);
    } finally {
      await controlService('start', 'rabbitmq');
    }
    const ids = await eventually('the votes are accepted', async () =>
      submissionsOf(bodyOf(await handIn(key, sent))),
    );
    expect(await expectCounted(law, votes, ids)).toEqual({ counted: 300, rejected: {} });
  });
});
