import { z } from 'zod';
import { partyBody, regionBody } from '../public/election.ts';
import { bothLanguages, identifier, recordVersion } from './values.ts';

const color = z.string().meta({ description: '#RRGGBB', examples: ['#004B8D'] });

/** An entry of `GET /admin/v1/regions`. */
export const listedRegion = regionBody
  .extend({ version: recordVersion })
  .meta({ id: 'ListedRegion', description: 'A region with its version.' });

/** `PUT /admin/v1/regions/{id}`. */
export const regionRequest = z
  .strictObject({ name: bothLanguages })
  .meta({ id: 'RegionRequest', description: 'The names of a region.' });

/** `POST /admin/v1/regions`. */
export const newRegion = regionRequest
  .extend({ id: identifier })
  .meta({ id: 'NewRegion', description: 'A region to create.' });

/** An entry of `GET /admin/v1/parties`. */
export const listedParty = partyBody
  .extend({ version: recordVersion })
  .meta({ id: 'ListedParty', description: 'A party with its version.' });

/** `PUT /admin/v1/parties/{code}`. */
export const partyRequest = z
  .strictObject({ name: bothLanguages, color })
  .meta({ id: 'PartyRequest', description: 'The names and the colour of a party.' });

/** `POST /admin/v1/parties`. */
export const newParty = partyRequest.extend({ code: identifier }).meta({
  id: 'NewParty',
  description: 'A party to create. An independent candidate needs none.',
});
