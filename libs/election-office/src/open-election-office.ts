import type { DatabaseOptions } from '@scrutin/database';
import { checkWork, databaseClock, openDatabase, registeredRolls } from '@scrutin/database';
import type { Desk } from './act.ts';
import { changeCandidate, createCandidate, removeCandidate, withdrawCandidate } from './candidates.ts';
import { step } from './contest-steps.ts';
import { contest } from './contests.ts';
import { countOrder } from './count-contest.ts';
import type { ElectionOffice } from './election-office.ts';
import { changeElection, createElection, election, elections, removeElection } from './elections.ts';
import { changeLaw, createLaw, law, laws, removeLaw } from './law-acts.ts';
import { explainLedger } from './ledger-explanations.ts';
import { login } from './login.ts';
import {
  changeOwnPassword,
  createOfficial,
  disableOfficial,
  enableOfficial,
  officials,
  setPassword,
} from './official-acts.ts';
import type { QueuesAreEmpty } from './outstanding-votes.ts';
import { changeParty, createParty, parties, removeParty } from './parties.ts';
import { putRace, removeRace } from './races.ts';
import { recordedActs } from './recorded-acts.ts';
import { changeRegion, createRegion, regions, removeRegion } from './regions.ts';
import { beginRollLoad, recordRoll } from './rolls.ts';
import { readSelections } from './selections.ts';
import { closeSession, openSession, session } from './sessions.ts';
import { publishTabulation, recordTabulation, tabulation, tabulations } from './tabulation-acts.ts';

export interface ElectionOfficeOptions extends DatabaseOptions {
  /** Milliseconds since the epoch: what acts are judged by. */
  readonly clock: () => number;
  /** Where to ask whether the queues hold nothing; without it nobody can say. */
  readonly queuesAreEmpty?: QueuesAreEmpty;
}

/** Connects when first used, as scrutin_admin or scrutin_operator. Logins and sessions need the former. */
export function openElectionOffice({
  clock,
  queuesAreEmpty,
  ...options
}: ElectionOfficeOptions): ElectionOffice {
  const database = openDatabase(options);
  const desk: Desk = { database, clock, queuesAreEmpty };
  return {
    regions: () => regions(desk),
    parties: () => parties(desk),
    laws: () => laws(desk),
    law: (id) => law(desk, id),
    elections: () => elections(desk),
    election: (id) => election(desk, id),
    contest: (rollKey) => contest(desk, rollKey),
    rolls: () => registeredRolls(database),

    createRegion: (actor, region) => createRegion(desk, actor, region),
    changeRegion: (actor, region) => changeRegion(desk, actor, region),
    removeRegion: (actor, id) => removeRegion(desk, actor, id),
    createParty: (actor, party) => createParty(desk, actor, party),
    changeParty: (actor, party) => changeParty(desk, actor, party),
    removeParty: (actor, code) => removeParty(desk, actor, code),
    createLaw: (actor, given) => createLaw(desk, actor, given),
    changeLaw: (actor, id, changes) => changeLaw(desk, actor, id, changes),
    removeLaw: (actor, id) => removeLaw(desk, actor, id),
    createElection: (actor, given) => createElection(desk, actor, given),
    changeElection: (actor, id, changes) => changeElection(desk, actor, id, changes),
    removeElection: (actor, id) => removeElection(desk, actor, id),
    putRace: (actor, race) => putRace(desk, actor, race),
    removeRace: (actor, electionId, regionId) => removeRace(desk, actor, electionId, regionId),
    createCandidate: (actor, candidate, place = 'given') => createCandidate(desk, actor, candidate, place),
    changeCandidate: (actor, key, changes, place = 'given') =>
      changeCandidate(desk, actor, key, changes, place),
    removeCandidate: (actor, key) => removeCandidate(desk, actor, key),
    withdrawCandidate: (actor, key, reason) => withdrawCandidate(desk, actor, key, reason),
    beginRollLoad: (actor, rollKey, request) => beginRollLoad(desk, actor, rollKey, request),
    recordRoll: (actor, rollKey, roll) => recordRoll(desk, actor, rollKey, roll),

    step: (actor, subject, request) => step(desk, actor, subject, request),

    explainLedger: (actor, contest, votes, reason) => explainLedger(desk, actor, contest, votes, reason),

    selections: (contest) => database.run('selections', (client) => readSelections(client, contest)),
    countOrder: (contest, ruleSet) => countOrder(desk, contest, ruleSet),
    recordTabulation: (actor, given) => recordTabulation(desk, actor, given),
    tabulations: (contest) => tabulations(desk, contest),
    tabulation: (id) => tabulation(desk, id),
    publishTabulation: (actor, id) => publishTabulation(desk, actor, id),

    officials: () => officials(desk),
    createOfficial: (actor, given) => createOfficial(desk, actor, given),
    setPassword: (actor, officialId, password) => setPassword(desk, actor, officialId, password),
    changeOwnPassword: (actor, change) => changeOwnPassword(desk, actor, change),
    disableOfficial: (actor, officialId) => disableOfficial(desk, actor, officialId),
    enableOfficial: (actor, officialId) => enableOfficial(desk, actor, officialId),
    login: (email, password) => login(desk, email, password),
    openSession: (official, proof, tokenHash, expiresAtMs) =>
      openSession(desk, official, proof, tokenHash, expiresAtMs),
    session: (tokenHash) => session(desk, tokenHash),
    closeSession: (tokenHash) => closeSession(desk, tokenHash),
    acts: (page) => recordedActs(desk, page),

    databaseClock: () => databaseClock(database),
    check: () => checkWork(database, { writes: true, rights: ['admin_audit:INSERT', 'laws:UPDATE'] }),
    close: () => database.close(),
  };
}
