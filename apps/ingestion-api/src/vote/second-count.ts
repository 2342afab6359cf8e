import type { Receipt } from '@scrutin/contracts/messages';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic } from '@scrutin/service-runtime';
import type { IntakeMinute, VoterRoll } from '@scrutin/voter-roll';

const MINUTE_MS = 60_000;
/** A process that cannot reach Redis keeps the minutes of about a day. */
const UNSAVED_MAX = 1_500;

interface Minute {
  readonly groups: [first: number, last: number][];
  readonly votes: Map<string, number>;
}

/**
 * The second count of accepted votes (P5), by contest and minute, with the numbers of the groups. It is kept in Redis.
 * The database has the first count; after it was restored to a point in time, the votes that were accepted after this
 * point are in the second count alone.
 */
export class SecondCount {
  readonly #intakeId: string;
  readonly #minutes = new Map<number, Minute>();
  readonly #unsaved = new Set<number>();
  /** Earlier minutes are forgotten. Counting in one of them again would replace what is saved of it. */
  #firstKept = 0;

  constructor(intakeId: string) {
    this.#intakeId = intakeId;
  }

  /** Counts a group that was accepted at this time. */
  add([, number, , contests]: Receipt, nowMs: number): void {
    const minute = Math.max(Math.floor(nowMs / MINUTE_MS), this.#firstKept);
    let counted = this.#minutes.get(minute);
    if (counted === undefined) this.#minutes.set(minute, (counted = { groups: [], votes: new Map() }));
    addToRanges(counted.groups, number);
    for (const [contest, unkeyed, keyed] of contests)
      counted.votes.set(contest, (counted.votes.get(contest) ?? 0) + unkeyed + keyed.length);
    this.#unsaved.add(minute);
  }

  /** The minutes that have changed since they were saved, and marks them as saved. */
  takeUnsaved(): IntakeMinute[] {
    const taken = [...this.#unsaved].map((minute) => {
      const { groups, votes } = this.#minutes.get(minute) ?? { groups: [], votes: new Map() };
      return {
        intakeId: this.#intakeId,
        minute,
        groups: groups.map(([first, last]) => [first, last] as const),
        votes: Object.fromEntries(votes) as Record<string, number>,
      };
    });
    this.#unsaved.clear();
    return taken;
  }

  /**
   * Forgets the minutes that are saved and well over. If the clock is set back further than that, votes are counted in the
   * first minute after them.
   */
  forgetSaved(nowMs: number): void {
    const present = Math.floor(nowMs / MINUTE_MS);
    for (const minute of this.#minutes.keys())
      if (minute < present - 1 && !this.#unsaved.has(minute)) this.#forget(minute);
  }

  /** Marks minutes as not saved, because saving them failed. */
  putBack(minutes: readonly IntakeMinute[]): void {
    for (const { minute } of minutes) this.#unsaved.add(minute);
    const tooMany = [...this.#minutes.keys()].slice(0, Math.max(0, this.#minutes.size - UNSAVED_MAX));
    for (const minute of tooMany) this.#forget(minute);
  }

  #forget(minute: number): void {
    this.#minutes.delete(minute);
    this.#unsaved.delete(minute);
    this.#firstKept = Math.max(this.#firstKept, minute + 1);
  }
}

/** Adds a number to ranges. Groups end nearly in their order, so the number mostly continues the last range. */
function addToRanges(ranges: [first: number, last: number][], number: number): void {
  for (let i = ranges.length - 1; i >= 0; i -= 1) {
    const range = ranges[i];
    if (range === undefined || number > range[1] + 1) {
      ranges.splice(i + 1, 0, [number, number]);
      return;
    }
    if (number >= range[0] && number <= range[1]) return;
    if (number === range[1] + 1) {
      range[1] = number;
      const next = ranges[i + 1];
      if (next?.[0] === number + 1) {
        range[1] = next[1];
        ranges.splice(i + 1, 1);
      }
      return;
    }
    const before = ranges[i - 1];
    if (number === range[0] - 1 && (before === undefined || before[1] < number - 1)) {
      range[0] = number;
      return;
    }
  }
  ranges.unshift([number, number]);
}

/** What is saved, and where to. */
export interface SecondCountOptions {
  readonly count: SecondCount;
  readonly intakeId: string;
  readonly roll: Pick<VoterRoll, 'intakeCounts'>;
  readonly logger: Logger;
  readonly clock: () => number;
}

/** Saves the second count every second and at the end. While Redis is away, the counts wait; votes do not. */
export function secondCountReport({ count, intakeId, roll, logger, clock }: SecondCountOptions): Service {
  const save = async (): Promise<void> => {
    const minutes = count.takeUnsaved();
    try {
      await roll.intakeCounts.save(intakeId, minutes);
    } catch (error) {
      count.putBack(minutes);
      throw error;
    }
    count.forgetSaved(clock());
  };
  const onError = backgroundFailure(logger, 'second-count', 'intake.second-count-failed');
  const saving = periodic({ name: 'second-count', everyMs: 1_000, task: save, onError });
  return {
    name: saving.name,
    start: () => saving.start(),
    async drain() {
      await saving.drain();
      await save().catch(onError); // Redis is not needed to end in order
    },
    stop: () => saving.stop(),
  };
}
