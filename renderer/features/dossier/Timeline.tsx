/** Everything about somebody, the latest first; chosen by kind and by what is typed. What is still to come stands above today, and says so. */
import { useMemo, useState } from 'react';
import { TextInput } from '@mantine/core';
import {
  IconBookmark,
  IconBriefcase,
  IconCalendarEvent,
  IconCertificate,
  IconChecklist,
  IconClipboardData,
  IconFileText,
  IconFlag,
  IconMessageReport,
  IconMessages,
  IconSchool,
  IconScale,
  IconSend,
  IconShieldCheck,
  IconTargetArrow,
  IconTimeline,
  IconUserShield,
  IconWorld,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ToggleChips } from '../../components/choices.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { Tag, type TagKind } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import { found, TIMELINE_KINDS, timelineOf, type Standing, type TimelineEvent, type TimelineKind } from './timeline.ts';
import classes from './guidance.module.css';

const ICONS: Readonly<Partial<Record<ConceptName, IconShape>>> = {
  contactMoment: IconMessages,
  agreement: IconChecklist,
  task: IconChecklist,
  appointment: IconCalendarEvent,
  actionPlan: IconTargetArrow,
  goal: IconTargetArrow,
  planStep: IconTargetArrow,
  planVersion: IconBookmark,
  jobApplication: IconSend,
  placement: IconBriefcase,
  workExperience: IconBriefcase,
  education: IconSchool,
  course: IconCertificate,
  scheme: IconScale,
  document: IconFileText,
  assessment: IconClipboardData,
  consent: IconShieldCheck,
  candidate: IconFlag,
  webLink: IconWorld,
  proposal: IconMessageReport,
  request: IconUserShield,
};
const TAGS: Readonly<Record<Exclude<Standing, 'was'>, TagKind>> = { planned: 'petrol', open: 'amber', not: 'plain' };
const PAGE = 100;
const GIST = 220;
/** What is still to come, above the years. */
const AHEAD = 'ahead';

export function Timeline() {
  const { t } = useTranslation();
  const words = useWords();
  const dossier = useDossier();
  const [kinds, setKinds] = useState<readonly TimelineKind[]>([]);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(PAGE);
  const { candidate } = dossier;
  const history = useAsk('dossier.history', {
    dossier: candidate.id,
    concept: 'candidate',
    row: candidate.id,
    field: 'phase',
    offset: 0,
    limit: 200,
  });
  const today = localDay(Date.now());
  const phases = history.data?.entries;
  const events = useMemo(
    () =>
      timelineOf(dossier, phases ?? [], today, {
        purpose: (code) => words.option('consent', 'purpose', code),
        scheme: (code) => words.option('scheme', 'scheme', code),
        limit: ({ kind, purposes }) =>
          [
            words.option('restriction', 'kind', kind ?? 'restriction'),
            (purposes ?? []).map((each) => words.option('restriction', 'purposes', each)).join(', '),
          ]
            .filter(Boolean)
            .join(': '),
        field: (concept, field) => words.field(concept, field),
        state: (state) => words.option('proposal', 'state', state),
        right: (code) => words.option('request', 'right', code),
        requestState: (state) => words.option('request', 'state', state),
        answerBy: t('requests.answerBy'),
        phase: (code) =>
          code === null
            ? t('guidance.phaseNone')
            : t('guidance.phaseNow', { phase: words.option('candidate', 'phase', code) }),
        phaseWas: (code) => t('guidance.phaseWas', { phase: words.option('candidate', 'phase', code) }),
        withdrawn: (day) => t('candidateMode.withdrawnOn', { date: formatPartialDate(day, words.language) }),
      }),
    [dossier, phases, today, words, t],
  );
  const chosen = useMemo(() => found(events, new Set(kinds), typed), [events, kinds, typed]);
  if (history.isPending) return null;
  if (events.length === 0)
    return (
      <EmptyState icon={IconTimeline} title={t('guidance.timelineNone')}>
        {t('guidance.timelineNoneWhat')}
      </EmptyState>
    );
  const parts = Map.groupBy(chosen.slice(0, shown), ({ day, standing }) =>
    standing === 'planned' || (standing === 'not' && day !== null && day > today) ? AHEAD : (day?.slice(0, 4) ?? ''),
  );
  const heading = (part: string): string =>
    part === AHEAD ? t('guidance.timelineAhead') : part || t('guidance.noDay');
  return (
    <Card title={t('dossier.tab.timeline')} aside={chosen.length}>
      <div className={classes.filters} data-no-print>
        <TextInput
          className={classes.find ?? ''}
          aria-label={t('guidance.timelineFind')}
          placeholder={t('guidance.timelineFind')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <span id="timeline-kinds" className="screen-only-reader">
          {t('guidance.timelineKinds')}
        </span>
        <ToggleChips
          labelledBy="timeline-kinds"
          options={TIMELINE_KINDS.map((kind) => ({ code: kind, label: t(`dossier.tab.${kind}`) }))}
          value={[...kinds]}
          onChange={(next) => setKinds(TIMELINE_KINDS.filter((kind) => next.includes(kind)))}
        />
      </div>
      {chosen.length === 0 && <EmptyState small title={t('guidance.timelineNotFound')} />}
      {history.isError && <ErrorNote failure={history.error.failure} />}
      {[...parts].map(([part, list]) => (
        <section
          key={part}
          aria-label={heading(part)}
          className={classes.part}
          data-ahead={part === AHEAD || undefined}
        >
          <h3 className={classes.year}>{heading(part)}</h3>
          <ol className={classes.line}>
            {list.map((event) => (
              <OneEvent key={event.key} event={event} dossier={candidate.id} />
            ))}
          </ol>
        </section>
      ))}
      {chosen.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + PAGE)}>
          {t('guidance.timelineMore')}
        </Button>
      )}
    </Card>
  );
}

function OneEvent({ event, dossier }: { event: TimelineEvent; dossier: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const { concept, standing } = event;
  const what = words.concept(concept);
  const more = event.more.length > GIST ? `${event.more.slice(0, GIST)}…` : event.more;
  return (
    <li className={classes.event} data-standing={standing}>
      <span className={classes.eventDay}>
        {[formatPartialDate(event.day, words.language), event.time].filter(Boolean).join(' ')}
      </span>
      <span className={classes.eventIcon}>
        <Icon of={ICONS[concept] ?? IconTimeline} />
      </span>
      <span className={classes.eventWhat}>
        <span className={classes.eventTitle}>
          <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: tabOf(concept) }} search={{ row: event.row }}>
            {event.title || what}
          </Link>
          {standing !== 'was' && <Tag kind={TAGS[standing]}>{t(`guidance.standing.${standing}`)}</Tag>}
        </span>
        <span className={classes.eventSub}>
          {/* A phase says in its title what it is. */}
          {[concept === 'candidate' ? '' : what, more].filter(Boolean).join(' · ')}
        </span>
      </span>
    </li>
  );
}
