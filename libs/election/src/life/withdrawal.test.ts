import { EFFECT_MARGIN_MS } from './lifecycle.ts';
import { undoOfWithdrawal } from './withdrawal.ts';

const WINDOW = { opensAtMs: 100_000, closesAtMs: 200_000 };
const withdrawn = (withdrawnAtMs?: number) => ({ id: 'roy', withdrawnAtMs });

test('a withdrawal before the opening is taken back until the opening is near', () => {
  const last = WINDOW.opensAtMs - EFFECT_MARGIN_MS;
  expect(undoOfWithdrawal(withdrawn(50_000), 'scheduled', WINDOW, last)).toEqual({
    ok: true,
    value: 100_000,
  });
  expect(undoOfWithdrawal(withdrawn(50_000), 'scheduled', WINDOW, last + 1).ok).toBe(false);
});

test('a withdrawal during the voting is taken back until its effect is near', () => {
  const last = 150_000 - EFFECT_MARGIN_MS;
  expect(undoOfWithdrawal(withdrawn(150_000), 'open', WINDOW, last)).toEqual({ ok: true, value: 150_000 });
  expect(undoOfWithdrawal(withdrawn(150_000), 'open', WINDOW, last + 1)).toMatchObject({
    ok: false,
    detail: expect.stringContaining('ballots may have been accepted since') as string,
  });
});

test('who has not withdrawn, and who withdrew from a contest that is over, cannot be reinstated', () => {
  expect(undoOfWithdrawal(withdrawn(), 'open', WINDOW, 0)).toMatchObject({
    ok: false,
    detail: 'The candidate roy has not withdrawn.',
  });
  expect(undoOfWithdrawal(withdrawn(150_000), 'closed', WINDOW, 0).ok).toBe(false);
});
