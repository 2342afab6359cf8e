import type { ReactNode } from 'react';
import type { CandidateBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { CandidatePhoto } from '../../results/candidate-photo.tsx';
import { PartyName } from '../../results/party-name.tsx';
import { TEXTS } from './texts.ts';

/** Every candidate with what they say of themselves and promise, in the order of the ballot. */
export function CandidateTexts(props: {
  readonly candidates: readonly CandidateBody[];
  readonly language: Language;
}): ReactNode {
  const { candidates, language } = props;
  const text = TEXTS[language];
  return (
    <section>
      <h2>{text.promises}</h2>
      <ul className="candidate-list">
        {candidates.map((candidate) => (
          <li key={candidate.candidate_id}>
            <CandidatePhoto address={candidate.photo_url} on="result" />
            <h3>{fullName(candidate)}</h3>
            <p>
              <PartyName party={candidate} language={language} />
              {candidate.withdrawn ? <span className="soft"> – {text.withdrawn}</span> : null}
            </p>
            <TextOf both={candidate.bio} language={language} />
            <TextOf both={candidate.promises} language={language} title={text.promise} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function fullName({ first_name, last_name }: CandidateBody): string {
  return first_name === null ? last_name : `${first_name} ${last_name}`;
}

/** A text in the language of the page, or in the other one, marked as such, if it was not given in this one. */
function TextOf(props: {
  readonly both: CandidateBody['bio'];
  readonly language: Language;
  readonly title?: string;
}): ReactNode {
  const { both, language, title } = props;
  const other = language === 'fr' ? 'en' : 'fr';
  const given = both[language] === '' ? other : language;
  if (both[given] === '') return null;
  return (
    <>
      {title === undefined ? null : <h4>{title}</h4>}
      <p {...(given === language ? {} : { lang: given })} className="given-text">
        {both[given]}
      </p>
    </>
  );
}
