/** What the lists of postcodes and regions say of a postcode: where it is, in which municipality, in which labour-market region. */
import type { Answer } from '../../../core/contract/contract.ts';
import type { PostcodeEntry, RegionEntry } from '../../exchange/classification/pack-draft.ts';
import type { Reader } from '../database.ts';
import { entryOf } from './store.ts';

export function placeOfPostcode(db: Reader, postcode: string): Answer<'classification.place'> {
  const digits = /^\s*(\d{4})/.exec(postcode)?.[1];
  const found = digits === undefined ? null : entryOf<PostcodeEntry>(db, 'postcodes', digits);
  if (!found) return null;
  const region = found.municipality === null ? null : entryOf<RegionEntry>(db, 'regions', found.municipality);
  return { municipality: region?.name || null, region: region?.region ?? null, lat: found.lat, lon: found.lon };
}
