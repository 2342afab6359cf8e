import { accountSetupStep } from './account-setup.ts';

const READY = { role: 'official', mustChangePassword: false, hasSecondFactor: false } as const;

test('an account whose password somebody else chose must first change it', () => {
  expect(accountSetupStep({ ...READY, mustChangePassword: true }, ['official'])).toBe('change-password');
});

test('only roles of which it is required need a second factor', () => {
  expect(accountSetupStep(READY, [])).toBeUndefined();
  expect(accountSetupStep(READY, ['operator'])).toBeUndefined();
  expect(accountSetupStep(READY, ['official'])).toBe('enrol-second-factor');
  expect(accountSetupStep({ ...READY, hasSecondFactor: true }, ['official'])).toBeUndefined();
});
