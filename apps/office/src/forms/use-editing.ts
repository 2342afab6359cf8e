import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** One field that somebody else changed while it was being edited here. */
interface ChangedMeanwhile<Values> {
  readonly field: keyof Values & string;
  readonly before: unknown;
  readonly now: unknown;
}

export interface Editing<Values> {
  /** The fields as they stand in the form. */
  readonly values: Values;
  readonly set: (changes: Partial<Values>) => void;
  /** The fields that differ from what was read. */
  readonly edited: readonly (keyof Values & string)[];
  /** The version that was read, for If-Match. Once something was typed, it stays the same until the record is read again on purpose. */
  readonly version: string | undefined;
  /** Reads the record again and keeps what was typed. */
  readonly readAgain: () => void;
  /** To be called after the record was saved: what is read next is what is edited next. */
  readonly saved: () => void;
  /** What others changed, once the record has been read again; undefined before. */
  readonly meanwhile: readonly ChangedMeanwhile<Values>[] | undefined;
}

interface Kept<Values> {
  readonly base: Values;
  readonly version: string | undefined;
  readonly edits: Partial<Values>;
  readonly awaits: 'nothing' | 'saved' | 'again';
  readonly meanwhile: readonly ChangedMeanwhile<Values>[] | undefined;
}

/**
 * Keeps the fields of a form over a record that others may change at the same time. Once something was typed, what was
 * read before stays the base of the form, although pages read again by themselves: so a save with its version shows that
 * somebody was faster.
 *
 * @param latest the fields as the record has them now
 */
export function useEditing<Values extends object>(
  latest: Values,
  version: string | undefined,
): Editing<Values> {
  const queries = useQueryClient();
  const [kept, setKept] = useState<Kept<Values>>({
    base: latest,
    version,
    edits: {},
    awaits: 'nothing',
    meanwhile: undefined,
  });
  let { base, edits, meanwhile } = kept;
  // A form in which nothing was typed has nothing to keep: it shows what was read last.
  const isUntouched = Object.keys(kept.edits).length === 0;
  if (kept.version !== version && (kept.awaits !== 'nothing' || isUntouched)) {
    meanwhile = kept.awaits === 'again' ? differences(base, latest) : undefined;
    edits = kept.awaits === 'again' ? edits : {};
    base = latest;
    setKept({ base, version, edits, awaits: 'nothing', meanwhile });
  }
  const values: Values = { ...base, ...edits };
  return {
    values,
    edited: differences(base, values).map(({ field }) => field),
    version: kept.version,
    meanwhile,
    set: (changes) => {
      setKept((before) => ({ ...before, edits: { ...before.edits, ...changes } }));
    },
    readAgain: () => {
      setKept((before) => ({ ...before, awaits: 'again' }));
      void queries.invalidateQueries();
    },
    saved: () => {
      setKept((before) => ({ ...before, awaits: 'saved' }));
    },
  };
}

function differences<Values extends object>(before: Values, now: Values): ChangedMeanwhile<Values>[] {
  return (Object.keys(now) as (keyof Values & string)[])
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ field, before: before[field], now: now[field] }));
}
