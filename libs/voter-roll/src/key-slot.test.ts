import { slotOf } from './key-slot.ts';

describe('the slot of a key', () => {
  // The check value of CRC-16/XMODEM, and answers of CLUSTER KEYSLOT in Redis 7.0.
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
