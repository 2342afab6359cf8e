import { roomFor } from './roll-room.ts';

describe('roomFor', () => {
  it.each([
    [0, 4_096],
    [300, 4_096],
    [500, 5_000],
    [100_000, 1_000_000],
    [400_000, 1_000_000],
    [1_000_000, 1_000_000],
    [8_000_000, 8_000_000],
  ])('gives a roll of %i credentials buckets for %i', (credentials, room) => {
    expect(roomFor(credentials)).toBe(room);
  });

  it('follows what the source expects, but never has less room than credentials', () => {
    expect(roomFor(10_000, 20_000)).toBe(20_000);
    expect(roomFor(10_000, 500)).toBe(10_000);
    expect(roomFor(100, 200)).toBe(4_096);
  });
});
