import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import type { RaceTabulationBody } from '@scrutin/contracts/public';
import { lawTabulationBody, publishedCountsBody, raceTabulationBody } from '@scrutin/contracts/public';
import { contestKey, instantInWords, lawRollKey, parseShare } from '@scrutin/election';
import { explainRound } from '@scrutin/tabulation';
import { useDatabase } from '@scrutin/testkit/database';
import { bodyOf, CLOSES, DURING, ElectionNight, raceKey } from './fixture/election-night.ts';

const STV = 'scottish-stv-2011';
const LAW = contestKey({ kind: 'law', lawId: 'L-1' });

const { database, closeBefore } = useDatabase();
let night: ElectionNight;

beforeAll(async () => {
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  for (const code of ['PQ', 'IND']) await night.party(code);
  const ranked = { method: 'ranked_choice', maxRanks: 4 } as const;
  await night.election('PROV', {
    EST: {
      ...ranked,
      seats: 2,
      ruleSet: STV,
      candidates: [
        { id: 'ana', firstName: 'Ana', lastName: 'Roy' },
        { id: 'bo' },
        { id: 'cy' },
        { id: 'di' },
      ],
    },
    OUEST: { ...ranked, ruleSet: 'irv', candidates: [{ id: 'ana' }, { id: 'bo' }, { id: 'cy' }] },
    SUD: { candidates: [{ id: 'ana', firstName: 'Ana', lastName: 'Roy' }, { id: 'bo' }] },
    NORD: { ruleSet: 'plurality:order=bo/ana', candidates: [{ id: 'ana' }, { id: 'bo' }] },
  });
  await night.law('L-1', { quorumVotes: 5n, threshold: parseShare('66.67%') });
  night.nowMs = DURING;
  await night.withdraw('PROV', 'OUEST', 'cy');
  await night.cast(raceKey('PROV', 'EST'), {
    'ana>bo': 11,
    'bo>cy': 4,
    'cy>di>bo': 3,
    'di>cy': 2,
    ana: 1,
  });
  await night.cast(raceKey('PROV', 'OUEST'), { 'cy>bo': 3, ana: 2 });
  await night.cast(raceKey('PROV', 'NORD'), { ana: 2, bo: 2 });
  await night.cast(raceKey('PROV', 'SUD'), { ana: 2, bo: 2 });
  await night.cast(LAW, { oui: 4, non: 2 });
});

beforeEach(() => {
  night.nowMs = CLOSES;
});

const get = (path: string) => request(night.serve()).get(`/api/v1/${path}`);
const race = async (regionId: string) =>
  (await get(`elections/PROV/regions/${regionId}/tabulation`).expect(200)).body as RaceTabulationBody;
const withoutWords = (body: RaceTabulationBody) =>
  body.rounds.map((round) =>
    Object.fromEntries(Object.entries(round).filter(([name]) => name !== 'explanation')),
  );

test.each(['elections/PROV/regions/NORD/tabulation', 'results/L-1/tabulation'])(
  '%s is answered 404 until a count is published, in both languages',
  async (path) => {
    await night.tabulate(raceKey('PROV', 'NORD'), 'plurality:order=bo/ana', false);
    for (const [language, word] of [
      ['fr', 'publié'],
      ['en', 'published'],
    ] as const) {
      const answer = await get(path).set('Accept-Language', language).expect(404);
      expect(answer.body).toMatchObject({ type: problemTypeUri('not-tabulated') });
      expect((answer.body as { title: string }).title).toContain(word);
    }
  },
);

test('the published rounds are those of a new count of the ballots (P8)', async () => {
  const stored = await night.tabulate(raceKey('PROV', 'EST'), STV);
  const body = await race('EST');
  const fresh = await night.count(raceKey('PROV', 'EST'), STV); // This counts the present rows of live_ranking_counts.
  if (fresh.status !== 'complete') throw new Error(fresh.status);
  expect(withoutWords(body)).toEqual(fresh.rounds);
  expect(fresh.rounds.length).toBeGreaterThan(1);
  expect({ ...body, candidates: [], rounds: [] }).toEqual({
    candidates: [],
    rounds: [],
    election_id: 'PROV',
    region_id: 'EST',
    seats: 2,
    winners: fresh.winners,
    acclaimed: [],
    vacant_seats: 0,
    lots: [],
    status: 'complete',
    rule_set: STV,
    ballots: 21,
    ballots_digest: stored.ballotsDigest,
    computed_at: new Date(CLOSES).toISOString(),
    published_at: new Date(CLOSES).toISOString(),
    purpose: 'real',
    time_zone: 'UTC',
    provisional: true,
  });
  expect(body.candidates[0]).toEqual({
    candidate_id: 'ana',
    name: 'Ana Roy',
    party_code: 'PQ',
    party_name: { fr: 'Parti PQ', en: 'Party PQ' },
    party_color: '#004B8D',
    withdrawn: false,
  });
  expect(raceTabulationBody.parse(body)).toEqual(body);
});

test('each round is explained in French and English sentences, with the names of candidates', async () => {
  await night.tabulate(raceKey('PROV', 'EST'), STV);
  const body = await race('EST');
  const fresh = await night.count(raceKey('PROV', 'EST'), STV);
  if (fresh.status !== 'complete') throw new Error(fresh.status);
  const names = body.candidates.map(({ candidate_id: id, name }) => ({ id, name }));
  expect(body.rounds.map(({ explanation }) => explanation)).toEqual(
    fresh.rounds.map((round) => ({
      fr: explainRound(round, names, 'fr'),
      en: explainRound(round, names, 'en'),
    })),
  );
  expect(body.rounds[0]?.explanation.fr.join(' ')).toContain('Ana Roy atteint le seuil avec');
  expect(body.rounds[0]?.explanation.en.join(' ')).toContain('Ana Roy reaches the threshold with');
});

test('a withdrawn candidate gets no votes, and the ballots count for the next choice', async () => {
  await night.tabulate(raceKey('PROV', 'OUEST'), 'irv');
  const body = await race('OUEST');
  expect(body.winners).toEqual(['bo']);
  expect(body.candidates.map((c) => [c.candidate_id, c.withdrawn])).toEqual([
    ['ana', false],
    ['bo', false],
    ['cy', true],
  ]);
});

test('the public sees how a lot was drawn, and its round explains it in both languages', async () => {
  const waiting = await night.tabulate(raceKey('PROV', 'SUD'), 'plurality', false);
  const act = await night.office.recordLot(
    { name: 'a test' },
    {
      tabulation: waiting.id,
      purpose: 'elect',
      tied: ['ana', 'bo'],
      drawn: ['ana', 'bo'],
      method: 'Two papers from a box.',
      drawnBy: 'Eve Hardy',
      witnesses: 'Max Fortin and Zoe Li',
    },
  );
  expect(act.ok).toBe(true);
  await night.tabulate(raceKey('PROV', 'SUD'), 'plurality');
  const lot = {
    purpose: 'elect',
    tied: ['ana', 'bo'],
    drawn: ['ana', 'bo'],
    method: 'Two papers from a box.',
    drawn_by: 'Eve Hardy',
    witnesses: 'Max Fortin and Zoe Li',
    recorded_at: new Date(CLOSES).toISOString(),
  };
  const body = await race('SUD');
  expect(body).toMatchObject({ winners: ['ana'], lots: [lot] });
  expect(raceTabulationBody.parse(body)).toEqual(body);
  const bo = body.candidates[1]?.name ?? '';
  const { fr, en } = instantInWords(CLOSES, 'UTC');
  expect(body.rounds[0]?.explanation.en).toEqual(
    expect.arrayContaining([
      'The lot falls on Ana Roy.',
      `Lot between Ana Roy and ${bo}, drawn by: Eve Hardy; witnesses: Max Fortin and Zoe Li; put on record on ${en}.`,
      'How it was drawn: Two papers from a box.',
    ]),
  );
  expect(body.rounds[0]?.explanation.fr).toEqual(
    expect.arrayContaining([
      'Le sort désigne Ana Roy.',
      `Tirage entre Ana Roy et ${bo}, par\u00a0: Eve Hardy\u00a0; témoins\u00a0: Max Fortin and Zoe Li\u00a0; inscrit au registre le ${fr}.`,
      'Mode du tirage\u00a0: Two papers from a box.',
    ]),
  );
  const listed = (await get('elections/PROV/regions/SUD/tabulations').expect(200)).body as unknown[];
  expect(listed).toMatchObject([{ stands: true, lots: [lot] }]);
  expect(publishedCountsBody.parse(listed)).toEqual(listed);
});

test('a tie that the drawn order of the rules broke is shown', async () => {
  await night.tabulate(raceKey('PROV', 'NORD'), 'plurality:order=bo/ana');
  const body = await race('NORD');
  expect(body.rounds[0]?.ties).toEqual([
    {
      purpose: 'elect',
      candidates: ['ana', 'bo'],
      chosen: 'bo',
      method: expect.objectContaining({ kind: expect.any(String) as string }) as unknown,
    },
  ]);
  expect(body.winners).toEqual(['bo']);
  expect(raceTabulationBody.parse(body)).toEqual(body);
});

test('a law has its verdict, threshold and quorum', async () => {
  await night.tabulate(LAW, 'referendum:threshold=66.67,comparison=at-least,quorumBallots=5');
  const body = await bodyOf(get('results/L-1/tabulation').expect(200));
  expect(body).toMatchObject({
    law_id: 'L-1',
    verdict: 'rejected',
    threshold: '5', // 66.67 % of 6, rounded up
    quorum: '5',
    ballots: 6,
    provisional: true,
    rounds: [{ tally: { oui: '4', non: '2' } }],
  });
  expect(lawTabulationBody.parse(body)).toEqual(body);
  expect(body).toMatchObject({
    rounds: [
      {
        explanation: {
          fr: [
            'Bulletins\u00a0: 6, dont 4 pour, 2 contre et 0 blanc.',
            'Le quorum de 5 bulletins est atteint.',
            'Il faut au moins 66,67 % des votes valides (6) pour l’adoption, soit 5 pour.',
            'La loi est rejetée.',
          ],
          en: [
            'Ballots: 6, of which 4 for, 2 against and 0 blank.',
            'The quorum of 5 ballots is met.',
            'At least 66.67% of the valid votes (6) is needed to adopt: 5 for.',
            'The law is rejected.',
          ],
        },
      },
    ],
  });
  await night.certify(lawRollKey('L-1'));
  expect((await get('results/L-1/tabulation')).body).toMatchObject({ provisional: false });
});

test('the latest published count is shown, is read once, and is replaced by the next one', async () => {
  const loaded: string[] = [];
  const server = night.serve(0, {
    publishedTabulation: (id) => {
      loaded.push(id);
      return night.reader.publishedTabulation(id);
    },
  });
  const ask = () => request(server).get('/api/v1/elections/PROV/regions/EST/tabulation').expect(200);
  const first = await night.tabulate(raceKey('PROV', 'EST'), STV);
  await Promise.all([ask(), ask(), ask()]);
  await ask();
  expect(loaded).toEqual([first.id]);
  await night.cast(raceKey('PROV', 'EST'), { ana: 1 }, CLOSES - 1); // It was in flight at the closing (P9).
  const second = await night.tabulate(raceKey('PROV', 'EST'), STV);
  expect((await ask()).body).toMatchObject({ ballots: 22, ballots_digest: second.ballotsDigest });
  expect(loaded).toEqual([first.id, second.id]);
});

test('a count whose reading failed is read again', async () => {
  await night.tabulate(raceKey('PROV', 'EST'), STV);
  let times = 0;
  const server = night.serve(0, {
    publishedTabulation: (id) =>
      times++ === 0 ? Promise.resolve(undefined) : night.reader.publishedTabulation(id),
  });
  await request(server).get('/api/v1/elections/PROV/regions/EST/tabulation').expect(500);
  await request(server).get('/api/v1/elections/PROV/regions/EST/tabulation').expect(200);
});

test('a count may be published while voting is open, and is shown as provisional', async () => {
  await night.election(
    'LIVE',
    { EST: { candidates: [{ id: 'ana' }, { id: 'bo' }] } },
    { window: { opensAtMs: CLOSES + 1_000, closesAtMs: CLOSES + 60_000 } },
  );
  night.nowMs = CLOSES + 2_000;
  await night.cast(raceKey('LIVE', 'EST'), { ana: 1 }, night.nowMs);
  await night.tabulate(raceKey('LIVE', 'EST'), 'plurality');
  expect((await get('elections/LIVE/regions/EST/tabulation').expect(200)).body).toMatchObject({
    winners: ['ana'],
    provisional: true,
  });
});

test('every published count is listed with its reason, and one of them stands', async () => {
  const first = await night.tabulate(raceKey('PROV', 'EST'), STV);
  const second = await night.tabulate(raceKey('PROV', 'EST'), STV);
  const counts = (await get('elections/PROV/regions/EST/tabulations').expect(200)).body as unknown[];
  expect(counts.slice(0, 2)).toMatchObject([
    {
      tabulation_id: second.id,
      stands: true,
      supersedes: first.id,
      reason: 'It was counted again.',
      purpose: 'real',
    },
    { tabulation_id: first.id, stands: false, ballots: 22, ballots_digest: first.ballotsDigest },
  ]);
  expect(publishedCountsBody.parse(counts)).toEqual(counts);

  const act = await night.office.publishTabulation({ name: 'a test' }, first.id, 'The recount was needless.');
  expect(act.ok).toBe(true);
  const restored = (await get('elections/PROV/regions/EST/tabulations').expect(200)).body as unknown[];
  expect(restored[0]).toMatchObject({ tabulation_id: first.id, stands: true, supersedes: second.id });
  expect((await race('EST')).computed_at).toBe(new Date(first.computedAtMs).toISOString());
  expect((await get('results/L-1/tabulations').expect(200)).body).toBeInstanceOf(Array);
  await get('elections/PROV/regions/NONE/tabulations').expect(404);
});
