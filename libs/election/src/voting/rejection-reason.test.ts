import { isRejectionReason, REJECTION_REASONS } from './rejection-reason.ts';

describe('rejection reasons', () => {
  it('are a closed set', () => {
    expect(REJECTION_REASONS.every(isRejectionReason)).toBe(true);
    expect(new Set(REJECTION_REASONS).size).toBe(16);
    expect(isRejectionReason('because')).toBe(false);
  });
});
