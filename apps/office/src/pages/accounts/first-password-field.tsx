import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    label: 'Premier mot de passe',
    hint: 'Remettez-le en personne. La personne devra en choisir un autre à sa première session.',
    propose: 'Proposer un mot de passe',
  },
  en: {
    label: 'First password',
    hint: 'Hand it over in person. The person has to choose another one at the first login.',
    propose: 'Propose a password',
  },
});

/** Letters and digits that nobody takes for one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of four groups: 20 random characters of 31, about 99 bits. */
function randomPassword(): string {
  const group = (): string => {
    let text = '';
    while (text.length < 5) {
      const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
      // Bytes above the largest multiple of 31 would make some characters likelier than others.
      if (byte < 248) text += SIGNS.charAt(byte % SIGNS.length);
    }
    return text;
  };
  return [group(), group(), group(), group()].join('-');
}

/** The password that somebody gives to another account. It is shown, because it must be handed over. */
export function FirstPasswordField(props: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { value, error, onChange } = props;
  const text = TEXTS[useLanguage().language];
  return (
    <>
      <TextField label={text.label} hint={text.hint} value={value} error={error} onChange={onChange} />
      <p>
        <button
          type="button"
          className="button button-second"
          onClick={() => {
            onChange(randomPassword());
          }}
        >
          {text.propose}
        </button>
      </p>
    </>
  );
}
