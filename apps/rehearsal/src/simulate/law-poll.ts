import type { ApiClient } from '@scrutin/cli';
import { isLawOption, lawRollKey, lawSelection } from '@scrutin/election';
import type { Ballot, Book, Counts, Poll } from './poll.ts';
import { malformedBody, voteBody } from './vote-bodies.ts';

export interface LawPollOptions {
  readonly api: Pick<ApiClient, 'lawResult'>;
  readonly lawId: string;
  /** Of the voters: how many choose oui. */
  readonly ouiPercent: number;
}

const OUI: Ballot = { region: undefined, selection: lawSelection('oui') };
const NON: Ballot = { region: undefined, selection: lawSelection('non') };

const VOTES: Book = { name: 'votes', shows: 'every-line', lineOf: ({ selection }) => selection };

/** Voters of a law choose oui or non, as a coin of that weight falls. */
export function lawPoll({ api, lawId, ouiPercent }: LawPollOptions): Poll {
  return {
    id: lawId,
    rollKey: lawRollKey(lawId),
    path: '/api/v1/vote',
    regions: [],
    drawRegion: () => undefined,
    drawBallot: (_region, random) => (random.chance(ouiPercent, 100) ? OUI : NON),
    drawInvalid() {
      throw new RangeError('A law is answered oui or non: anything else is malformed.');
    },
    body: (letter, { selection }) => voteBody(letter, lawId, isLawOption(selection) ? selection : 'non'),
    malformed: (letter, variant) => malformedBody(voteBody(letter, lawId, 'oui'), 'vote', variant),
    books: [VOTES],
    async read(): Promise<Counts> {
      const result = await api.lawResult(lawId);
      if (result === 'not-published') return { books: new Map(), arePublic: false };
      const votes = new Map([
        ['oui', result?.oui_count ?? 0],
        ['non', result?.non_count ?? 0],
      ]);
      return { books: new Map([[VOTES.name, votes]]), arePublic: true };
    },
    standings: () => [],
  };
}
