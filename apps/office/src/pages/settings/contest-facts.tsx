import type { ReactNode } from 'react';
import { formatCount, formatInstant, texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { OPTION_TEXTS } from '../../contest/option-texts.ts';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    heading: 'Tel qu’il est enregistré',
    opens: 'Ouverture',
    closes: 'Clôture',
    utc: 'heure universelle',
    threshold: 'Seuil d’adoption',
    majority: 'plus de la moitié',
    quorum: 'Quorum',
    noQuorum: 'aucun',
    votes: (count: number) => `${formatCount(count, 'fr')} ${count < 2 ? 'vote' : 'votes'}`,
    ofVoters: (share: string) => `${share} des personnes inscrites`,
  },
  en: {
    heading: 'As it is on record',
    opens: 'Opening',
    closes: 'Closing',
    utc: 'universal time',
    threshold: 'Threshold of adoption',
    majority: 'more than half',
    quorum: 'Quorum',
    noQuorum: 'none',
    votes: (count: number) => `${formatCount(count, 'en')} ${count === 1 ? 'vote' : 'votes'}`,
    ofVoters: (share: string) => `${share} of the registered voters`,
  },
});

/** Every setting of a contest with its explanation, also those that no longer change. */
export function ContestFacts({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const options = OPTION_TEXTS[language];
  const { time_zone: zone, opens_at, closes_at } = contest;
  const moment = (instant: string): string => {
    const local = formatInstant(instant, zone, language);
    return zone === 'UTC' ? local : `${local} — ${instant.slice(0, 16).replace('T', ' ')} ${text.utc}`;
  };
  const facts: readonly (readonly [name: string, value: string, means?: string])[] = [
    [text.opens, moment(opens_at)],
    [text.closes, moment(closes_at)],
    ...(contest.kind === 'law'
      ? ([
          [text.threshold, contest.threshold ?? text.majority],
          [options.base.label, options.base[contest.threshold_base].text],
          [text.quorum, quorumOf(contest, text)],
        ] as const)
      : ([[options.type.label, options.type[contest.type]]] as const)),
    fact(options.visibility.label, options.visibility[contest.results_visibility]),
    fact(options.blank.label, options.blank[contest.blank_votes]),
    fact(options.ballots.label, options.ballots[contest.ballot_record]),
    fact(options.approval.label, options.approval[contest.approval]),
  ];
  return (
    <section>
      <h2>{text.heading}</h2>
      <dl className="facts">
        {facts.map(([name, value, means]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {means === undefined ? null : <span className="soft"> — {means}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function fact(name: string, option: { readonly text: string; readonly means: string }) {
  return [name, option.text, option.means] as const;
}

function quorumOf(law: Extract<OfficeContest, { kind: 'law' }>, text: (typeof TEXTS)['fr']): string {
  const parts = [
    law.quorum_votes === null ? '' : text.votes(law.quorum_votes),
    law.quorum_share === null ? '' : text.ofVoters(law.quorum_share),
  ].filter((part) => part !== '');
  return parts.length === 0 ? text.noQuorum : parts.join(', ');
}
