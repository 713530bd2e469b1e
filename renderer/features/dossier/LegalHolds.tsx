/** What keeps a dossier from being erased, whatever its terms say: a claim, an inquiry, a duty by law. */
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import { useAdded } from './useAdded.ts';
import classes from './guidance.module.css';

export function LegalHolds() {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { candidate, rows } = useDossier();
  const { add, busy } = useAdded();
  const edit = useDo('dossier.edit');
  const [reason, setReason] = useState('');
  const day = (value: string | null): string => formatPartialDate(value, words.language);
  const hold = async () => {
    if (reason.trim() === '' || busy) return;
    await add('legalHold', { reason: reason.trim(), from: localDay(Date.now()) });
    setReason('');
  };
  const lift = async (row: string) => {
    const answer = await edit.run({
      dossier: candidate.id,
      concept: 'legalHold',
      row,
      fields: { liftedOn: localDay(Date.now()) },
    });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({ message: t('retention.holdLifted'), action: { label: t('common.undo'), run: () => undoOf(group) } });
  };
  return (
    <Card title={words.concept('legalHold', 'many')} aside={rows.legalHold.length || undefined}>
      <p>{t('retention.holdWhat')}</p>
      <ul className={classes.list} data-holds>
        {rows.legalHold.map((row) => (
          <li key={row.id} className={classes.bar}>
            <b>{row.reason ?? words.concept('legalHold')}</b>
            <span>{t('retention.holdSince', { date: day(row.from) })}</span>
            {row.liftedOn ? (
              <Tag>{t('retention.holdUntil', { date: day(row.liftedOn) })}</Tag>
            ) : (
              <Button size="compact-sm" variant="default" onClick={() => void lift(row.id)}>
                {t('retention.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form
        className={`${classes.bar} ${classes.after} ${classes.asking}`}
        onSubmit={(event) => {
          event.preventDefault();
          void hold();
        }}
      >
        <TextInput
          label={words.field('legalHold', 'reason')}
          value={reason}
          maxLength={2000}
          onChange={(event) => setReason(event.currentTarget.value)}
          w={360}
        />
        <Button type="submit" variant="default" disabled={reason.trim() === ''} busy={busy}>
          {t('retention.hold')}
        </Button>
      </form>
    </Card>
  );
}
