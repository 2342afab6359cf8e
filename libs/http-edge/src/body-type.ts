import type { IncomingHttpHeaders } from 'node:http';
import type { BodyTypeFault } from '@scrutin/contracts/problems';

/** The spellings of UTF-8, and ASCII, which is a part of it. */
const CHARSETS = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/**
 * Why a body with these headers is not read; undefined for JSON in UTF-8 that is not compressed. Parameters of the
 * type other than `charset` mean nothing (RFC 8259, 11) and are passed over.
 */
export function bodyTypeFault(headers: IncomingHttpHeaders): BodyTypeFault | undefined {
  const { 'content-type': type, 'content-encoding': encoding } = headers;
  if (encoding !== undefined && !/^\s*(?:identity)?\s*$/i.test(encoding)) return 'content-encoding';
  if (type === 'application/json') return undefined; // the usual spelling is not taken apart
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
