import { createContext, useContext } from 'react';
import type { SessionBody } from '@scrutin/contracts/admin';
import { may } from '@scrutin/contracts/admin';

export interface OfficeSession {
  readonly session: SessionBody;
  readonly logOut: () => Promise<void>;
  /** Asks who is logged in again, after something about the account has changed. */
  readonly refresh: () => Promise<unknown>;
}

export const SessionContext = createContext<OfficeSession | undefined>(undefined);

/** Who is logged in. */
export function useSession(): OfficeSession {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('Nobody is logged in around this component.');
  return session;
}

/** Whether the account that is logged in has a right. The server decides; this decides what is shown. */
export function useMay(right: Parameters<typeof may>[1]): boolean {
  return may(useSession().session.official.role, right);
}
