import { z } from 'zod';
import { bothLanguages, identifier } from './values.ts';

const color = z.string().meta({ description: '#RRGGBB', examples: ['#004B8D'] });

/** `PUT /admin/v1/regions/{id}`. */
export const regionRequest = z
  .strictObject({ name: bothLanguages })
  .meta({ id: 'RegionRequest', description: 'The names of a region.' });

/** `POST /admin/v1/regions`. */
export const newRegion = regionRequest
  .extend({ id: identifier })
  .meta({ id: 'NewRegion', description: 'A region to create.' });

/** `PUT /admin/v1/parties/{code}`. */
export const partyRequest = z
  .strictObject({ name: bothLanguages, color })
  .meta({ id: 'PartyRequest', description: 'The names and the colour of a party.' });

/** `POST /admin/v1/parties`. */
export const newParty = partyRequest.extend({ code: identifier }).meta({
  id: 'NewParty',
  description: 'A party to create. An independent candidate needs none.',
});
