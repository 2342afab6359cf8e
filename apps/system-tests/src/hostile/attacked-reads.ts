import type { Attacker } from './attacker.ts';
import { ELECTION, LAW, RACE } from './hostile-contests.ts';

/** A credential that is on no roll. */
const NOBODY = { nas: '123456782', code: 'KTRW3HXP' };

/** Tries every hostile text in every field of a vote. A vote arrives only if the text was a valid key, and none is counted. */
export async function attackVotes(stranger: Attacker, gateway: Attacker): Promise<void> {
  const onLaw = { ...NOBODY, law_id: LAW, vote: 'oui' };
  await stranger.attack('voteOnLaw', { body: onLaw });
  const choice = { candidate_id: 'a', voting_method: 'single_choice', ranked_choices: ['a'] };
  const race = { election_id: ELECTION, region_id: RACE.regionId };
  const inElection = { ...NOBODY, ...race, ...choice };
  await stranger.attack('voteInElection', { body: inElection });
  await gateway.attack('voteInBatch', { body: { votes: [onLaw] } }, [
    ...Object.keys(onLaw),
    'idempotency_key',
  ]);
  await gateway.attack('voteInBatch', { body: { votes: [inElection] } }, Object.keys({ ...race, ...choice }));
}

/** Tries every hostile text in every field by which a list is searched. */
export async function attackReads(official: Attacker, stranger: Attacker): Promise<void> {
  await official.attack('acts', { query: {} });
  await official.attack('submissionAudit', { query: {} });
  await stranger.attack('lawTurnout', { params: { id: LAW } });
  const race = { election_id: ELECTION, region_id: RACE.regionId };
  await stranger.attack('raceTurnout', { params: race });
}
