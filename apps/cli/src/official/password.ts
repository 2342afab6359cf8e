import { randomInt } from 'node:crypto';
import { text } from 'node:stream/consumers';

/** Letters and digits that cannot be confused with each other. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 5;
const GROUP_LENGTH = 5;

/** 25 characters of an alphabet of 32, which is 125 bits and cannot be guessed, in groups that can be read aloud. */
export function generatedPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The whole standard input without the line end that `echo` adds. */
export async function passwordFromStdin(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}
