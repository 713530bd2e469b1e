// `npm run tour`: plays the main job in the real window, from first start to handed-over dossier, on a profile that is
// thrown away. Leaves pictures and what was handed over in tour/, and says in plain words what it did. Ends with a
// failure when a step fails. Asks nothing, and needs no display.
//
//   npm run tour                      the demo caseload, then an own one with invented files
//   npm run tour -- FILE…             takes in these files instead
//   npm run tour -- --preview         in a Chromium, even where there is an Electron
//   npm run tour -- --screenshots     makes the pictures of the documentation instead (docs/screenshots)
//   npm run tour -- --story           two advisers and one office, as its test tells it; the pictures of docs/two-advisers.md

import { existsSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { buildWhenStale } from './build.ts';
import { findElectron, startCommand } from './electron.ts';
import { chromiumPath, hasDisplay, isRoot, needs, provide } from './machine.ts';
import { inRoot } from './paths.ts';
import { run } from './run.ts';
import { contents, createDiary, emptyTourFolder, StepFailed } from './tour/diary.ts';
import { electronHost, previewHost, type Host } from './tour/host.ts';
import { playDemo, playMainJob } from './tour/main-job.ts';
import { writeOwnFiles } from './tour/own-files.ts';
import { makeScreenshots } from './tour/screenshots.ts';

const args = process.argv.slice(2);
const wantsPreview = args.includes('--preview');
const wantsScreenshots = args.includes('--screenshots');
const given = args.filter((argument) => !argument.startsWith('--')).map((file) => resolve(file));
const folder = inRoot('tour');

process.exitCode = args.includes('--story') ? await story() : await tour();

async function tour(): Promise<number> {
  const absent = given.filter((file) => !existsSync(file));
  if (absent.length > 0) {
    console.error(`These files are not there: ${absent.join(', ')}`);
    return 1;
  }
  // The virtual display is for the whole tour: this script starts itself again on it.
  if (!hasDisplay() && !wantsPreview) {
    const lacking = provide([...needs.electron, ...needs.display]);
    if (!needs.display.some((name) => lacking.includes(name))) {
      return run('xvfb-run', [
        '-a',
        '-s',
        '-screen 0 1440x900x24',
        process.execPath,
        inRoot('scripts', 'tour.ts'),
        ...args,
      ]);
    }
  }
  await buildWhenStale();
  const profile = mkdtempSync(join(tmpdir(), 'jobport-tour-'));
  const host = await open(profile);
  if (host === null) return 1;
  try {
    if (wantsScreenshots) await makeScreenshots(host, inRoot('docs', 'screenshots'), join(profile, 'files'));
    else await play(host);
    return 0;
  } catch (error) {
    // A failed step was said already, with its picture.
    if (!(error instanceof StepFailed)) console.error(error);
    console.error('The tour ended early.');
    return 1;
  } finally {
    await host.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** One story, told once: the test is the tour, and leaves its pictures where it is told to. */
function story(): Promise<number> {
  return run(process.execPath, [inRoot('scripts', 'test.ts'), 'tests/desktop/two-advisers.test.ts'], {
    env: { ...process.env, JOBPORT_STORY_PICTURES: inRoot('docs', 'screenshots', 'two-advisers') },
  });
}

async function play(host: Host): Promise<void> {
  emptyTourFolder(folder);
  const exports = join(folder, 'exports');
  mkdirSync(join(exports, 'vum'), { recursive: true });
  const files = given.length > 0 ? given : writeOwnFiles(join(folder, 'taken-in'));
  const diary = createDiary(host.page, folder);
  await playDemo(host, diary);
  await playMainJob(host, diary, { files, exports });
  console.log(`Done. In ${relative(process.cwd(), folder) || '.'}/:`);
  for (const line of contents(folder)) console.log(`    ${line}`);
}

/** The window as `npm start` finds it: the application, or the preview where no Electron can be had. */
async function open(profile: string): Promise<Host | null> {
  const electron = wantsPreview || !hasDisplay() ? null : findElectron();
  if (electron !== null) {
    console.log(`The tour looks at the application (Electron ${electron.version}).`);
    return electronHost([...startCommand(electron), ...(isRoot() ? ['--no-sandbox'] : [])], profile);
  }
  provide(needs.browser);
  const chromium = chromiumPath();
  if (chromium === null) {
    console.log('Neither Electron nor a Chromium is here. Install one: apt-get install chromium');
    return null;
  }
  console.log('The tour looks at the preview: the same window, caseload and PDFs, in a Chromium instead of Electron.');
  return previewHost(chromium, profile);
}
