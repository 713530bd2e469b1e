// The menu and its keys, in the adviser's language. Locking, the clipboard and the size are done here; what is about
// dossiers goes to the window as a command. Those keys are only shown here: the window hears them itself, because it
// knows whether Ctrl+Z means the letter just typed or the work just done.

import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Event } from '../../core/contract/contract.ts';
import { accelerator, type ShortcutName } from '../../core/shortcuts/shortcuts.ts';

export type Language = 'nl' | 'en';
export type MenuCommand = Extract<Event, { type: 'menu.command' }>['command'];

const words = {
  nl: {
    file: '&Bestand',
    newCandidate: 'Nieuwe kandidaat',
    import: 'Innemen…',
    print: 'Overdragen of afdrukken…',
    settings: 'Instellingen',
    lock: 'Vergrendelen',
    quit: 'Afsluiten',
    edit: 'B&ewerken',
    undo: 'Ongedaan maken',
    redo: 'Opnieuw doen',
    search: 'Zoeken',
    cut: 'Knippen',
    copy: 'Kopiëren',
    paste: 'Plakken',
    selectAll: 'Alles selecteren',
    view: 'Beel&d',
    larger: 'Groter',
    smaller: 'Kleiner',
    normal: 'Gewone grootte',
    fullScreen: 'Volledig scherm',
    shortcuts: 'Sneltoetsen',
    about: 'Over Jobport Desktop',
    help: '&Hulp',
  },
  en: {
    file: '&File',
    newCandidate: 'New candidate',
    import: 'Take in…',
    print: 'Hand over or print…',
    settings: 'Settings',
    lock: 'Lock',
    quit: 'Quit',
    edit: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    search: 'Search',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: '&View',
    larger: 'Larger',
    smaller: 'Smaller',
    normal: 'Normal size',
    fullScreen: 'Full screen',
    shortcuts: 'Keyboard shortcuts',
    about: 'About Jobport Desktop',
    help: '&Help',
  },
} as const satisfies Record<Language, Record<string, string>>;

export function showMenu(
  language: Language,
  actions: { readonly lock: () => void; readonly command: (command: MenuCommand) => void },
): void {
  const say = words[language];
  const inWindow = (command: MenuCommand & keyof typeof say, shortcut: ShortcutName): MenuItemConstructorOptions => ({
    label: say[command],
    accelerator: accelerator(shortcut),
    registerAccelerator: false,
    click: () => actions.command(command),
  });
  const template: MenuItemConstructorOptions[] = [
    {
      label: say.file,
      submenu: [
        inWindow('newCandidate', 'newCandidate'),
        inWindow('import', 'intake'),
        inWindow('print', 'print'),
        { type: 'separator' },
        inWindow('settings', 'settings'),
        { label: say.lock, accelerator: accelerator('lock'), click: actions.lock },
        { type: 'separator' },
        { label: say.quit, role: 'quit', accelerator: accelerator('quit') },
      ],
    },
    {
      label: say.edit,
      submenu: [
        inWindow('undo', 'undo'),
        inWindow('redo', 'redo'),
        inWindow('search', 'search'),
        { type: 'separator' },
        { label: say.cut, role: 'cut' },
        { label: say.copy, role: 'copy' },
        { label: say.paste, role: 'pasteAndMatchStyle', accelerator: 'CmdOrCtrl+V' },
        { label: say.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: say.view,
      submenu: [
        { label: say.larger, role: 'zoomIn', accelerator: accelerator('larger') },
        { label: say.larger, role: 'zoomIn', accelerator: 'CmdOrCtrl+Plus', visible: false },
        { label: say.smaller, role: 'zoomOut', accelerator: accelerator('smaller') },
        { label: say.normal, role: 'resetZoom', accelerator: accelerator('normalSize') },
        { type: 'separator' },
        { label: say.fullScreen, role: 'togglefullscreen', accelerator: accelerator('fullScreen') },
      ],
    },
    { label: say.help, submenu: [inWindow('shortcuts', 'shortcuts'), { label: say.about, role: 'about' }] },
  ];
  app.setAboutPanelOptions({ applicationName: 'Jobport Desktop', applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
