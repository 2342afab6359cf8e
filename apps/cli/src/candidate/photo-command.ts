import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { adminCandidateView } from '@scrutin/contracts/admin';
import type { ActOutcome } from '@scrutin/election';
import { candidateName, isolated } from '@scrutin/election';
import type { StoredPhoto } from '@scrutin/election-office';
import { timeZoneOf } from '@scrutin/election-office';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { identifier } from '../options.ts';
import { withOffice } from '../stack.ts';

interface PhotoOptions {
  readonly remove?: boolean;
  readonly json?: boolean;
}

export function registerPhotoCommand(candidate: Command): void {
  candidate
    .command('photo')
    .summary('give a candidate a photo, or remove it')
    .description(
      'Gives a candidate a photo: a JPEG, PNG or WebP of at most 12 MB. It is written again as a JPEG of at most 800 ' +
        'pixels on each side, without place, camera or anything else that the file held. The public API serves it. ' +
        'Possible until the closing.',
    )
    .argument('<election>', 'identifier of the election', identifier)
    .argument('<region>', 'identifier of the region', identifier)
    .argument('<candidate>', 'identifier of the candidate', identifier)
    .argument('[file]', 'the photo')
    .option('--remove', 'remove the photo instead')
    .option('--json', 'print the candidate as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx scrutin candidate photo PROV-2025 SHERBROOKE grandvent photos/grandvent.jpg',
    )
    .action(
      async (
        electionId: string,
        regionId: string,
        id: string,
        file: string | undefined,
        { remove, json }: PhotoOptions,
        command: Command,
      ) => {
        if ((file === undefined) === (remove !== true)) command.error('error: give a file, or --remove');
        const photo = file === undefined ? undefined : requireSuccess(command, await preparedFrom(file));
        const key = { electionId, regionId, id };
        const { changed, timeZone } = await withOffice(await cliEnvironment(), async (office) => ({
          changed: requireSuccess(command, await office.setCandidatePhoto(commandLineActor(), key, photo)),
          timeZone: await timeZoneOf(office, { kind: 'election', ...key }),
        }));
        const name = isolated(candidateName(changed));
        console.log(
          json === true
            ? JSON.stringify(adminCandidateView(changed, timeZone))
            : photo === undefined
              ? `${name} has no photo now.`
              : `${name} has the photo ${changed.photoUrl ?? ''}`,
        );
      },
    );
}

async function preparedFrom(file: string): Promise<ActOutcome<StoredPhoto>> {
  // Decoding pictures needs a native library, which no other command has to load.
  const { preparePhoto } = await import('@scrutin/photos');
  return preparePhoto(await readFile(file));
}
