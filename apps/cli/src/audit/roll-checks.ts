import type { AuditRow, AuditStore } from '@scrutin/ballot-store';
import type { RollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import { openRollSource } from '../roll/open-roll-source.ts';
import type { RollSource } from '../roll/roll-source.ts';
import type { AuditCheck } from './audit-check.ts';
import { numberIn, stateOf, sumOf } from './audit-check.ts';
import type { AuditScope } from './audit-scope.ts';
import { notYet } from './compare-record.ts';
import { PackedRoll } from './packed-roll.ts';

/**
 * Section 3: nobody voted who is not on the roll. Without folders, only the numbers are compared. The credentials of a
 * roll whose folders are given are held in memory, packed; who voted is read in pages.
 *
 * @throws ConfigurationError if a folder is not a roll, is not as its manifest says, or is of a contest that is not audited
 */
export async function rollChecks(
  store: AuditStore,
  scope: AuditScope,
  folders: readonly string[],
): Promise<AuditCheck[]> {
  const numbers = (await store.rollNumbers()).filter((row) => scope.hasRoll(row['roll_key'] ?? ''));
  const byRoll = new Map<RollKey, RollSource[]>();
  for (const folder of folders) {
    const source = await openRollSource([folder]);
    if (!scope.hasRoll(source.rollKey))
      throw new ConfigurationError(strangeRoll(folder, source.rollKey, scope));
    byRoll.set(source.rollKey, [...(byRoll.get(source.rollKey) ?? []), source]);
  }
  const recorded = await store.recordedLoads();
  const checks = [
    votedAtMost(numbers),
    await voidCredentialsAddUp(store, scope, numbers),
    await voidVoted(store, scope),
  ];
  for (const [rollKey, sources] of byRoll) {
    const onRecord = numbers.find((row) => row['roll_key'] === rollKey);
    const loads = new Set(recorded.filter((row) => row['roll_key'] === rollKey).map((row) => row['source']));
    const replacements = new Set(await store.replacements(rollKey));
    const files = await readFiles(sources, onRecord, { loads, replacements });
    checks.push(
      filesAreOnRecord(rollKey, files.folders),
      digestIsOnRecord(rollKey, files, onRecord),
      await votersAreInFiles(rollKey, files, store, scope),
    );
  }
  return checks;
}

function votedAtMost(numbers: readonly AuditRow[]): AuditCheck {
  const votersOf = (row: AuditRow): number => numberIn(row, 'credentials') - numberIn(row, 'void');
  const tooMany = numbers
    .map((row) => ({ roll: row['roll_key'] ?? '', more: numberIn(row, 'counted') - votersOf(row) }))
    .filter(({ more }) => more > 0);
  return {
    section: '3',
    name: 'votes beyond the roll',
    figure: sumOf(tooMany, ({ more }) => more),
    expected: 0,
    difference: sumOf(tooMany, ({ more }) => more),
    state: stateOf(tooMany.length > 0, false),
    meaning: 'More votes were counted than there are voters on the roll. None is allowed, at any time.',
    details: [
      ...numbers.map(
        (row) => `${row['roll_key'] ?? ''}: ${votersOf(row)} voters, ${numberIn(row, 'counted')} votes`,
      ),
      ...tooMany.map(({ roll, more }) => `${roll}: ${more} votes too many`),
    ],
  };
}

/**
 * Voters, replaced and revoked credentials add up to the roll: the total of void credentials, from which the voters are
 * computed, is that of the list.
 */
async function voidCredentialsAddUp(
  store: AuditStore,
  scope: AuditScope,
  numbers: readonly AuditRow[],
): Promise<AuditCheck> {
  const wrong = (await store.voidDifferences()).filter((row) => scope.hasRoll(row['roll_key'] ?? ''));
  const difference = sumOf(wrong, (row) =>
    Math.max(
      Math.abs(numberIn(row, 'credentials') - numberIn(row, 'listed')),
      Math.abs(numberIn(row, 'approved') - numberIn(row, 'listed_approved')),
    ),
  );
  return {
    section: '3',
    name: 'void credentials add up',
    figure: sumOf(numbers, (row) => numberIn(row, 'replaced') + numberIn(row, 'revoked')),
    expected: sumOf(numbers, (row) => numberIn(row, 'void')),
    difference,
    state: stateOf(difference > 0, false),
    meaning:
      'The number of void credentials is not that of the list, so voters, replaced and revoked credentials do not add up ' +
      'to the roll. The number or the list was changed outside Scrutin. None is allowed, at any time.',
    details: [
      ...numbers.map((row) => {
        const [replaced, revoked] = [numberIn(row, 'replaced'), numberIn(row, 'revoked')];
        const voters = numberIn(row, 'credentials') - replaced - revoked;
        return `${row['roll_key'] ?? ''}: ${voters} voters, ${replaced} replaced, ${revoked} revoked`;
      }),
      ...wrong.map(
        (row) =>
          `${row['roll_key'] ?? ''} ${row['region_id'] ?? ''}: ${numberIn(row, 'credentials')} ${row['kind'] ?? ''} in the total, ${numberIn(row, 'listed')} on the list (${numberIn(row, 'approved')} and ${numberIn(row, 'listed_approved')} approved)`,
      ),
    ],
  };
}

async function voidVoted(store: AuditStore, scope: AuditScope): Promise<AuditCheck> {
  const rows = (await store.voidVoters()).filter((row) => scope.hasRoll(row['roll_key'] ?? ''));
  const voters = rows.length;
  return {
    section: '3',
    name: 'votes of void credentials',
    figure: voters,
    expected: 0,
    difference: voters,
    state: stateOf(voters > 0, scope.open.length > 0),
    meaning:
      'A replaced or revoked credential has a counted vote, which the database forbids. None is allowed. Before the ' +
      'closing nobody sees who voted.',
    details: [
      ...[...new Set(rows.map((row) => row['roll_key'] ?? ''))].map(
        (roll) => `${roll}: void credentials voted`,
      ),
      ...notYet(scope),
    ],
  };
}

interface OnRecord {
  /** The SHA-256 of the manifests that were loaded for this roll. */
  readonly loads: ReadonlySet<string | null | undefined>;
  /** The credentials of letters that replaced others, as lines of roll files. */
  readonly replacements: ReadonlySet<string>;
}

/**
 * A set of letters that replaced others is not loaded as a folder: its credentials are on record one by one. Letters of
 * such a set that replaced no other letter are unused, and are no difference.
 */
function filesAreOnRecord(rollKey: RollKey, folders: readonly ReadFolder[]): AuditCheck {
  const strange = folders.filter(({ credentials, unused }) => unused === credentials && credentials > 0);
  const inPart = folders.filter(({ credentials, unused }) => unused > 0 && unused < credentials);
  return {
    section: '3',
    name: `roll folders on record, ${rollKey}`,
    figure: folders.length - strange.length,
    expected: folders.length,
    difference: strange.length,
    state: stateOf(strange.length > 0, false),
    meaning:
      'A folder that is not on record is not what was loaded: another copy, or a later one. Or it is a set of new ' +
      'letters, none of which replaced another letter: then leave it out.',
    details: [
      ...strange.map(
        ({ sha256 }) =>
          `${rollKey}: no load of the manifest ${sha256} is on record, and none of its credentials replaced another`,
      ),
      ...inPart.map(
        ({ sha256, credentials, unused }) =>
          `${rollKey}: ${credentials - unused} of the ${credentials} letters of the manifest ${sha256} replaced others; unused: ${unused}`,
      ),
    ],
  };
}

/** The sentence about a folder of a contest that the audit does not look at. */
function strangeRoll(folder: string, rollKey: RollKey, scope: AuditScope): string {
  const audited = scope.contests.map(({ contest_key }) => contest_key).join(', ');
  return `${folder} is a roll of ${rollKey}, and the audit is of ${audited}: give the folders of that contest alone.`;
}

interface ReadFolder {
  /** The SHA-256 of its manifest. */
  readonly sha256: string;
  readonly credentials: number;
  /** How many credentials of a folder that was not loaded replaced no other letter. They are not on the roll. */
  readonly unused: number;
}

interface RollFiles {
  readonly folders: readonly ReadFolder[];
  /** Those of all folders, without the unused letters of sets of which others are used. */
  readonly credentials: PackedRoll;
  /** As section 3 of docs/AUDITING.md computes it. */
  readonly digest: string;
}

async function readFiles(
  sources: readonly RollSource[],
  onRecord: AuditRow | undefined,
  { loads, replacements }: OnRecord,
): Promise<RollFiles> {
  const credentials = new PackedRoll();
  const folders: ReadFolder[] = [];
  for (const source of sources) {
    const sha256 = 'sha256' in source.origin ? source.origin.sha256 : '';
    if (loads.has(sha256)) {
      let own = 0;
      for await (const { hash, region = '' } of source.entries('any')) {
        credentials.add(hash, region);
        own += 1;
      }
      folders.push({ sha256, credentials: own, unused: 0 });
      continue;
    }
    const own = new PackedRoll();
    for await (const { hash, region = '' } of source.entries('any')) own.add(hash, region);
    let used = 0;
    for (const entry of own.entries()) if (replacements.has(lineOf(entry))) used += 1;
    for (const entry of own.entries()) {
      // A folder that is not on record at all is compared whole, to show what it has in common with the roll.
      if (used === 0 || replacements.has(lineOf(entry))) credentials.add(entry.hash, entry.region);
    }
    folders.push({ sha256, credentials: own.size, unused: own.size - used });
  }
  const buckets = Math.max(1, onRecord === undefined ? 1 : numberIn(onRecord, 'buckets'));
  return { folders, credentials, digest: credentials.digest(buckets) };
}

/** The line of a roll file. */
function lineOf({ hash, region }: { readonly hash: Uint8Array; readonly region: string }): string {
  return `${Buffer.from(hash).toString('base64url')}${region === '' ? '' : `,${region}`}`;
}

function digestIsOnRecord(rollKey: RollKey, files: RollFiles, onRecord: AuditRow | undefined): AuditCheck {
  const recorded = onRecord?.['digest'] ?? '';
  const expected = onRecord === undefined ? 0 : numberIn(onRecord, 'credentials');
  // The number is on record apart from the digest. It is the base of turnout and quorum.
  const differs = recorded !== files.digest || files.credentials.size !== expected;
  return {
    section: '3',
    name: `credentials in the folders, ${rollKey}`,
    figure: files.credentials.size,
    expected,
    difference: differs ? Math.max(1, Math.abs(files.credentials.size - expected)) : 0,
    state: stateOf(differs, false),
    meaning:
      'The digest of the roll on record, or its number of credentials, is not that of the folders. Either a folder is ' +
      'missing (give all that were loaded, late registrations and replaced letters too), or the roll has credentials ' +
      'that no folder has.',
    details: differs
      ? [
          `${rollKey}: digest on record ${recorded === '' ? '(none)' : recorded}, of the folders ${files.digest}; ` +
            `credentials on record ${expected}, in the folders ${files.credentials.size}`,
        ]
      : [],
  };
}

async function votersAreInFiles(
  rollKey: RollKey,
  { credentials }: RollFiles,
  store: AuditStore,
  scope: AuditScope,
): Promise<AuditCheck> {
  const shown: string[] = [];
  let strangers = 0;
  for await (const line of store.whoVoted(rollKey)) {
    const [hash = '', ...region] = line.split(',');
    if (credentials.has(Buffer.from(hash, 'base64url'), region.join(','))) continue;
    strangers += 1;
    if (shown.length < MOST_SHOWN) shown.push(line);
  }
  return {
    section: '3',
    name: `voters who are not in the folders, ${rollKey}`,
    figure: strangers,
    expected: 0,
    difference: strangers,
    state: stateOf(strangers > 0, scope.isOpenRoll(rollKey)),
    meaning:
      'Somebody voted who is not in the roll folders, or in another region than there. None is allowed if all folders ' +
      'are given. Before the closing nobody sees who voted.',
    details: shown.map((line) => `${rollKey}: ${line}`),
  };
}

const MOST_SHOWN = 20;
