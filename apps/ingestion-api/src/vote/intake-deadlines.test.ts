import type { PublishOptions } from '@scrutin/broker';
import { UnconfirmedError } from '@scrutin/broker';
import { encodeSubmitted } from '@scrutin/contracts/messages';
import { contestKey, issueSubmissionId, lawSelection } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { AdmissionVerdict } from '@scrutin/voter-roll';
import { GroupReceipts } from './group-receipts.ts';
import type { IntakeOptions, IntakeOutcome, Submission } from './intake.ts';
import { Intake } from './intake.ts';

/** Long enough that no machine is too slow for the bounds below: what waits for a second deadline takes twice as long. */
const TIMEOUT_MS = 2_000;
/** What is answered before this deadline was not kept waiting for it, because the test would have ended before it. */
const NEVER_MS = 600_000;

/** A frozen broker: it does not confirm any message before its deadline. */
class FrozenBroker {
  isOpen = true;
  readonly published: PublishOptions[] = [];

  canPublish(): boolean {
    return this.isOpen;
  }

  async publish(_queue: string, _body: Buffer, options: PublishOptions): Promise<void> {
    this.published.push(options);
    await new Promise((resolve) => setTimeout(resolve, options.timeoutMs));
    throw new UnconfirmedError('not in time');
  }
}

function submission(n: number): Submission {
  const guessKey = Buffer.alloc(16, n).toString('base64url');
  return {
    address: '192.0.2.1',
    guessKey,
    vote: {
      submissionId: issueSubmissionId(new Uint8Array(12).fill(n), () => new Uint8Array(4)),
      contest: contestKey({ kind: 'law', lawId: 'L1' }),
      credentialHash: Buffer.alloc(32, n).toString('base64url'),
      guessKey,
      acceptedAtMs: 1_000 + n,
      selection: lawSelection('oui'),
    },
  };
}

const everybodyMay: IntakeOptions['admit'] = (requests) =>
  Promise.resolve(requests.map(() => ({ admitted: true as const })));

const started: Intake[] = [];
afterEach(async () => {
  for (const intake of started.splice(0)) await intake.stop();
});

/** A started intake, which is stopped after the test. */
async function startIntake(
  broker: IntakeOptions['broker'],
  options: Partial<IntakeOptions> = {},
): Promise<Intake> {
  const intake = new Intake({
    admit: everybodyMay,
    broker,
    encode: encodeSubmitted,
    receipts: new GroupReceipts(),
    clock: () => 1_000,
    logger: silentLogger,
    backlogIsHigh: () => false,
    groupMaxVotes: 5,
    groupsInFlight: 2,
    waitingMaxVotes: 1_000,
    publishTimeoutMs: TIMEOUT_MS,
    admissionTimeoutMs: 100,
    ...options,
  });
  started.push(intake);
  await intake.start();
  return intake;
}

/** How many of the votes had each answer. */
async function answered(intake: Intake, votes: number): Promise<Record<string, number>> {
  const kinds: Record<string, number> = {};
  await Promise.all(
    Array.from({ length: votes }, async (_, n) => {
      const { kind }: IntakeOutcome = await intake.submit(submission(n));
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }),
  );
  return kinds;
}

describe('a vote is answered by its deadline, which runs from its arrival', () => {
  it('while the broker is frozen, also if it waits behind the groups in flight', async () => {
    const broker = new FrozenBroker();
    // Two groups were on their way. The others were never sent, so their answer may say so.
    const { unconfirmed = 0, 'broker-unavailable': unsent = 0 } = await answered(
      await startIntake(broker),
      200,
    );
    expect(unconfirmed + unsent).toBe(200);
    expect(unconfirmed).toBeLessThan(40);
    expect(broker.published.length).toBeLessThan(8);
  });

  it('at once while the broker takes no messages, and while it waits if the broker stops taking them', async () => {
    const broker = new FrozenBroker();
    broker.isOpen = false;
    const patient = { publishTimeoutMs: NEVER_MS };
    expect(await answered(await startIntake(broker, patient), 3)).toEqual({ 'broker-unavailable': 3 });

    broker.isOpen = true;
    const waiting = answered(await startIntake(broker, { ...patient, groupsInFlight: 0 }), 100);
    await new Promise((resolve) => setTimeout(resolve, 20));
    broker.isOpen = false;
    expect(await waiting).toEqual({ 'broker-unavailable': 100 });
  });

  it('while Redis is frozen: the vote passes without admission, and the next groups skip admission', async () => {
    let asked = 0;
    const admit = (): Promise<readonly AdmissionVerdict[]> => {
      asked += 1;
      return new Promise(() => undefined);
    };
    const broker = { canPublish: () => true, publish: () => Promise.resolve() };
    const intake = await startIntake(broker, { admit, publishTimeoutMs: NEVER_MS });
    expect(await answered(intake, 60)).toEqual({ accepted: 60 });
    expect(asked).toBe(2);
  });

  it('and is not sent if admission answers after the deadline', async () => {
    const sent: number[] = [];
    const broker = {
      canPublish: () => true,
      publish: (_queue: string, _body: Buffer, { timeoutMs = 0 }: PublishOptions) => {
        sent.push(timeoutMs);
        return Promise.reject(new TransientError('the deadline has passed'));
      },
    };
    const admit: IntakeOptions['admit'] = (requests) => {
      const wakesMs = performance.now() + TIMEOUT_MS + 20; // as if the process had been stopped meanwhile
      while (performance.now() < wakesMs);
      return everybodyMay(requests, 0);
    };
    const kinds = await answered(await startIntake(broker, { admit }), 1);
    expect(kinds).toEqual({ 'broker-unavailable': 1 });
    expect(sent.every((timeoutMs) => timeoutMs <= 0)).toBe(true);
  });

  it('P5: a group that the broker confirms after the answer counts as received', async () => {
    const receipts = new GroupReceipts();
    let confirmLate: (() => void) | undefined;
    const broker = {
      canPublish: () => true,
      publish: (_queue: string, _body: Buffer, { onLateConfirm }: PublishOptions) => {
        confirmLate = onLateConfirm;
        return Promise.reject(new UnconfirmedError('not in time'));
      },
    };
    const kinds = await answered(await startIntake(broker, { receipts }), 3);
    expect(kinds).toEqual({ unconfirmed: 3 });
    expect(receipts.next(9)).toMatchObject({
      accepted: [],
      unknown: [[receipts.intakeId, 1, 0, [['law:L1', 3, []]]]],
    });
    confirmLate?.();
    expect(receipts.next(9).accepted).toEqual([[receipts.intakeId, 1, 0, [['law:L1', 3, []]]]]);
  });
});
