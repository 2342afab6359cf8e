import type { ReactNode } from 'react';
import { useId } from 'react';
import { isTimeZone, localInstantText, readInstant } from '@scrutin/election';
import { formatDuration, Notice, texts } from '@scrutin/web-ui';
import { Field } from '../forms/field.tsx';
import { MomentField } from '../forms/moment-field.tsx';
import { useLanguage } from '../language.tsx';

const TEXTS = texts({
  fr: {
    zone: 'Fuseau horaire',
    zoneHint:
      'Un nom de la base IANA, par exemple America/Toronto. Les heures ci-dessous sont celles de ce fuseau.',
    noZone: 'Ce nom de fuseau horaire n’existe pas.',
    opens: 'Ouverture du vote',
    closes: 'Clôture du vote',
    lasts: (length: string) => `Le vote dure ${length}.`,
    backwards: 'La clôture est avant l’ouverture.',
    change: 'Les horloges changent pendant le vote',
    changeText: (length: string) =>
      `L’heure d’été commence ou finit entre l’ouverture et la clôture. Le vote dure ${length} : vérifiez que c’est bien ce que vous voulez.`,
  },
  en: {
    zone: 'Time zone',
    zoneHint: 'A name of the IANA database, such as America/Toronto. The times below are those of this zone.',
    noZone: 'There is no time zone of this name.',
    opens: 'Opening of the voting',
    closes: 'Closing of the voting',
    lasts: (length: string) => `The voting lasts ${length}.`,
    backwards: 'The closing is before the opening.',
    change: 'The clocks change during the voting',
    changeText: (length: string) =>
      `Daylight saving time begins or ends between the opening and the closing. The voting lasts ${length}: check that this is what you want.`,
  },
});

/** The window of a contest as it is typed. */
export interface WindowValue {
  readonly zone: string;
  readonly opens: string;
  readonly closes: string;
}

const OFFSET_LENGTH = 6;

/** The window in which voters may vote: the zone, and two times on the clocks of this zone. */
export function WindowFields(props: {
  readonly value: WindowValue;
  readonly onChange: (value: WindowValue) => void;
  readonly errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { value, onChange, errors } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const list = useId();
  const isZone = isTimeZone(value.zone);
  const zone = isZone ? value.zone : 'UTC';
  return (
    <>
      <Field
        label={text.zone}
        hint={text.zoneHint}
        error={errors['time_zone'] ?? (isZone ? undefined : text.noZone)}
      >
        {(ids) => (
          <input
            {...ids}
            className="text-control"
            list={list}
            autoComplete="off"
            value={value.zone}
            onChange={(event) => {
              onChange({ ...value, zone: event.target.value });
            }}
          />
        )}
      </Field>
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <MomentField
        label={text.opens}
        error={errors['opens_at']}
        zone={zone}
        value={value.opens}
        onChange={(opens) => {
          onChange({ ...value, opens });
        }}
      />
      <MomentField
        label={text.closes}
        error={errors['closes_at']}
        zone={zone}
        value={value.closes}
        onChange={(closes) => {
          onChange({ ...value, closes });
        }}
      />
      <WindowRemark value={value} zone={zone} />
    </>
  );
}

function WindowRemark({ value, zone }: { readonly value: WindowValue; readonly zone: string }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const [opens, closes] = [readInstant(value.opens, zone), readInstant(value.closes, zone)];
  if (!opens.ok || !closes.ok) return null;
  if (closes.ms <= opens.ms) return <Notice kind="attention" title={text.backwards} />;
  const length = formatDuration(closes.ms - opens.ms, language);
  const offsetAt = (ms: number): string => localInstantText(ms, zone).slice(-OFFSET_LENGTH);
  if (zone === 'UTC' || offsetAt(opens.ms) === offsetAt(closes.ms)) return <p>{text.lasts(length)}</p>;
  return (
    <Notice kind="attention" title={text.change}>
      <p>{text.changeText(length)}</p>
    </Notice>
  );
}
