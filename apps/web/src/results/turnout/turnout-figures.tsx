import type { ReactNode } from 'react';
import type { RaceResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatCount, formatPercentage } from '@scrutin/web-ui';
import { Figures } from '../figures.tsx';
import { TURNOUT_TEXTS } from './texts.ts';

type Turnout = RaceResultBody['turnout'];

/** How many of the registered voters voted, as figures. */
export function TurnoutFigures(props: {
  readonly turnout: Turnout;
  readonly language: Language;
  /** Figures of the same contest that stand between those of the voters. */
  readonly more?: readonly { readonly name: string; readonly value: string }[];
}): ReactNode {
  const { turnout, language, more = [] } = props;
  const text = TURNOUT_TEXTS[language];
  const { registered_voters, voters, percentage } = turnout;
  return (
    <Figures
      figures={[
        {
          name: text.registered,
          value: registered_voters === null ? text.unknown : formatCount(registered_voters, language),
        },
        ...more,
        { name: text.voted, value: formatCount(voters, language) },
        ...(percentage === null
          ? []
          : [
              {
                name: text.turnout,
                value: formatPercentage(percentage, language),
                note: text.ofRegistered,
              },
            ]),
      ]}
    />
  );
}
