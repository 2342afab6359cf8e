import type { LoginVerdict, SharedLogins } from './login-limiter.ts';
import { LoginLimiter } from './login-limiter.ts';

const WINDOW_MS = 60_000;
const clock = { nowMs: 0 };
beforeEach(() => {
  clock.nowMs = 1_000 * WINDOW_MS;
});

/** Counts as Redis does. Several limiters can share it. */
function sharedLogins(): SharedLogins {
  const counts = new Map<string, number>();
  const add = (address: string, nowMs: number, change: number): Promise<number> => {
    const key = `${Math.floor(nowMs / WINDOW_MS)} ${address}`;
    counts.set(key, (counts.get(key) ?? 0) + change);
    return Promise.resolve(counts.get(key) ?? 0);
  };
  return {
    count: (address, nowMs) => add(address, nowMs, 1),
    takeBack: async (address, nowMs) => {
      await add(address, nowMs, -1);
    },
  };
}
const away: SharedLogins = {
  count: () => Promise.reject(new Error('away')),
  takeBack: () => Promise.reject(new Error('away')),
};
const frozen: SharedLogins = {
  count: () => new Promise(() => undefined),
  takeBack: () => new Promise(() => undefined),
};

function limiterOn(shared: SharedLogins, atOnce = 2): LoginLimiter {
  return new LoginLimiter({
    clock: () => clock.nowMs,
    failures: 3,
    windowMs: WINDOW_MS,
    atOnce,
    waiting: 1,
    shared,
  });
}

function left(verdict: LoginVerdict, failed: boolean): void {
  if (verdict.kind !== 'in') throw new Error(verdict.kind);
  verdict.leave(failed);
}

describe.each([
  ['counts over all replicas', sharedLogins],
  ['Redis is away', () => away],
])('the limiter of logins, while %s', (_, shared) => {
  it('refuses an address with too many failures until the window ends, and admits others', async () => {
    const limiter = limiterOn(shared());
    for (let i = 0; i < 3; i++) left(await limiter.enter('a'), true);
    clock.nowMs += 10_000;
    expect(await limiter.enter('a')).toEqual({ kind: 'limited', retryAfterMs: 50_000 });
    left(await limiter.enter('b'), true);
    clock.nowMs += 50_000;
    left(await limiter.enter('a'), true);
  });

  it('counts a login only if it fails', async () => {
    const limiter = limiterOn(shared());
    for (let i = 0; i < 20; i++) left(await limiter.enter('a'), false);
  });

  it('admits two at a time, lets a third wait, and refuses a fourth with a time to come back', async () => {
    const limiter = limiterOn(shared());
    const [first, second] = [await limiter.enter('a'), await limiter.enter('b')];
    let isIn = false;
    const third = limiter.enter('c').then((verdict) => {
      isIn = true;
      return verdict;
    });
    expect(await limiter.enter('d')).toEqual({ kind: 'busy' });
    expect(isIn).toBe(false);
    left(first, false);
    left(await third, true);
    left(second, false);
    left(await limiter.enter('d'), false);
  });

  it('counts logins that are being checked, so that a burst does not get around the limit', async () => {
    const limiter = limiterOn(shared(), 100);
    const burst = await Promise.all(Array.from({ length: 50 }, () => limiter.enter('a')));
    expect(burst.filter(({ kind }) => kind === 'in')).toHaveLength(3);
  });
});

describe('two replicas', () => {
  it('share the failures of an address', async () => {
    const shared = sharedLogins();
    const [one, other] = [limiterOn(shared), limiterOn(shared)];
    left(await one.enter('a'), true);
    left(await other.enter('a'), true);
    left(await one.enter('a'), true);
    expect(await one.enter('a')).toMatchObject({ kind: 'limited' });
    expect(await other.enter('a')).toMatchObject({ kind: 'limited' });
    left(await other.enter('b'), true);
  });

  it('free the place of a login that is refused', async () => {
    const shared = sharedLogins();
    const [one, other] = [limiterOn(shared), limiterOn(shared)];
    for (let i = 0; i < 3; i++) left(await one.enter('a'), true);
    for (let i = 0; i < 5; i++) expect(await other.enter('a')).toMatchObject({ kind: 'limited' });
    left(await other.enter('b'), false);
    left(await other.enter('c'), false);
  });
});

it('admits a login within half a second while Redis does not answer', async () => {
  const beganMs = performance.now();
  left(await limiterOn(frozen).enter('a'), true);
  expect(performance.now() - beganMs).toBeLessThan(5_000);
});

it('counts at most ten thousand addresses separately', async () => {
  const limiter = limiterOn(away);
  for (let i = 0; i < 10_000; i++) left(await limiter.enter(`other ${i}`), true);
  for (let i = 0; i < 5; i++) left(await limiter.enter('one more'), true);
});
