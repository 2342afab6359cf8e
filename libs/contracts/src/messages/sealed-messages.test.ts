import type { ContestKey, Selection, SubmissionId } from '@scrutin/election';
import { QUEUES } from './queues.ts';
import type { BodySeal } from './sealed-messages.ts';
import { messageKindOf, sealedCodecs } from './sealed-messages.ts';
import type { SubmittedVote } from './vote-message.ts';

/** A seal that anyone can open: it inverts every bit, and puts the kind of message in front. */
const turned: BodySeal = {
  seal: (purpose, body) => Buffer.from([...Buffer.from(`${purpose}:`), ...body.map((byte) => byte ^ 0xff)]),
  open: (purpose, sealed) => {
    const mark = `${purpose}:`;
    if (sealed.toString('latin1', 0, mark.length) !== mark) return { ok: false, problem: 'another seal' };
    return { ok: true, body: Buffer.from(sealed.subarray(mark.length).map((byte) => byte ^ 0xff)) };
  },
};

const VOTE: SubmittedVote = {
  submissionId: '00000000-0000-8000-8000-000000000000' as SubmissionId,
  contest: 'law:L-1' as ContestKey,
  credentialHash: 'h'.repeat(43),
  guessKey: 'g'.repeat(22),
  acceptedAtMs: 1_000,
  selection: 'oui' as Selection,
};

describe('messages as the broker stores them (P6)', () => {
  const { submitted, eligible } = sealedCodecs(turned);

  it('are read with their own kind of seal, and not as another kind of message', () => {
    const message = submitted.encode([VOTE, VOTE]);
    expect(message.toString('latin1')).not.toMatch(/law:L-1|oui|hhh/);
    expect(submitted.decode(message)).toEqual({ entries: [VOTE, VOTE], unreadable: [] });
    expect(eligible.decode(message)).toEqual({
      entries: [],
      unreadable: [{ raw: message, problem: 'another seal' }],
    });
  });

  it('without a seal are not read, and are kept unchanged', () => {
    const plain = Buffer.from(
      '{"v":1,"entries":[["00000000-0000-8000-8000-000000000000","law:L-1","h","g",1,"oui"]]}',
    );
    expect(submitted.decode(plain).entries).toEqual([]);
    expect(submitted.decode(plain).unreadable).toEqual([{ raw: plain, problem: 'another seal' }]);
  });

  it('with unreadable entries: each of these is sealed again as a message of its own', () => {
    const body = Buffer.from(JSON.stringify({ v: 1, entries: [['bad', 'oui']] }));
    const [bad] = submitted.decode(turned.seal('submitted', body)).unreadable;
    expect(bad?.raw.toString('latin1')).not.toContain('oui');
    expect(turned.open('submitted', bad?.raw ?? Buffer.alloc(0))).toEqual({ ok: true, body });
  });

  it('have one kind for each queue', () => {
    expect(Object.values(QUEUES).map((queue) => [queue, messageKindOf(queue)])).toEqual([
      [QUEUES.validation, 'submitted'],
      [QUEUES.waiting, 'submitted'],
      [QUEUES.aggregation, 'eligible'],
      [QUEUES.review, 'rejections'],
      [QUEUES.parked, 'submitted'],
    ]);
  });
});
