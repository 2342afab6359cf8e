import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { formatCount, Notice, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { useLanguage } from '../../language.tsx';
import { Facts } from '../../shell/facts.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { COUNT_WORDS } from './count-words.ts';
import type { CountedContest } from './counted-contest.ts';
import { addressOfCounts, countedContest, namesIn } from './counted-contest.ts';
import { LotsOnRecord } from './lots-on-record.tsx';
import { Publications } from './publications.tsx';
import { PublishCountForm } from './publish-count-form.tsx';
import { Rounds } from './rounds.tsx';
import { TieToDecide } from './tie-to-decide.tsx';
import { WinnersInWords } from './winners.tsx';

const TEXTS = texts({
  fr: {
    title: 'Un dépouillement',
    all: 'Tous les dépouillements',
    unknown: 'Ce dépouillement est d’un scrutin que cette page ne connaît pas.',
    result: 'Résultat',
    tie: 'Égalité',
    acclaimed: 'Sièges par acclamation',
    vacant: 'Sièges vacants',
    ballots: 'Bulletins',
    rules: 'Règles',
    made: 'Fait le',
    state: 'État',
    digest: 'Empreinte SHA-256 des bulletins',
  },
  en: {
    title: 'One count',
    all: 'All counts',
    unknown: 'This count is of a contest that this page does not know.',
    result: 'Result',
    tie: 'Tie',
    acclaimed: 'Elected without a vote',
    vacant: 'Vacant seats',
    ballots: 'Ballots',
    rules: 'Rules',
    made: 'Made on',
    state: 'State',
    digest: 'SHA-256 digest of the ballots',
  },
});

/** One count with its rounds: what it found, the lot for which it waits, and its publication. */
export function OneCountPage({ id }: { readonly id: string }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const count = useRead('tabulation', { params: { id } });
  if (count.kind !== 'read') {
    return (
      <>
        <PageHeading title={text.title} />
        <Loaded read={count}>{() => null}</Loaded>
      </>
    );
  }
  const counted = countedContest(count.body.contest);
  if (counted === undefined) return <Notice kind="error" title={text.unknown} />;
  return (
    <ContestFrame kind={counted.kind} id={counted.id} title={text.title}>
      {(contest) => <OneCount contest={contest} counted={counted} count={count.body} />}
    </ContestFrame>
  );
}

function OneCount(props: {
  readonly contest: OfficeContest;
  readonly counted: CountedContest;
  readonly count: TabulationDetailBody;
}): ReactNode {
  const { contest, counted, count } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const words = COUNT_WORDS[language];
  const names = namesIn(contest, counted.region);
  const nameOfRegion =
    contest.kind === 'law'
      ? undefined
      : contest.races.find((race) => race.region_id === counted.region)?.region_name[language];
  return (
    <>
      <p>
        <Link href={addressOfCounts(counted)}>
          {text.all}
          {nameOfRegion === undefined ? '' : ` · ${nameOfRegion}`}
        </Link>
      </p>
      <Facts
        facts={[
          [text.state, words[count.status]],
          [
            count.tie === null ? text.result : text.tie,
            <strong key="result">
              <WinnersInWords count={count} names={names} />
            </strong>,
          ],
          [text.acclaimed, count.acclaimed.map((id) => names.get(id) ?? id).join(', ')],
          [
            text.vacant,
            (count.vacant_seats ?? 0) > 0 ? formatCount(count.vacant_seats ?? 0, language) : null,
          ],
          [text.ballots, formatCount(count.ballots, language)],
          [text.rules, <code key="rules">{count.rule_set}</code>],
          [text.made, <Instant key="made" at={count.computed_at} timeZone={count.time_zone} />],
          [text.digest, <code key="digest">{count.ballots_digest}</code>],
        ]}
      />
      {count.tie === null ? null : (
        <TieToDecide counted={counted} count={count} tie={count.tie} names={names} state={contest.state} />
      )}
      {count.status === 'complete' ? (
        <PublishCountForm counted={counted} count={count} state={contest.state} />
      ) : null}
      <Rounds rounds={count.rounds} />
      <LotsOnRecord id={count.id} names={names} />
      <Publications id={count.id} />
    </>
  );
}
