import type {
  ApprovableOutcome,
  Candidate,
  Election,
  OfficialRole,
  PoliticalParty,
  Proposal,
  Race,
  RefusalKind,
  Region,
} from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import { silentLogger } from '@scrutin/testkit/ballot-store';

/** A clock that a test sets. */
export interface TestClock {
  nowMs: number;
}

/** 2025-10-01T12:00:00Z */
export const NOW_MS = Date.UTC(2025, 9, 1, 12);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const ACTOR = { name: 'command line: test' };

export function openTestOffice(url: string, clock: TestClock, poolMax = 2): ElectionOffice {
  return openElectionOffice({
    url,
    poolMax,
    logger: silentLogger,
    applicationName: 'office-test',
    clock: () => clock.nowMs,
  });
}

export function region(id: string): Region {
  return { id, name: { fr: `Région ${id}`, en: `Region ${id}` } };
}

export function party(code: string): PoliticalParty {
  return { code, name: { fr: `Parti ${code}`, en: `Party ${code}` }, color: '#00aaFF' };
}

/** A draft that opens an hour after {@link NOW_MS} and closes a day later. */
export function election(id: string, changes: Partial<Election> = {}): Election {
  return {
    kind: 'election',
    id,
    name: { fr: `Élection ${id}`, en: `Election ${id}` },
    type: 'provincial',
    window: { opensAtMs: NOW_MS + HOUR_MS, closesAtMs: NOW_MS + HOUR_MS + DAY_MS },
    status: 'draft',
    timeZone: 'UTC',
    resultsVisibility: 'after-closing',
    blankVotes: 'not-allowed',
    approval: 'single-official',
    purpose: 'real',
    ballotRecord: 'published',
    ...changes,
  };
}

export function race(electionId: string, regionId: string, changes: Partial<Race> = {}): Race {
  return {
    electionId,
    regionId,
    method: 'ranked_choice',
    seats: 1,
    maxRanks: 3,
    ruleSet: 'irv',
    uncontested: 'acclaim',
    ...changes,
  };
}

/** The last place that {@link candidate} gave: no two candidates of a test share a place. */
let lastPlace = 100;

export function candidate(
  electionId: string,
  regionId: string,
  id: string,
  changes: Partial<Candidate> = {},
): Candidate {
  lastPlace += 1;
  return {
    electionId,
    regionId,
    id,
    firstName: 'Ève',
    lastName: `Tremblay ${id}`,
    partyCode: 'PA',
    bio: { fr: 'Née ici', en: 'Born here' },
    promises: { fr: 'Des ponts', en: 'Bridges' },
    photoUrl: undefined,
    withdrawnAtMs: undefined,
    position: lastPlace,
    ...changes,
  };
}

/** The value of an act that succeeded. @throws Error with the refusal */
export async function done<T>(outcome: Promise<ApprovableOutcome<T>>): Promise<T> {
  const settled = await outcome;
  if (!settled.ok) throw new Error(`refused: ${settled.kind}: ${settled.detail}`);
  return settled.value;
}

/** The proposal as which an act was stored. @throws Error if it was done or refused */
export async function proposed<T>(outcome: Promise<ApprovableOutcome<T>>): Promise<Proposal> {
  const settled = await outcome;
  if (settled.ok || settled.kind !== 'awaits-approval') throw new Error('the act was not proposed');
  return settled.proposal;
}

/** Creates the account `name@elections.example`. @returns the official as the actor of acts */
export async function account(
  office: Pick<ElectionOffice, 'createOfficial'>,
  name: string,
  role: OfficialRole = 'official',
): Promise<Actor> {
  const given = { email: `${name}@elections.example`, displayName: name, role };
  const made = office.createOfficial(ACTOR, { ...given, password: 'correct horse battery staple' });
  const { id, email } = await done(made);
  return { officialId: id, name: email };
}

/** An object that equals every refusal of this kind. */
export function refusal(kind: RefusalKind, detail?: RegExp): object {
  return {
    ok: false,
    kind,
    detail: expect.stringMatching(detail ?? /\.$/) as string,
    text: { fr: expect.stringMatching(/\.$/) as string, en: expect.stringMatching(/\.$/) as string },
  };
}

/** Creates an {@link election} with a race in each region, two candidates in each race, and a roll. */
export async function readyElection(
  office: ElectionOffice,
  id: string,
  regionIds: readonly string[],
  changes: { readonly election?: Partial<Election>; readonly race?: Partial<Race> } = {},
): Promise<void> {
  await office.createParty(ACTOR, party('PA')); // refused, without harm, if an earlier election created it
  await done(office.createElection(ACTOR, election(id, changes.election)));
  for (const regionId of regionIds) {
    await office.createRegion(ACTOR, region(regionId));
    await done(office.putRace(ACTOR, race(id, regionId, changes.race)));
    for (const [position, candidateId] of ['alice', 'bob'].entries()) {
      await done(office.createCandidate(ACTOR, candidate(id, regionId, candidateId, { position })));
    }
  }
  const regions = new Map(regionIds.map((regionId) => [regionId, 10]));
  const credentials = 10 * regionIds.length;
  const rollKey = `election:${id}` as Parameters<ElectionOffice['recordRoll']>[1];
  await done(office.recordRoll(ACTOR, rollKey, { credentials, buckets: 1, scheme: 'hmac-sha256', regions }));
}
