import { ConfigurationError } from '@scrutin/service-runtime';
import { playedRaces } from './played-races.ts';
import type { PublicApi } from './public-api.ts';

type Standing = Readonly<Record<string, readonly { readonly id: string; readonly withdrawn?: boolean }[]>>;

function playing(standing: Standing) {
  const api = {
    candidates: (_: string, region: string) =>
      Promise.resolve(
        standing[region]?.map(({ id, withdrawn = false }) => ({
          candidate_id: id,
          first_name: null,
          last_name: id,
          party_code: null,
          withdrawn,
        })),
      ),
  } as unknown as Pick<PublicApi, 'candidates'>;
  const regions = Object.keys(standing).map((id) => ({ id, method: 'single_choice', max_ranks: 1 }));
  return playedRaces(api, { id: 'E', regions } as unknown as Parameters<typeof playedRaces>[1]);
}

test('a race in which nobody stands has no votes, and the others are played', async () => {
  const { races, withoutCandidates } = await playing({
    EST: [{ id: 'ana' }, { id: 'bo', withdrawn: true }],
    NORD: [],
    SUD: [{ id: 'cy', withdrawn: true }],
  });
  expect(races.map(({ regionId }) => regionId)).toEqual(['EST']);
  expect(withoutCandidates).toEqual(['NORD', 'SUD']);
});

test('an election in which nobody can vote is refused', async () => {
  await expect(playing({ NORD: [] })).rejects.toThrow(/Nobody stands in any race of E/);
  await expect(playing({})).rejects.toThrow(ConfigurationError);
});
