// The one window: sandboxed, isolated, without Node, shown when its first picture is there. Opens where it was left and
// loads nothing but the built files.

import { BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { windowOrigin } from './app-protocol.ts';
import { rememberedPlace, rememberPlace, smallest, standard } from './window-place.ts';

export type WindowOptions = {
  readonly preload: string;
  readonly icon: string;
  readonly session: Session;
  readonly placeFile: string;
  readonly developerTools: boolean;
};

/** The grounds of LOOK.md, so that nothing flashes before the first picture. */
const paper = { light: '#fbfaf7', dark: '#10191c' } as const;
const ground = (): string => (nativeTheme.shouldUseDarkColors ? paper.dark : paper.light);

export function openWindow(options: WindowOptions): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { place, maximised } = rememberedPlace(options.placeFile, screens);
  const window = new BrowserWindow({
    ...(place ?? standard),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    // Task bar, window switcher and screenshots of them show the title: it never carries a name.
    title: 'Jobport Desktop',
    icon: options.icon,
    backgroundColor: ground(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      enableWebSQL: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: options.developerTools,
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  window.on('close', () => rememberPlace(options.placeFile, window.getNormalBounds(), window.isMaximized()));
  const repaint = (): void => window.setBackgroundColor(ground());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
  // A window whose page died shows nothing: open it again. What was being typed is kept by the desktop.
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  void window.loadURL(`${windowOrigin}/`);
  return window;
}

export function bringForward(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
