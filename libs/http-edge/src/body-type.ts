import type { IncomingHttpHeaders } from 'node:http';
import type { BodyTypeFault } from '@scrutin/contracts/problems';

/** The names of UTF-8 and of ASCII, which is a subset of it. */
const CHARSETS = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/**
 * The reason why a body with these headers is refused, or undefined for uncompressed JSON in UTF-8. Parameters of the
 * media type other than `charset` have no meaning (RFC 8259, 11) and are ignored.
 */
export function bodyTypeFault(headers: IncomingHttpHeaders): BodyTypeFault | undefined {
  const { 'content-type': type, 'content-encoding': encoding } = headers;
  if (encoding !== undefined && !/^\s*(?:identity)?\s*$/i.test(encoding)) return 'content-encoding';
  if (type === 'application/json') return undefined; // The usual spelling needs no parsing.
  if (type === undefined || type.trim() === '') return 'no-content-type';
  const [mediaType = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  if (mediaType === 'application/json') return parameters.every(isReadable) ? undefined : 'charset';
  if (mediaType.endsWith('+json') || mediaType === 'text/json') return 'other-json';
  if (mediaType === 'application/x-www-form-urlencoded' || mediaType === 'multipart/form-data') return 'form';
  return 'other-type';
}

function isReadable(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=');
  return name.trim() !== 'charset' || CHARSETS.has(value.trim().replaceAll(/^"|"$/g, ''));
}
