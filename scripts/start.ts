// `npm start`: builds what is stale, finds an Electron, and opens the application; without an Electron it opens the same
// window in a Chromium. Without a display it uses a virtual one. Asks nothing; says what it does and what is lacking.
//
//   npm start                       the application
//   npm start -- --demo             the invented caseload of a Dutch municipality
//   npm start -- --preview          the window in a Chromium, even where there is an Electron

import { buildWhenStale } from './build.ts';
import { findElectron, startCommand, type ElectronDist } from './electron.ts';
import { chromiumPath, hasDisplay, isRoot, needs, provide } from './machine.ts';
import { inRoot } from './paths.ts';
import { run } from './run.ts';

const args = process.argv.slice(2);
const wantsPreview = args.includes('--preview');
const passedOn = args.filter((argument) => argument !== '--preview');

const withDisplay = hasDisplay();
provide([...needs.electron, ...(withDisplay ? [] : needs.display)]);
await buildWhenStale();

const electron = wantsPreview ? null : findElectron();
process.exit(electron === null ? await openPreview() : await openApplication(electron));

async function openApplication(dist: ElectronDist): Promise<number> {
  const [command, ...rest] = startCommand(dist);
  // Before our own code runs Chromium already complains about every service a bare machine lacks.
  const extra = ['--log-level=3'];
  if (isRoot()) {
    console.log('Started as root, so for development without Chromium’s sandbox (--no-sandbox).');
    extra.push('--no-sandbox');
  }
  console.log('Jobport Desktop is open. Close its window to end.');
  return onSomeDisplay(command, [...rest, ...extra, ...passedOn]);
}

async function openPreview(): Promise<number> {
  provide(needs.browser);
  if (chromiumPath() === null) {
    console.log(
      'Neither Electron nor a Chromium is here. Install one:\n  apt-get install chromium        the preview\n  npx install-electron            the application (needs github.com)',
    );
    return 1;
  }
  console.log('Opening the preview: the same window in a Chromium.');
  return onSomeDisplay(process.execPath, [inRoot('scripts', 'preview.ts'), ...passedOn]);
}

function onSomeDisplay(command: string, commandArguments: readonly string[]): Promise<number> {
  if (withDisplay) return run(command, commandArguments);
  console.log('No display here: using a virtual one (xvfb-run). Nothing will be seen; `npm run tour` makes pictures.');
  return run('xvfb-run', ['-a', '-s', '-screen 0 1440x900x24', command, ...commandArguments]);
}
