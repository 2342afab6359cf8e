import type { LawBody } from '@scrutin/contracts/public';
import { commonOf } from './contest.ts';

it.each([
  ['published', true],
  ['not-published', false],
] as const)('voters can know before they vote whether ballots will be %s', (record, publishesBallots) => {
  const law = { ballot_record: record, blank_votes: 'allowed', purpose: 'official' } as unknown as LawBody;
  expect(commonOf(law, [])).toMatchObject({ publishesBallots });
});
