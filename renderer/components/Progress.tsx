/** Long work: what it is doing, how far, and Cancel. Spoken at its beginning and at quarters, not with every row. */
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import classes from './Progress.module.css';

export function Progress({
  phase,
  done,
  total,
  cancelling = false,
  onCancel,
  format,
}: {
  /** In the reader's words: "Bestanden lezen". */
  phase: string;
  done: number;
  /** 0 when it is not known yet. */
  total: number;
  cancelling?: boolean;
  onCancel?: () => void;
  /** How an amount is said, where it is no plain number: "12 MB". */
  format?: (amount: number) => string;
}) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const say = format ?? ((amount: number) => number.format(amount));
  const part = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div className={classes.progress}>
      <div className={classes.line}>
        <span className={classes.phase}>{cancelling ? t('common.cancelling') : phase}</span>
        {total > 0 && (
          <span className={classes.count}>{t('common.progress', { done: say(done), total: say(total) })}</span>
        )}
      </div>
      <div className={classes.row}>
        <div
          className={classes.track}
          role="progressbar"
          aria-label={phase || t('common.progressName')}
          aria-valuemin={0}
          aria-valuemax={100}
          {...(total > 0 ? { 'aria-valuenow': Math.round(part * 100) } : {})}
          data-unknown={total === 0 || undefined}
        >
          <div className={classes.bar} style={{ transform: `scaleX(${part})` }} />
        </div>
        {onCancel && (
          <Button variant="default" size="xs" onClick={onCancel} busy={cancelling}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
