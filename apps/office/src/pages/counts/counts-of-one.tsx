import type { ReactNode } from 'react';
import { Notice, texts } from '@scrutin/web-ui';
import type { Read } from '../../api/use-read.ts';
import { useRead } from '../../api/use-read.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { CountTable } from './count-table.tsx';
import { namesIn } from './counted-contest.ts';
import { OrderLawCount, OrderRaceCount } from './order-count.tsx';
import type { TabulationSummary } from './tabulation-summary.ts';
import { useLawCounts, useRaceCounts } from './use-counts.ts';

const TEXTS = texts({
  fr: {
    title: 'Dépouillements',
    none: 'Pas encore dépouillé',
    noneText: 'Ordonnez un dépouillement : il lit tous les bulletins et ne change rien d’autre.',
    differs: 'Ces dépouillements ne donnent pas la même chose : comparez-les avant de publier.',
    same: 'Ces dépouillements ont lu les mêmes bulletins et donnent le même résultat.',
  },
  en: {
    title: 'Counts',
    none: 'Not counted yet',
    noneText: 'Order a count: it reads all ballots and changes nothing else.',
    differs: 'These counts do not agree: compare them before you publish.',
    same: 'These counts have read the same ballots and have the same result.',
  },
});

/** The counts of a law, and the order of another one. */
export function LawCounts({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const counts = useLawCounts(contest.id);
  const mayCount = useMay('tabulate') && contest.state === 'closed';
  return (
    <>
      {mayCount ? <OrderLawCount id={contest.id} /> : null}
      <Counts counts={counts} names={namesIn(contest, undefined)} />
    </>
  );
}

/** The counts of a race, and the order of another one. */
export function RaceCounts(props: { readonly contest: OfficeContest; readonly region: string }): ReactNode {
  const { contest, region } = props;
  const counts = useRaceCounts(contest.id, region);
  const mayCount = useMay('tabulate') && contest.state === 'closed';
  return (
    <>
      {mayCount ? <OrderRaceCount id={contest.id} region={region} /> : null}
      <Counts counts={counts} names={namesIn(contest, region)} />
    </>
  );
}

function Counts(props: {
  readonly counts: Read<readonly TabulationSummary[]>;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { counts, names } = props;
  const text = TEXTS[useLanguage().language];
  return (
    <Loaded read={counts}>
      {(all) =>
        all.length === 0 ? (
          <Notice kind="information" title={text.none}>
            <p>{text.noneText}</p>
          </Notice>
        ) : (
          <>
            <h3>{text.title}</h3>
            <Agreement counts={all} />
            <WithStanding counts={all} names={names} />
          </>
        )
      }
    </Loaded>
  );
}

/** The table, once it is known which count stands: any of the counts leads to the publications of their contest. */
function WithStanding(props: {
  readonly counts: readonly TabulationSummary[];
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const publications = useRead('publications', { params: { id: props.counts[0]?.id ?? '' } });
  return (
    <Loaded read={publications}>
      {([last]) => <CountTable {...props} standing={last?.tabulation_id} />}
    </Loaded>
  );
}

/** Whether the complete counts agree with each other, if there are several. */
function Agreement({ counts }: { readonly counts: readonly TabulationSummary[] }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const complete = counts.filter(({ status }) => status === 'complete');
  if (complete.length < 2) return null;
  const found = new Set(
    complete.map((count) => JSON.stringify([count.ballots, count.ballots_digest, count.winners])),
  );
  return found.size === 1 ? (
    <Notice kind="done" title={text.same} />
  ) : (
    <Notice kind="attention" title={text.differs} />
  );
}
