/** Where the window begins: the bridge is found, everything is composed, React takes over. */
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './app/gate-styles.css';
import './app/tokens.css';
import './app/global.css';
import './app/print.css';
import { newCache } from './api/ApiProvider.tsx';
import { connect } from './api/bridge.ts';
import { watchDisk } from './api/disk.ts';
import { askAhead } from './api/useAsk.ts';
import { TurnedScreen, turnedApi } from './api/turned.ts';
import { App } from './app/App.tsx';
import { keepFocus } from './app/keep-focus.ts';

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
void begin(root);

async function begin(place: HTMLElement): Promise<void> {
  const turned = await TurnedScreen.from(window.sessionStorage);
  const { api: watched, disk } = watchDisk(connect(window));
  const api = turnedApi(watched, turned);
  const cache = newCache(api, turned);
  // Before the first picture, which then is the lock itself: a component asks only after a picture of nothing was painted.
  const [preferences] = await Promise.all([
    askAhead(api, cache, 'preferences.read', null),
    askAhead(api, cache, 'vault.state', null),
    askAhead(api, cache, 'app.info', null),
  ]);
  keepFocus(document);
  createRoot(place).render(
    <App api={api} cache={cache} disk={disk} turned={turned} language={preferences?.language ?? 'nl'} />,
  );
}
