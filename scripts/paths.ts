// Where things stand in the repository, seen from the scripts. One place, so that nothing else counts '..'.

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const inRoot = (...parts: string[]): string => join(root, ...parts);

export const built = inRoot('dist');
export const builtDesktop = inRoot('dist', 'desktop');
export const builtRenderer = inRoot('dist', 'renderer');
export const builtAdmin = inRoot('dist', 'admin');
export const packaged = inRoot('dist', 'package', 'linux-unpacked');
export const packagedForTests = inRoot('dist', 'test-package');
/** Given to whoever develops on a machine that the official Electron can not reach; not part of the product. */
export const electronOffline = inRoot('..', 'shared', 'electron-offline');
