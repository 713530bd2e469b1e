/** Where the administrator's page begins. The link of a sign-in is used before anything is shown, and leaves the address at once. */
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../../renderer/app/component-styles.ts';
import '../../renderer/app/tokens.css';
import '../../renderer/app/global.css';
import '../../renderer/app/print.css';
import { Page } from './Page.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
const [, secret = null] = /^#sign-in=([\w-]+)$/.exec(location.hash) ?? [];
if (secret !== null) history.replaceState(null, '', location.pathname);
createRoot(root).render(<Page secret={secret} />);
