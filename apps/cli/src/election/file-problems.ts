import {
  DEFAULT_TIME_ZONE,
  definitionProblems,
  instantProblemText,
  isTimeZone,
  readInstant,
} from '@scrutin/election';
import { definitionOf } from './election-definition.ts';
import type { ElectionFile } from './election-file.ts';
import { located } from './election-file.ts';

/** The names in a file that differ from those in the records of the office. The window has two names in a file. */
const IN_FILE: Readonly<Record<string, readonly string[]>> = {
  window: [],
  opensAtMs: ['opens_at'],
  closesAtMs: ['closes_at'],
  timeZone: ['time_zone'],
  resultsVisibility: ['results_visibility'],
  blankVotes: ['blank_votes'],
  ballotRecord: ['ballot_record'],
  regionId: ['region_id'],
  maxRanks: ['max_ranks'],
  ruleSet: ['rule_set'],
  firstName: ['first_name'],
  lastName: ['last_name'],
  partyCode: ['party_code'],
  photoUrl: ['photo_url'],
};

/**
 * Everything that is wrong with the values of a file whose form is right, as `path: what is wrong`: the first
 * problem of each path, as the office would say it when it came to the act. When there is none, no act of a load is
 * refused for what the file says.
 */
export function fileProblems(file: ElectionFile, defaultZone = DEFAULT_TIME_ZONE): readonly string[] {
  const { time_zone: timeZone = defaultZone } = file.election;
  const found = new Map<string, string | undefined>();
  const add = (path: readonly (string | number)[], problem: string | undefined): void => {
    const key = JSON.stringify(path);
    if (!found.has(key)) found.set(key, problem === undefined ? undefined : located(path, problem));
  };
  const wantInstant = (path: readonly (string | number)[], text: string | undefined): void => {
    if (text === undefined) return;
    const isZone = isTimeZone(timeZone);
    const reading = isZone ? readInstant(text, timeZone) : readInstant(text);
    // A time without an offset may be right: what is wrong is its zone, which has a problem of its own.
    const isUnclear = !reading.ok && !isZone && reading.problem === 'no-offset';
    if (!reading.ok) add(path, isUnclear ? undefined : instantProblemText(reading).en);
  };
  wantInstant(['election', 'opens_at'], file.election.opens_at);
  wantInstant(['election', 'closes_at'], file.election.closes_at);
  file.races.forEach(({ candidates }, at) => {
    candidates.forEach((candidate, index) => {
      wantInstant(['races', at, 'candidates', index, 'withdrawn_at'], candidate.withdrawn_at);
    });
  });
  for (const { path, detail } of definitionProblems(definitionOf(file, defaultZone)))
    add(path.flatMap(partInFile), detail);
  return [...found.values()].filter((problem) => problem !== undefined);
}

function partInFile(part: string | number): readonly (string | number)[] {
  return typeof part === 'number' ? [part] : (IN_FILE[part] ?? [part]);
}
