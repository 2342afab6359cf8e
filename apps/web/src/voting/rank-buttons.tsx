import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import type { Ranking } from './ranking.ts';
import { rankOf, withNext, without, withRank } from './ranking.ts';
import { TEXTS } from './ranking-texts.ts';

export interface RankControlsProps {
  readonly id: string;
  readonly name: string;
  readonly ranking: Ranking;
  /** How many ranks the voter can give. */
  readonly most: number;
  readonly language: Language;
  readonly onRank: (ranking: Ranking, id: string) => void;
  /** Says why nothing changed. */
  readonly onSay: (text: string) => void;
}

/**
 * The buttons beside a candidate: give the next rank, or move up, move down, remove. The first button stays where it is
 * and keeps the focus, whatever it says. A button that can do nothing now stays too, and says why when it is pressed.
 */
export function RankButtons({
  id,
  name,
  ranking,
  most,
  language,
  onRank,
  onSay,
}: RankControlsProps): ReactNode {
  const text = TEXTS[language];
  const rank = rankOf(ranking, id);
  const isFull = rank === undefined && ranking.length >= most;
  const next = Math.min(ranking.length + 1, most);
  const toggle = (): void => {
    if (isFull) onSay(text.full(most));
    else onRank(rank === undefined ? withNext(ranking, id, most) : without(ranking, id), id);
  };
  const move = (to: number): void => {
    if (to >= 1 && to <= ranking.length) onRank(withRank(ranking, id, to, most), id);
  };
  return (
    <span className="rank-buttons">
      <button
        type="button"
        id={`rank-${id}`}
        className={rank === undefined ? 'button' : 'button button-second'}
        aria-disabled={isFull}
        onClick={toggle}
      >
        <span>
          {rank === undefined ? text.give(next) : text.remove}
          <span className="visually-hidden">{rank === undefined ? text.to(name) : text.removeWho(name)}</span>
        </span>
      </button>
      {rank === undefined ? null : (
        <>
          <MoveButton
            label={text.up}
            who={rank === 1 ? ` ${name}` : text.upWho(name, rank - 1)}
            sign="↑"
            isOff={rank === 1}
            onPress={() => {
              move(rank - 1);
            }}
          />
          <MoveButton
            label={text.down}
            who={rank === ranking.length ? ` ${name}` : text.downWho(name, rank + 1)}
            sign="↓"
            isOff={rank === ranking.length}
            onPress={() => {
              move(rank + 1);
            }}
          />
        </>
      )}
    </span>
  );
}

function MoveButton(props: {
  readonly label: string;
  readonly who: string;
  readonly sign: string;
  readonly isOff: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { label, who, sign, isOff, onPress } = props;
  return (
    <button type="button" className="button button-second" aria-disabled={isOff} onClick={onPress}>
      <span>
        <span aria-hidden="true">{sign} </span>
        {label}
        <span className="visually-hidden">{who}</span>
      </span>
    </button>
  );
}
