import type { BatchPart, PrintingBatch } from '@scrutin/anomalies';
import type { RegisteredRoll } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { VoterRoll } from '@scrutin/voter-roll';
import { openReferences } from '../credentials/references-folder.ts';

/**
 * Counts how many credentials of each printing batch are used. A batch is a number of letters in their order, as `scrutin
 * credentials print` puts them into files. P6: Redis says whether a credential is used, and neither when nor for what;
 * nothing is kept but numbers.
 *
 * @param folder the references of a credential set, which only the office has
 * @throws ConfigurationError if the folder holds no references, or is of a roll that is not on record
 */
export async function printingBatches(
  folder: string,
  lettersPerBatch: number,
  rolls: readonly RegisteredRoll[],
  { lookUp }: Pick<VoterRoll, 'lookUp'>,
): Promise<PrintingBatch[]> {
  const references = await openReferences(folder);
  const roll = rolls.find(({ rollKey }) => rollKey === references.manifest.roll);
  if (roll === undefined) {
    throw new ConfigurationError(`${folder} is of ${references.manifest.roll}, which has no roll on record.`);
  }
  const batches: PrintingBatch[] = [];
  let letters: { readonly hash: Uint8Array; readonly region: string }[] = [];
  let first = 1;
  const finish = async (): Promise<void> => {
    const stored = await lookUp(
      roll,
      letters.map(({ hash }) => hash),
    );
    const parts = new Map<string, BatchPart>();
    letters.forEach(({ region }, i) => {
      const { letters: counted, used } = parts.get(region) ?? { letters: 0, used: 0 };
      const isUsed = stored[i]?.claim !== undefined;
      parts.set(region, { region, letters: counted + 1, used: used + (isUsed ? 1 : 0) });
    });
    const last = first + letters.length - 1;
    batches.push({ name: `${roll.rollKey}, letters ${first} to ${last}`, parts: [...parts.values()] });
    first = last + 1;
    letters = [];
  };
  for await (const { hash, region = '' } of references.entries()) {
    letters.push({ hash, region });
    if (letters.length === lettersPerBatch) await finish();
  }
  if (letters.length > 0) await finish();
  return batches;
}
