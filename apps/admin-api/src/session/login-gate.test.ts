import { LoginGate } from './login-gate.ts';
import type { Admission } from './login-gate.ts';

const clock = { nowMs: 1_000 };
const options = { clock: () => clock.nowMs, failures: 3, windowMs: 60_000, atOnce: 2, waiting: 1 };

function left(admission: Admission, failed: boolean): void {
  if (admission.kind !== 'in') throw new Error(admission.kind);
  admission.leave(failed);
}

describe('the gate before a login', () => {
  it('turns an address away after its failures, until the window is over; others come in', async () => {
    const gate = new LoginGate(options);
    for (let i = 0; i < 3; i++) left(await gate.enter('a'), true);
    clock.nowMs += 10_000;
    expect(await gate.enter('a')).toEqual({ kind: 'limited', retryAfterMs: 50_000 });
    left(await gate.enter('b'), true);
    clock.nowMs += 50_000;
    left(await gate.enter('a'), true);
  });

  it('counts a login only when it fails', async () => {
    const gate = new LoginGate(options);
    for (let i = 0; i < 20; i++) left(await gate.enter('a'), false);
  });

  it('lets two in at a time and one wait, and tells a fourth to come back', async () => {
    const gate = new LoginGate(options);
    const [first, second] = [await gate.enter('a'), await gate.enter('b')];
    let isIn = false;
    const third = gate.enter('c').then((admission) => {
      isIn = true;
      return admission;
    });
    expect(await gate.enter('d')).toEqual({ kind: 'busy' });
    expect(isIn).toBe(false);
    left(first, false);
    left(await third, true);
    left(second, false);
    left(await gate.enter('d'), false);
  });

  it('counts those that are under way: a burst is no way around it', async () => {
    const gate = new LoginGate({ ...options, atOnce: 100 });
    const burst = await Promise.all(Array.from({ length: 50 }, () => gate.enter('a')));
    expect(burst.filter(({ kind }) => kind === 'in')).toHaveLength(3);
  });

  it('remembers ten thousand addresses and no more', async () => {
    const gate = new LoginGate(options);
    for (let i = 0; i < 3; i++) left(await gate.enter('first'), true);
    for (let i = 0; i < 10_000; i++) left(await gate.enter(`other ${i}`), true);
    left(await gate.enter('first'), true);
  });
});
