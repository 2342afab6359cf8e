import type { RegionRow } from '@scrutin/database';
import type { ActOutcome, Region } from '@scrutin/election';
import {
  isIdentifier,
  isSameValue,
  refusalOfFields,
  refused,
  regionProblems,
  withNormalName,
} from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { outdatedRecord, recordVersion } from './record-version.ts';
import { regionInUse } from './uses.ts';

export async function regions({ database }: ActContext): Promise<Region[]> {
  const rows = await database.run('regions', (client) => client.region.findMany({ orderBy: { id: 'asc' } }));
  return rows.map(toRegion);
}

export async function createRegion(
  context: ActContext,
  actor: Actor,
  given: Region,
): Promise<ActOutcome<Region>> {
  const region = withNormalName(given);
  const problem = refusalOfFields(regionProblems(region));
  if (problem !== undefined) return problem;
  const header = { actor, action: 'region.create', subject: `region:${region.id}` };
  const taken = {
    fr: `Il y a déjà une région ${region.id}.`,
    en: `There is a region ${region.id} already.`,
  };
  return act(context, { ...header, taken }, async (transaction) => {
    const after = toRegion(
      await transaction.region.create({ data: { id: region.id, ...regionColumns(region) } }),
    );
    return { ok: true, value: after, after };
  });
}

export async function changeRegion(
  context: ActContext,
  actor: Actor,
  given: Region,
): Promise<ActOutcome<Region>> {
  const region = withNormalName(given);
  const problem = refusalOfFields(regionProblems(region));
  if (problem !== undefined) return problem;
  const { id } = region;
  return act(context, { actor, action: 'region.change', subject: `region:${id}` }, async (transaction) => {
    const used = await regionInUse(transaction, id);
    await transaction.$queryRaw`SELECT id FROM regions WHERE id = ${id} FOR UPDATE`;
    const row = await transaction.region.findUnique({ where: { id } });
    if (row === null)
      return refused('not-found', { fr: `Il n’y a pas de région ${id}.`, en: `There is no region ${id}.` });
    const before = toRegion(row);
    const outdated = outdatedRecord(actor, recordVersion(before), 'region');
    if (outdated !== undefined) return outdated;
    // Sending a record back unchanged is always allowed.
    if (used !== undefined && !isSameValue(before, toRegion({ id, ...regionColumns(region) }))) return used;
    const after = toRegion(await transaction.region.update({ where: { id }, data: regionColumns(region) }));
    return { ok: true, value: after, before, after };
  });
}

export async function removeRegion(context: ActContext, actor: Actor, id: string): Promise<ActOutcome<void>> {
  if (!isIdentifier(id))
    return refused('not-found', {
      fr: 'Aucune région n’a un tel identifiant.',
      en: 'No region has such an identifier.',
    });
  const header = { actor, action: 'region.remove', subject: `region:${id}` };
  const referred = {
    fr: `Une élection se tient dans la région ${id} : supprimez d’abord sa circonscription.`,
    en: `An election has a race in ${id}: remove the race first.`,
  };
  return act(context, { ...header, referred }, async (transaction) => {
    const used = await regionInUse(transaction, id);
    if (used !== undefined) return used;
    await transaction.$queryRaw`SELECT id FROM regions WHERE id = ${id} FOR UPDATE`;
    const row = await transaction.region.findUnique({ where: { id } });
    if (row === null)
      return refused('not-found', { fr: `Il n’y a pas de région ${id}.`, en: `There is no region ${id}.` });
    const before = toRegion(row);
    const outdated = outdatedRecord(actor, recordVersion(before), 'region');
    if (outdated !== undefined) return outdated;
    await transaction.region.delete({ where: { id } });
    return { ok: true, value: undefined, before };
  });
}

function regionColumns({ name }: Region): Omit<RegionRow, 'id'> {
  return { nameFr: name.fr, nameEn: name.en };
}

export function toRegion({ id, nameFr, nameEn }: RegionRow): Region {
  return { id, name: { fr: nameFr, en: nameEn } };
}
