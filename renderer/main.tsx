/** Where the window begins: the bridge is found, everything is composed, React takes over. */
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './app/gate-styles.css';
import './app/tokens.css';
import './app/global.css';
import './app/print.css';
import { connect } from './api/bridge.ts';
import { App } from './app/App.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
createRoot(root).render(<App api={connect(window)} />);
