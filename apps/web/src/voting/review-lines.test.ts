import fc from 'fast-check';
import {
  electionSelection,
  lawVoteSelection,
  readElectionVote,
  readLawVote,
} from '@scrutin/contracts/public';
import { rankingOf } from '@scrutin/election';
import type { Draft } from './draft.ts';
import { choiceOf, onlyStanding } from './draft.ts';
import { LAW, raceOf } from './fixture/contests.ts';
import { reviewLines } from './review-lines.ts';
import { lawBallot, raceBallot } from './vote-request.ts';

const CREDENTIAL = { nas: '123456782', code: 'KTRW3HXP' };
const IDS = ['ada', 'bob', 'cid', 'dee', 'eva'];

const draft = fc.record({
  option: fc.constantFrom('oui' as const, 'non' as const, undefined),
  ranking: fc.shuffledSubarray(IDS),
  isBlank: fc.boolean(),
});

/** What the API reads in a body, as the words of the review. */
const asSent = (selection: string): readonly string[] =>
  selection === '#blank' ? ['blank'] : rankingOf(selection);

describe('what the review shows', () => {
  it('is what the API receives, in the same order, in a race with ranks', () => {
    const race = raceOf('ranked_choice', IDS);
    fc.assert(
      fc.property(draft, (marks: Draft) => {
        const choice = choiceOf(race, marks);
        if (choice === undefined) return;
        const read = readElectionVote(raceBallot(race, choice, CREDENTIAL));
        if (!read.ok) throw new Error('The API does not read this ballot.');
        const shown = reviewLines(race, choice, 'en').map(({ sent }) => sent);
        expect(asSent(electionSelection(read.vote))).toEqual(shown);
      }),
    );
  });

  it('is what the API receives in a race without ranks', () => {
    const race = raceOf('single_choice', IDS);
    for (const ranking of IDS.map((id) => [id])) {
      const choice = choiceOf(race, { ranking, isBlank: false });
      if (choice === undefined) throw new Error('A marked ballot is a choice.');
      const read = readElectionVote(raceBallot(race, choice, CREDENTIAL));
      expect(read.ok && asSent(electionSelection(read.vote))).toEqual(ranking);
      expect(reviewLines(race, choice, 'fr')).toEqual([
        { sent: ranking[0], text: `First ${ranking[0] ?? ''}` },
      ]);
    }
  });

  it('is what the API receives on a law', () => {
    fc.assert(
      fc.property(draft, (marks: Draft) => {
        const choice = choiceOf(LAW, marks);
        if (choice === undefined) return;
        const read = readLawVote(lawBallot('L1', choice, CREDENTIAL));
        if (!read.ok) throw new Error('The API does not read this vote.');
        expect(asSent(lawVoteSelection(read.vote))).toEqual(
          reviewLines(LAW, choice, 'fr').map(({ sent }) => sent),
        );
      }),
    );
  });
});

describe('a draft', () => {
  it('keeps the rest when a candidate withdraws', () => {
    const race = raceOf('ranked_choice', IDS, ['bob']);
    expect(onlyStanding(race, { ranking: ['eva', 'bob', 'ada'], isBlank: false })).toEqual({
      draft: { ranking: ['eva', 'ada'], isBlank: false },
      gone: ['bob'],
    });
  });

  it('is no blank vote where the contest takes none', () => {
    expect(choiceOf({ ...LAW, takesBlankVotes: false }, { ranking: [], isBlank: true })).toBeUndefined();
  });
});
