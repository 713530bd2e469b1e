/**
 * Every address of the window. They hold ids and names of screens, never anything about a person.
 * Hash history: the window is one file, and the part after # never leaves it.
 */
import {
  createHashHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
  useNavigate,
} from '@tanstack/react-router';
import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RIGHTS_LETTERS, type RightsLetter } from '../../core/letters/request-letters.ts';
import { unfinishedVisit, visitPrefix } from '../../core/guidance/visit.ts';
import type { Api } from '../api/bridge.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { CandidatesScreen } from '../features/candidates/CandidatesScreen.tsx';
import { Frame } from './Frame.tsx';

/** Screens that are not the first one: their files are read when the window has time, before anybody asks for them. */
const LATER = {
  access: () => import('../features/handover/AccessScreen.tsx'),
  agenda: () => import('../features/today/AgendaScreen.tsx'),
  conflicts: () => import('../features/conflicts/ConflictsScreen.tsx'),
  dossier: () => import('./DossierRoom.tsx'),
  duplicates: () => import('../features/duplicates/DuplicatesScreen.tsx'),
  freeText: () => import('../features/free-text/FreeTextScreen.tsx'),
  retention: () => import('../features/retention/RetentionScreen.tsx'),
  letters: () => import('../features/letters/LetterScreen.tsx'),
  handover: () => import('../features/handover/HandoverScreen.tsx'),
  intake: () => import('../features/intake/IntakeScreen.tsx'),
  own: () => import('../features/dossier/OwnScreen.tsx'),
  reports: () => import('../features/reports/ReportsScreen.tsx'),
  requests: () => import('../features/requests/RequestsScreen.tsx'),
  removed: () => import('../features/removed/RemovedScreen.tsx'),
  settings: () => import('./SettingsRoom.tsx'),
  today: () => import('../features/today/TodayScreen.tsx'),
  visit: () => import('../features/visit/VisitScreen.tsx'),
  waiting: () => import('../features/waiting/WaitingScreen.tsx'),
};
const AccessScreen = lazyRouteComponent(LATER.access, 'AccessScreen');
const AgendaScreen = lazyRouteComponent(LATER.agenda, 'AgendaScreen');
const ConflictsScreen = lazyRouteComponent(LATER.conflicts, 'ConflictsScreen');
const DossierRoom = lazyRouteComponent(LATER.dossier, 'DossierRoom');
const DuplicatesScreen = lazyRouteComponent(LATER.duplicates, 'DuplicatesScreen');
const RetentionScreen = lazyRouteComponent(LATER.retention, 'RetentionScreen');
const FreeTextScreen = lazyRouteComponent(LATER.freeText, 'FreeTextScreen');
const HandoverScreen = lazyRouteComponent(LATER.handover, 'HandoverScreen');
const LetterScreen = lazyRouteComponent(LATER.letters, 'LetterScreen');
const LettersScreen = lazyRouteComponent(LATER.letters, 'LettersScreen');
const IntakeScreen = lazyRouteComponent(LATER.intake, 'IntakeScreen');
const OwnScreen = lazyRouteComponent(LATER.own, 'OwnScreen');
const RemovedScreen = lazyRouteComponent(LATER.removed, 'RemovedScreen');
const RequestsScreen = lazyRouteComponent(LATER.requests, 'RequestsScreen');
const SettingsRoom = lazyRouteComponent(LATER.settings, 'SettingsRoom');
const TodayScreen = lazyRouteComponent(LATER.today, 'TodayScreen');
const VisitScreen = lazyRouteComponent(LATER.visit, 'VisitScreen');
const WaitingScreen = lazyRouteComponent(LATER.waiting, 'WaitingScreen');

/**
 * The router reads the screen's file before it goes there. Without it the screen that is left would be hidden while the
 * file comes, and a hidden list forgets where it was scrolled to.
 */
const withFile = <C extends object>(screen: { preload?: () => Promise<void> | undefined }, component: C): C =>
  Object.assign(component, { preload: () => screen.preload?.() });

export const readLaterScreens = (): void =>
  void requestIdleCallback(() => Object.values(LATER).forEach((read) => void read()));

const root = createRootRouteWithContext<{ api: Api }>()({ component: Frame, notFoundComponent: NotFound });

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // The router's own way of going elsewhere.
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect({ to: '/candidates' });
  },
});

const candidates = createRoute({
  getParentRoute: () => root,
  path: '/candidates',
  component: CandidatesScreen,
  validateSearch: (search): { add?: true; frozen?: true } => ({
    ...(search.add === true ? { add: true } : {}),
    ...(search.frozen === true ? { frozen: true } : {}),
  }),
});

const dossierTop = createRoute({
  getParentRoute: () => root,
  path: '/dossier/$id',
  component: function ToOverview() {
    const { id } = dossierTop.useParams();
    return <Navigate to="/dossier/$id/$tab" params={{ id, tab: 'overview' }} replace />;
  },
});

const dossier = createRoute({
  getParentRoute: () => root,
  path: '/dossier/$id/$tab',
  // The row that is looked for: opened, and in sight.
  // And the moment as of which the dossier is shown, in milliseconds.
  validateSearch: (search): { row?: string; asOf?: number } => ({
    ...(typeof search.row === 'string' ? { row: search.row } : {}),
    ...(typeof search.asOf === 'number' && Number.isFinite(search.asOf) ? { asOf: search.asOf } : {}),
  }),
  component: withFile(DossierRoom, function Dossier() {
    const { id, tab } = dossier.useParams();
    const { asOf } = dossier.useSearch();
    // A dossier is a screen of its own: nothing of the former one stays when the id changes.
    return <DossierRoom key={id} id={id} tab={tab} asOf={asOf} />;
  }),
});

const visit = createRoute({
  getParentRoute: () => root,
  path: '/dossier/$id/visit',
  validateSearch: (search): { visit?: string; appointment?: string } => ({
    ...(typeof search.visit === 'string' ? { visit: search.visit } : {}),
    ...(typeof search.appointment === 'string' ? { appointment: search.appointment } : {}),
  }),
  // Which visit it is stands in the address before the screen is there: a lock or a reload comes back to that one, and the screen
  // itself never goes anywhere, so it can not bring back whoever left it.
  beforeLoad: async ({ context: { api }, params: { id }, search: { visit: named, appointment } }) => {
    if (named !== undefined) return;
    const drafts = await api.ask('drafts.list', { prefix: visitPrefix(id) });
    const unfinished = drafts.ok ? unfinishedVisit(drafts.value, appointment ?? null) : null;
    const search = { visit: unfinished ?? crypto.randomUUID(), ...(appointment === undefined ? {} : { appointment }) };
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect({ to: '/dossier/$id/visit', params: { id }, search, replace: true });
  },
  component: withFile(VisitScreen, function OneVisit() {
    const { id } = visit.useParams();
    const { visit: of = '', appointment } = visit.useSearch();
    return <VisitScreen key={`${id}/${of}`} id={id} visit={of} appointment={appointment ?? null} />;
  }),
});

const handover = createRoute({
  getParentRoute: () => root,
  path: '/handover/$id',
  component: withFile(HandoverScreen, function Handover() {
    const { id } = handover.useParams();
    return <HandoverScreen key={id} id={id} />;
  }),
});

const access = createRoute({
  getParentRoute: () => root,
  path: '/access/$id/$kind',
  component: withFile(AccessScreen, function Access() {
    const { id, kind } = access.useParams();
    return <AccessScreen key={`${id} ${kind}`} id={id} kind={kind === 'portability' ? kind : 'access'} />;
  }),
});

const letter = createRoute({
  getParentRoute: () => root,
  path: '/letter/$id',
  // A letter of a request or a restriction: its row, which letter, and to whom by when they received something.
  validateSearch: (search): { rights?: string; letter?: RightsLetter; to?: number } => {
    const which = RIGHTS_LETTERS.find((each) => each === search.letter);
    if (typeof search.rights !== 'string' || which === undefined) return {};
    return { rights: search.rights, letter: which, ...(typeof search.to === 'number' ? { to: search.to } : {}) };
  },
  component: withFile(LetterScreen, function Letter() {
    const { id } = letter.useParams();
    const { rights, letter: which, to = null } = letter.useSearch();
    const of = rights === undefined || which === undefined ? null : { row: rights, letter: which, to };
    return <LetterScreen key={[id, rights, which, to].join('/')} id={id} rights={of} />;
  }),
});

const letters = createRoute({
  getParentRoute: () => root,
  path: '/letters',
  component: withFile(LettersScreen, function Letters() {
    return <LettersScreen />;
  }),
});

const conflicts = createRoute({
  getParentRoute: () => root,
  path: '/conflicts',
  validateSearch: (search): { dossier?: string; at?: string } => ({
    ...(typeof search.dossier === 'string' ? { dossier: search.dossier } : {}),
    ...(typeof search.at === 'string' ? { at: search.at } : {}),
  }),
  component: withFile(ConflictsScreen, function Conflicts() {
    const { dossier: of, at } = conflicts.useSearch();
    return <ConflictsScreen key={of} dossier={of ?? null} at={at ?? null} />;
  }),
});

const waiting = createRoute({
  getParentRoute: () => root,
  path: '/waiting',
  validateSearch: (search): { dossier?: string } =>
    typeof search.dossier === 'string' ? { dossier: search.dossier } : {},
  component: withFile(WaitingScreen, function Waiting() {
    const { dossier: of } = waiting.useSearch();
    return <WaitingScreen key={of} dossier={of ?? null} />;
  }),
});

const removed = createRoute({
  getParentRoute: () => root,
  path: '/removed',
  validateSearch: (search): { dossier?: string } =>
    typeof search.dossier === 'string' ? { dossier: search.dossier } : {},
  component: withFile(RemovedScreen, function RemovedThings() {
    const { dossier: of } = removed.useSearch();
    return <RemovedScreen key={of} dossier={of ?? null} />;
  }),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  validateSearch: (search): { add?: true } => (search.add === true ? { add: true } : {}),
  component: withFile(RequestsScreen, function Requests() {
    const { add = false } = requests.useSearch();
    return <RequestsScreen isAdding={add} />;
  }),
});

const freeText = createRoute({
  getParentRoute: () => root,
  path: '/free-text',
  component: FreeTextScreen,
});

const retention = createRoute({ getParentRoute: () => root, path: '/retention', component: RetentionScreen });

const duplicates = createRoute({
  getParentRoute: () => root,
  path: '/duplicates',
  validateSearch: (search): { one?: string; other?: string } =>
    typeof search.one === 'string' && typeof search.other === 'string' ? { one: search.one, other: search.other } : {},
  component: withFile(DuplicatesScreen, function Duplicates() {
    const { one, other } = duplicates.useSearch();
    return <DuplicatesScreen two={one !== undefined && other !== undefined ? [one, other] : null} />;
  }),
});

const today = createRoute({ getParentRoute: () => root, path: '/today', component: TodayScreen });

const agenda = createRoute({ getParentRoute: () => root, path: '/agenda', component: AgendaScreen });

const ReportsScreen = lazyRouteComponent(LATER.reports, 'ReportsScreen');
const reports = createRoute({ getParentRoute: () => root, path: '/reports', component: ReportsScreen });

const own = createRoute({
  getParentRoute: () => root,
  path: '/own',
  // The row that whoever comes here was looking for.
  validateSearch: (search): { row?: string } => (typeof search.row === 'string' ? { row: search.row } : {}),
  component: OwnScreen,
});

const intake = createRoute({ getParentRoute: () => root, path: '/intake', component: IntakeScreen });

const settingsTop = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: () => <Navigate to="/settings/$section" params={{ section: 'appearance' }} replace />,
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  component: withFile(SettingsRoom, function Settings() {
    const { section } = settings.useParams();
    return <SettingsRoom section={section} />;
  }),
});

const tree = root.addChildren([
  index,
  today,
  agenda,
  own,
  reports,
  candidates,
  dossierTop,
  dossier,
  visit,
  access,
  handover,
  letter,
  letters,
  conflicts,
  waiting,
  duplicates,
  freeText,
  retention,
  intake,
  requests,
  removed,
  settingsTop,
  settings,
]);

export const makeRouter = (api: Api) =>
  createRouter({
    routeTree: tree,
    context: { api },
    history: createHashHistory(),
    defaultPreload: false,
    scrollRestoration: false,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

function NotFound() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={IconMapQuestion}
      title={t('app.notFound')}
      action={<Button onClick={() => void navigate({ to: '/candidates' })}>{t('app.toCandidates')}</Button>}
    >
      {t('app.notFoundWhat')}
    </EmptyState>
  );
}
