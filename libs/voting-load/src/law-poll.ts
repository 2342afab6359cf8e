import { BLANK_SELECTION, isLawOption, lawRollKey, lawSelection } from '@scrutin/election';
import { malformed } from './mistakes.ts';
import type { Ballot, Breakdown, Counts, Poll } from './poll.ts';
import type { PublicApi } from './public-api.ts';
import { voteRequest } from './vote-request.ts';

export interface LawPollOptions {
  readonly api: Pick<PublicApi, 'lawResult'>;
  readonly lawId: string;
  /** The percentage of voters who choose oui. */
  readonly ouiPercent: number;
  /** The percentage of voters who cast a blank vote. */
  readonly blankPercent: number;
}

const OUI: Ballot = { region: undefined, selection: lawSelection('oui') };
const NON: Ballot = { region: undefined, selection: lawSelection('non') };

const BLANK: Ballot = { region: undefined, selection: BLANK_SELECTION };

/** The votes on a law by choice. */
export const LAW_VOTES: Breakdown = {
  name: 'votes',
  shows: 'every-line',
  lineOf: ({ selection }) => selection,
};

/** A law as a poll. Each voter casts a blank vote, or chooses oui, with the given probability. */
export function lawPoll({ api, lawId, ouiPercent, blankPercent }: LawPollOptions): Poll {
  return {
    id: lawId,
    rollKey: lawRollKey(lawId),
    regions: [],
    drawRegion: () => undefined,
    drawBallot(_region, random) {
      if (blankPercent > 0 && random.chance(blankPercent, 100)) return BLANK;
      return random.chance(ouiPercent, 100) ? OUI : NON;
    },
    drawInvalid() {
      throw new RangeError('A law is answered oui, non or blank: anything else is malformed.');
    },
    request: (voter, { selection }) =>
      voteRequest({ kind: 'law', voter, lawId, choice: isLawOption(selection) ? selection : 'blank' }),
    malformed: (voter, variant) =>
      malformed(voteRequest({ kind: 'law', voter, lawId, choice: 'oui' }), 'vote', variant),
    breakdowns: [LAW_VOTES],
    async read(): Promise<Counts> {
      const result = await api.lawResult(lawId);
      if (result === 'not-published') return { breakdowns: new Map(), arePublic: false };
      const votes = new Map([
        ['oui', result?.oui_count ?? 0],
        ['non', result?.non_count ?? 0],
        [BLANK_SELECTION, result?.blank_count ?? 0],
      ]);
      return { breakdowns: new Map([[LAW_VOTES.name, votes]]), arePublic: true };
    },
    standings: () => [],
  };
}
