/** What happened, that nothing was lost, what to do. Spoken when it appears. */
import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/bridge.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { useFailureText } from './useFailureText.ts';
import classes from './ErrorNote.module.css';

export function ErrorNote({
  failure,
  children,
  retry,
  action,
}: {
  failure?: Failure | null;
  /** Instead of the sentence that belongs to the failure. */
  children?: ReactNode;
  retry?: () => void;
  action?: ReactNode;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (!failure && !children) return null;
  return (
    <div className={classes.note} role="alert">
      <Icon of={IconAlertTriangle} />
      <div className={classes.words}>{children ?? (failure && failureText(failure))}</div>
      {action}
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}
