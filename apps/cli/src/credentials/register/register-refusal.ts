import type { LocalizedText } from '@scrutin/election';
import { frenchTypography } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';

/** Why a register cannot be read as a whole, in both languages. The message of the error is the English text. */
export class RegisterRefusal extends ConfigurationError {
  readonly text: LocalizedText;
  constructor({ fr, en }: LocalizedText, options?: ErrorOptions) {
    super(en, options);
    this.text = { fr: frenchTypography(fr), en };
  }
}
