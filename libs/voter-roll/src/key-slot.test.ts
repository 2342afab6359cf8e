import { slotOf } from './key-slot.ts';

describe('the slot of a key', () => {
  // The check value of CRC-16/XMODEM, and what CLUSTER KEYSLOT of Redis 7.0 answers.
  it.each([
    ['123456789', 0x31c3],
    ['', 0],
    ['{user1000}.following', slotOf('user1000')],
    ['foo{}{bar}', 8363],
    ['foo{{bar}}zap', slotOf('{bar')],
    ['foo{bar}{zap}', slotOf('bar')],
    ['é', slotOf(Buffer.from('é'))],
  ])('%s', (key, slot) => {
    expect(slotOf(key)).toBe(slot);
  });
});
