import { isUtf8 } from 'node:buffer';
import type { BodyFault } from '@scrutin/contracts/problems';
import { jsonFault, mayRepeatMember } from '@scrutin/contracts/problems';

/** The value of a body, or the reason why it was refused. */
export type ReadJson = { readonly value: unknown } | { readonly fault: BodyFault };

const BYTE_ORDER_MARK = 0xfeff;

/**
 * Reads a JSON text in UTF-8. It may have a byte order mark, which a reader may ignore (RFC 8259, 8.1). Other
 * encodings, bytes that are not UTF-8, and texts that are not JSON are refused with the reason. So are objects that
 * have a member twice, also if its name is escaped, because JSON.parse would take the last value and another reader the
 * first.
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

/** Whether a text is in UTF-16. It has a byte order mark, or a zero as every second byte if it is ASCII. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || (bytes.length > 1 && (first === 0) !== (second === 0));
}
