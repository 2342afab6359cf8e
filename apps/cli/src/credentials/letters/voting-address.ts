import { InvalidArgumentError } from 'commander';
import type { RollKey } from '@scrutin/election';

/**
 * Reads the address of the page on which voters vote, and returns it as a browser writes it. It must have no fragment, because the fragment carries the code.
 */
export function votingPage(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InvalidArgumentError('It is an address such as https://vote.example.');
  }
  const isLocal = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) {
    throw new InvalidArgumentError('It must begin with https://, so that nobody can read what voters send.');
  }
  if (url.hash !== '' || text.includes('#')) {
    throw new InvalidArgumentError('It must not have a #: what follows it is the code of the voter.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidArgumentError('It must not have a name or a password.');
  }
  return url.href;
}

/**
 * The address in the QR code of a letter. The code stands in the fragment, which a browser sends to no server, so that
 * it is in no log. It is never in the query. The identifier of the voter is not in the address.
 */
export function addressWithCode(
  page: string,
  rollKey: RollKey,
  code: string,
  region: string | undefined,
): string {
  const [kind = '', id = ''] = rollKey.split(':');
  const parameters = new URLSearchParams({ code, [kind]: id });
  if (region !== undefined) parameters.set('region', region);
  return `${page}#${parameters.toString()}`;
}
