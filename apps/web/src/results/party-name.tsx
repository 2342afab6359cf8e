import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';

const TEXTS = texts({ fr: { none: 'Sans parti' }, en: { none: 'No party' } });

/** The party of a candidate, as the public API gives it. */
export interface PartyOfCandidate {
  readonly party_name: Readonly<Record<Language, string>> | null;
  readonly party_color: string | null;
}

/** The name of a party beside a band of its colour, which has an outline of ink, as some colours are hardly seen. */
export function PartyName(props: {
  readonly party: PartyOfCandidate;
  readonly language: Language;
}): ReactNode {
  const { party, language } = props;
  return (
    <span className="party">
      <PartyBand color={party.party_color} />
      <span>{party.party_name === null ? TEXTS[language].none : party.party_name[language]}</span>
    </span>
  );
}

/** A band of 6 pixels in the colour of a party; without a colour only its outline. */
export function PartyBand({ color }: { readonly color: string | null }): ReactNode {
  return (
    <svg
      className="party-band"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 8 20"
      preserveAspectRatio="none"
    >
      <rect x="0" y="0" width="8" height="20" {...(color === null ? {} : { fill: color })} />
    </svg>
  );
}
