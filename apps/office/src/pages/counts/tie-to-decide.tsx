import type { ReactNode } from 'react';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { Notice, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import type { CountedContest } from './counted-contest.ts';
import { OrderLawCount, OrderRaceCount } from './order-count.tsx';
import { RecordLotForm } from './record-lot-form.tsx';

const TEXTS = texts({
  fr: {
    decided: 'Le tirage au sort est au registre',
    again:
      'Ce dépouillement a été fait avant le tirage. Dépouillez de nouveau : le tirage décidera de l’égalité.',
  },
  en: {
    decided: 'The lot is on record',
    again: 'This count was made before the lot was drawn. Count again: the lot will decide the tie.',
  },
});

type Tie = NonNullable<TabulationDetailBody['tie']>;

/** What the tie of a count still needs: the lot, or once it is on record another count. */
export function TieToDecide(props: {
  readonly counted: CountedContest;
  readonly count: TabulationDetailBody;
  readonly tie: Tie;
  readonly names: ReadonlyMap<string, string>;
  readonly state: OfficeContest['state'];
}): ReactNode {
  const { counted, count, tie, state } = props;
  const text = TEXTS[useLanguage().language];
  const mayCount = useMay('tabulate') && state === 'closed';
  const lots = useRead('lots', { params: { id: count.id } });
  return (
    <Loaded read={lots}>
      {(all) =>
        all.some((lot) => decides(lot, tie)) ? (
          <>
            <Notice kind="done" title={text.decided}>
              <p>{text.again}</p>
            </Notice>
            {!mayCount ? null : counted.region === undefined ? (
              <OrderLawCount id={counted.id} />
            ) : (
              <OrderRaceCount id={counted.id} region={counted.region} />
            )}
          </>
        ) : (
          <RecordLotForm {...props} />
        )
      }
    </Loaded>
  );
}

function decides(lot: Pick<Tie, 'purpose'> & { readonly tied: readonly string[] }, tie: Tie): boolean {
  return lot.purpose === tie.purpose && lot.tied.toSorted().join(' ') === tie.among.toSorted().join(' ');
}
