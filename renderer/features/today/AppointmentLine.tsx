/** One appointment: when, what, where, with whom; and what it can not be kept together with. */
import { IconAlertTriangle, IconFileExport, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { displayName } from '../../../core/domain/name.ts';
import { clashOf } from '../../../core/guidance/calendar.ts';
import { PlainButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useOwn } from '../../components/useOwn.ts';
import { useWords } from '../../components/useWords.ts';
import { useSaveCalendar } from './CalendarFile.tsx';
import { Whose } from './Whose.tsx';
import classes from './today.module.css';

const CLASHES = ['overlap', 'travel'] as const;

export type Appointment = Answer<'agenda.read'>[number];

export function AppointmentLine({ appointment, others }: { appointment: Appointment; others: readonly Appointment[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { row, dossier } = appointment;
  const own = useOwn();
  const calendar = useSaveCalendar();
  const name = displayName(appointment) || t('common.noName');
  const titleOf = ({ row: each }: Appointment) =>
    each.subject ?? (each.kind ? words.option('appointment', 'kind', each.kind) : words.concept('appointment'));
  const clashes = Map.groupBy(
    others.filter((other) => other.row.id !== row.id),
    (other) => clashOf(row, other.row),
  );
  const isOff = row.state === 'cancelled' || row.state === 'noShow';
  return (
    <div className={classes.appointment} data-off={isOff || undefined}>
      <span className={classes.clock}>{row.time ?? '–'}</span>
      <span className={classes.appointmentWhat}>
        <b>{titleOf(appointment)}</b>
        <Whose of={appointment} tab="doing" row={row.id} />
        <span className={classes.quiet}>
          {[
            row.place,
            row.minutes === null ? null : t('guidance.minutes', { count: row.minutes }),
            row.travelMinutes === null ? null : t('guidance.travel', { count: row.travelMinutes }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {!isOff && dossier !== own.dossier && (
          <Link
            to="/dossier/$id/visit"
            params={{ id: dossier }}
            search={{ appointment: row.id }}
            className={classes.visit}
            aria-label={t('visit.beginWith', { name })}
          >
            <Icon of={IconPencil} size={16} /> {t('visit.begin')}
          </Link>
        )}
        {row.date && (
          <PlainButton
            className={classes.visit}
            busy={calendar.busy}
            aria-label={t('calendar.saveOne', { what: titleOf(appointment) })}
            title={t('calendar.saveOneWhat')}
            data-no-print
            onClick={() =>
              row.date && void calendar.save({ from: row.date, until: row.date, row: row.id, names: 'none' })
            }
          >
            <Icon of={IconFileExport} size={16} /> {t('calendar.saveOneShort')}
          </PlainButton>
        )}
        {isOff && row.state && <Tag>{words.option('appointment', 'state', row.state)}</Tag>}
        {CLASHES.map((why) => {
          const those = clashes.get(why);
          if (!those) return null;
          return (
            <Tag key={why} kind="amber" icon={IconAlertTriangle} isWhole>
              {t(`guidance.clash.${why}`, {
                what: those.map((each) => `${each.row.time ?? ''} ${titleOf(each)}`.trim()).join(', '),
              })}
            </Tag>
          );
        })}
      </span>
    </div>
  );
}
