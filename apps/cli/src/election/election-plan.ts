import type {
  Candidate,
  CandidateChanges,
  ContestChange,
  Election,
  ElectionChanges,
  ElectionDetail,
  NewCandidate,
  PoliticalParty,
  Race,
  RaceDetail,
  Region,
} from '@scrutin/election';
import { namesOption } from '@scrutin/tabulation';
import type { ElectionDefinition, RaceDefinition } from './election-definition.ts';
import type { Difference } from './field-differences.ts';
import { changedFields, differences } from './field-differences.ts';

/** An act that the office is asked for, so that the election becomes as defined. */
export type ElectionAct =
  | { readonly kind: 'create-region' | 'change-region'; readonly region: Region }
  | { readonly kind: 'create-party' | 'change-party'; readonly party: PoliticalParty }
  | { readonly kind: 'create-election'; readonly election: Election }
  | { readonly kind: 'change-election'; readonly electionId: string; readonly changes: ElectionChanges }
  | { readonly kind: 'put-race'; readonly race: Race }
  | { readonly kind: 'remove-race'; readonly race: Race }
  | { readonly kind: 'create-candidate'; readonly candidate: NewCandidate }
  | { readonly kind: 'remove-candidate'; readonly candidate: Candidate }
  | {
      readonly kind: 'order-candidates';
      readonly electionId: string;
      readonly regionId: string;
      readonly candidateIds: readonly string[];
    }
  | {
      readonly kind: 'change-candidate';
      readonly candidate: Candidate;
      readonly changes: CandidateChanges;
    };

export interface PlannedAct {
  readonly verb: 'create' | 'change' | 'remove';
  /** The difference: a missing or extra record, or fields with their present and their wanted value. */
  readonly what: string;
  /** The change that the state of the election must allow; undefined for regions and parties. */
  readonly needs: readonly ContestChange[];
  readonly act: ElectionAct;
}

/** What is configured now. */
export interface Configured {
  readonly regions: readonly Region[];
  readonly parties: readonly PoliticalParty[];
  readonly election: ElectionDetail | undefined;
}

/**
 * The acts that lead from the present configuration to the definition, in an order in which they are possible. Empty
 * if both are the same. The definition is the whole election, so races and candidates that it does not have are
 * removed. Regions and parties stay, as other elections may use them. Withdrawals do not change: a candidate who
 * withdrew stays withdrawn, and a new candidate is created without a withdrawal.
 */
export function planElection(wanted: ElectionDefinition, known: Configured): PlannedAct[] {
  return [
    ...wanted.regions.flatMap((region) => planRegion(region, known.regions)),
    ...wanted.parties.flatMap((party) => planParty(party, known.parties)),
    ...planHead(wanted.election, known.election),
    ...planRaces(wanted, known.election?.races ?? []),
  ];
}

function planRegion(region: Region, known: readonly Region[]): PlannedAct[] {
  const found = known.find(({ id }) => id === region.id);
  const what = `region ${region.id}`;
  if (found === undefined)
    return [{ verb: 'create', what, needs: [], act: { kind: 'create-region', region } }];
  return changed(what, differences(found, region, REGION_FIELDS), [], { kind: 'change-region', region });
}

function planParty(party: PoliticalParty, known: readonly PoliticalParty[]): PlannedAct[] {
  const found = known.find(({ code }) => code === party.code);
  const what = `party ${party.code}`;
  if (found === undefined) return [{ verb: 'create', what, needs: [], act: { kind: 'create-party', party } }];
  return changed(what, differences(found, party, PARTY_FIELDS), [], { kind: 'change-party', party });
}

function planHead(election: Election, known: Election | undefined): PlannedAct[] {
  const what = `election ${election.id}`;
  if (known === undefined) {
    return [{ verb: 'create', what, needs: [], act: { kind: 'create-election', election } }];
  }
  const found = differences(known, election, ELECTION_FIELDS);
  return changed(what, found, needsOf(found, ELECTION_NEEDS), {
    kind: 'change-election',
    electionId: election.id,
    changes: changedFields(found, election),
  });
}

function planRaces(wanted: ElectionDefinition, known: readonly RaceDetail[]): PlannedAct[] {
  const gone = known.filter((race) => !wanted.races.some(({ regionId }) => regionId === race.regionId));
  return [
    ...gone.flatMap((race): PlannedAct[] => [
      ...race.candidates.map((candidate) => removal(candidate)),
      {
        verb: 'remove',
        what: `race ${race.regionId}`,
        needs: ['races'],
        act: { kind: 'remove-race', race },
      },
    ]),
    ...wanted.races.flatMap((race) =>
      planRace(
        race,
        known.find(({ regionId }) => regionId === race.regionId),
      ),
    ),
  ];
}

function planRace({ candidates, ...race }: RaceDefinition, known: RaceDetail | undefined): PlannedAct[] {
  const act: ElectionAct = { kind: 'put-race', race };
  const what = `race ${race.regionId}`;
  if (known === undefined) {
    return [
      { verb: 'create', what, needs: ['races'], act },
      ...candidates.map((candidate) => creation(candidate)),
    ];
  }
  const gone = known.candidates.filter(({ id }) => !candidates.some((candidate) => candidate.id === id));
  const change = changed(
    what,
    differences<Race, keyof typeof RACE_FIELDS>(known, race, RACE_FIELDS),
    ['races', 'rules'],
    act,
  );
  // An order in the rules must name everybody who stands, so its candidates come first.
  const isLast = namesOption(race.ruleSet, 'order');
  return [
    ...gone.map((candidate) => removal(candidate)),
    ...(isLast ? [] : change),
    ...candidates.flatMap((candidate) => {
      const found = known.candidates.find(({ id }) => id === candidate.id);
      return found === undefined
        ? [creation({ ...candidate, position: undefined })]
        : planCandidate(candidate, found);
    }),
    ...planOrder(race, candidates, known.candidates),
    ...(isLast ? change : []),
  ];
}

/**
 * The act that gives the candidates of a race the wanted order. New candidates come after the present ones when they
 * are created. The numbers of the places do not matter, only their order.
 */
function planOrder(
  { electionId, regionId }: Race,
  wanted: readonly Candidate[],
  known: readonly Candidate[],
): PlannedAct[] {
  const ids = wanted.map(({ id }) => id);
  const knownIds = known.map(({ id }) => id);
  const kept = knownIds.filter((id) => ids.includes(id));
  const created = [...kept, ...ids.filter((id) => !knownIds.includes(id))];
  if (created.join(' ') === ids.join(' ')) return [];
  return [
    {
      verb: 'change',
      what: `race ${regionId}: order of the candidates ${created.join(', ')} -> ${ids.join(', ')}`,
      needs: ['candidates'],
      act: { kind: 'order-candidates', electionId, regionId, candidateIds: ids },
    },
  ];
}

function planCandidate(candidate: Candidate, known: Candidate): PlannedAct[] {
  const what = nameOf(candidate);
  const found = differences(known, candidate, CANDIDATE_FIELDS);
  return changed(what, found, needsOf(found, CANDIDATE_NEEDS), {
    kind: 'change-candidate',
    candidate: known,
    changes: changedFields(found, candidate),
  });
}

function creation(candidate: NewCandidate): PlannedAct {
  return {
    verb: 'create',
    what: nameOf(candidate),
    needs: ['candidates'],
    act: { kind: 'create-candidate', candidate },
  };
}

function removal(candidate: Candidate): PlannedAct {
  return {
    verb: 'remove',
    what: nameOf(candidate),
    needs: ['candidates'],
    act: { kind: 'remove-candidate', candidate },
  };
}

function nameOf({ regionId, id }: Pick<Candidate, 'regionId' | 'id'>): string {
  return `candidate ${regionId}/${id}`;
}

function changed(
  what: string,
  found: readonly Difference[],
  needs: readonly ContestChange[],
  act: ElectionAct,
): PlannedAct[] {
  if (found.length === 0) return [];
  const fields = found.map(({ name, from, to }) => (from === to ? name : `${name} ${from} -> ${to}`));
  return [{ verb: 'change', what: `${what}: ${fields.join(', ')}`, needs, act }];
}

function needsOf(
  found: readonly Difference[],
  needs: Readonly<Record<string, ContestChange>>,
): ContestChange[] {
  return [...new Set(found.map(({ field }) => needs[field] ?? 'texts'))];
}

const REGION_FIELDS = { name: 'name' } as const;
const PARTY_FIELDS = { name: 'name', color: 'color' } as const;
const ELECTION_FIELDS = {
  name: 'name',
  type: 'type',
  window: 'opens_at, closes_at',
  timeZone: 'time_zone',
  resultsVisibility: 'results_visibility',
  blankVotes: 'blank_votes',
} as const;
const RACE_FIELDS = {
  method: 'method',
  seats: 'seats',
  maxRanks: 'max_ranks',
  ruleSet: 'rule_set',
  uncontested: 'uncontested',
} as const;
const CANDIDATE_FIELDS = {
  firstName: 'first_name',
  lastName: 'last_name',
  partyCode: 'party_code',
  bio: 'bio',
  promises: 'promises',
  photoUrl: 'photo_url',
} as const;

const ELECTION_NEEDS: Readonly<Record<string, ContestChange>> = {
  type: 'rules',
  window: 'window',
  timeZone: 'window',
  resultsVisibility: 'visibility',
  blankVotes: 'rules',
};
const CANDIDATE_NEEDS: Readonly<Record<string, ContestChange>> = {
  firstName: 'candidates',
  lastName: 'candidates',
  partyCode: 'candidates',
};
