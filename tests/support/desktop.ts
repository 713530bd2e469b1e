/** The desktop of a test: the real one with its worker thread, on a platform that answers what it is told to. */
import { join } from 'node:path';
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import { createDesktop, type Desktop, type Platform } from '../../electron/desktop.ts';
import { smallPdf } from './small-pdf.ts';
import { newFolder, removeFolder } from './caseload.ts';

export type TestDesktop = {
  readonly desktop: Desktop;
  /** The whole profile; the caseload is in a folder of it. */
  readonly profile: string;
  readonly unexpected: string[];
  /** Asks, and throws where the desktop refuses. */
  readonly ask: <C extends Channel>(channel: C, input: Ask<C>) => Promise<Answer<C>>;
  close(): Promise<void>;
};

export async function newDesktop(
  platform: Partial<Platform> = {},
  profile = newFolder('desktop'),
): Promise<TestDesktop> {
  const unexpected: string[] = [];
  const desktop = await createDesktop({
    dir: join(profile, 'caseload'),
    host: 'test',
    onUnexpected: (place) => unexpected.push(place),
    platform: {
      chooseFiles: async () => [],
      openInBrowser: () => Promise.resolve(),
      chooseSave: async () => null,
      printPdf: smallPdf,
      ...platform,
    },
  });
  return {
    desktop,
    profile,
    unexpected,
    ask: async <C extends Channel>(channel: C, input: Ask<C>) => {
      const answer = await desktop.ask(channel, input);
      if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
      return answer.value as Answer<C>;
    },
    async close() {
      await desktop.close();
      removeFolder(profile);
    },
  };
}

export const SET_UP = {
  passphrase: 'negen gele paraplu koffers',
  useKeychain: false,
  adviser: { name: 'Anna Voorbeeld' },
  organisation: { name: 'Gemeente Reigerveen' },
} as const satisfies Ask<'vault.create'>;
