import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { electionRollKey } from '@scrutin/election';
import { electionPoll } from '@scrutin/voting-load';
import { yearFrom } from '../keep-open.ts';
import type { PlayedContest } from './played-contest.ts';

/** As many as the National Assembly of Quebec has. */
export const REGIONS = 125;

const CANDIDATES = ['a', 'b', 'c', 'd', 'e', 'f'];
const PARTIES = ['PA', 'PB', 'PC', 'PD', 'PE'];
const COLORS = ['#1F6FB2', '#B2431F', '#2E7D32', '#6A1B9A', '#B28704'];

/**
 * A ranked election in which a whole vote is played: six candidates in each region, who are elected by instant runoff
 * (`irv`), and in every fifth region three of them by single transferable vote (`scottish-stv-2011`).
 */
export function playedElection(id: string, regionCount: number, seed: number, nowMs: number): PlayedContest {
  const regions = Array.from({ length: regionCount }, (_, i) => `R${String(i + 1).padStart(3, '0')}`);
  const races = regions.map((regionId, i) => ({
    regionId,
    method: 'ranked_choice' as const,
    maxRanks: CANDIDATES.length,
    seats: i % 5 === 4 ? 3 : 1,
    ruleSet: i % 5 === 4 ? 'scottish-stv-2011' : 'irv',
    candidates: CANDIDATES.map((letter, n) => ({
      candidateId: `${regionId}-${letter}`,
      name: `${letter.toUpperCase()} ${regionId}`,
      partyCode: PARTIES[n],
      withdrawn: false,
    })),
  }));
  return {
    id,
    rollKey: electionRollKey(id),
    generateOptions: ['--election-id', id, '--region', regions.join(',')],
    votePath: PUBLIC_ROUTES.voteInElection.path,
    contests: regions.map((regionId) => ({ kind: 'election', electionId: id, regionId })),
    async create(commands, folder) {
      const { opensAtMs, closesAtMs } = yearFrom(nowMs);
      const file = {
        format: 'scrutin-election/1',
        regions: regions.map((region) => ({ id: region, name: inBoth(region) })),
        parties: PARTIES.map((code, i) => ({ code, name: inBoth(code), color: COLORS[i] })),
        election: {
          id,
          name: { fr: 'Mesure d’une élection entière', en: 'Measurement of a whole election' },
          type: 'provincial',
          opens_at: new Date(opensAtMs).toISOString(),
          closes_at: new Date(closesAtMs).toISOString(),
          purpose: 'rehearsal',
        },
        races: races.map((race) => ({
          region_id: race.regionId,
          method: race.method,
          seats: race.seats,
          max_ranks: race.maxRanks,
          rule_set: race.ruleSet,
          candidates: race.candidates.map(({ candidateId, name, partyCode }) => ({
            id: candidateId,
            last_name: name,
            ...(partyCode === undefined ? {} : { party_code: partyCode }),
          })),
        })),
      };
      const definition = path.join(folder, 'election.json');
      await writeFile(definition, JSON.stringify(file));
      await commands.run('scrutin election load', ['election', 'load', definition]);
    },
    poll: (_api, office) =>
      electionPoll({
        electionId: id,
        races,
        seed,
        // Everything is worked out from the stored ballots, which have every ranking.
        readers: {
          results: () => Promise.resolve('not-published'),
          selections: (contest) => office.selections(contest),
        },
        blankPercent: 0,
      }),
  };
}

function inBoth(text: string): { readonly fr: string; readonly en: string } {
  return { fr: text, en: text };
}
