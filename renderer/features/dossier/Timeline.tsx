/** Everything about somebody, the latest first; chosen by kind and by what is typed. */
import { useMemo, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import {
  IconBookmark,
  IconBriefcase,
  IconCalendarEvent,
  IconCertificate,
  IconChecklist,
  IconClipboardData,
  IconFileText,
  IconMessages,
  IconSchool,
  IconScale,
  IconSend,
  IconShieldCheck,
  IconTargetArrow,
  IconTimeline,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DossierConcept } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { Card } from '../../components/Card.tsx';
import { ToggleChips } from '../../components/choices.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import { found, TIMELINE_KINDS, timelineOf, type TimelineKind } from './timeline.ts';
import classes from './guidance.module.css';

const ICONS: Readonly<Partial<Record<DossierConcept, IconShape>>> = {
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
};
const PAGE = 100;
const GIST = 220;

export function Timeline() {
  const { t } = useTranslation();
  const words = useWords();
  const dossier = useDossier();
  const [kinds, setKinds] = useState<readonly TimelineKind[]>([]);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(PAGE);
  const events = useMemo(
    () =>
      timelineOf(dossier, {
        purpose: (code) => words.option('consent', 'purpose', code),
        scheme: (code) => words.option('scheme', 'scheme', code),
        field: (concept, field) => words.field(concept, field),
        withdrawn: (day) => t('candidateMode.withdrawnOn', { date: formatPartialDate(day, words.language) }),
      }),
    [dossier, words, t],
  );
  const chosen = useMemo(() => found(events, new Set(kinds), typed), [events, kinds, typed]);
  if (events.length === 0)
    return (
      <EmptyState icon={IconTimeline} title={t('guidance.timelineNone')}>
        {t('guidance.timelineNoneWhat')}
      </EmptyState>
    );
  const byYear = Map.groupBy(chosen.slice(0, shown), ({ day }) => day?.slice(0, 4) ?? '');
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
      {[...byYear].map(([year, list]) => (
        <section key={year} aria-label={year || t('guidance.noDay')}>
          <h3 className={classes.year}>{year || t('guidance.noDay')}</h3>
          <ol className={classes.line}>
            {list.map((event) => (
              <li key={event.key} className={classes.event}>
                <span className={classes.eventDay}>
                  {[formatPartialDate(event.day, words.language), event.time].filter(Boolean).join(' ')}
                </span>
                <span className={classes.eventIcon}>
                  <Icon of={ICONS[event.concept] ?? IconTimeline} />
                </span>
                <span className={classes.eventWhat}>
                  <Link
                    to="/dossier/$id/$tab"
                    params={{ id: dossier.candidate.id, tab: tabOf(event.concept) }}
                    search={{ row: event.row }}
                  >
                    {event.title || words.concept(event.concept)}
                  </Link>
                  <span className={classes.eventSub}>
                    {words.concept(event.concept)}
                    {event.more && ` · ${event.more.length > GIST ? `${event.more.slice(0, GIST)}…` : event.more}`}
                  </span>
                </span>
              </li>
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
