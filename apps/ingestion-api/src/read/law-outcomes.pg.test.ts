import request from 'supertest';
import type { PublicLawResultBody } from '@scrutin/contracts/public';
import { lawResultsBody, publicLawResultBody } from '@scrutin/contracts/public';
import { contestKey, lawRollKey, parseShare } from '@scrutin/election';
import { formatRuleSet, referendumRules } from '@scrutin/tabulation';
import { useDatabase } from '@scrutin/testkit/database';
import { bodyOf, CLOSES, DURING, ElectionNight } from './fixture/election-night.ts';

const keyOf = (lawId: string) => contestKey({ kind: 'law', lawId });

/** The rules of each law, its votes, and the expected outcome. */
const LAWS = {
  'MORE-OUI': [{}, 2, 1, 'oui', 'adopted', 66.67, 33.33],
  'MORE-NON': [{}, 1, 2, 'non', 'rejected', 33.33, 66.67],
  EVEN: [{}, 2, 2, 'tied', 'tied', 50, 50],
  'EVEN-IS-ENOUGH': [{ threshold: parseShare('50%') }, 2, 2, 'tied', 'adopted', 50, 50],
  'TWO-THIRDS': [{ threshold: parseShare('2/3') }, 80, 40, 'oui', 'adopted', 66.67, 33.33],
  'NOT-TWO-THIRDS': [{ threshold: parseShare('2/3') }, 79, 41, 'oui', 'rejected', 65.83, 34.17],
  'MORE-THAN-TWO-THIRDS': [{ threshold: parseShare('66.67%') }, 80, 40, 'oui', 'rejected', 66.66, 33.34],
  'TOO-FEW': [{ quorumVotes: 4n }, 3, 0, 'oui', 'quorum-not-met', 100, 0],
  NOBODY: [{}, 0, 0, null, 'rejected', 0, 0],
} as const;
const IDS = Object.keys(LAWS) as (keyof typeof LAWS)[];

const { database, closeBefore } = useDatabase();
let night: ElectionNight;

beforeAll(async () => {
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  for (const id of IDS) {
    const [terms, oui, non] = LAWS[id];
    await night.law(id, terms);
    await night.cast(keyOf(id), { oui, non });
  }
});

const result = async (id: string) => {
  const body = await bodyOf(request(night.serve()).get(`/api/v1/results/${id}`).expect(200));
  expect(publicLawResultBody.parse(body)).toEqual(body);
  return body as PublicLawResultBody;
};

test.each(IDS)(
  '%s: the leading side is shown while voting is open, and the outcome once it is over',
  async (id) => {
    const [, oui, non, leading, outcome, ouiPercentage, nonPercentage] = LAWS[id];
    const counts = { oui_count: oui, non_count: non, total_votes: oui + non };
    const percentages = { oui_percentage: ouiPercentage, non_percentage: nonPercentage };
    night.nowMs = CLOSES - 1;
    expect(await result(id)).toMatchObject({ ...counts, ...percentages, leading, outcome: null });
    night.nowMs = CLOSES;
    expect(await result(id)).toMatchObject({ ...counts, ...percentages, leading: null, outcome });
  },
);

test.each(IDS)('%s: a tabulation of the same votes has the same outcome (P8)', async (id) => {
  night.nowMs = CLOSES;
  const law = await night.office.law(id);
  const count = await night.count(keyOf(id), formatRuleSet(referendumRules(law!, undefined)));
  expect(count).toMatchObject({ status: 'complete', referendum: { verdict: (await result(id)).outcome } });
});

test('the rules of the law are shown with the result', async () => {
  expect(await result('TWO-THIRDS')).toMatchObject({
    threshold: '2/3',
    threshold_base: 'valid',
    threshold_fraction: '2/3',
    threshold_percentage: 66.67,
    quorum_votes: null,
    quorum_required: 0,
  });
  expect(await result('TOO-FEW')).toMatchObject({ threshold: null, quorum_votes: 4, quorum_required: 4 });
});

test('a result is provisional until the law is certified', async () => {
  night.nowMs = CLOSES;
  await night.tabulate(keyOf('MORE-OUI'), 'referendum');
  expect(await result('MORE-OUI')).toMatchObject({ provisional: true });
  await night.certify(lawRollKey('MORE-OUI'));
  expect(await result('MORE-OUI')).toMatchObject({ provisional: false, outcome: 'adopted' });
  const body = await bodyOf(request(night.serve()).get('/api/v1/laws/MORE-OUI').expect(200));
  expect(body).toMatchObject({ certified: true, state: 'closed' });
});

test('the list of results has the same', async () => {
  night.nowMs = DURING;
  const body = await bodyOf(request(night.serve()).get('/api/v1/results').expect(200));
  expect(lawResultsBody.parse(body)).toEqual(body);
  expect((body as PublicLawResultBody[]).map((r) => r.law_id).sort()).toEqual([...IDS].sort());
});
