import type { ContestChange } from '../life/lifecycle.ts';
import { CONTEST_STEPS } from '../life/lifecycle.ts';
import type { Candidate } from './candidate.ts';
import {
  noticeOfChange,
  noticeOfRecount,
  noticeOfRegistration,
  noticeOfReinstatement,
  noticeOfStep,
  noticeOfWithdrawal,
  noticesOfChanges,
} from './notice.ts';

const WINDOW = { opensAtMs: Date.UTC(2026, 9, 5, 12), closesAtMs: Date.UTC(2026, 9, 6, 0, 30) };
const CONTEST = { window: WINDOW, timeZone: 'America/Toronto' };
const ROY: Candidate = {
  electionId: 'E1',
  regionId: 'R1',
  id: 'roy',
  firstName: 'Claire',
  lastName: 'Roy',
  partyCode: undefined,
  bio: { fr: '', en: '' },
  promises: { fr: '', en: '' },
  photoUrl: undefined,
  withdrawnAtMs: undefined,
  position: 0,
};

test.each([
  ['open', 'opened-early', 'on 5 October 2026 at 08:00 (America/Toronto), 12:00 UTC'],
  ['extend', 'extended', 'on 5 October 2026 at 20:30 (America/Toronto), 6 October 2026 at 00:30 UTC'],
  ['close', 'closed-early', 'on 5 October 2026 at 20:30 (America/Toronto), 6 October 2026 at 00:30 UTC'],
  ['unschedule', 'unscheduled', 'withdrawn'],
  ['cancel', 'cancelled', 'closes on 5 October 2026 at 20:30 (America/Toronto), 6 October 2026 at 00:30 UTC'],
] as const)('voters learn of the step %s by the notice %s', (step, kind, english) => {
  const notice = noticeOfStep(step, true, CONTEST);
  expect(notice).toMatchObject({ kind, text: { en: expect.stringContaining(english) as string } });
  expect(notice?.text.fr).not.toBe(notice?.text.en);
});

test('steps that the contest itself shows, and all steps of an unpublished contest, need no notice', () => {
  expect(noticeOfStep('schedule', true, CONTEST)).toBeUndefined();
  expect(noticeOfStep('certify', true, CONTEST)).toBeUndefined();
  for (const step of CONTEST_STEPS) expect(noticeOfStep(step, false, CONTEST)).toBeUndefined();
});

test('notices about a candidate name the candidate', () => {
  const withdrawn = noticeOfWithdrawal(ROY, WINDOW.opensAtMs, CONTEST);
  expect(withdrawn).toMatchObject({ kind: 'candidate-withdrawn' });
  for (const { text } of [withdrawn, noticeOfReinstatement(ROY), noticeOfChange(ROY)]) {
    expect(text.fr).toContain('Claire Roy');
    expect(text.en).toContain('Claire Roy');
  }
  expect(noticeOfChange().text.en).toContain('present this vote');
});

test('of what changes in a contest, voters are told its question or texts, and when results are shown', () => {
  const told = (...kinds: ContestChange[]) => noticesOfChanges(kinds, 'live').map(({ kind }) => kind);
  expect(told('question', 'visibility')).toEqual(['texts-changed', 'visibility-changed']);
  expect(told('texts')).toEqual(['texts-changed']);
  expect(told('roll')).toEqual([]);
  expect(noticesOfChanges(['visibility'], 'live')[0]?.text.en).toMatch(/public during the voting/);
  expect(noticesOfChanges(['visibility'], 'after-closing')[0]?.text.en).toMatch(/only after the closing/);
});

test('a withdrawal speaks of earlier ballots only if there can be any', () => {
  const before = noticeOfWithdrawal(ROY, WINDOW.opensAtMs, CONTEST).text;
  const during = noticeOfWithdrawal(ROY, WINDOW.opensAtMs + 1, CONTEST).text;
  expect(before.en).not.toContain('Ballots');
  expect(before.fr).not.toContain('bulletins');
  expect(during.en).toContain('Ballots accepted before stay as they are.');
  expect(during.fr).toContain('Les bulletins acceptés avant restent tels quels.');
});

test('a recount is told from a count that stands again', () => {
  expect(noticeOfRecount(false).text.en).toContain('replaces the one that stood');
  expect(noticeOfRecount(true).text.en).toContain('stands again');
});

test('a notice of late registrations has their number', () => {
  expect(noticeOfRegistration(1n)).toMatchObject({
    kind: 'registered-late',
    text: {
      fr: 'Une personne a été inscrite sur la liste électorale après la publication du scrutin.',
      en: 'One voter was added to the roll after the vote was published.',
    },
  });
  const { fr, en } = noticeOfRegistration(1_780n).text;
  expect(fr).toMatch(/^1\u00a0780 personnes ont été inscrites/);
  expect(en).toMatch(/^1,780 voters were added/);
});

test('names from right to left are isolated, and French has its no-break spaces', () => {
  const levi: Candidate = { ...ROY, firstName: 'דוד', lastName: 'לוי' };
  const [opens, closes] = [noticeOfStep('cancel', true, CONTEST), noticeOfStep('extend', true, CONTEST)];
  for (const notice of [
    noticeOfWithdrawal(levi, WINDOW.closesAtMs, CONTEST),
    noticeOfReinstatement(levi),
    noticeOfChange(levi),
  ]) {
    expect(notice.text.fr).toContain('\u2068דוד לוי\u2069');
    expect(notice.text.en).toContain('\u2068דוד לוי\u2069');
    expect(notice.text.fr).not.toMatch(/ [:;!?%»]|« /);
  }
  for (const notice of [opens, closes]) expect(notice?.text.fr).toMatch(/\u00a0: /);
});
