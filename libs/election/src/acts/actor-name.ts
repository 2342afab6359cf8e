import type { LocalizedText } from '../contests/localized-text.ts';

/** The name on record of what nobody does: a proposal whose time is over expires by itself. */
export const EXPIRY_NAME = 'expiry';
const COMMAND_LINE = 'command line: ';

/** The name on record of somebody who uses the command line. @param user the user of the machine */
export function commandLineName(user: string): string {
  return `${COMMAND_LINE}${user}`;
}

/** The name of an actor on record, for people: an address as it is, and the words of the record in their language. */
export function actorInWords(name: string): LocalizedText {
  if (name === EXPIRY_NAME) return { fr: 'expiration du délai', en: 'expiry' };
  if (!name.startsWith(COMMAND_LINE)) return { fr: name, en: name };
  return { fr: `ligne de commande\u00a0: ${name.slice(COMMAND_LINE.length)}`, en: name };
}
