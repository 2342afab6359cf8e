import type { DatabaseOptions } from '@scrutin/database';
import { checkWork, databaseClock, openDatabase, registeredRolls } from '@scrutin/database';
import type { ActContext } from './act.ts';
import { actCounter } from './act-counter.ts';
import { approvalPolicy, changePolicy } from './approval-policy.ts';
import { setCandidatePhoto, storedPhoto } from './candidate-photos.ts';
import {
  changeCandidate,
  createCandidate,
  orderCandidates,
  reinstateCandidate,
  removeCandidate,
  withdrawCandidate,
} from './candidates.ts';
import { step } from './contest-steps.ts';
import { contestVersion } from './contest-version.ts';
import { contest } from './contests.ts';
import { contestsToDo } from './contests-to-do.ts';
import { countOrder } from './count-contest.ts';
import { declarationRecord } from './declaration.ts';
import type { ElectionOffice } from './election-office.ts';
import { changeElection, createElection, election, elections, removeElection } from './elections.ts';
import { createGateway, gateways, revokeGateway } from './gateways.ts';
import { changeLaw, createLaw, law, laws, removeLaw } from './law-acts.ts';
import { explainLedger } from './ledger-explanations.ts';
import { confirmPassword, login } from './login.ts';
import { lots, recordLot } from './lots.ts';
import { notices, publishStatement } from './notices.ts';
import {
  changeOwnPassword,
  createOfficial,
  disableOfficial,
  enableOfficial,
  officials,
  setPassword,
} from './official-acts.ts';
import { recordDiscard, recordRelease } from './operator-acts.ts';
import type { QueuesAreEmpty, UnknownVotes } from './outstanding-votes.ts';
import { changeParty, createParty, parties, removeParty } from './parties.ts';
import { approveProposal, proposal, proposals, refuseProposal, withdrawProposal } from './proposals.ts';
import { publications, publishTabulation } from './publications.ts';
import { putRace, removeRace } from './races.ts';
import { recordedActs } from './recorded-acts.ts';
import { changeRegion, createRegion, regions, removeRegion } from './regions.ts';
import { discardRehearsal, rehearse } from './rehearsals.ts';
import { beginRollLoad, recordReplacement, recordRoll } from './rolls.ts';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from './second-factor.ts';
import {
  askSecondFactorReset,
  confirmSecondFactorReset,
  withdrawSecondFactorReset,
} from './second-factor-reset.ts';
import type { SecondFactorOptions } from './second-factor-secrets.ts';
import { secondFactorSecrets } from './second-factor-secrets.ts';
import { readSelections } from './selections.ts';
import { closeSession, endSessions, openSession, session, sessionId, sessionsOf } from './sessions.ts';
import { recordTabulation, tabulation, tabulations } from './tabulation-acts.ts';
import { replacedBefore, revoke } from './void-credentials.ts';

export interface ElectionOfficeOptions extends DatabaseOptions {
  /** The time by which acts are judged, in milliseconds since the epoch. */
  readonly clock: () => number;
  /** Says whether the queues are empty. Without it, that is never known. */
  readonly queuesAreEmpty?: QueuesAreEmpty;
  /** Without it, certificates are given without comparing the second count of accepted votes (P5). */
  readonly unknownVotes?: UnknownVotes;
  /** Without it, no second factor can be enrolled or checked. */
  readonly secondFactor?: SecondFactorOptions;
}

/**
 * Opens the election office with the rights of scrutin_admin or scrutin_operator. Logins and sessions need
 * scrutin_admin. It connects on first use.
 */
export function openElectionOffice({
  clock,
  queuesAreEmpty,
  unknownVotes,
  secondFactor,
  ...options
}: ElectionOfficeOptions): ElectionOffice {
  const database = openDatabase(options);
  const secondFactors = secondFactorSecrets(secondFactor);
  const context: ActContext = {
    database,
    clock,
    queuesAreEmpty,
    unknownVotes,
    secondFactors,
    countAct: actCounter(options.registry),
  };
  return {
    regions: () => regions(context),
    parties: () => parties(context),
    laws: () => laws(context),
    law: (id) => law(context, id),
    elections: () => elections(context),
    election: (id) => election(context, id),
    contest: (rollKey) => contest(context, rollKey),
    contestsToDo: () => contestsToDo(context),
    rolls: () => registeredRolls(database),
    version: (rollKey) => contestVersion(context, rollKey),

    createRegion: (actor, region) => createRegion(context, actor, region),
    changeRegion: (actor, region) => changeRegion(context, actor, region),
    removeRegion: (actor, id) => removeRegion(context, actor, id),
    createParty: (actor, party) => createParty(context, actor, party),
    changeParty: (actor, party) => changeParty(context, actor, party),
    removeParty: (actor, code) => removeParty(context, actor, code),
    createLaw: (actor, given) => createLaw(context, actor, given),
    changeLaw: (actor, id, changes) => changeLaw(context, actor, id, changes),
    removeLaw: (actor, id) => removeLaw(context, actor, id),
    createElection: (actor, given) => createElection(context, actor, given),
    changeElection: (actor, id, changes) => changeElection(context, actor, id, changes),
    removeElection: (actor, id) => removeElection(context, actor, id),
    putRace: (actor, race) => putRace(context, actor, race),
    removeRace: (actor, electionId, regionId) => removeRace(context, actor, electionId, regionId),
    createCandidate: (actor, candidate) => createCandidate(context, actor, candidate),
    changeCandidate: (actor, key, changes) => changeCandidate(context, actor, key, changes),
    orderCandidates: (actor, race, ids) => orderCandidates(context, actor, race, ids),
    setCandidatePhoto: (actor, key, photo) => setCandidatePhoto(context, actor, key, photo),
    storedPhoto: (sha256) => storedPhoto(context, sha256),
    removeCandidate: (actor, key) => removeCandidate(context, actor, key),
    withdrawCandidate: (actor, key, reason) => withdrawCandidate(context, actor, key, reason),
    reinstateCandidate: (actor, key, reason) => reinstateCandidate(context, actor, key, reason),
    rehearse: (actor, original, id) => rehearse(context, actor, original, id),
    discardRehearsal: (actor, rollKey, reason) => discardRehearsal(context, actor, rollKey, reason),
    notices: (rollKey) => notices(context, rollKey),
    publishStatement: (actor, subject, text) => publishStatement(context, actor, subject, text),
    beginRollLoad: (actor, rollKey, request) => beginRollLoad(context, actor, rollKey, request),
    recordRoll: (actor, rollKey, roll) => recordRoll(context, actor, rollKey, roll),
    recordReplacement: (actor, rollKey, roll) => recordReplacement(context, actor, rollKey, roll),
    replacedBefore: (rollKey, requests) => replacedBefore(context, rollKey, requests),
    revoke: (actor, rollKey, requests, reason) => revoke(context, actor, rollKey, requests, reason),
    recordRelease: (actor, rollKey, claims, reason) => recordRelease(context, actor, rollKey, claims, reason),

    step: (actor, subject, request) => step(context, actor, subject, request),

    recordDiscard: (actor, discarded, reason) => recordDiscard(context, actor, discarded, reason),
    explainLedger: (actor, contest, votes, reason) => explainLedger(context, actor, contest, votes, reason),

    selections: (contest) => database.run('selections', (client) => readSelections(client, contest)),
    countOrder: (contest, ruleSet, purpose = 'record') => countOrder(context, contest, ruleSet, purpose),
    recordTabulation: (actor, given) => recordTabulation(context, actor, given),
    tabulations: (contest) => tabulations(context, contest),
    tabulation: (id) => tabulation(context, id),
    recordLot: (actor, lot) => recordLot(context, actor, lot),
    lots: (contest) => lots(context, contest),
    publications: (contest) => publications(context, contest),
    publishTabulation: (actor, id, reason) => publishTabulation(context, actor, id, reason),
    declaration: (rollKey, options) => declarationRecord(context, rollKey, options),

    approvalPolicy: () => approvalPolicy(context),
    changePolicy: (actor, policy, reason) => changePolicy(context, actor, policy, reason),
    proposals: (state) => proposals(context, state),
    proposal: (id) => proposal(context, id),
    approveProposal: (approver, id, roll) => approveProposal(context, approver, id, roll),
    refuseProposal: (actor, id, reason) => refuseProposal(context, actor, id, reason),
    withdrawProposal: (actor, id) => withdrawProposal(context, actor, id),

    gateways: () => gateways(context),
    createGateway: (actor, given) => createGateway(context, actor, given),
    revokeGateway: (actor, id) => revokeGateway(context, actor, id),
    officials: () => officials(context),
    createOfficial: (actor, given) => createOfficial(context, actor, given),
    setPassword: (actor, officialId, password) => setPassword(context, actor, officialId, password),
    changeOwnPassword: (actor, change) => changeOwnPassword(context, actor, change),
    disableOfficial: (actor, officialId) => disableOfficial(context, actor, officialId),
    enableOfficial: (actor, officialId) => enableOfficial(context, actor, officialId),
    beginSecondFactor: (actor, own) => beginSecondFactor(context, actor, own),
    confirmSecondFactor: (actor, own) => confirmSecondFactor(context, actor, own),
    removeSecondFactor: (actor, own) => removeSecondFactor(context, actor, own),
    askSecondFactorReset: (actor, officialId, reason) =>
      askSecondFactorReset(context, actor, officialId, reason),
    confirmSecondFactorReset: (actor, officialId) => confirmSecondFactorReset(context, actor, officialId),
    withdrawSecondFactorReset: (actor, officialId) => withdrawSecondFactorReset(context, actor, officialId),
    login: (email, password, code) => login(context, email, password, code),
    confirmPassword: (email, password) => confirmPassword(context, email, password),
    openSession: (official, proof, tokenHash, expiresAtMs) =>
      openSession(context, official, proof, tokenHash, expiresAtMs),
    session: (tokenHash) => session(context, tokenHash),
    closeSession: (tokenHash) => closeSession(context, tokenHash),
    sessionsOf: (officialId) => sessionsOf(context, officialId),
    sessionId: (tokenHash) => sessionId(context, tokenHash),
    endSessions: (actor, officialId, id) => endSessions(context, actor, officialId, id),
    acts: (page) => recordedActs(context, page),

    databaseClock: () => databaseClock(database),
    check: () => checkWork(database, { writes: true, rights: ['admin_audit:INSERT', 'laws:UPDATE'] }),
    close: () => database.close(),
  };
}
