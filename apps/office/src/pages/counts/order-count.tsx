import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { texts } from '@scrutin/web-ui';
import type { ActOutcome } from '../../api/use-act.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    explained: 'Le dépouillement suit les règles annoncées au public. Rien n’est publié.',
    submit: 'Dépouiller maintenant',
  },
  en: {
    explained: 'The count follows the rules that voters were told. Nothing is published.',
    submit: 'Count now',
  },
});

/** Orders a count of a law and goes to it. */
export function OrderLawCount({ id }: { readonly id: string }): ReactNode {
  const { outcome, send } = useAct('tabulateLaw');
  return <OrderForm outcome={outcome} onOrder={() => send({ params: { id }, body: {} })} />;
}

/** Orders a count of a race and goes to it. */
export function OrderRaceCount(props: { readonly id: string; readonly region: string }): ReactNode {
  const { id, region } = props;
  const { outcome, send } = useAct('tabulateRace');
  const params = { election_id: id, region_id: region };
  return <OrderForm outcome={outcome} onOrder={() => send({ params, body: {} })} />;
}

function OrderForm(props: {
  readonly outcome: ActOutcome;
  readonly onOrder: () => Promise<ActOutcome>;
}): ReactNode {
  const { outcome, onOrder } = props;
  const text = TEXTS[useLanguage().language];
  const [, navigate] = useLocation();
  const order = async (): Promise<void> => {
    const became = await onOrder();
    if (became.kind === 'done') navigate(`/counts/${(became.body as { readonly id: string }).id}`);
  };
  return (
    <ActForm outcome={outcome} submit={text.submit} onSubmit={() => void order()}>
      <p>{text.explained}</p>
    </ActForm>
  );
}
