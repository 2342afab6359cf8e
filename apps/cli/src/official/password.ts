import { randomInt } from 'node:crypto';
import { text } from 'node:stream/consumers';

/** Without the letters and digits that are read for one another. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 5;
const GROUP_LENGTH = 5;

/** 25 characters of 32: 125 bits, which nobody guesses, in groups that can be read aloud. */
export function generatedPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** All of standard input without the line end that `echo` adds. */
export async function passwordFromStdin(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}
