/** An organisation to try the server with, where there is none yet. Everybody in it is recognisably invented. */
import { addOrganisation, addPerson, atTheMachine, invite, joinTeam, addTeam, listOrganisations } from './people.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

const ADVISER = 'Vera Voorbeeld';
const ADMINISTRATOR = 'Bo Beheerder';

export async function addExample(store: Store, world: World) {
  if ((await store.read(listOrganisations)).length > 0) return null;
  const organisation = await addOrganisation(store, world, {
    name: 'Voorbeeldgemeente Zandwijk',
    street: 'Voorbeeldplein',
    houseNumber: '1',
    postcode: '1234 AB',
    place: 'Zandwijk',
    contactName: ADMINISTRATOR,
    contactEmail: 'beheer@example.nl',
  });
  if (!organisation.ok) throw new Error('the example does not fit the concepts');
  const hand = atTheMachine(organisation.value.id);
  const adviser = await addPerson(store, world, hand, { name: ADVISER, email: 'vera@example.nl', roles: ['adviser'] });
  const administrator = await addPerson(store, world, hand, {
    name: ADMINISTRATOR,
    email: 'beheer@example.nl',
    roles: ['administrator', 'privacyOfficer'],
  });
  const team = await addTeam(store, world, hand, 'Team Voorbeeld');
  await joinTeam(store, world, hand, team.id, adviser.id);
  const codes = [
    await invite(store, world, hand, adviser.id),
    await invite(store, world, hand, administrator.id),
  ] as const;
  if (!codes[0].ok || !codes[1].ok) throw new Error('the example can not be invited');
  return {
    organisation: organisation.value.id,
    adviserName: ADVISER,
    adviserCode: codes[0].value.code,
    administrator: administrator.id,
    administratorName: ADMINISTRATOR,
    administratorCode: codes[1].value.code,
  };
}
