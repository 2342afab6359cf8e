/** The accounts of the demonstration, whose passwords `npm start` keeps in a file that only its owner can read. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../bootstrap/refusal.mjs';
import type { OfficeSession } from '../../stack/office-session.ts';
import { openOfficeSession } from '../../stack/office-session.ts';
import { profileFolder } from '../../stack/profile.ts';

export type Person = 'official' | 'second' | 'operator' | 'auditor';

export interface Login {
  readonly email: string;
  readonly password: string;
}

/** The login of a person of the demonstration. @throws Refusal if `npm start` made no such account */
export function loginOf(person: Person): Login {
  const email = `${person}@demo.example`;
  const file = path.join(profileFolder('dev'), 'demonstration-accounts.json');
  const passwords = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly string[]>;
  const [password] = passwords[email] ?? [];
  if (password !== undefined) return { email, password };
  throw new Refusal(`There is no account ${email}.`, { detail: 'npm start makes the accounts.' });
}

/** A session of the first official. @throws Refusal if the password is not the one of the last start */
export async function demonstrationOfficial(office: string): Promise<OfficeSession> {
  const { email, password } = loginOf('official');
  const session = await openOfficeSession(office, email, password);
  if (session !== undefined) return session;
  throw new Refusal('The official of the demonstration has another password.', { detail: 'Run npm start.' });
}
