import fc from 'fast-check';
import { ConfigurationError } from './errors.ts';
import { createMessageSeal } from './message-seal.ts';

const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const OLD = key('2025', 1);
const NEW = key('2026', 2);

describe('sealed messages', () => {
  const seal = createMessageSeal([NEW, OLD]);

  it('open to what was sealed, with any of the keys', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (body, purpose) => {
        for (const sealing of [seal, createMessageSeal([OLD])]) {
          expect(seal.open(purpose, sealing.seal(purpose, body))).toEqual({
            ok: true,
            body: Buffer.from(body),
          });
        }
      }),
    );
  });

  it('contain nothing that can be read, and are never the same twice (P6)', () => {
    const body = Buffer.from('["law:L-1","credential hash","oui"]');
    // Pieces of six bytes: random bytes hold one of them once in 10^9 runs, and one of three bytes in every fifth.
    const pieces = Array.from({ length: body.length - 5 }, (_, at) => body.subarray(at, at + 6));
    const sealed = Array.from({ length: 2_000 }, () => seal.seal('submitted', body));
    expect(new Set(sealed.map((one) => one.toString('hex'))).size).toBe(2_000);
    for (const one of sealed) expect(pieces.filter((piece) => one.includes(piece))).toEqual([]);
  });

  it('do not open if one bit is changed, with another purpose, or without the key', () => {
    const sealed = seal.seal('submitted', Buffer.from('a vote'));
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const altered = Buffer.from(sealed);
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(seal.open('submitted', altered).ok).toBe(false);
      }),
    );
    expect(seal.open('eligible', sealed)).toEqual({
      ok: false,
      problem: 'the message was changed, or was sealed for another queue',
    });
    expect(createMessageSeal([OLD]).open('submitted', sealed)).toEqual({
      ok: false,
      problem: 'the message is sealed with a key that is not among MESSAGE_KEYS',
    });
    // This key has the same name and other bytes.
    expect(createMessageSeal([key('2026', 9)]).open('submitted', sealed).ok).toBe(false);
  });

  it('are refused without an error if they are arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(seal.open('submitted', bytes).ok).toBe(false);
        expect(seal.open('submitted', Uint8Array.of(2, ...bytes)).ok).toBe(false);
      }),
    );
    expect(seal.open('submitted', Buffer.from('{"v":1,"entries":[]}'))).toEqual({
      ok: false,
      problem: 'the message is not sealed',
    });
  });

  it('need a key of 32 bytes', () => {
    expect(() => createMessageSeal([])).toThrow(ConfigurationError);
    expect(() => createMessageSeal([{ id: 'a', bytes: new Uint8Array(16) }])).toThrow(ConfigurationError);
  });
});
