import type { Candidate } from '../contests/candidate.ts';
import { CONTEST_STATUSES } from '../life/lifecycle.ts';
import { ballotRecordRefusal, recordedLaw, recordedRace } from './ballot-record.ts';

test('ballots are public after the certification, where they are published at all (P6)', () => {
  for (const status of CONTEST_STATUSES) {
    expect(ballotRecordRefusal({ ballotRecord: 'not-published', status })).toBe('never-published');
    expect(ballotRecordRefusal({ ballotRecord: 'published', status })).toBe(
      status === 'certified' ? undefined : 'not-certified',
    );
  }
});

test('a law is recorded with its two choices', () => {
  expect(recordedLaw({ id: 'L1', purpose: 'real' })).toEqual({
    contest: 'law:L1',
    seats: 1,
    candidates: [
      { id: 'oui', name: 'Oui' },
      { id: 'non', name: 'Non' },
    ],
    isRehearsal: false,
  });
});

test('a race is recorded with its candidates in the order of the ballot, also those who withdrew', () => {
  const candidate = (id: string, position: number, withdrawnAtMs?: number): Candidate => ({
    electionId: 'E',
    regionId: 'R',
    id,
    firstName: 'Ana',
    lastName: id,
    partyCode: undefined,
    bio: { fr: '', en: '' },
    promises: { fr: '', en: '' },
    photoUrl: undefined,
    withdrawnAtMs,
    position,
  });
  const candidates = [candidate('roy', 0), candidate('cote', 1, 5)];
  expect(
    recordedRace({ purpose: 'rehearsal' }, { electionId: 'E', regionId: 'R', seats: 2, candidates }),
  ).toEqual({
    contest: 'election:E:R',
    seats: 2,
    candidates: [
      { id: 'roy', name: 'Ana roy' },
      { id: 'cote', name: 'Ana cote', excluded: true },
    ],
    isRehearsal: true,
  });
});
