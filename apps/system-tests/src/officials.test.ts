import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { electionRollKey } from '@scrutin/election';
import type { Election, Race } from '@scrutin/testkit';
import {
  bodyOf,
  eventually,
  expectElectionNothingLostNothingTwice,
  expectPublicResults,
  hasherOf,
  OfficeClient,
  oneBallotEach,
  readElectionRecords,
  refusalOf,
  runOrThrow,
  useSystem,
  voters,
} from '@scrutin/testkit';
import { irvOracle } from '@scrutin/testkit/tabulation-oracle';

const ID = 'MUN-2026';
const HOUR_MS = 3_600_000;
const OFFICIAL = { email: 'marie.roy@elections.example', password: 'correct horse battery staple' };

function race(regionId: string, method: Race['method'], candidates: readonly string[]): Race {
  const rules = method === 'ranked_choice' ? 'irv' : 'plurality';
  return {
    electionId: ID,
    regionId,
    method,
    seats: 1,
    candidates,
    standing: candidates,
    maxRanks: method === 'ranked_choice' ? 3 : 1,
    ruleSet: `${rules}:order=${candidates.join('/')}`,
    voters: voters(40).map((voter) => ({ ...voter, region: regionId })),
  };
}

describe('an official conducts an election through the admin API alone, up to the certified result', () => {
  const races = [
    race('NORD', 'single_choice', ['roy', 'gagnon']),
    race('SUD', 'ranked_choice', ['cote', 'bouchard', 'morin']),
  ];
  const election: Election = { id: ID, races, voters: races.flatMap((one) => one.voters) };
  const { stack, client, rolls, castAll } = useSystem({ suite: 'officials', processes: { 'admin-api': 1 } });
  const tabulations: TabulationDetailBody[] = [];
  let official: OfficeClient;

  rolls.push(election);
  afterAll(() => {
    for (const { name, lines } of stack.processes) {
      expect([name, lines.filter((line) => line.includes(OFFICIAL.password))]).toEqual([name, []]);
    }
  });

  const params = { id: ID };
  const raceParams = (regionId: string) => ({ election_id: ID, region_id: regionId });

  test('nothing is possible without a login, or for another site with the cookie of an official', async () => {
    const created = await runOrThrow(stack, [
      'official',
      'create',
      '--email',
      'ops@elections.example',
      '--name',
      'Ops',
      '--role',
      'operator',
      '--json',
    ]);
    const { password } = JSON.parse(created) as { password: string };
    const operator = await OfficeClient.firstLogin(stack, 'ops@elections.example', password);
    const account = { ...OFFICIAL, display_name: 'Marie Roy', role: 'official' } as const;
    await operator.act('createOfficial', { body: account });
    await expect(OfficeClient.login(stack, OFFICIAL.email, 'guess')).rejects.toThrow(/answered 401/);
    official = await OfficeClient.firstLogin(stack, OFFICIAL.email, OFFICIAL.password);

    const region = { id: 'NORD', name: { fr: 'Nord', en: 'North' } };
    const stranger = OfficeClient.stranger(stack);
    expect(refusalOf(await stranger.call('elections'))).toEqual([401, 'login-required']);
    expect(refusalOf(await stranger.call('createRegion', { body: region }))).toEqual([401, 'login-required']);
    expect(refusalOf(await official.withoutToken().call('createRegion', { body: region }))).toEqual([
      403,
      'cross-site',
    ]);
    expect(refusalOf(await operator.call('createRegion', { body: region }))).toEqual([403, 'role-forbids']);
    expect(await official.act('regions')).toEqual([]);
  });

  test('configures regions, a party, races and candidates; an incomplete election is not published', async () => {
    const now = Date.now();
    await official.act('createParty', {
      body: {
        code: 'IND',
        name: { fr: 'Indép.', en: 'Indep.' },
        color: '#808080',
      },
    });
    await official.act('createElection', {
      body: {
        id: ID,
        name: { fr: 'Municipales', en: 'Municipal' },
        type: 'municipal',
        approval: 'single-official',
        opens_at: new Date(now + HOUR_MS).toISOString(),
        closes_at: new Date(now + 24 * HOUR_MS).toISOString(),
        results_visibility: 'after-closing',
      },
    });
    for (const { regionId, method, maxRanks, ruleSet, seats, candidates } of races) {
      await official.act('createRegion', { body: { id: regionId, name: { fr: regionId, en: regionId } } });
      const inRegion = { params: raceParams(regionId) };
      const rules = { method, seats, max_ranks: maxRanks, rule_set: ruleSet };
      await official.act('putRace', { ...inRegion, body: rules });
      for (const [position, id] of candidates.entries()) {
        const person = { id, first_name: 'Marie', last_name: id, party_code: 'IND', position };
        await official.act('createCandidate', { ...inRegion, body: person });
      }
    }
    const early = await official.call('stepElection', { params, body: { step: 'schedule' } });
    expect(refusalOf(early)).toEqual([409, 'incomplete']); // the roll is missing
    expect(refusalOf(await client.call('electionResult', { params: { election_id: ID } }))[0]).toBe(404);
  });

  test('uploads the roll, publishes the election and opens it; then nothing can change on which a ballot depends', async () => {
    const hasher = hasherOf(stack.pepper);
    const lines = election.voters
      .map(({ nas, code, region }) => {
        const hash = Buffer.from(hasher.credentialHash(nas, code, ID));
        return `${hash.toString('base64url')},${region}\n`;
      })
      .sort();
    const roll = {
      params: { roll_key: electionRollKey(ID) },
      query: { scheme: 'hmac-sha256', manifest: 'none' },
    } as const;
    const wrong = await official.call('uploadRoll', { ...roll, body: `${lines.join('')}not-a-hash,NORD\n` });
    expect(refusalOf(wrong)).toEqual([422, 'roll-invalid']);
    expect(await official.act('rolls')).toEqual([]);
    expect(await official.act('uploadRoll', { ...roll, body: lines.join('') })).toMatchObject({
      report: { credentials: 80, regions: { NORD: 40, SUD: 40 }, error_count: 0 },
      loaded: { credentials: 80, added: 80 },
    });
    expect((await official.act('stepElection', { params, body: { step: 'schedule' } })).state).toBe(
      'scheduled',
    );
    expect(
      (await official.act('stepElection', { params, body: { step: 'open', reason: 'All is ready' } })).state,
    ).toBe('scheduled'); // it opens in five seconds
    await eventually('it is open', async () => {
      expect(await official.act('election', { params })).toMatchObject({ state: 'open' });
    });
    const late = await official.call('removeCandidate', {
      params: { ...raceParams('NORD'), candidate_id: 'roy' },
    });
    expect(refusalOf(late)).toEqual([409, 'state-forbids']);
  });

  test('citizens vote, nobody sees a result before the closing, and each vote is counted once (P3, P4, P5)', async () => {
    const ballots = oneBallotEach(election);
    // The API learns of the opening a moment later, and refuses ballots until then.
    const first = await eventually('the API takes ballots', async () => {
      const one = await castAll(ballots.slice(0, 1));
      expect(one.refused).toEqual([]);
      return one;
    });
    const rest = await castAll([...ballots.slice(1), ...ballots.slice(0, 5)]);
    const record = { ...rest, accepted: [...first.accepted, ...rest.accepted] };
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record, {
      resultsHidden: true,
    });
    expect(outcome).toEqual({ counted: 80, rejected: { 'already-voted': 5 } });
    expect(refusalOf(await client.call('electionResult', { params: { election_id: ID } }))[0]).toBe(403);
    const count = await official.call('tabulateRace', { params: raceParams('SUD'), body: {} });
    expect(refusalOf(count)).toEqual([409, 'state-forbids']);
  });

  test('closes it with a reason: late ballots are refused, and the results are public (P9)', async () => {
    expect(refusalOf(await official.call('stepElection', { params, body: { step: 'close' } }))[0]).toBe(422);
    await official.act('stepElection', {
      params,
      body: { step: 'close', reason: 'Tout le monde a voté' },
    });
    await eventually('voting is closed', async () => {
      const { state } = await official.act('election', { params });
      expect(state).toBe('closed');
    });
    const late = await castAll(oneBallotEach(election).slice(0, 1));
    expect(late.refused.map(({ status }) => status)).toEqual([409]);
    await expectPublicResults(stack, election, await readElectionRecords(stack, ID));
  });

  test('counts, publishes and certifies, in this order; anybody can read the rounds and recount them (P8)', async () => {
    expect(refusalOf(await official.call('stepElection', { params, body: { step: 'certify' } }))).toEqual([
      409,
      'incomplete',
    ]);
    for (const { regionId } of races) {
      const inRegion = { params: raceParams(regionId) };
      const counted = await official.act('tabulateRace', { ...inRegion, body: {} });
      expect([counted.status, counted.ballots, counted.winners]).toEqual([
        'complete',
        40,
        [expect.any(String)],
      ]);
      expect(refusalOf(await client.call('raceTabulation', inRegion))).toEqual([404, 'not-tabulated']);
      await official.act('publishTabulation', { params: { id: counted.id } });
      tabulations.push(counted);
    }
    // The certificate is refused until the last votes that were accepted in time are on record.
    await eventually('it is certified', async () => {
      expect((await official.act('stepElection', { params, body: { step: 'certify' } })).state).toBe(
        'certified',
      );
    });

    const [, sud] = races;
    const published = await eventually('the certified count is public', async () => {
      const body = bodyOf(await client.call('raceTabulation', { params: raceParams('SUD') }));
      expect(body.provisional).toBe(false);
      return body;
    });
    expect(published.ballots_digest).toBe(tabulations[1]?.ballots_digest);
    const { rankings } = (await readElectionRecords(stack, ID)).races['SUD']!;
    const ballots = Object.entries(rankings).flatMap(([ranking, n]) =>
      Array.from({ length: n }, () => ranking.split('>')),
    );
    const recounted = irvOracle(sud!.candidates, ballots, sud!.candidates);
    expect(
      published.rounds.map(({ tally, elected }) => ({
        tally,
        elected: elected.map(({ candidate }) => candidate),
      })),
    ).toEqual(
      recounted.map(({ votes, elected }) => ({
        tally: Object.fromEntries(Object.entries(votes).map(([id, n]) => [id, String(n)])),
        elected,
      })),
    );
    expect(published.winners).toEqual(recounted.at(-1)?.elected);
  });

  test('every act is on record with its official, and without a secret', async () => {
    const acts = await official.act('acts', { query: { limit: '1000', subject: electionRollKey(ID) } });
    const actions = acts.map(({ action }) => action).reverse();
    const steps = actions.filter((action) => /^election\.(create|schedule|open|close|certify)$/.test(action));
    expect(steps).toEqual(
      ['create', 'schedule', 'open', 'close', 'certify'].map((verb) => `election.${verb}`),
    );
    expect(new Set(acts.map(({ actor }) => actor))).toEqual(new Set([OFFICIAL.email]));
    expect(acts.find(({ action }) => action === 'election.close')?.reason).toBe('Tout le monde a voté');
    expect(JSON.stringify(await official.act('acts', { query: { limit: '1000' } }))).not.toContain(
      OFFICIAL.password,
    );
  });
});
