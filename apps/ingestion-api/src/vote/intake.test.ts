import fc from 'fast-check';
import type { Receipt, SubmittedVote } from '@scrutin/contracts/messages';
import { decodeSubmitted, encodeSubmitted, receiptsOf } from '@scrutin/contracts/messages';
import { contestKey, issueSubmissionId, lawSelection } from '@scrutin/election';
import type { Logger } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';
import { silentLogger } from '@scrutin/testkit/without-services';
import { GroupReceipts } from './group-receipts.ts';
import type { IntakeOptions, Submission } from './intake.ts';
import { Intake } from './intake.ts';

/** A broker that keeps what it confirms. It refuses everything while `isAway`. */
class KeepingBroker {
  readonly kept: SubmittedVote[] = [];
  readonly groupSizes: number[] = [];
  inFlight = 0;
  mostInFlight = 0;
  isAway = false;

  canPublish(): boolean {
    return true;
  }

  async publish(_queue: string, body: Buffer): Promise<void> {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight -= 1;
    if (this.isAway) throw new TransientError('the broker is unavailable');
    const { entries } = decodeSubmitted(body);
    this.kept.push(...entries);
    this.groupSizes.push(entries.length);
  }
}

function submission(n: number, address = '192.0.2.1'): Submission {
  const entropy = new Uint8Array(12);
  new DataView(entropy.buffer).setUint32(0, n);
  const guessKey = Buffer.alloc(16, n).toString('base64url');
  return {
    address,
    guessKey,
    vote: {
      submissionId: issueSubmissionId(entropy, () => new Uint8Array(4)),
      contest: contestKey({ kind: 'law', lawId: 'L1' }),
      credentialHash: Buffer.alloc(32, n).toString('base64url'),
      guessKey,
      acceptedAtMs: 1_000 + n,
      selection: lawSelection(n % 2 === 0 ? 'oui' : 'non'),
    },
  };
}

/** The number of votes in the groups of these receipts. */
function votesIn(receipts: readonly Receipt[]): number {
  const sizes = receipts.flatMap(([, , , contests]) =>
    contests.map(([, unkeyed, ids]) => unkeyed + ids.length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** No deadline passes in these tests, however long the machine stands still. Those of deadlines are beside them. */
const PATIENCE_MS = 600_000;

function intakeOf(broker: KeepingBroker, options: Partial<IntakeOptions> = {}): Intake {
  return new Intake({
    admit: (requests) => Promise.resolve(requests.map(() => ({ admitted: true as const }))),
    broker,
    encode: encodeSubmitted,
    receipts: new GroupReceipts(),
    clock: () => 1_000,
    logger: silentLogger,
    backlogIsHigh: () => false,
    groupMaxVotes: 5,
    groupsInFlight: 2,
    waitingMaxVotes: 1_000,
    publishTimeoutMs: PATIENCE_MS,
    admissionTimeoutMs: PATIENCE_MS,
    ...options,
  });
}

describe('P1: the intake', () => {
  it('accepts exactly the votes that the broker confirmed, in groups within the limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (votes, groupMaxVotes, groupsInFlight) => {
          const broker = new KeepingBroker();
          const receipts = new GroupReceipts();
          const intake = intakeOf(broker, { groupMaxVotes, groupsInFlight, receipts });
          const submissions = Array.from({ length: votes }, (_, n) => submission(n));
          const outcomes = await Promise.all(submissions.map((s) => intake.submit(s)));
          expect(outcomes.every((outcome) => outcome.kind === 'accepted')).toBe(true);
          expect(broker.kept.map((kept) => kept.submissionId)).toEqual(
            submissions.map((s) => s.vote.submissionId),
          );
          expect(Math.max(...broker.groupSizes)).toBeLessThanOrEqual(groupMaxVotes);
          expect(broker.mostInFlight).toBeLessThanOrEqual(groupsInFlight);
          // P5: the report and the messages have the same receipts, which count every vote once.
          const { accepted } = receipts.next(1_000);
          expect(receiptsOf(broker.kept)).toEqual(accepted);
          expect(votesIn(accepted)).toBe(votes);
          expect(accepted.map(([, , before]) => before)).toEqual(
            accepted.map((_, i) => votesIn(accepted.slice(0, i))),
          );
          expect(intake.waiting).toBe(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('answers broker-unavailable if the broker does not confirm, and reports nothing as received', async () => {
    const broker = new KeepingBroker();
    broker.isAway = true;
    const receipts = new GroupReceipts();
    const intake = intakeOf(broker, { receipts });
    const outcomes = await Promise.all([1, 2, 3].map((n) => intake.submit(submission(n))));
    expect(outcomes).toEqual([1, 2, 3].map(() => ({ kind: 'broker-unavailable' })));
    const { accepted, unknown, unsent } = receipts.next(10);
    expect(accepted).toEqual([]);
    expect(votesIn([...unknown, ...unsent])).toBe(3);
  });

  it('answers every vote of a group whose receipt cannot be made, and goes on', async () => {
    const broker = new KeepingBroker();
    const receipts = new GroupReceipts();
    let isBroken = true;
    const intake = intakeOf(broker, {
      receipts: {
        issue: (group) => {
          if (isBroken) throw new RangeError('a fault of this program');
          return receipts.issue(group);
        },
        recordFate: (...fate) => {
          receipts.recordFate(...fate);
        },
      },
    });
    const outcomes = await Promise.all([1, 2].map((n) => intake.submit(submission(n))));
    expect(outcomes).toEqual([{ kind: 'broker-unavailable' }, { kind: 'broker-unavailable' }]);
    expect(broker.kept).toEqual([]);
    isBroken = false;
    expect(await intake.submit(submission(3))).toMatchObject({ kind: 'accepted' });
  });

  it('sends a full group at once, before the turn of the event loop ends', async () => {
    const broker = new KeepingBroker();
    const intake = intakeOf(broker, { groupMaxVotes: 3, groupsInFlight: 1 });
    const answers = Array.from({ length: 7 }, (_, n) => intake.submit(submission(n)));
    for (let i = 0; i < 50; i++) await Promise.resolve(); // Only microtasks run here.
    expect(broker.inFlight).toBe(1);
    expect(intake.waiting).toBe(7);
    await Promise.all(answers);
    expect(broker.groupSizes).toEqual([3, 3, 1]);
    expect(intake.waiting).toBe(0);
  });

  it('counts the votes on their way among those that wait, and says beforehand that it would refuse', async () => {
    const broker = new KeepingBroker();
    const intake = intakeOf(broker, { groupMaxVotes: 2, waitingMaxVotes: 4 });
    expect(intake.refusal()).toBeUndefined();
    const answers = Array.from({ length: 4 }, (_, n) => intake.submit(submission(n)));
    expect(intake.refusal()).toEqual({ kind: 'overloaded' });
    expect(await intake.submitAll([submission(8), submission(9)])).toEqual([
      { kind: 'overloaded' },
      { kind: 'overloaded' },
    ]);
    await Promise.all(answers);
    expect(intake.refusal()).toBeUndefined();
    expect(intakeOf(broker, { backlogIsHigh: () => true }).refusal()).toEqual({ kind: 'overloaded' });
    const away = { publish: () => Promise.resolve(), canPublish: () => false };
    expect(intakeOf(broker, { broker: away }).refusal()).toEqual({ kind: 'broker-unavailable' });
  });

  it('refuses votes when too many wait or the backlog is high, and keeps every vote that it accepted', async () => {
    const broker = new KeepingBroker();
    const intake = intakeOf(broker, { waitingMaxVotes: 3 });
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map((n) => intake.submit(submission(n))));
    expect(outcomes.map((o) => o.kind)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'overloaded',
      'overloaded',
    ]);
    expect(broker.kept).toHaveLength(3);

    const high = intakeOf(broker, { backlogIsHigh: () => true });
    expect(await high.submit(submission(9))).toEqual({ kind: 'overloaded' });
    expect(broker.kept).toHaveLength(3);
  });
});

describe('P5: a submission that is sent again with its Idempotency-Key', () => {
  const keyed = (n: number): Submission => {
    const one = submission(n);
    return { ...one, idempotency: { submissionId: one.vote.submissionId, record: 'r', fingerprint: 'f' } };
  };

  it('is accepted again, and its receipt has its identifier', async () => {
    const receipts = new GroupReceipts();
    const intake = intakeOf(new KeepingBroker(), { receipts });
    const outcomes = await Promise.all(
      [keyed(1), keyed(1), keyed(2), submission(3)].map((s) => intake.submit(s)),
    );
    expect(outcomes.map((o) => o.kind)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    const ids = [keyed(1), keyed(1), keyed(2)].map((s) => s.vote.submissionId);
    const report = receipts.next(10);
    expect(report.accepted).toEqual([[receipts.intakeId, 1, 0, [['law:L1', 1, ids]]]]);
    receipts.reported(report);
    expect(receipts.next(10).accepted).toEqual([]);
  });

  it('is refused if the key was used for another choice', async () => {
    const intake = intakeOf(new KeepingBroker(), {
      admit: (requests) =>
        Promise.resolve(requests.map(() => ({ admitted: false as const, limit: 'idempotency' as const }))),
    });
    expect(await intake.submit(keyed(1))).toEqual({ kind: 'idempotency-key-reused' });
  });
});

describe('admission', () => {
  it('refuses the votes that are over a limit, and lets the others of the same group pass', async () => {
    const broker = new KeepingBroker();
    const intake = intakeOf(broker, {
      admit: (requests) =>
        Promise.resolve(
          requests.map((request) =>
            request.address === 'bad'
              ? { admitted: false as const, limit: 'address' as const, retryAfterMs: 700 }
              : { admitted: true as const },
          ),
        ),
    });
    const outcomes = await Promise.all([
      intake.submit(submission(1)),
      intake.submit(submission(2, 'bad')),
      intake.submit(submission(3)),
    ]);
    expect(outcomes).toEqual([
      { kind: 'accepted' },
      { kind: 'rate-limited', limit: 'address', retryAfterMs: 700 },
      { kind: 'accepted' },
    ]);
    expect(broker.kept).toHaveLength(2);
  });

  it('is skipped while Redis is unavailable, because accepting a vote matters more than a limit', async () => {
    const broker = new KeepingBroker();
    const events: string[] = [];
    let isDown = true;
    const intake = intakeOf(broker, {
      logger: { ...silentLogger, warn: (event) => events.push(event), info: (event) => events.push(event) },
      admit: (requests) =>
        isDown
          ? Promise.reject(new TransientError('redis is unavailable'))
          : Promise.resolve(requests.map(() => ({ admitted: true as const }))),
    });
    expect(await intake.submit(submission(1))).toEqual({ kind: 'accepted' });
    expect(await intake.submit(submission(2))).toEqual({ kind: 'accepted' });
    isDown = false;
    expect(await intake.submit(submission(3))).toEqual({ kind: 'accepted' });
    expect(events).toEqual(['intake.admission-skipped', 'intake.admission-restored']);
  });
});

describe('P5: the time through which all votes are answered', () => {
  it('ends before the oldest vote without an answer, and before any vote that could still arrive', async () => {
    let nowMs = 10_000;
    const broker = new KeepingBroker();
    const intake = intakeOf(broker, { clock: () => nowMs, publishTimeoutMs: 1_000 });
    expect(intake.completeThroughMs).toBe(9_000);
    const at = (acceptedAtMs: number): Submission => {
      const one = submission(1);
      return { ...one, vote: { ...one.vote, acceptedAtMs } };
    };
    const waiting = intake.submit(at(9_100));
    nowMs = 20_000;
    expect(intake.completeThroughMs).toBe(9_100);
    expect(await waiting).toEqual({ kind: 'accepted' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(intake.completeThroughMs).toBe(19_000);
    // A vote that was accepted before that and delayed until now, as in a stopped process, is refused.
    expect(await intake.submit(at(18_999))).toEqual({ kind: 'broker-unavailable' });
    expect(broker.kept).toHaveLength(1);
  });
});

describe('P2: draining', () => {
  it('ends when every submitted vote has its answer', async () => {
    const broker = new KeepingBroker();
    const intake = intakeOf(broker, { groupMaxVotes: 2, groupsInFlight: 1 });
    const answers: string[] = [];
    for (let n = 0; n < 7; n++) void intake.submit(submission(n)).then((o) => answers.push(o.kind));
    await intake.drain();
    await new Promise((resolve) => setImmediate(resolve));
    expect(answers).toEqual(Array.from({ length: 7 }, () => 'accepted'));
    await intake.drain();
  });
});

describe('an unexpected error', () => {
  const events: string[] = [];
  const note = (event: string): void => void events.push(event);
  const logger: Logger = { info: note, warn: note, error: note };
  beforeEach(() => {
    events.length = 0;
  });

  it('in admission lets the votes pass, because accepting a vote matters more than a limit', async () => {
    const broker = new KeepingBroker();
    const intake = intakeOf(broker, { logger, admit: () => Promise.reject(new TypeError('a mistake')) });
    expect(await intake.submit(submission(1))).toEqual({ kind: 'accepted' });
    expect(events).toEqual(['intake.admission-skipped', 'intake.failed']);
  });

  it('in publishing makes only that group unavailable, and never causes an unhandled rejection', async () => {
    let broken = true;
    const publish = (): Promise<void> => (broken ? Promise.reject(new TypeError('x')) : Promise.resolve());
    const intake = intakeOf(new KeepingBroker(), { logger, broker: { publish, canPublish: () => true } });
    expect(await intake.submit(submission(1))).toEqual({ kind: 'broker-unavailable' });
    broken = false;
    expect(await intake.submit(submission(2))).toEqual({ kind: 'accepted' });
    expect(events).toEqual(['intake.failed']);
    await intake.drain();
  });
});
