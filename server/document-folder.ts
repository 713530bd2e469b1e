/** Documents in a folder, below it one for each organisation, in that one for each dossier. Promises nothing beside document-files.ts. */
import { constants, createReadStream, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { access, open, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';
import { addressOf, documentOf, placeOf, sha256Of, type Files, type Place } from './document-files.ts';
import type { Store } from './store.ts';

export function filesInFolder(folder: string, store: Store): Files {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (place: Place): string => join(folder, addressOf(place));
  return {
    // What tus would keep beside a file stands in the table.
    datastore: new FileStore({
      directory: folder,
      configstore: {
        get: async (id) => {
          const place = placeOf(id);
          const row = await store.read((db) => documentOf(db, place.organisation, place.id));
          return row && new Upload({ id, size: row.length, offset: 0 });
        },
        set: async () => undefined,
        delete: async () => undefined,
      },
    }),
    async begin(place, _length, anew) {
      const file = fileOf(place);
      if (!anew && existsSync(file)) return;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, '', { mode: 0o600 });
    },
    async sha256(place) {
      const handle = await open(fileOf(place), 'r+').catch(nullWhereNone);
      if (!handle) return null;
      try {
        await handle.sync();
        return await sha256Of(handle.createReadStream({ start: 0, autoClose: false }));
      } finally {
        await handle.close();
      }
    },
    async open(place, length, { from, to }) {
      const file = fileOf(place);
      const there = await stat(file).catch(nullWhereNone);
      return there?.size === length ? createReadStream(file, { start: from, end: to }) : null;
    },
    async remove(place) {
      rmSync(fileOf(place), { force: true });
      // The last of a dossier: its folder says that there was one.
      await rmdir(dirname(fileOf(place))).catch(() => undefined);
    },
    forget: async (organisation, dossier) =>
      rmSync(join(folder, organisation, dossier), { recursive: true, force: true }),
    isReachable: () =>
      access(folder, constants.R_OK | constants.W_OK).then(
        () => true,
        () => false,
      ),
  };
}

/** @throws where it is there and can not be read */
function nullWhereNone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
