import type { ContestStep, VotingWindow } from '@scrutin/election';
import { instantInWords } from '@scrutin/election';

/** The times of a contest, and the zone in which they are written. */
interface TimedContest {
  readonly window: VotingWindow;
  readonly timeZone: string;
}

/** A time of the window of a contest, in words and in its zone. */
function timeOfWindow({ window, timeZone }: TimedContest, end: keyof VotingWindow): string {
  return instantInWords(window[end], timeZone).en;
}

/** When a contest opens and closes, or did: what is over is said in the past. */
export function windowText(contest: TimedContest, nowMs: number): string {
  const { opensAtMs, closesAtMs } = contest.window;
  const [opens, closes] = [
    opensAtMs <= nowMs ? 'opened' : 'opens',
    closesAtMs <= nowMs ? 'closed' : 'closes',
  ];
  return `${opens} on ${timeOfWindow(contest, 'opensAtMs')}; ${closes} on ${timeOfWindow(contest, 'closesAtMs')}.`;
}

/**
 * When an opening or an early closing takes effect, and how to take it back. Empty for every other step.
 *
 * @param after the contest after the step
 */
export function effectOfStep(step: ContestStep, after: TimedContest): string {
  if (step !== 'open' && step !== 'close') return '';
  const at = timeOfWindow(after, step === 'open' ? 'opensAtMs' : 'closesAtMs');
  return ` This takes effect in five seconds, on ${at}; \`contest cancel\` takes it back in the next two seconds.`;
}

/**
 * When a withdrawal takes effect, and how to take it back.
 *
 * @param withdrawnAtMs milliseconds since the epoch
 * @param timeZone of the election
 */
export function effectOfWithdrawal(withdrawnAtMs: number, timeZone: string): string {
  const at = instantInWords(withdrawnAtMs, timeZone).en;
  return `This takes effect in five seconds, on ${at}; \`candidate reinstate\` takes it back in the next two seconds, or until shortly before the voting opens.`;
}
