/** One dossier: who it is at the top, everything about them in tabs, each answer editable where it stands. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Menu } from '@mantine/core';
import {
  IconBike,
  IconClock,
  IconDots,
  IconEye,
  IconEyeOff,
  IconFileExport,
  IconLock,
  IconMail,
  IconMapPin,
  IconPackageExport,
  IconPencil,
  IconPhone,
  IconTrash,
  IconUserCheck,
  IconUserQuestion,
  IconUserShield,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DOSSIER_CONCEPTS } from '../../../core/domain/concepts.ts';
import { displayName } from '../../../core/domain/name.ts';
import { isSeenWhenTurned } from '../../../core/register/turned.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { diskTroubleOf } from '../../api/disk.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { useCommands, type Command } from '../../components/commands.tsx';
import type { search } from '../../locales/nl/search.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { CONCEPTS_OF, TABS, type Tab } from '../../components/dossier-tabs.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { NameSquare } from '../../components/NameSquare.tsx';
import { RecordMark, useHasOffice, whereaboutsOf, type Placed } from '../../components/RecordMark.tsx';
import { NewRequest } from '../../components/requests/NewRequest.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { Applications } from './Applications.tsx';
import { Assessments } from './Assessments.tsx';
import { ContactMoments } from './ContactMoments.tsx';
import { Documents } from './Documents.tsx';
import { Doing } from './Doing.tsx';
import { DossierDocuments } from './DossierDocuments.tsx';
import { DossierTabs } from './DossierTabs.tsx';
import { DossierContext, useDossier, useFrozen, useNewEditing } from './DossierContext.tsx';
import { FrozenBar } from './FrozenBar.tsx';
import { LimitCommands } from './Limits.tsx';
import { availableFrom, daysText, hoursRange, travelText } from '../../components/facts.ts';
import { History } from './History.tsx';
import { Overview } from './Overview.tsx';
import { PastDossier } from './PastDossier.tsx';
import { Plan } from './Plan.tsx';
import { HandToCandidate } from './HandToCandidate.tsx';
import { Privacy } from './Privacy.tsx';
import { Restored } from './Restored.tsx';
import { addToFirstList } from './RowList.tsx';
import { Availability, Career, FromImport, Profile, Schemes, Skills } from './tabs.tsx';
import { Timeline } from './Timeline.tsx';
import classes from './DossierScreen.module.css';

export function DossierScreen({
  id,
  tab,
  asOf,
  above,
}: {
  id: string;
  tab: string;
  /** The moment as of which it is shown; absent: as it is. */
  asOf?: number | undefined;
  /** What is said about the dossier as a whole, above each of its tabs. */
  above?: ReactNode;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const opened = useAsk('dossier.open', { dossier: id }, { eachTime: true });
  const editing = useNewEditing(id);
  // What is on the screen stays there, with what is being typed in it: the disk may be full for a moment.
  const stays = opened.data !== undefined && opened.isError && diskTroubleOf(opened.error.failure) !== null;
  if (opened.isError && !stays) {
    if (opened.error.failure.type !== 'DossierNotFound')
      return (
        <div className={classes.trouble}>
          <ErrorNote failure={opened.error.failure} retry={() => void opened.refetch()} />
        </div>
      );
    return (
      <EmptyState
        icon={IconUserQuestion}
        title={t('dossier.notFound')}
        action={<Button onClick={() => void navigate({ to: '/candidates' })}>{t('app.toCandidates')}</Button>}
      >
        {t('dossier.notFoundWhat')}
      </EmptyState>
    );
  }
  if (!opened.data) return null;
  const current = TABS.find((each) => each === tab) ?? 'overview';
  return (
    // The contract builds its schema from the same concepts as the type Dossier; its inferred type only knows records.
    <DossierContext dossier={opened.data} editing={editing}>
      {asOf === undefined ? <Opened tab={current} above={above} /> : <PastDossier at={asOf} tab={current} />}
    </DossierContext>
  );
}

function Opened({ tab, above }: { tab: Tab; above: ReactNode }) {
  const navigate = useNavigate();
  const dossier = useDossier();
  const panel = useRef<HTMLDivElement>(null);
  const goesTo = useRef<Tab | null>(null);
  const { id } = dossier.candidate;
  const { turned } = useTurned();
  const isSeen = (each: Tab): boolean => !turned || (CONCEPTS_OF[each]?.some(isSeenWhenTurned) ?? true);
  const shown = TABS.filter(isSeen).filter(
    (each) => each !== 'import' || dossier.rows.importRemainder.length > 0 || tab === 'import',
  );

  const toTab = (next: Tab | undefined) => {
    if (!next) return;
    // Leaving an editor writes what is typed in it.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (next === tab) return panel.current?.focus({ preventScroll: true });
    goesTo.current = next;
    void navigate({ to: '/dossier/$id/$tab', params: { id, tab: next } });
  };
  useShortcuts({
    visit: () => void navigate({ to: '/dossier/$id/visit', params: { id } }),
    // Outside a list it goes to the first list of the tab, wherever the focus is: after the search box it is nowhere.
    addRow: () => addToFirstList(panel.current),
  });

  // The panel of each tab is a new one: the focus goes there when it is, so that the next key and Tab go on from what is shown.
  useEffect(() => {
    if (goesTo.current !== tab) return;
    goesTo.current = null;
    panel.current?.focus({ preventScroll: true });
  }, [tab]);

  return (
    <div className={classes.screen} data-dossier>
      <div className={classes.top} data-brief={tab === 'overview' ? undefined : ''}>
        <Header />
        <DossierTabs shown={shown} at={tab} toTab={toTab} />
      </div>
      <div key={tab} ref={panel} className={classes.panel} tabIndex={-1} data-quiet-focus>
        <DossierDocuments>
          <FrozenBar />
          <LimitCommands />
          {above}
          <Restored />
          {tab === 'overview' && <Overview />}
          {tab === 'contact' && <ContactMoments />}
          {tab === 'doing' && <Doing />}
          {tab === 'plan' && <Plan />}
          {tab === 'applications' && <Applications />}
          {tab === 'profile' && <Profile />}
          {tab === 'career' && <Career />}
          {tab === 'skills' && <Skills />}
          {tab === 'assessments' && <Assessments />}
          {tab === 'availability' && <Availability />}
          {tab === 'schemes' && isSeen(tab) && <Schemes />}
          {tab === 'documents' && <Documents />}
          {tab === 'timeline' && <Timeline />}
          {tab === 'import' && isSeen(tab) && <FromImport />}
          {tab === 'privacy' && <Privacy />}
          {tab === 'history' && <History />}
        </DossierDocuments>
      </div>
    </div>
  );
}

function Header() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { run: runRemove } = useDo('dossier.remove');
  const { candidate, availability, rows } = useDossier();
  const name = displayName(candidate) || t('common.noName');
  const [today] = useState(() => localDay(Date.now()));
  const from = availableFrom(availability, today, words.language);
  const hours = availability ? hoursRange(availability) : '';
  const days = availability ? daysText(availability.days, words.language) : '';
  const travel = availability ? travelText(availability, words.language) : '';
  const phone = rows.contactDetail.find((each) => each.phone)?.phone;
  const hasOffice = useHasOffice();
  const isFrozen = useFrozen();
  const [isHanding, setHanding] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const visits = useAsk('visit.list', null, { eachTime: true });
  const unfinished = visits.data?.some(({ dossier }) => dossier === candidate.id) ?? false;
  const at = whereaboutsOf([
    candidate,
    ...(availability ? [availability] : []),
    ...DOSSIER_CONCEPTS.flatMap((concept): readonly Placed[] => rows[concept]),
  ]);

  const remove = async () => {
    const answer = await runRemove({ dossier: candidate.id });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({
      message: t('dossier.dossierRemoved', { name }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
    void navigate({ to: '/candidates' });
  };

  const toVisit = () => void navigate({ to: '/dossier/$id/visit', params: { id: candidate.id } });
  const toHandover = () => void navigate({ to: '/handover/$id', params: { id: candidate.id } });
  const toAccess = (kind: 'access' | 'portability') =>
    void navigate({ to: '/access/$id/$kind', params: { id: candidate.id, kind } });
  const toLetter = () => void navigate({ to: '/letter/$id', params: { id: candidate.id } });
  const toHand = () => setHanding(true);
  const does = (what: keyof typeof search.dossier, icon: IconShape, label: string, run: () => void): Command => ({
    key: `dossier.${what}`,
    icon,
    run,
    words: t('search.inDossier', { what: label }),
    also: t(`search.dossier.${what}`),
    ...(what === 'visit' ? { shortcut: 'visit' as const } : {}),
  });
  useCommands([
    ...(isFrozen ? [] : [does('visit', IconPencil, t(unfinished ? 'visit.goOn' : 'visit.begin'), toVisit)]),
    does('handover', IconFileExport, t('dossier.handover'), toHandover),
    does('access', IconEye, t('access.open'), () => toAccess('access')),
    does('portability', IconPackageExport, t('access.openPortability'), () => toAccess('portability')),
    does('letter', IconMail, t('letters.open'), toLetter),
    does('hand', IconUserCheck, t('candidateMode.hand'), toHand),
    does('request', IconUserShield, t('requests.new'), () => setAsking(true)),
  ]);

  return (
    <header className={classes.header}>
      <NameSquare name={candidate} size="large" />
      <div className={classes.who}>
        <h1 className={classes.name}>{name}</h1>
        <ul className={classes.facts} aria-label={t('dossier.facts')}>
          <Fact icon={IconMapPin} name={words.field('candidate', 'place')}>
            {candidate.place}
          </Fact>
          <Fact icon={IconClock} name={t('dossier.hoursName')}>
            {[hours && t('dossier.hours', { hours }), days].filter(Boolean).join(', ')}
          </Fact>
          <Fact icon={IconBike} name={words.field('availability', 'transport')}>
            {travel}
          </Fact>
          <Fact icon={IconPhone} name={words.field('contactDetail', 'phone')}>
            {phone}
          </Fact>
        </ul>
        <div className={classes.tags}>
          {candidate.phase && (
            <Tag kind="petrol">
              {t('dossier.phaseIs', { phase: words.option('candidate', 'phase', candidate.phase) })}
            </Tag>
          )}
          {from?.when === 'now' && <Tag kind="green">{t('dossier.availableNow')}</Tag>}
          {from?.when === 'from' && <Tag kind="green">{t('dossier.availableFrom', { date: from.date })}</Tag>}
          {from?.when === 'ended' && <Tag>{t('dossier.availableEnded', { date: from.date })}</Tag>}
          {isFrozen && (
            <Tag kind="violet" icon={IconLock}>
              {t('limits.shielded')}
            </Tag>
          )}
          {rows.scheme.length > 0 && (
            <Tag kind="violet" icon={IconEyeOff}>
              {t('dossier.schemes', { count: rows.scheme.length })}
            </Tag>
          )}
          {at === 'onlyHere' ? (
            <Tag kind="amber">{t('common.onlyHere')}</Tag>
          ) : (
            hasOffice && at && <RecordMark of={at} />
          )}
        </div>
      </div>
      <div className={classes.actions} data-no-print>
        {!isFrozen && (
          <Button
            leftSection={<Icon of={IconPencil} />}
            rightSection={<KeyHint of="visit" />}
            aria-keyshortcuts={ariaKeys('visit')}
            title={t('visit.beginWhat')}
            onClick={toVisit}
          >
            {t(unfinished ? 'visit.goOn' : 'visit.begin')}
          </Button>
        )}
        <Button variant="default" leftSection={<Icon of={IconFileExport} />} onClick={toHandover}>
          {t('dossier.handover')}
        </Button>
        <Button variant="default" leftSection={<Icon of={IconMail} />} onClick={toLetter}>
          {t('letters.open')}
        </Button>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="default" px={10} aria-label={t('dossier.moreActions')} title={t('dossier.moreActions')}>
              <Icon of={IconDots} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon of={IconUserCheck} />} onClick={toHand}>
              {t('candidateMode.hand')}
            </Menu.Item>
            {!isFrozen && (
              <Menu.Item leftSection={<Icon of={IconTrash} />} onClick={() => void remove()}>
                {t('dossier.removeDossier')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
        <HandToCandidate opened={isHanding} onClose={() => setHanding(false)} />
        <NewRequest opened={isAsking} onClose={() => setAsking(false)} dossier={candidate.id} />
      </div>
    </header>
  );
}

function Fact({ icon, name, children }: { icon: IconShape; name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <li className={classes.fact}>
      <Icon of={icon} />
      <span className="screen-only-reader">{name}: </span>
      {children}
    </li>
  );
}
