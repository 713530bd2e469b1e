/** The calendar of the caseload: a day, a week or a month of appointments, and what of it can not be kept together. */
import { useState, type KeyboardEvent } from 'react';
import { Menu } from '@mantine/core';
import {
  IconCalendarPlus,
  IconChevronLeft,
  IconChevronRight,
  IconDots,
  IconFileExport,
  IconFileImport,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DAYS } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { displayName } from '../../../core/domain/name.ts';
import { ariaKeys, pressed } from '../../../core/shortcuts/shortcuts.ts';
import { useAsk } from '../../api/useAsk.ts';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { Segments } from '../../components/choices.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useKeyText } from '../../components/KeyHint.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useOwn } from '../../components/useOwn.ts';
import { useToday } from '../../components/useToday.ts';
import { useFilesDropped } from '../../components/useFilesDropped.ts';
import { useWords } from '../../components/useWords.ts';
import { AppointmentLine, type Appointment } from './AppointmentLine.tsx';
import { SaveCalendar, TakeCalendar } from './CalendarFile.tsx';
import { NewPlanned, type Planned } from './NewPlanned.tsx';
import { dayText, daysOf, moved, SPANS, type Span } from './days.ts';
import classes from './today.module.css';

/** Of one day in a month; more is said as a number. */
const IN_A_CELL = 3;

export function AgendaScreen() {
  const { t } = useTranslation();
  const words = useWords();
  const today = useToday();
  const [at, setAt] = useState(today);
  const [span, setSpan] = useState<Span>('week');
  const [adding, setAdding] = useState<Planned | null>(null);
  const [saving, setSaving] = useState(false);
  const [taking, setTaking] = useState<{ opened: boolean; dropped: File | null }>({ opened: false, dropped: null });
  const days = daysOf(at, span);
  const asked = useAsk(
    'agenda.read',
    { from: days[0] ?? at, until: days.at(-1) ?? at },
    { keepPrevious: true, eachTime: true },
  );
  const byDay = Map.groupBy(asked.data ?? [], ({ row }) => row.date ?? '');
  const title =
    span === 'day'
      ? dayText(at, words.language, 'long')
      : span === 'month'
        ? formatPartialDate(at.slice(0, 7), words.language, 'long')
        : `${formatPartialDate(days[0] ?? at, words.language)} – ${formatPartialDate(days.at(-1) ?? at, words.language)}`;

  const { place } = useFilesDropped(([file]) => {
    if (file) setTaking({ opened: true, dropped: file });
  });
  const keyText = useKeyText();
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    const heard = pressed(event, 'agendaEarlier', 'agendaLater', 'agendaToday');
    if (heard === null) return;
    setAt(heard === 'agendaToday' ? today : moved(at, span, heard === 'agendaEarlier' ? -1 : 1));
    event.preventDefault();
  };
  return (
    <div className={classes.screen} onKeyDown={onKey} {...place}>
      <PageHeader
        title={t('guidance.agenda')}
        actions={
          <div className={classes.turning} data-no-print>
            <span id="agenda-span" className="screen-only-reader">
              {t('guidance.agenda')}
            </span>
            <Segments
              labelledBy="agenda-span"
              options={SPANS.map((each) => ({ code: each, label: t(`guidance.${each}`) }))}
              value={span}
              onChange={(next) => setSpan(SPANS.find((each) => each === next) ?? 'week')}
            />
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('guidance.previous')}
              title={`${t('guidance.previous')} (${keyText('agendaEarlier')})`}
              aria-keyshortcuts={ariaKeys('agendaEarlier')}
              onClick={() => setAt(moved(at, span, -1))}
            >
              <Icon of={IconChevronLeft} />
            </ActionIcon>
            <Button variant="default" aria-keyshortcuts={ariaKeys('agendaToday')} onClick={() => setAt(today)}>
              {t('guidance.toToday')}
            </Button>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('guidance.next')}
              title={`${t('guidance.next')} (${keyText('agendaLater')})`}
              aria-keyshortcuts={ariaKeys('agendaLater')}
              onClick={() => setAt(moved(at, span, 1))}
            >
              <Icon of={IconChevronRight} />
            </ActionIcon>
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <Button variant="default" px={10} aria-label={t('calendar.more')} title={t('calendar.more')}>
                  <Icon of={IconDots} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<Icon of={IconFileImport} />}
                  onClick={() => setTaking({ opened: true, dropped: null })}
                >
                  {t('calendar.takeTitle')}
                </Menu.Item>
                <Menu.Item leftSection={<Icon of={IconFileExport} />} onClick={() => setSaving(true)}>
                  {t('calendar.saveTitle')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button leftSection={<Icon of={IconCalendarPlus} />} onClick={() => setAdding('appointment')}>
              {t('guidance.addAppointment')}
            </Button>
          </div>
        }
      >
        <span aria-live="polite">{title}</span>
      </PageHeader>
      <TakeCalendar {...taking} today={today} onClose={() => setTaking({ opened: false, dropped: null })} />
      <SaveCalendar
        span={saving ? { from: days[0] ?? at, until: days.at(-1) ?? at } : null}
        onClose={() => setSaving(false)}
      />
      <NewPlanned concept={adding} day={days.includes(today) ? today : at} onClose={() => setAdding(null)} />
      {asked.isError && <ErrorNote failure={asked.error.failure} retry={() => void asked.refetch()} />}
      {span === 'month' ? (
        <>
          <div className={classes.weekdays} aria-hidden>
            {DAYS.map((day) => (
              <span key={day}>{words.shortDay(day)}</span>
            ))}
          </div>
          <ol className={classes.month}>
            {days.map((day) => {
              const here = byDay.get(day) ?? [];
              return (
                <li
                  key={day}
                  className={classes.cell}
                  data-today={day === today || undefined}
                  data-other={day.slice(0, 7) !== at.slice(0, 7) || undefined}
                >
                  <button
                    type="button"
                    className={classes.date}
                    aria-label={dayText(day, words.language, 'long')}
                    onClick={() => {
                      setAt(day);
                      setSpan('day');
                    }}
                  >
                    {Number(day.slice(8))}
                  </button>
                  {here.slice(0, IN_A_CELL).map((each) => (
                    <Short key={each.row.id} appointment={each} />
                  ))}
                  {here.length > IN_A_CELL && (
                    <span className={classes.quiet}>{t('guidance.moreOnDay', { count: here.length - IN_A_CELL })}</span>
                  )}
                </li>
              );
            })}
          </ol>
        </>
      ) : (
        <ol className={classes.days}>
          {days.map((day) => {
            const here = byDay.get(day) ?? [];
            return (
              <li key={day} className={classes.dayCard} data-today={day === today || undefined}>
                <h2 className={classes.dayTitle}>{dayText(day, words.language)}</h2>
                {here.length === 0 ? (
                  <p className={classes.none}>{t('guidance.noAppointments')}</p>
                ) : (
                  <ul className={classes.list}>
                    {here.map((each) => (
                      <li key={each.row.id}>
                        <AppointmentLine appointment={each} others={here} />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <p className={classes.explain}>{t('guidance.agendaHow')}</p>
    </div>
  );
}

function Short({ appointment }: { appointment: Appointment }) {
  const { t } = useTranslation();
  const own = useOwn();
  const { dossier, row } = appointment;
  const shown = {
    className: classes.short ?? '',
    'data-off': row.state === 'cancelled' || row.state === 'noShow' || undefined,
  };
  if (dossier === own.dossier)
    return (
      <Link to="/own" {...shown}>
        {row.time} {row.subject ?? t('guidance.withoutCandidate')}
      </Link>
    );
  return (
    <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'doing' }} search={{ row: row.id }} {...shown}>
      {row.time} {displayName(appointment) || t('common.noName')}
    </Link>
  );
}
