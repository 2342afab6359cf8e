import { pacingOf } from './pacing.ts';

describe('an open loop', () => {
  const pace = { kind: 'open-loop', perSecond: 200, warmUpSeconds: 2, seconds: 3, patienceMs: 1 } as const;

  it('warms up at half the rate, and sends so many votes as the rate gives for the seconds after it', () => {
    const { planned, dueAt, measuredFromMs } = pacingOf(pace);
    expect(planned).toBe(200 + 600);
    expect([0, 10, 1_000, 2_000, 2_005, 3_000, 5_000].map(dueAt)).toEqual([0, 1, 100, 200, 201, 400, 800]);
    expect(measuredFromMs).toBe(2_000);
  });

  it.each([pace, { ...pace, warmUpSeconds: 0 }, { ...pace, perSecond: 7_919 }])(
    'has a time for each vote at which it is due, and the vote before it was due earlier',
    (each) => {
      const { planned, dueAt, timeOf } = pacingOf(each);
      for (let n = 0; n < planned; n += 7) {
        const at = timeOf(n) ?? Number.NaN;
        expect(dueAt(at + 0.01)).toBeGreaterThanOrEqual(n);
        expect(dueAt(at - 0.01)).toBeLessThanOrEqual(n);
      }
    },
  );
});

describe('a closed loop', () => {
  it('sends each vote as soon as a connection is free, until its end', () => {
    const { planned, dueAt, timeOf, lastMs } = pacingOf({ kind: 'closed-loop', seconds: 5 });
    expect([planned, dueAt(0), timeOf(3), lastMs]).toEqual([Infinity, Infinity, undefined, 5_000]);
    expect(pacingOf({ kind: 'closed-loop' }).lastMs).toBe(Infinity);
  });
});
