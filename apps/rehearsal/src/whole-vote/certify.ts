import { setTimeout as delay } from 'node:timers/promises';
import { commandLineActor } from '@scrutin/cli';
import type { ApprovableOutcome, Contest, RollKey } from '@scrutin/election';
import { contestKey, drawnAmong } from '@scrutin/election';
import type { CountBallots, ElectionOffice } from '@scrutin/election-office';
import { countBallots, countContest } from '@scrutin/election-office';
import { paced } from '@scrutin/voting-load';

type Office = Pick<
  ElectionOffice,
  'step' | 'countOrder' | 'recordTabulation' | 'selections' | 'recordLot' | 'publishTabulation'
>;

/** How many contests are counted at a time: while one is counted, the database reads the ballots of the next. */
const AT_A_TIME = 3;
/** For so long after the closing, counts may be refused because votes are on their way. */
const PATIENCE_MS = 60_000;
const AGAIN_AFTER_MS = 200;

export interface Certified {
  /** How many lots were drawn. */
  readonly lots: number;
  readonly tabulateSeconds: number;
  readonly certifySeconds: number;
  /** What the certificate waited for, as its last refusal said; empty if it waited for nothing. */
  readonly waitedFor: string;
}

/**
 * Counts every contest, publishes the counts, drawing lots where they wait for one, and certifies the whole.
 *
 * @throws Error with the reason of a refusal
 */
export async function countAndCertify(
  office: Office,
  rollKey: RollKey,
  contests: readonly Contest[],
): Promise<Certified> {
  const begunMs = performance.now();
  let lots = 0;
  await paced(contests, { concurrency: AT_A_TIME }, async (contest) => {
    lots += await countAndPublish(office, contest, begunMs + PATIENCE_MS);
  });
  const countedMs = performance.now();
  let waitedFor = '';
  await untilDone(
    countedMs + PATIENCE_MS,
    () => office.step(commandLineActor(), rollKey, { step: 'certify' }),
    (reason) => (waitedFor = reason),
  );
  return {
    lots,
    tabulateSeconds: (countedMs - begunMs) / 1_000,
    certifySeconds: (performance.now() - countedMs) / 1_000,
    waitedFor,
  };
}

async function countAndPublish(office: Office, contest: Contest, deadlineMs: number): Promise<number> {
  const actor = commandLineActor();
  const count: CountBallots = (order) => countBallots(office, order);
  for (let lots = 0; ; lots++) {
    const { tabulation, result } = await untilDone(deadlineMs, () =>
      countContest(contest, undefined, { office, actor, count }),
    );
    if (result.status === 'complete') {
      await untilDone(deadlineMs, () => office.publishTabulation(actor, tabulation.id));
      return lots;
    }
    if (result.status === 'refused')
      throw new Error(`${contestKey(contest)} cannot be counted: ${result.detail.en}.`);
    const tied = drawnAmong(result.tie);
    await untilDone(deadlineMs, () =>
      office.recordLot(actor, {
        tabulation: tabulation.id,
        purpose: result.tie.purpose,
        tied,
        drawn: tied,
        method: 'order of the ballot, because nothing is decided by a rehearsal',
        drawnBy: actor.name,
        witnesses: actor.name,
      }),
    );
  }
}

/** Repeats an act that is refused because something is still missing, such as votes on their way. */
async function untilDone<T>(
  deadlineMs: number,
  act: () => Promise<ApprovableOutcome<T>>,
  onRefusal: (reason: string) => void = () => undefined,
): Promise<T> {
  for (;;) {
    const outcome = await act();
    if (outcome.ok) return outcome.value;
    const mayChange = outcome.kind === 'incomplete' || outcome.kind === 'state-forbids';
    if (!mayChange || performance.now() > deadlineMs) throw new Error(outcome.detail);
    onRefusal(outcome.detail);
    await delay(AGAIN_AFTER_MS);
  }
}
