/** After a kill between the keys and the database, or with a database that is gone: an empty caseload that is nobody's yet. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { SET_UP } from '../../tests/support/desktop.ts';
import { askOf, serviceIn } from '../../tests/support/space.ts';

it('an empty caseload begun with the keys that were there can still be told whose it is', async () => {
  const dir = newFolder('begun-again');
  const first = serviceIn(dir);
  await askOf(first, 'vault.create', SET_UP);
  await first.close();
  for (const end of ['', '-wal', '-shm']) rmSync(join(dir, `caseload.db${end}`), { force: true });

  const service = serviceIn(dir);
  const byPassphrase = { by: 'passphrase', passphrase: SET_UP.passphrase } as const;
  await service.askInternal('vault.wayOutWith', { way: 'startEmptyDatabase', path: null });
  await askOf(service, 'vault.unlock', byPassphrase);
  // The recovery code of the keys was perhaps never seen: the window reminds until a new one is typed back.
  expect(await askOf(service, 'vault.state', null)).toMatchObject({ type: 'open', recoveryConfirmed: false });
  const { adviser, organisation } = await askOf(service, 'organisation.open', null);
  expect([adviser, organisation]).toMatchObject([{ name: null }, { name: null }]);
  for (const [concept, row] of [
    ['adviser', String(adviser?.['id'])],
    ['organisation', 'organisation'],
  ] as const)
    await askOf(service, 'dossier.edit', { dossier: 'organisation', concept, row, fields: { name: 'Verzonnen' } });
  expect(await askOf(service, 'caseload.summary', null)).toMatchObject({
    adviserName: 'Verzonnen',
    organisationName: 'Verzonnen',
  });

  // Only the first time: what is there is not begun again.
  const { onlyHere } = await askOf(service, 'caseload.summary', null);
  await askOf(service, 'vault.lock', { why: 'asked' });
  await askOf(service, 'vault.unlock', byPassphrase);
  expect(await askOf(service, 'caseload.summary', null)).toMatchObject({ onlyHere, adviserName: 'Verzonnen' });
  expect(await askOf(service, 'caseload.verify', null)).toMatchObject({ problems: [] });
  await service.close();
  removeFolder(dir);
});
