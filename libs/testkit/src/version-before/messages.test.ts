import { queueDeclarations } from '@scrutin/broker';
import { MESSAGE_VERSIONS, messageKindOf, sealedCodecs } from '@scrutin/contracts/messages';
import { createMessageSeal, setting, VERSION } from '@scrutin/service-runtime';
import type { RecordedMessage } from './record.ts';
import { versionBefore } from './record.ts';

const before = versionBefore();
const seal = createMessageSeal(setting.messageKeys().parse(before.messageKeys));
const codecs = sealedCodecs(seal);

const bytesOf = ({ sealed }: RecordedMessage): Buffer => Buffer.from(sealed, 'base64');
const plainOf = (message: RecordedMessage, sealed = bytesOf(message)): Buffer => {
  const opened = seal.open(messageKindOf(message.queue), sealed);
  if (!opened.ok) throw new Error(opened.problem);
  return opened.body;
};

test('the record is of the release that was made last', () => {
  expect(before.release).toBe(VERSION); // After `npm run version`, `npm run version:record` writes the record anew.
});

describe('messages of the release before', () => {
  it('are recorded for each queue from which services read', () => {
    expect(before.messages.map(({ queue }) => queue).sort()).toEqual([
      'votes.aggregation',
      'votes.review',
      'votes.validation',
      'votes.waiting',
    ]);
  });

  it.each(before.messages)('in $queue are read, and mean what they meant', (message) => {
    const { entries } = message;
    expect(codecs[messageKindOf(message.queue)].decode(bytesOf(message))).toEqual({
      entries,
      unreadable: [],
    });
  });

  it.each(before.messages)(
    'in $queue are written alike by this release, so that the release before reads them',
    (message) => {
      const { v } = JSON.parse(plainOf(message).toString('utf8')) as { v: number };
      expect(v).toBe(before.messageVersions.written);
      if (MESSAGE_VERSIONS.written !== v) return; // The rule of versions below holds then.
      const { encode } = codecs[messageKindOf(message.queue)] as {
        encode: (all: readonly unknown[]) => Buffer;
      };
      expect(plainOf(message, encode(message.entries)).toString('utf8')).toBe(
        plainOf(message).toString('utf8'),
      );
    },
  );
});

test('this release reads the version that the release before writes, and writes one that it reads', () => {
  expect(MESSAGE_VERSIONS.read).toContain(before.messageVersions.written);
  expect(before.messageVersions.read).toContain(MESSAGE_VERSIONS.written);
  expect(MESSAGE_VERSIONS.read).toContain(MESSAGE_VERSIONS.written);
});

test('queues that the release before declared have the same arguments', () => {
  const now = new Map(queueDeclarations().map((queue) => [queue.name, queue.arguments]));
  for (const [name, given] of Object.entries(before.queues)) {
    if (now.has(name)) expect([name, now.get(name)]).toEqual([name, given]);
  }
});
