import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { blankExplained } from './blank-explained.ts';
import { CandidateDetails, CandidateName } from './candidate-text.tsx';
import type { RaceContest } from './contest.ts';
import { mostRanks, nameOf } from './contest.ts';
import type { Draft } from './draft.ts';
import { RankButtons } from './rank-buttons.tsx';
import { RankSelect } from './rank-select.tsx';
import type { Ranking } from './ranking.ts';
import { rankOf } from './ranking.ts';
import { TEXTS } from './ranking-texts.ts';

/**
 * The candidates, whom the voter ranks. The list stays in the order of the ballot until the voter asks for the order of
 * the ranks. Every act is a button or a list, and what it did is said to screen readers.
 */
export function RankingChoice(props: {
  readonly contest: RaceContest;
  readonly draft: Draft;
  readonly onMark: (draft: Draft) => void;
  readonly language: Language;
}): ReactNode {
  const { contest, draft, onMark, language } = props;
  const text = TEXTS[language];
  const most = mostRanks(contest);
  const [isSorted, setSorted] = useState(false);
  const [hasLists, setLists] = useState(false);
  const [said, setSaid] = useState({ text: '', times: 0 });
  const say = (sentence: string): void => {
    setSaid({ text: sentence, times: said.times + 1 });
  };
  const { ranking, isBlank } = draft;
  const names = new Map(contest.candidates.map((each) => [each.candidate_id, nameOf(each)]));
  const orderOf = (ids: Ranking): string =>
    text.order(ids.map((id, i) => `${i + 1}, ${names.get(id) ?? ''}`));
  const rank = (next: Ranking, id: string): void => {
    onMark({ ...draft, ranking: next });
    say([text.said(names.get(id) ?? '', rankOf(next, id)), orderOf(next)].join(' '));
  };
  const Controls = hasLists ? RankSelect : RankButtons;
  return (
    <fieldset>
      <legend className="ballot-legend">{text.legend}</legend>
      <p>{text.explained(most, contest.candidates.length)}</p>
      <p className="button-row">
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setLists(!hasLists);
          }}
        >
          {hasLists ? text.asButtons : text.asLists}
        </button>
      </p>
      {/* Blank is a mark of its own, beside the ranks, which stay. */}
      <ul className="ballot ballot-ranked" hidden={isBlank}>
        {(isSorted ? sorted(contest, ranking) : contest.candidates).map((candidate) => (
          <li key={candidate.candidate_id}>
            <div className="rank-row">
              <RankNumber rank={rankOf(ranking, candidate.candidate_id)} language={language} />
              <CandidateName candidate={candidate} language={language} />
              {candidate.withdrawn ? null : (
                <Controls
                  id={candidate.candidate_id}
                  name={nameOf(candidate)}
                  ranking={ranking}
                  most={most}
                  language={language}
                  onRank={rank}
                  onSay={say}
                />
              )}
            </div>
            <CandidateDetails candidate={candidate} language={language} />
          </li>
        ))}
      </ul>
      {contest.takesBlankVotes ? (
        <label className="option-row">
          <input
            type="checkbox"
            aria-labelledby="blank-name"
            aria-describedby="blank-hint"
            checked={isBlank}
            onChange={() => {
              onMark({ ...draft, isBlank: !isBlank });
              say(isBlank ? text.blankOff : text.blankOn);
            }}
          />
          <span className="option-text">
            <span id="blank-name">{text.blankBox}</span>
            <span className="option-hint" id="blank-hint">
              {isBlank ? text.blankOn : blankExplained(contest, language)}
            </span>
          </span>
        </label>
      ) : null}
      {isBlank ? null : (
        <div className="ranking-summary">
          <p>
            <strong>{text.progress(ranking.length, most)}</strong>
          </p>
          {ranking.length < 2 && !isSorted ? null : (
            <button
              type="button"
              className="button button-second"
              onClick={() => {
                setSorted(!isSorted);
                say(isSorted ? text.inBallotOrder : text.inOrder);
              }}
            >
              {isSorted ? text.ballotOrder : text.putInOrder}
            </button>
          )}
        </div>
      )}
      <p className="visually-hidden" role="status">
        {/* The same sentence is read again only if the element changes. */}
        <span key={said.times}>{said.text}</span>
      </p>
    </fieldset>
  );
}

/** The number left of a name, where a printed ballot has the mark. */
function RankNumber(props: { readonly rank: number | undefined; readonly language: Language }): ReactNode {
  const { rank, language } = props;
  return (
    <span className={rank === undefined ? 'rank-number' : 'rank-number rank-given'}>
      <span aria-hidden="true">{rank ?? ''}</span>
      <span className="visually-hidden">
        {rank === undefined ? TEXTS[language].unranked : TEXTS[language].rank(rank)}
      </span>
    </span>
  );
}

/** The candidates with a rank by rank, then the others in the order of the ballot. */
function sorted({ candidates }: RaceContest, ranking: Ranking): RaceContest['candidates'] {
  const place = (id: string): number => rankOf(ranking, id) ?? Number.POSITIVE_INFINITY;
  const ranked = candidates.filter(({ candidate_id: id }) => ranking.includes(id));
  return [
    ...ranked.sort((a, b) => place(a.candidate_id) - place(b.candidate_id)),
    ...candidates.filter(({ candidate_id: id }) => !ranking.includes(id)),
  ];
}
