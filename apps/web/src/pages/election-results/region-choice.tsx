import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { addressOf } from '../../site/addresses.ts';
import { useMounted } from '../../site/use-mounted.ts';
import type { ElectionDetail } from './load.ts';
import { TEXTS } from './texts.ts';

/**
 * A choice of a region, for a reader who knows which one. It goes there when the button is pressed, never when the choice
 * changes. Without scripts the table of regions has the same links.
 */
export function RegionChoice(props: {
  readonly election: ElectionDetail;
  readonly language: Language;
}): ReactNode {
  const { election, language } = props;
  const text = TEXTS[language];
  const id = useId();
  const isMounted = useMounted();
  const [region, setRegion] = useState(election.regions[0]?.id ?? '');
  if (!isMounted || election.regions.length < 2) return null;
  const collator = new Intl.Collator(language, { numeric: true });
  const regions = [...election.regions].sort((a, b) => collator.compare(a.name[language], b.name[language]));
  return (
    <form
      className="region-choice not-printed"
      onSubmit={(event) => {
        event.preventDefault();
        location.assign(addressOf('race-results', language, { election: election.id, region }));
      }}
    >
      <label htmlFor={id}>{text.goTo}</label>
      <select
        id={id}
        value={region}
        onChange={(event) => {
          setRegion(event.target.value);
        }}
      >
        {regions.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name[language]}
          </option>
        ))}
      </select>
      <button type="submit" className="button">
        {text.go}
      </button>
    </form>
  );
}
