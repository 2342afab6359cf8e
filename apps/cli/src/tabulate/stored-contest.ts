import type { Contest as ContestName, ContestKey } from '@scrutin/election';
import { contestKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { ballotsDigest } from '@scrutin/election-office';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { Contest, ReadOutcome, RuleSet } from '@scrutin/tabulation';
import { lawContest, parseRuleSet, raceContest, referendumRules } from '@scrutin/tabulation';
import { withheldProblem } from '../results/withheld.ts';

/** The ballots of a contest as the database has them now, and the rules that the office gave it. */
export interface StoredContest {
  readonly key: ContestKey;
  readonly contest: Contest;
  readonly rules: RuleSet;
  readonly ballots: bigint;
  /** SHA-256 of `ballotsText`, hexadecimal: whoever recounts knows whether it is the same ballots (P8). */
  readonly ballotsDigest: string;
}

type Reading = Pick<ElectionOffice, 'law' | 'election' | 'selections'>;

/** Reads a contest for its count; who withdrew is excluded. */
export async function readStoredContest(
  office: Reading,
  name: ContestName,
): Promise<ReadOutcome<StoredContest>> {
  try {
    return await (name.kind === 'law'
      ? readLaw(office, name.lawId)
      : readRace(office, name.electionId, name.regionId));
  } catch (error) {
    if (error instanceof InvariantViolation) return { ok: false, problem: error.message };
    throw error;
  }
}

async function readLaw(office: Reading, lawId: string): Promise<ReadOutcome<StoredContest>> {
  const law = await office.law(lawId);
  if (law === undefined) return { ok: false, problem: `there is no law ${lawId}` };
  const withheld = withheldProblem(law, Date.now());
  if (withheld !== undefined) return { ok: false, problem: `${lawId} is not counted yet: ${withheld}` };
  const { key, selections, ...ballots } = await ballotsOf(office, contestKey({ kind: 'law', lawId }));
  return {
    ok: true,
    value: { key, contest: lawContest(selections), rules: referendumRules(law), ...ballots },
  };
}

async function readRace(
  office: Reading,
  electionId: string,
  regionId: string,
): Promise<ReadOutcome<StoredContest>> {
  const election = await office.election(electionId);
  if (election === undefined) return { ok: false, problem: `there is no election ${electionId}` };
  const race = election.races.find((known) => known.regionId === regionId);
  if (race === undefined) return { ok: false, problem: `${electionId} has no race in ${regionId}` };
  const withheld = withheldProblem(election, Date.now());
  if (withheld !== undefined) return { ok: false, problem: `${electionId} is not counted yet: ${withheld}` };
  const rules = parseRuleSet(race.ruleSet);
  if (!rules.ok) return { ok: false, problem: `the race's rule set: ${rules.problem}` };
  const { key, selections, ...ballots } = await ballotsOf(
    office,
    contestKey({ kind: 'election', electionId, regionId }),
  );
  return {
    ok: true,
    value: { key, contest: raceContest(race, selections), rules: rules.rules, ...ballots },
  };
}

async function ballotsOf(office: Reading, key: ContestKey) {
  const selections = await office.selections(key);
  return {
    key,
    selections,
    ballots: selections.reduce((sum, { ballots }) => sum + ballots, 0n),
    ballotsDigest: ballotsDigest(key, selections),
  };
}
