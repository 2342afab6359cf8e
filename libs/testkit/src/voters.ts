import { randomInt } from 'node:crypto';
import type { Voter } from '@scrutin/voting-load';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const issued = new Set<string>();

/** Generates voters. No two voters of one process have the same NAS. */
export function voters(count: number): Voter[] {
  return Array.from({ length: count }, () => ({ nas: freshNas(), code: freshCode() }));
}

function freshNas(): string {
  for (;;) {
    const nas = String(randomInt(100_000_000, 1_000_000_000));
    if (issued.has(nas)) continue;
    issued.add(nas);
    return nas;
  }
}

/** A code that begins with a letter and ends with a digit, so that no word and no number in a log looks like a code. */
function freshCode(): string {
  const letters = Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${ALPHABET[randomInt(26)] ?? 'A'}${letters}${randomInt(10)}`;
}
