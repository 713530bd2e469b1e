/**
 * A client visit on one screen: at the left what is written down, at the right what is known of somebody. Everything by keyboard: Alt
 * with a digit goes to a part, Ctrl+Enter puts all of it in the dossier as one deed, Esc leaves it for later. Nothing waits for a network.
 */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { IconCheck, IconPlus, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { displayName } from '../../../core/domain/name.ts';
import { isSaid, readVisit, visitKey, visitPrefix, type VisitDraft } from '../../../core/guidance/visit.ts';
import { ariaKeys, pressedKey } from '../../../core/shortcuts/shortcuts.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { timeText } from '../../components/MomentText.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { typingForm } from '../../components/typed-date.ts';
import { Essentials } from './Essentials.tsx';
import { Kept } from './Kept.tsx';
import { OUTLINE_OF, outlineText } from './outlines.ts';
import { askOf, Visit, type Problem } from './visit-draft.ts';
import { Writing } from './Writing.tsx';
import classes from './visit.module.css';

type Drafts = Answer<'drafts.list'>;

export function VisitScreen({
  id,
  visit,
  appointment,
}: {
  id: string;
  /** The visit that is gone on with, or a new one where nothing is kept of it. */
  visit: string;
  appointment: string | null;
}) {
  const opened = useAsk('dossier.open', { dossier: id }, { eachTime: true });
  const drafts = useDraftsOnce(id);
  const [last, setLast] = useState<Dossier | null>(null);
  if (opened.data && opened.data !== last) setLast(opened.data);
  if (!drafts) return null;
  if (opened.isError && opened.error.failure.type === 'DossierNotFound')
    return <Kept drafts={drafts.map(({ key, body }) => ({ key, draft: readVisit(body), body }))} />;
  // What is being written stays on the screen whatever happens to the dossier behind it.
  const dossier = opened.data ?? last;
  if (!dossier)
    return opened.isError ? <ErrorNote failure={opened.error.failure} retry={() => void opened.refetch()} /> : null;
  const kept = drafts.find(({ key }) => key === visitKey(id, visit)) ?? null;
  return <Begun dossier={dossier} visit={visit} kept={kept} appointment={appointment} />;
}

/** What was kept when the screen came; from then on the screen knows better. */
function useDraftsOnce(id: string): Drafts | null {
  const api = useApi();
  const [drafts, setDrafts] = useState<Drafts | null>(null);
  useEffect(() => {
    let isHere = true;
    void api.ask('drafts.list', { prefix: visitPrefix(id) }).then((answer) => {
      if (isHere) setDrafts(answer.ok ? answer.value : []);
    });
    return () => {
      isHere = false;
    };
  }, [api, id]);
  return drafts;
}

function Begun({
  dossier,
  visit: of,
  kept,
  appointment,
}: {
  dossier: Dossier;
  visit: string;
  kept: Drafts[number] | null;
  appointment: string | null;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const [{ visit, resumed }] = useState(() => {
    const draft = kept && readVisit(kept.body);
    return {
      visit: new Visit({
        dossier: dossier.candidate.id,
        visit: of,
        draft: draft ?? newDraft(dossier, appointment, (key) => t(`guidance.${key}` as 'guidance.today')),
        isKept: draft !== null,
        api,
      }),
      resumed: draft !== null,
    };
  });
  return <Open dossier={dossier} visit={visit} resumed={resumed} />;
}

function newDraft(
  { candidate, rows }: Dossier,
  appointment: string | null,
  words: (key: string) => string,
): VisitDraft {
  const now = Date.now();
  const today = localDay(now);
  const planned = rows.appointment.find((row) => row.id === appointment);
  const isPast = planned?.date != null && planned.date < today;
  const kind = planned?.kind && planned.kind !== 'interview' ? planned.kind : planned ? 'conversation' : 'visit';
  const outline = rows.contactMoment.length === 0 && !planned ? 'intake' : OUTLINE_OF[kind];
  const text = outline === null ? '' : outlineText(words(`templateText.${outline}`));
  const line = () => crypto.randomUUID();
  return {
    name: displayName(candidate),
    kind,
    date: typingForm(isPast ? (planned.date ?? today) : today),
    time: isPast ? (planned.time ?? '') : timeText(now, 'nl'),
    minutes: isPast && planned.minutes !== null ? String(planned.minutes) : '',
    spentMs: 0,
    participants: planned?.participants ?? '',
    subject: planned?.subject ?? (outline === null ? '' : words(`template.${outline}`)),
    text,
    outline: text,
    confidentialNote: '',
    agreements: [{ key: line(), what: '', by: 'candidate', due: '' }],
    tasks: [{ key: line(), what: '', due: '' }],
    steps: {},
    settled: {},
    finished: [],
    next: {
      date: '',
      time: '',
      kind,
      place: '',
      subject: '',
    },
    appointment: planned ? planned.id : null,
  };
}

const TICK_MS = 15_000;

function Open({ dossier, visit, resumed }: { dossier: Dossier; visit: Visit; resumed: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useToast();
  const announce = useAnnounce();
  const undoOf = useUndoOf();
  const save = useDo('visit.save');
  const screen = useRef<HTMLDivElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const notKept = useSyncExternalStore(visit.subscribe, visit.failure);
  const said = useSyncExternalStore(visit.subscribe, () => isSaid(visit.draft()));
  const { id } = dossier.candidate;
  const name = displayName(dossier.candidate) || t('common.noName');

  useEffect(() => {
    let last = Date.now();
    const timer = setInterval(() => {
      const now = Date.now();
      // A laptop that slept was not at a visit.
      visit.spend(Math.min(now - last, 4 * TICK_MS));
      last = now;
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [visit]);

  const toDossier = (row?: string) =>
    void navigate({
      to: '/dossier/$id/$tab',
      params: { id, tab: row === undefined ? 'overview' : 'contact' },
      ...(row === undefined ? {} : { search: { row } }),
    });
  const another = () =>
    void navigate({ to: '/dossier/$id/visit', params: { id }, search: { visit: crypto.randomUUID() } });
  const finish = async () => {
    if (!isSaid(visit.draft())) return announce(t('visit.nothingYet'));
    const asked = askOf(visit, localDay(Date.now()));
    setProblems(asked.ok ? [] : asked.problems);
    if (!asked.ok) {
      const [first] = asked.problems;
      announce(t('visit.notYet', { count: asked.problems.length }));
      screen.current?.querySelector<HTMLElement>(`[data-at="${first?.at ?? ''}"]`)?.focus();
      return;
    }
    await visit.settled();
    const answer = await save.run(asked.ask);
    if (!answer.ok) return;
    visit.end();
    const { group, gone, moment } = answer.value;
    say({
      message:
        gone > 0 ? `${t('visit.saved', { name })} ${t('visit.gone', { count: gone })}` : t('visit.saved', { name }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
    toDossier(moment);
  };
  const discard = async () => {
    const back = await visit.discard();
    say({ message: t('visit.thrown'), action: { label: t('common.undo'), run: () => void back() } });
    toDossier();
  };
  const toPart = (index: number) => {
    const part = screen.current?.querySelector(`[data-part="${index}"]`);
    const to =
      part?.querySelector<HTMLElement>('[data-first]') ??
      part?.querySelector<HTMLElement>('textarea, input:not([type="radio"]), button');
    to?.focus();
    part?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const heard = pressedKey(event, 'visitFinish', 'visitLeave', 'visitPart');
    if (!heard) return;
    if (heard.name === 'visitFinish') void finish();
    else if (heard.name === 'visitLeave') toDossier();
    else toPart(heard.index);
    event.preventDefault();
  };
  const problemOf = useMemo(() => new Map(problems.map(({ at, reason }) => [at, reason])), [problems]);

  return (
    <div ref={screen} className={classes.screen} onKeyDown={onKey}>
      <header className={classes.top}>
        <div className={classes.who}>
          <h1>{t('visit.with', { name })}</h1>
          <p className={classes.how}>{t('visit.how')}</p>
        </div>
        {said && <Tag kind="green">{notKept ? t('visit.notKept') : t('visit.kept')}</Tag>}
        <div className={classes.actions}>
          <Button
            leftSection={<Icon of={IconCheck} />}
            rightSection={<KeyHint of="visitFinish" />}
            aria-keyshortcuts={ariaKeys('visitFinish')}
            busy={save.busy}
            disabled={!said}
            onClick={() => void finish()}
          >
            {t('visit.finish')}
          </Button>
          <Button variant="default" rightSection={<KeyHint of="visitLeave" />} onClick={() => toDossier()}>
            {t(said ? 'visit.later' : 'common.close')}
          </Button>
        </div>
      </header>
      {resumed && (
        <div className={classes.resumed} role="status">
          <span>{t('visit.resumed', { day: visit.draft().date, time: visit.draft().time })}</span>
          <Button size="compact-sm" variant="subtle" leftSection={<Icon of={IconPlus} size={16} />} onClick={another}>
            {t('visit.another')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<Icon of={IconTrash} size={16} />}
            onClick={() => void discard()}
          >
            {t('visit.throwAway')}
          </Button>
        </div>
      )}
      <ErrorNote failure={save.failure ?? notKept} />
      <div className={classes.sides}>
        <Writing visit={visit} dossier={dossier} problemOf={problemOf} />
        <Essentials visit={visit} dossier={dossier} />
      </div>
    </div>
  );
}
