import type { Candidate, ElectionDetail } from '@scrutin/election';
import type { ElectionDefinition } from './election-definition.ts';
import type { Configured } from './election-plan.ts';
import { planElection } from './election-plan.ts';

const text = (of: string) => ({ fr: of, en: of });

function candidate(id: string, position: number, change: Partial<Candidate> = {}): Candidate {
  return {
    electionId: 'E',
    regionId: 'R',
    id,
    firstName: id,
    lastName: 'X',
    partyCode: 'P',
    bio: text('bio'),
    promises: text(''),
    photoUrl: undefined,
    withdrawnAtMs: undefined,
    position,
    ...change,
  };
}

const ELECTION = {
  kind: 'election',
  id: 'E',
  name: text('Election'),
  type: 'municipal',
  window: { opensAtMs: 1, closesAtMs: 2 },
  status: 'draft',
  timeZone: 'UTC',
  resultsVisibility: 'live',
  blankVotes: 'not-allowed',
  approval: 'single-official',
  purpose: 'real',
  ballotRecord: 'published',
} as const;
const RACE = {
  electionId: 'E',
  regionId: 'R',
  method: 'ranked_choice',
  seats: 1,
  maxRanks: 3,
  ruleSet: 'irv',
} as const;
const REGION = { id: 'R', name: text('Region') };
const PARTY = { code: 'P', name: text('Party'), color: '#000000' };

function wanted(
  candidates: readonly Candidate[],
  change: Partial<ElectionDefinition> = {},
): ElectionDefinition {
  return {
    regions: [REGION],
    parties: [PARTY],
    election: ELECTION,
    races: [{ ...RACE, candidates }],
    ...change,
  };
}

function known(candidates: readonly Candidate[], change: Partial<ElectionDetail> = {}): Configured {
  return {
    regions: [REGION],
    parties: [PARTY],
    election: { ...ELECTION, races: [{ ...RACE, region: REGION, candidates }], ...change },
  };
}

const told = (definition: ElectionDefinition, configured: Configured): string[] =>
  planElection(definition, configured).map(({ verb, what, needs }) => `${verb} ${what} [${needs.join(' ')}]`);

describe('the plan', () => {
  it('changes the rules after the candidates whom their order names, and otherwise before', () => {
    const both = [candidate('a', 0), candidate('b', 1)];
    const rules = (ruleSet: string) =>
      told(wanted(both, { races: [{ ...RACE, ruleSet, candidates: both }] }), known([candidate('a', 0)]));
    expect(rules('irv:order=b/a')).toEqual([
      'create candidate R/b [candidates]',
      'change race R: rule_set irv -> irv:order=b/a [races rules]',
    ]);
    expect(rules('irv:ties=lot')).toEqual([
      'change race R: rule_set irv -> irv:ties=lot [races rules]',
      'create candidate R/b [candidates]',
    ]);
  });

  it('creates everything in an order in which it can be created', () => {
    const nothing: Configured = { regions: [], parties: [], election: undefined };
    expect(told(wanted([candidate('a', 0), candidate('b', 1)]), nothing)).toEqual([
      'create region R []',
      'create party P []',
      'create election E []',
      'create race R [races]',
      'create candidate R/a [candidates]',
      'create candidate R/b [candidates]',
    ]);
  });

  it('is empty if nothing differs, whatever numbers the places on the ballot have', () => {
    const candidates = [candidate('a', 0), candidate('b', 1)];
    expect(told(wanted(candidates), known(candidates))).toEqual([]);
    expect(told(wanted(candidates), known([candidate('a', 10), candidate('b', 20)]))).toEqual([]);
  });

  it('names each field that differs, with its values if they are short, and what the state must allow', () => {
    const definition = wanted([candidate('a', 0, { partyCode: 'Q', bio: text('another') })], {
      election: { ...ELECTION, name: text('Other'), window: { opensAtMs: 1, closesAtMs: 3 } },
      races: [{ ...RACE, seats: 2, candidates: [candidate('a', 0, { partyCode: 'Q', bio: text('other') })] }],
      parties: [{ ...PARTY, color: '#FFFFFF' }],
    });
    expect(told(definition, known([candidate('a', 0)]))).toEqual([
      'change party P: color #000000 -> #FFFFFF []',
      'change election E: name, opens_at, closes_at [texts window]',
      'change race R: seats 1 -> 2 [races rules]',
      'change candidate R/a: party_code P -> Q, bio [candidates texts]',
    ]);
  });

  it('changes only fields that differ', () => {
    const [change] = planElection(
      wanted([candidate('a', 0, { bio: text('other') })]),
      known([candidate('a', 0, { photoUrl: 'https://example.org/a.jpg' })]),
    );
    expect(change?.act).toMatchObject({
      kind: 'change-candidate',
      changes: { bio: text('other'), photoUrl: undefined },
    });
    expect(Object.keys((change?.act as { changes: object }).changes).toSorted()).toEqual(['bio', 'photoUrl']);
  });

  it('gives the race another order in one act, because two candidates cannot share a place meanwhile', () => {
    const a = candidate('a', 0);
    const b = candidate('b', 1);
    const swapped = [
      { ...b, position: 0 },
      { ...a, position: 1 },
    ];
    expect(told(wanted(swapped), known([a, b]))).toEqual([
      'change race R: order of the candidates a, b -> b, a [candidates]',
    ]);
    expect(told(wanted([candidate('new', 0), ...swapped]), known([a, b]))).toEqual([
      'create candidate R/new [candidates]',
      'change race R: order of the candidates a, b, new -> new, b, a [candidates]',
    ]);
  });

  it('puts new candidates behind the present ones', () => {
    const plan = planElection(wanted([candidate('a', 0), candidate('b', 1)]), known([candidate('a', 40)]));
    expect(plan.map(({ act }) => act)).toEqual([
      { kind: 'create-candidate', candidate: { ...candidate('b', 1), position: undefined } },
    ]);
  });

  it('removes the candidates and races that are not defined, candidates first', () => {
    const definition = wanted([], { races: [] });
    expect(told(definition, known([candidate('a', 0)]))).toEqual([
      'remove candidate R/a [candidates]',
      'remove race R [races]',
    ]);
    expect(told(wanted([candidate('b', 0)]), known([candidate('a', 0), candidate('b', 1)]))).toEqual([
      'remove candidate R/a [candidates]',
    ]);
  });

  it('does not undo a withdrawal, and does not withdraw a candidate', () => {
    const withdrawn = candidate('a', 0, { withdrawnAtMs: 5 });
    expect(told(wanted([candidate('a', 0)]), known([withdrawn]))).toEqual([]);
    expect(told(wanted([withdrawn]), known([withdrawn]))).toEqual([]);
    expect(told(wanted([withdrawn]), known([candidate('a', 0)]))).toEqual([]);
    expect(told(wanted([withdrawn]), known([]))).toEqual(['create candidate R/a [candidates]']);
    expect(told(wanted([withdrawn]), known([{ ...withdrawn, withdrawnAtMs: 6 }]))).toEqual([]);
  });
});
