import type { ContestState } from './lifecycle.ts';
import { judgeRollLoad, unexplainedRegistration } from './roll-load.ts';

const RECORDED = { scheme: 'hmac-sha256', pepperCheck: 'p1' } as const;
const SAME = { scheme: 'hmac-sha256', pepperCheck: 'p1' } as const;
const refusal = { ok: false, kind: 'state-forbids' };
const STATES: readonly ContestState[] = ['draft', 'scheduled', 'open', 'closed', 'certified'];

test('late registrations without a reason are refused in both languages, with what to do', () => {
  const { kind, text } = unexplainedRegistration(60n);
  expect(kind).toBe('invalid');
  expect(text.en).toMatch(/adding 60 credentials.*--reason/);
  expect(text.fr).toMatch(/ajouter 60 identifiants.*--reason/);
});

describe('a load of a roll', () => {
  it('is refused after the closing if there is no roll on record', () => {
    const judged = STATES.map((state) => judgeRollLoad(state, undefined, SAME).ok);
    expect(judged).toEqual([true, true, true, false, false]);
  });

  it('may repeat the roll on record in every state, and replaces it only in a draft', () => {
    for (const state of STATES) {
      const replaces = state === 'draft';
      expect(judgeRollLoad(state, RECORDED, SAME)).toEqual({ ok: true, value: { replaces } });
      const added = judgeRollLoad(state, RECORDED, { ...SAME, inDraft: 'add' });
      expect(added).toEqual({ ok: true, value: { replaces: false } });
    }
  });

  it('is refused if it was hashed in another way than the roll on record', () => {
    expect(judgeRollLoad('draft', RECORDED, { scheme: 'sha256' })).toMatchObject(refusal);
    const otherPepper = { ...SAME, pepperCheck: 'p2' };
    expect(judgeRollLoad('open', RECORDED, otherPepper)).toMatchObject(refusal);
    expect(judgeRollLoad('draft', RECORDED, { ...otherPepper, inDraft: 'add' })).toMatchObject(refusal);
    expect(judgeRollLoad('draft', RECORDED, otherPepper)).toMatchObject({ ok: true }); // It replaces the roll.
    expect(judgeRollLoad('open', RECORDED, { scheme: 'hmac-sha256' })).toMatchObject({ ok: true });
    expect(judgeRollLoad('open', { ...RECORDED, pepperCheck: undefined }, SAME)).toMatchObject({ ok: true });
  });
});
