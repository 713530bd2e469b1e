// What may stand behind `npm start --`: `--demo` for the invented caseload, `--user-data-dir=FOLDER` for another profile.

import { homedir } from 'node:os';
import { join } from 'node:path';

export type StartOptions = { readonly profile: string; readonly isDemo: boolean };

export function startOptions(args: readonly string[]): StartOptions {
  const named = args.find((argument) => argument.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length);
  const configuration = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  return { profile: named || join(configuration, 'Jobport Desktop'), isDemo: args.includes('--demo') };
}
