import type { AdminElectionDetailBody, RollBody } from '@scrutin/contracts/admin';
import type { ContestStep, LocalizedText } from '@scrutin/election';
import { drawnOrderProblem, nextStage, readinessGap } from '@scrutin/election';
import type { OfficeContest } from './contest.ts';

/** How far a stage of a contest is. */
export type StageProgress =
  | 'done'
  /** Something is to be done now. */
  | 'now'
  /** It goes on by itself. */
  | 'running'
  /** Something is missing first. */
  | 'blocked'
  /** It can be done now, and need not be. */
  | 'optional'
  /** Its turn comes later. */
  | 'later'
  /** What it depends on has not been read yet. */
  | 'unknown';

/** One stage on the way from the draft to the certificate. `blocks` says what is missing, in the words of the office. */
export interface Stage {
  readonly progress: StageProgress;
  readonly blocks: readonly LocalizedText[];
}

/** What is missing in the races of an election, apart from its roll. */
export function raceGaps({ races }: Pick<AdminElectionDetailBody, 'races'>): readonly LocalizedText[] {
  return gapsOf({ hasRoll: true, races: races.map((race) => readyRace(race, undefined)) });
}

/** What is missing in the roll of a contest. */
export function rollGaps(contest: OfficeContest, roll: RollBody | undefined): readonly LocalizedText[] {
  if (roll === undefined) return gapsOf({ hasRoll: false, races: undefined });
  if (contest.kind === 'law') return [];
  const races = contest.races.map((race) => ({
    ...readyRace(race, BigInt(roll.regions[race.region_id] ?? 0)),
    seats: 0,
    decidesUncontested: true,
    orderProblem: undefined,
  }));
  if (races.length === 0) return [];
  const regionsWithoutRace = Object.keys(roll.regions).filter(
    (region) => !contest.races.some(({ region_id: raceId }) => raceId === region),
  );
  return gapsOf({ hasRoll: true, races, regionsWithoutRace });
}

type Race = AdminElectionDetailBody['races'][number];
type ReadyRace = NonNullable<Parameters<typeof readinessGap>[0]['races']>[number];

function readyRace(race: Race, voters: bigint | undefined): ReadyRace {
  const candidates = race.candidates.map(({ id, withdrawn_at: at }) => ({ id, withdrawn: at !== null }));
  return {
    regionId: race.region_id,
    seats: race.seats,
    standing: candidates.filter(({ withdrawn }) => !withdrawn).length,
    decidesUncontested: race.uncontested !== null,
    orderProblem: drawnOrderProblem(race.rule_set, candidates),
    voters,
  };
}

function gapsOf(readiness: Parameters<typeof readinessGap>[0]): readonly LocalizedText[] {
  const gap = readinessGap(readiness);
  return gap === undefined ? [] : [gap.text];
}

/** Why the state or the times of a contest do not allow a step now; undefined if they do. */
export function stepRefusal(
  contest: Pick<OfficeContest, 'status' | 'opens_at' | 'closes_at'>,
  step: ContestStep,
  nowMs: number,
): LocalizedText | undefined {
  const window = { opensAtMs: Date.parse(contest.opens_at), closesAtMs: Date.parse(contest.closes_at) };
  const next = nextStage({ status: contest.status, window }, { step }, nowMs);
  return next.ok ? undefined : next.text;
}

/** Whether a contest has reached a state on the way from draft to certified. */
export function hasReached(state: OfficeContest['state'], wanted: OfficeContest['state']): boolean {
  const order = ['draft', 'scheduled', 'open', 'closed', 'certified'] as const;
  return order.indexOf(state) >= order.indexOf(wanted);
}
