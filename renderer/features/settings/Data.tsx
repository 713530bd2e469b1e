/** Backup, the check of the caseload in plain words, and the way out of the practice caseload. */
import { useState } from 'react';
import {
  IconBulb,
  IconAlertTriangle,
  IconCheck,
  IconDeviceFloppy,
  IconHourglassEmpty,
  IconListCheck,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PracticeCaseload } from '../../components/PracticeCaseload.tsx';
import { Tag } from '../../components/Tag.tsx';
import type { Answer } from '../../../core/contract/contract.ts';
import { ScanFolder } from './ScanFolder.tsx';
import classes from './settings.module.css';

const PARTS = ['integrity', 'audit', 'register', 'operations', 'search', 'documents'] as const;

export function Data() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const info = useAsk('app.info', null);
  const backup = useDo('caseload.backup');
  const verify = useDo('caseload.verify');
  const [saved, setSaved] = useState<string | null>(null);
  const [verified, setVerified] = useState<Answer<'caseload.verify'> | null>(null);
  const makeBackup = async () => {
    setSaved(null);
    const answer = await backup.run(null);
    if (!answer.ok) return;
    const size = new Intl.NumberFormat(i18n.language, {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 1,
    }).format(answer.value.bytes / 1_000_000);
    setSaved(answer.value.saved ? t('settings.backupDone', { size }) : t('settings.backupNot'));
  };
  const check = async () => {
    setVerified(null);
    const answer = await verify.run(null);
    if (answer.ok) setVerified(answer.value);
  };
  const allGood = verified !== null && PARTS.every((part) => verified[part]);
  return (
    <>
      {info.data?.demo && <PracticeCaseload text={t('settings.demoText')} />}
      <Card title={t('settings.backup')}>
        <p className={classes.text}>{t('settings.backupText')}</p>
        <ErrorNote failure={backup.failure} />
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<Icon of={IconDeviceFloppy} />}
            busy={backup.busy}
            onClick={() => void makeBackup()}
          >
            {t('settings.backupMake')}
          </Button>
          <span role="status">{saved}</span>
        </div>
      </Card>
      <ScanFolder />
      <Card title={t('guard.look.title')}>
        <p className={classes.text}>{t('guard.look.what')}</p>
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<Icon of={IconBulb} />}
            onClick={() => void navigate({ to: '/free-text' })}
          >
            {t('guard.look.begin')}
          </Button>
        </div>
      </Card>

      <Card title={t('retention.title')}>
        <p className={classes.text}>{t('retention.what')}</p>
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<Icon of={IconHourglassEmpty} />}
            onClick={() => void navigate({ to: '/retention' })}
          >
            {t('retention.open')}
          </Button>
        </div>
      </Card>

      <Card title={t('settings.verify')}>
        <p className={classes.text}>{t('settings.verifyText')}</p>
        <ErrorNote failure={verify.failure} />
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<Icon of={IconListCheck} />}
            busy={verify.busy}
            onClick={() => void check()}
          >
            {verify.busy ? t('settings.verifying') : t('settings.verifyNow')}
          </Button>
          <span role="status">{verified && <b>{allGood ? t('settings.verifyGood') : t('settings.verifyBad')}</b>}</span>
        </div>
        {verified && (
          <ul className={classes.verified}>
            {PARTS.map((part) => (
              <li key={part}>
                <span>{t(`settings.verifyPart.${part}`)}</span>
                <Tag kind={verified[part] ? 'green' : 'red'} icon={verified[part] ? IconCheck : IconAlertTriangle}>
                  {verified[part] ? t('settings.good') : t('settings.bad')}
                </Tag>
              </li>
            ))}
          </ul>
        )}
        {verified && verified.damaged.length > 0 && (
          <>
            <p className={classes.text}>{t('settings.damagedDocuments', { count: verified.damaged.length })}</p>
            <ul className={classes.verified}>
              {verified.damaged.map(({ dossier, row, name }) => (
                <li key={row}>
                  {dossier === 'organisation' ? (
                    <span>{name}</span>
                  ) : (
                    <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'documents' }} search={{ row }}>
                      {name}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Card>
    </>
  );
}
