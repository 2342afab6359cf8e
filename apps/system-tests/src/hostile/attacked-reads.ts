import type { Attacker } from './attacker.ts';
import { ELECTION, LAW, RACE } from './hostile-contests.ts';

/** A credential that is on no roll. */
const NOBODY = { nas: '123456782', code: 'KTRW3HXP' };

/** Tries every hostile text in every field of a vote. No vote arrives. */
export async function attackVotes(stranger: Attacker): Promise<void> {
  await stranger.attack('voteOnLaw', { body: { ...NOBODY, law_id: LAW, vote: 'oui' } });
  const choice = { candidate_id: 'a', voting_method: 'single_choice', ranked_choices: ['a'] };
  const race = { election_id: ELECTION, region_id: RACE.regionId };
  await stranger.attack('voteInElection', { body: { ...NOBODY, ...race, ...choice } });
}

/** Tries every hostile text in every field by which a list is searched. */
export async function attackReads(official: Attacker, stranger: Attacker): Promise<void> {
  await official.attack('acts', { query: {} });
  await official.attack('submissionAudit', { query: {} });
  await stranger.attack('lawTurnout', { params: { id: LAW } });
  const race = { election_id: ELECTION, region_id: RACE.regionId };
  await stranger.attack('raceTurnout', { params: race });
}
