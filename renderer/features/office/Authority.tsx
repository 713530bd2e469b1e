/** For organisations with a certificate authority of their own: its file, folded away since most have none. */
import { FileButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import classes from './office.module.css';

export function Authority({ has, onChange }: { has: boolean; onChange: (authority: string | null) => void }) {
  const { t } = useTranslation();
  return (
    <details className={classes.authority} open={has || undefined}>
      <summary>{t('office.authority')}</summary>
      <p className={classes.text}>{t(has ? 'office.authorityThere' : 'office.authorityText')}</p>
      <div className={classes.buttons}>
        <FileButton
          accept=".pem,.crt,.cer"
          onChange={(file) => void file?.text().then(onChange)}
          inputProps={{ 'aria-label': t('office.authorityChoose') }}
        >
          {(props) => (
            <Button variant="default" size="xs" {...props}>
              {t('office.authorityChoose')}
            </Button>
          )}
        </FileButton>
        {has && (
          <Button variant="subtle" size="xs" onClick={() => onChange(null)}>
            {t('office.authorityRemove')}
          </Button>
        )}
      </div>
    </details>
  );
}
