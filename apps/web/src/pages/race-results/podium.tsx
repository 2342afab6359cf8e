import type { ReactNode } from 'react';
import type { CandidateBody, RaceResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatPercentage } from '@scrutin/web-ui';
import { CandidatePhoto } from '../../results/candidate-photo.tsx';
import { PartyName } from '../../results/party-name.tsx';
import { votesInWords } from '../../results/votes-in-words.ts';
import { TEXTS } from './texts.ts';

type Standing = RaceResultBody['candidates'][number];

const PLACES = [1, 2, 3] as const;

/**
 * The first three places. Candidates with equally many votes stand on one step; the place after them is left out, as it
 * is in the ranks of the API. Candidates without a vote stand on no step.
 */
export function Podium(props: { readonly result: RaceResultBody; readonly language: Language }): ReactNode {
  const { result, language } = props;
  const text = TEXTS[language];
  const steps = PLACES.map((place) => ({
    place,
    candidates: result.candidates.filter(({ rank, votes }) => rank === place && votes > 0),
  })).filter(({ candidates }) => candidates.length > 0);
  if (steps.length === 0) return null;
  const isFirstChoices = result.counts === 'first-preferences';
  return (
    <section>
      <h2>{isFirstChoices ? text.podiumFirst : text.podium}</h2>
      <ol className="podium">
        {steps.map(({ place, candidates }) => (
          <li key={place} className={`podium-step podium-${place}`}>
            <ul className="podium-names">
              {candidates.map((candidate) => (
                <li key={candidate.candidate_id}>
                  <Standing candidate={candidate} language={language} />
                </li>
              ))}
            </ul>
            <p className="podium-place">
              {text.place(place)}
              {candidates.some(({ tied }) => tied) ? <span>, {text.tied}</span> : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Standing({
  candidate,
  language,
}: {
  readonly candidate: Standing;
  readonly language: Language;
}): ReactNode {
  const { name, votes, percentage, photo_url } = candidate;
  return (
    <>
      <CandidatePhoto address={photo_url} on="result" />
      <strong>{name}</strong>
      <PartyName party={candidate} language={language} />
      <span className="podium-votes">
        {votesInWords(votes, language)}{' '}
        <span className="soft">({formatPercentage(percentage, language)})</span>
      </span>
    </>
  );
}

/** Those whom the published count gives a seat, in the order of election. */
export function Elected(props: {
  readonly winners: readonly { readonly candidate_id: string; readonly name: string }[];
  readonly acclaimed: readonly string[];
  readonly candidates: readonly CandidateBody[];
  readonly language: Language;
}): ReactNode {
  const { winners, acclaimed, candidates, language } = props;
  const text = TEXTS[language];
  if (winners.length === 0) return null;
  return (
    <section>
      <h2>{text.electedTitle(winners.length)}</h2>
      {winners.length > 1 ? <p className="soft">{text.electedOrder}</p> : null}
      <ol className="elected">
        {winners.map(({ candidate_id, name }) => {
          const candidate = candidates.find((one) => one.candidate_id === candidate_id);
          return (
            <li key={candidate_id}>
              <CandidatePhoto address={candidate?.photo_url ?? null} on="result" />
              <span>
                <strong>✓ {name}</strong>
                {acclaimed.includes(candidate_id) ? <span>, {text.acclamation}</span> : null}
                <br />
                {candidate === undefined ? null : <PartyName party={candidate} language={language} />}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
