import { defaultApproval } from './approval-mode.ts';
import type { ApprovableAct } from './approval-policy.ts';
import {
  APPROVABLE_ACTS,
  approvableActOf,
  isAboveNumber,
  isOfInstallation,
  policyProblem,
  rolesThatApprove,
  rolesThatPropose,
} from './approval-policy.ts';

test('a real contest needs two officials unless it says otherwise, and a rehearsal needs one', () => {
  expect(defaultApproval('real')).toBe('two-officials');
  expect(defaultApproval('rehearsal')).toBe('single-official');
});

test.each([
  ['law.open', 'open'],
  ['election.certify', 'certify'],
  ['candidate.withdraw', 'withdrawal'],
  ['lot.record', 'lot'],
  ['tabulation.publish', 'publication'],
  ['tabulation.supersede', 'publication'],
  ['official.create', 'accounts'],
  ['roll.replace', 'replacing'],
  ['roll.revoke', 'replacing'],
  ['roll.record', 'registering'],
  ['policy.change', 'policy'],
  ['law.create', undefined],
  ['law.certified', undefined],
  ['party.open', undefined],
] as const)('the action %s is called %s by a policy', (action, act) => {
  expect(approvableActOf(action)).toBe(act);
});

test('officials propose and approve acts on contests, and operators propose those on accounts', () => {
  for (const act of APPROVABLE_ACTS) {
    const isInstallation = act === 'accounts' || act === 'policy';
    expect(isOfInstallation(act)).toBe(isInstallation);
    const isLimited = act === 'replacing' || act === 'registering';
    expect(isAboveNumber(act)).toBe(isLimited);
    const proposing = isLimited ? ['official', 'operator'] : ['official'];
    expect(rolesThatPropose(act)).toEqual(isInstallation ? ['operator'] : proposing);
    expect(rolesThatApprove(act)).toEqual(isInstallation ? ['official', 'operator'] : ['official']);
  }
});

test.each<[readonly string[], number, RegExp | undefined, number?, number?]>([
  [['open', 'lot'], 86_400, undefined],
  [[], 60, undefined],
  [['open', 'open'], 86_400, /each of them once/],
  [['elect'], 86_400, /acts of a policy are schedule/],
  [['open'], 59, /lifetime of proposals/],
  [['open'], 31 * 86_400, /lifetime of proposals/],
  [['open'], 60.5, /lifetime of proposals/],
  [['replacing'], 60, undefined, 0],
  [['replacing'], 60, /credentials replaced alone/, -1],
  [['registering'], 60, undefined, 0, 0],
  [['registering'], 60, /credentials added alone/, 0, -1],
])(
  'a policy of %j for %i seconds has the problem %s',
  (acts, lifetimeS, problem, replacingAbove = 10, registeringAbove = 10) => {
    const found = policyProblem({
      acts: acts as ApprovableAct[],
      lifetimeS,
      replacingAbove,
      registeringAbove,
    });
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found?.en).toMatch(problem);
  },
);
