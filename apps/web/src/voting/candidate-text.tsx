import type { ReactNode } from 'react';
import type { CandidateBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { Localized, texts } from '@scrutin/web-ui';
import { CandidatePhoto } from '../results/candidate-photo.tsx';
import { PartyBand } from '../results/party-name.tsx';
import { nameOf } from './contest.ts';
import { TEXTS as VOTING } from './texts.ts';

const TEXTS = texts({
  fr: {
    independent: 'Sans parti',
    more: 'En savoir plus',
    about: (name: string) => `sur ${name}`,
    bio: 'Présentation',
    promises: 'Engagements',
  },
  en: {
    independent: 'No party',
    more: 'Read more',
    about: (name: string) => `about ${name}`,
    bio: 'About the candidate',
    promises: 'Promises',
  },
});

interface CandidateProps {
  readonly candidate: CandidateBody;
  readonly language: Language;
}

/** The photo, if this site has one, the name and the party of a candidate. */
export function CandidateName({ candidate, language }: CandidateProps): ReactNode {
  const { photo_url: photo, party_name: party, party_color: color, withdrawn } = candidate;
  return (
    <span className="candidate">
      <PartyBand color={color} />
      <CandidatePhoto address={photo} on="ballot" />
      <span className="candidate-words">
        <span className="candidate-name">{nameOf(candidate)}</span>
        <span className="candidate-party">
          {party === null ? TEXTS[language].independent : <Localized text={party} language={language} />}
        </span>
        {withdrawn ? <span className="candidate-withdrawn">{VOTING[language].withdrawn}</span> : null}
      </span>
    </span>
  );
}

/** What a candidate says of themselves, behind a control. Nothing if the candidate says nothing. */
export function CandidateDetails({ candidate, language }: CandidateProps): ReactNode {
  const text = TEXTS[language];
  const { bio, promises } = candidate;
  const parts = [
    { title: text.bio, says: bio },
    { title: text.promises, says: promises },
  ].filter(({ says }) => says.fr !== '' || says.en !== '');
  if (parts.length === 0) return null;
  return (
    <details className="candidate-details">
      <summary>
        {text.more} <span className="visually-hidden">{text.about(nameOf(candidate))}</span>
      </summary>
      {parts.map(({ title, says }) => (
        <p key={title}>
          <strong>{title}</strong>
          <br />
          <Localized text={says} language={language} />
        </p>
      ))}
    </details>
  );
}
