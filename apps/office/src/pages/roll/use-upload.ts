import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Reply } from '@scrutin/api-client';
import type { RollReportBody, RollUploadBody } from '@scrutin/contracts/admin';
import { useClient } from '../../api/client-context.tsx';
import type { OfficeRoutes } from '../../api/office-client.ts';
import { readAllAgain } from '../../api/query-client.ts';
import type { Trouble } from '../../api/trouble.ts';
import { troubleOf } from '../../api/trouble.ts';
import type { ActOutcome } from '../../api/use-act.ts';

type UploadReply = Reply<OfficeRoutes['uploadRoll']>;

/** What became of an upload. */
export type UploadOutcome =
  | { readonly kind: 'idle' }
  /** `share` of the bytes have been sent, from 0 to 1. At 1 the office checks the lines. */
  | { readonly kind: 'sending'; readonly share: number; readonly isDryRun: boolean }
  | { readonly kind: 'answered'; readonly body: RollUploadBody }
  | { readonly kind: 'awaits-approval'; readonly outcome: ActOutcome }
  /** With the report on the lines if the office read them. */
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly report: RollReportBody | undefined };

export interface UploadOptions {
  readonly scheme: 'hmac-sha256' | 'sha256' | undefined;
  readonly hasManifest: boolean;
  readonly isDryRun: boolean;
  readonly reason: string;
}

/**
 * Uploads the lines of a roll, and tells how far it is. Only the latest upload is told of: another one, or `clear`,
 * ends the one before, whose answer would otherwise be taken for that of other lines.
 */
export function useUpload(rollKey: string): {
  readonly outcome: UploadOutcome;
  readonly upload: (lines: Blob, options: UploadOptions) => Promise<void>;
  readonly clear: () => void;
} {
  const client = useClient();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<UploadOutcome>({ kind: 'idle' });
  const latest = useRef<AbortController>(undefined);
  const upload = useCallback(
    async (lines: Blob, options: UploadOptions) => {
      const { scheme, hasManifest, isDryRun, reason } = options;
      latest.current?.abort();
      const mine = new AbortController();
      latest.current = mine;
      setOutcome({ kind: 'sending', share: 0, isDryRun });
      const query = {
        dry_run: isDryRun ? ('true' as const) : ('false' as const),
        ...(hasManifest ? {} : { manifest: 'none' as const }),
        ...(hasManifest || scheme === undefined ? {} : { scheme }),
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      };
      const onSent = (bytes: number): void => {
        const share = lines.size === 0 ? 1 : Math.min(1, bytes / lines.size);
        if (latest.current === mine) setOutcome({ kind: 'sending', share, isDryRun });
      };
      const given = { params: { roll_key: rollKey }, query };
      const reply = await client.uploadRoll(given, lines, onSent, mine.signal);
      if (reply.kind === 'answered') await readAllAgain(queries);
      if (latest.current === mine) setOutcome(outcomeOf(reply));
    },
    [client, queries, rollKey],
  );
  const clear = useCallback(() => {
    latest.current?.abort();
    latest.current = undefined;
    setOutcome({ kind: 'idle' });
  }, []);
  return { outcome, upload, clear };
}

function outcomeOf(reply: UploadReply): UploadOutcome {
  if (reply.kind === 'answered') {
    if (reply.status === 200) return { kind: 'answered', body: reply.body };
    return { kind: 'awaits-approval', outcome: { kind: 'awaits-approval', proposal: reply.body } };
  }
  const report = reply.kind === 'problem' ? reply.problem['report'] : undefined;
  return { kind: 'failed', trouble: troubleOf(reply), report: report as RollReportBody | undefined };
}
