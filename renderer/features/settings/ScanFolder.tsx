/** The folder in which a scanner puts its files: chosen here, for this laptop. */
import { IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import classes from './settings.module.css';

export function ScanFolder() {
  const { t } = useTranslation();
  const scans = useAsk('scans.state', null);
  const choose = useDo('scans.choose');
  const forget = useDo('scans.forget');
  const folder = scans.data?.folder ?? null;
  // A browser has no dialog that tells the application which folder it is.
  const info = useAsk('app.info', null);
  if (info.data?.host === 'preview') return null;
  return (
    <Card title={t('documents.scanFolder')}>
      <p className={classes.text}>{t('documents.scanFolderText')}</p>
      <ErrorNote failure={choose.failure ?? forget.failure} />
      {folder !== null && (
        <p className={classes.text}>
          <b>{folder}</b> {scans.data?.isThere === false && <Tag kind="amber">{t('documents.scanFolderAway')}</Tag>}
        </p>
      )}
      <div className={classes.buttons}>
        <Button
          variant="default"
          leftSection={<Icon of={IconFolder} />}
          busy={choose.busy}
          onClick={() => void choose.run(null)}
        >
          {t(folder === null ? 'documents.scanFolderChoose' : 'documents.scanFolderOther')}
        </Button>
        {folder !== null && (
          <Button variant="subtle" busy={forget.busy} onClick={() => void forget.run(null)}>
            {t('documents.scanFolderForget')}
          </Button>
        )}
      </div>
    </Card>
  );
}
