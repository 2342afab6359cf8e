import type { Candidate } from '../contests/candidate.ts';
import type { Election, PoliticalParty, Race, Region } from '../contests/election.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import type { FieldProblem } from '../values/field-problem.ts';
import { fieldProblem, fieldProblems } from '../values/field-problem.ts';
import { drawnOrderProblem } from './drawn-order.ts';
import { raceProblems, rankingProblem } from './race-rules.ts';
import { candidateProblems, electionProblems, partyProblems, regionProblems } from './record-problems.ts';

/** The definition of a whole election, with the regions and parties that it uses. */
export interface WantedElection {
  readonly regions: readonly Region[];
  readonly parties: readonly PoliticalParty[];
  readonly election: Election;
  readonly races: readonly (Race & { readonly candidates: readonly Candidate[] })[];
}

/**
 * All problems for which the office would refuse this election as invalid, whatever is configured already: wrong
 * values, values that do not fit each other, duplicates, and races and candidates whose region or party is missing from
 * the definition. The paths lead to members of the records, e.g. `['races', 1, 'maxRanks']`.
 */
export function definitionProblems({ regions, parties, election, races }: WantedElection): FieldProblem[] {
  const regionIds = regions.map(({ id }) => id);
  const codes = parties.map(({ code }) => code);
  return [
    ...regions.flatMap((region, at) => below(['regions', at], regionProblems(region))),
    ...repeated(regionIds, (at) => ['regions', at, 'id']),
    ...parties.flatMap((party, at) => below(['parties', at], partyProblems(party))),
    ...repeated(codes, (at) => ['parties', at, 'code']),
    ...below(['election'], electionProblems(election)),
    ...repeated(
      races.map(({ regionId }) => regionId),
      (at) => ['races', at, 'regionId'],
    ),
    ...races.flatMap(({ candidates, ...race }, at) => {
      const ids = candidates.map(({ id }) => id);
      return below(
        ['races', at],
        [
          ...fieldProblems([['regionId'], missingFrom(regionIds, race.regionId, 'regions')]),
          ...raceProblems(race),
          ...fieldProblems(
            [['maxRanks'], rankingProblem(race, ids)],
            [['ruleSet'], drawnOrderProblem(race.ruleSet, candidates.map(standing))],
          ),
          ...candidates.flatMap((candidate, index) =>
            below(
              ['candidates', index],
              [
                ...candidateProblems(candidate),
                ...fieldProblems([['partyCode'], missingParty(codes, candidate.partyCode)]),
              ],
            ),
          ),
          ...repeated(ids, (index) => ['candidates', index, 'id']),
          ...repeatedPlaces(candidates),
        ],
      );
    }),
  ];
}

function standing({ id, withdrawnAtMs }: Candidate) {
  return { id, withdrawn: withdrawnAtMs !== undefined };
}

/** The problems of candidates with the place of a candidate before them. */
function repeatedPlaces(candidates: readonly Candidate[]): FieldProblem[] {
  const holders = new Map<number, string>();
  return candidates.flatMap(({ id, position }, index) => {
    const holder = holders.get(position);
    if (holder === undefined) holders.set(position, id);
    if (holder === undefined) return [];
    const text = {
      fr: `Le rang ${position} sur le bulletin est celui de ${holder}.`,
      en: `Place ${position} on the ballot belongs to ${holder}.`,
    };
    return [fieldProblem(['candidates', index, 'position'], text)];
  });
}

function below(path: FieldProblem['path'], problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

function repeated(ids: readonly string[], path: (index: number) => FieldProblem['path']): FieldProblem[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (seen.has(id))
      return [fieldProblem(path(index), { fr: `${id} s’y trouve deux fois.`, en: `${id} is there twice.` })];
    seen.add(id);
    return [];
  });
}

function missingParty(codes: readonly string[], code: string | undefined): LocalizedText | undefined {
  return code === undefined ? undefined : missingFrom(codes, code, 'parties');
}

function missingFrom(
  ids: readonly string[],
  id: string,
  what: 'parties' | 'regions',
): LocalizedText | undefined {
  if (ids.includes(id)) return undefined;
  const listed = what === 'parties' ? 'partis' : 'régions';
  return { fr: `${id} n’est pas parmi les ${listed}.`, en: `${id} is not among the ${what}.` };
}
