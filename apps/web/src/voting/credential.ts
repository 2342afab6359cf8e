import { normaliseCode, normaliseNas } from '@scrutin/credentials';

/** What the voter typed. It is held in memory only. */
export interface TypedCredential {
  readonly nas: string;
  readonly code: string;
}

export const EMPTY_CREDENTIAL: TypedCredential = { nas: '', code: '' };

/** The credential in the form that is sent. */
export interface Credential {
  readonly nas: string;
  readonly code: string;
}

/** What is wrong with a field: nothing is in it, or it has `length` letters and digits that cannot be what is asked for. */
export type FieldFault = { readonly kind: 'empty' } | { readonly kind: 'form'; readonly length: number };

/** What is wrong with the NAS; undefined if it has the right form. Whether it is on the roll is known only later. */
export function nasFault(text: string): FieldFault | undefined {
  return normaliseNas(text) === undefined ? faultOf(text) : undefined;
}

/** What is wrong with the code; undefined if it has the right form. */
export function codeFault(text: string): FieldFault | undefined {
  return normaliseCode(text) === undefined ? faultOf(text) : undefined;
}

function faultOf(text: string): FieldFault {
  const { length } = text.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return length === 0 ? { kind: 'empty' } : { kind: 'form', length };
}

/** The credential that was typed; undefined unless both fields have the right form. */
export function credentialOf(typed: TypedCredential): Credential | undefined {
  const nas = normaliseNas(typed.nas);
  const code = normaliseCode(typed.code);
  return nas === undefined || code === undefined ? undefined : { nas, code };
}

/** The digits of a NAS in groups, as letters print them: `123 456 782`. Undefined for anything else. */
export function groupedNas(text: string): string | undefined {
  return grouped(normaliseNas(text), 3);
}

/** The characters of a code in groups, as letters print them: `KTRW 3HXP`. Undefined for anything else. */
export function groupedCode(text: string): string | undefined {
  return grouped(normaliseCode(text), 4);
}

function grouped(text: string | undefined, size: number): string | undefined {
  return text?.replaceAll(new RegExp(`.{${size}}(?=.)`, 'g'), '$&\u00a0');
}
