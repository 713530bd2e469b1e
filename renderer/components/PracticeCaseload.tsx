/** Says that this is the practice caseload and what that means here, with the way to one's own. */
import { useTranslation } from 'react-i18next';
import { useDo } from '../api/useAsk.ts';
import { Button } from './Button.tsx';
import { Card } from './Card.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import classes from './PracticeCaseload.module.css';

export function PracticeCaseload({ text }: { text: string }) {
  const { t } = useTranslation();
  const leave = useDo('vault.leaveDemo');
  return (
    <Card title={t('settings.demo')}>
      <p className={classes.text}>{text}</p>
      <ErrorNote failure={leave.failure} />
      <div>
        <Button variant="default" busy={leave.busy} onClick={() => void leave.run(null)}>
          {t('settings.demoLeave')}
        </Button>
      </div>
    </Card>
  );
}
