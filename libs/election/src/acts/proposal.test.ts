import type { Person, Proposal } from './proposal.ts';
import { awaitsApproval, decidedRefusal, deciderRefusal, isSamePerson, PROPOSAL_STATES } from './proposal.ts';

const MARIE: Person = { name: 'marie@x.example', officialId: 'id-1', login: 'admin' };
const PAUL: Person = { name: 'paul@x.example', officialId: 'id-2', login: 'admin' };
const ANNE_AT_TERMINAL: Person = { name: 'command line: anne', officialId: undefined, login: 'operator' };
const LUC_AT_TERMINAL: Person = { name: 'command line: luc', officialId: undefined, login: 'operator-2' };
const PROPOSAL: Proposal = {
  id: 'p-1',
  action: 'law.open',
  subject: 'law:L1',
  request: {},
  inWords: { fr: 'Ouvrir.', en: 'Open.' },
  reason: undefined,
  proposedBy: MARIE,
  proposedAtMs: 0,
  expiresAtMs: 1,
  state: 'pending',
  decidedBy: undefined,
  decidedAtMs: undefined,
  decisionReason: undefined,
};

test('an act that waits names its proposal in both languages', () => {
  expect(awaitsApproval(PROPOSAL)).toMatchObject({
    ok: false,
    kind: 'awaits-approval',
    proposal: PROPOSAL,
    text: {
      fr: expect.stringContaining('proposition p-1') as string,
      en: expect.stringContaining('proposal p-1') as string,
    },
  });
});

test('the proposal of a load says that the file is loaded again after the approval', () => {
  const { text } = awaitsApproval({ ...PROPOSAL, action: 'roll.record' });
  expect(text.en).toContain('load the same file again');
  expect(text.fr).toContain('chargez de nouveau le même fichier');
  expect(awaitsApproval(PROPOSAL).text.en).not.toContain('load');
});

test('accounts are told apart by their id, and users of the command line by login and by name', () => {
  expect(isSamePerson(MARIE, { ...MARIE, name: 'other@x.example' })).toBe(true);
  expect(isSamePerson(MARIE, PAUL)).toBe(false);
  expect(isSamePerson(MARIE, ANNE_AT_TERMINAL)).toBe(false);
  expect(isSamePerson(ANNE_AT_TERMINAL, LUC_AT_TERMINAL)).toBe(false);
  expect(isSamePerson(ANNE_AT_TERMINAL, { ...LUC_AT_TERMINAL, login: 'operator' })).toBe(true);
  expect(isSamePerson(ANNE_AT_TERMINAL, { ...LUC_AT_TERMINAL, name: 'command line: anne' })).toBe(true);
});

test('only a pending proposal can be decided', () => {
  expect(decidedRefusal(PROPOSAL)).toBeUndefined();
  expect(decidedRefusal({ id: 'p-1', state: 'expired' })?.detail).toMatch(
    /decided already: it has expired\. Propose the act again/,
  );
  for (const state of PROPOSAL_STATES.filter((each) => each !== 'pending')) {
    expect(decidedRefusal({ id: 'p-1', state })?.text.fr).not.toContain(state);
  }
});

test.each([
  ['law.open', MARIE, MARIE, 'official', /Nobody approves or refuses their own/],
  ['law.open', MARIE, PAUL, 'official', undefined],
  ['law.open', MARIE, PAUL, 'operator', /role of your account, "operator", does not allow/],
  ['law.open', MARIE, PAUL, 'auditor', /role of your account, "auditor", does not/],
  ['official.create', MARIE, PAUL, 'operator', undefined],
  ['law.create', MARIE, PAUL, 'official', /does not allow it to decide/],
  ['law.open', MARIE, LUC_AT_TERMINAL, undefined, /Only an account/],
  ['law.open', ANNE_AT_TERMINAL, LUC_AT_TERMINAL, undefined, undefined],
  ['official.create', ANNE_AT_TERMINAL, LUC_AT_TERMINAL, undefined, /Only an account/],
  ['law.open', ANNE_AT_TERMINAL, PAUL, 'official', undefined],
] as const)(
  '%s of %j may be decided by %j with the role %s, or not: %s',
  (action, by, person, role, refusal) => {
    const found = deciderRefusal({ action, proposedBy: by }, person, role);
    if (refusal === undefined) expect(found).toBeUndefined();
    else expect(found?.detail).toMatch(refusal);
    expect(found?.text.fr ?? '').not.toMatch(/official|operator|auditor/);
  },
);
