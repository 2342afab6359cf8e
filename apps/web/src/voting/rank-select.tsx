import type { ReactNode } from 'react';
import type { RankControlsProps } from './rank-buttons.tsx';
import { rankOf, without, withRank } from './ranking.ts';
import { TEXTS } from './ranking-texts.ts';

/**
 * The plain way to rank: a list of ranks beside each candidate. A rank that another candidate has moves that one down.
 * The order of the others never changes, so passing over ranks with the arrow keys changes nothing but this candidate.
 */
export function RankSelect({ id, name, ranking, most, language, onRank }: RankControlsProps): ReactNode {
  const text = TEXTS[language];
  const rank = rankOf(ranking, id);
  const last = rank === undefined ? (ranking.length < most ? ranking.length + 1 : 0) : ranking.length;
  return (
    <span className="rank-select">
      <label htmlFor={`rank-${id}`}>
        {text.rankOf} <span className="visually-hidden">{name}</span>
      </label>
      <select
        id={`rank-${id}`}
        value={rank ?? 0}
        onChange={(event) => {
          const chosen = Number(event.target.value);
          onRank(chosen === 0 ? without(ranking, id) : withRank(ranking, id, chosen, most), id);
        }}
      >
        <option value={0}>{text.noRank}</option>
        {Array.from({ length: last }, (_, i) => (
          <option key={i} value={i + 1}>
            {text.rank(i + 1)}
          </option>
        ))}
      </select>
    </span>
  );
}
