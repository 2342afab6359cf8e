import { isUtf8 } from 'node:buffer';
import type { BodyFault } from '@scrutin/contracts/problems';
import { jsonFault, mayRepeatMember } from '@scrutin/contracts/problems';

export type ReadJson = { readonly value: unknown } | { readonly fault: BodyFault };

const BYTE_ORDER_MARK = 0xfeff;

/**
 * The value of a JSON text in UTF-8, with or without a byte order mark (RFC 8259, 8.1 lets a reader pass over it).
 * Refused, with the reason: other encodings, bytes that are no UTF-8, what is no JSON, and objects that have a
 * member twice, however its name is written: JSON.parse would take the last one, another reader the first.
 */
export function readJson(bytes: Buffer): ReadJson {
  if (!isUtf8(bytes)) return { fault: { kind: isUtf16(bytes) ? 'utf-16' : 'not-utf-8' } };
  const decoded = bytes.toString('utf8');
  const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: syntaxFault(text, bytes) };
  }
  const fault = mayRepeatMember(text, value) ? jsonFault(text) : undefined;
  return fault === undefined ? { value } : { fault };
}

function syntaxFault(text: string, bytes: Buffer): BodyFault {
  if (text.trim() === '') return { kind: 'empty' };
  if (isUtf16(bytes)) return { kind: 'utf-16' };
  return jsonFault(text) ?? { kind: 'unexpected-character', line: 1, column: 1 };
}

/** By its byte order mark, or by the zero that every second byte of an ASCII text has there. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || (bytes.length > 1 && (first === 0) !== (second === 0));
}
