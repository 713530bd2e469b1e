/** What lies in the folder of the scanner: each is put into this dossier with one key, and then taken out of the folder if that is wanted. */
import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { IconFilePlus, IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DocumentFacts } from '../../components/documents/DocumentPlace.tsx';
import { sizeText } from '../../components/documents/document-words.ts';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useDocuments } from './DossierDocuments.tsx';
import classes from './documents.module.css';

/** The newest: what was scanned just now. */
const SHOWN = 6;

export function ScanTray() {
  const { t, i18n } = useTranslation();
  const api = useApi();
  const say = useToast();
  const failureText = useFailureText();
  const { adding } = useDocuments();
  const scans = useAsk('scans.state', null);
  const [removes, setRemoves] = useState(false);
  const [most, setMost] = useState(SHOWN);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const files = (scans.data?.files ?? []).filter(({ token }) => !taken.has(token));
  if (!scans.data?.folder || files.length === 0) return null;

  const take = async (token: string): Promise<void> => {
    const answer = await api.ask('scans.take', { token });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { name, bytes, token: source } = answer.value;
    adding.addChosen({ name, bytes, source }, async () => {
      setTaken((before) => new Set([...before, token]));
      if (!removes) return;
      const removed = await api.ask('scans.remove', { token });
      if (!removed.ok) say({ message: t('documents.scanStays', { name }), tone: 'red' });
    });
  };

  return (
    <Card
      title={
        <>
          <Icon of={IconScan} /> {t('documents.scans', { folder: scans.data.folder })}
        </>
      }
      aside={
        <Checkbox
          size="xs"
          label={t('documents.scanRemoves')}
          checked={removes}
          onChange={(event) => setRemoves(event.currentTarget.checked)}
        />
      }
    >
      <ul className={classes.scans} data-scans>
        {files.slice(0, most).map(({ token, name, bytes, changedAt }) => (
          <li key={token}>
            <span>
              {name}
              <DocumentFacts>
                <span>{sizeText(bytes, i18n.language)}</span>
                <MomentText at={changedAt} />
              </DocumentFacts>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Icon of={IconFilePlus} size={16} />}
              aria-label={t('documents.scanTakeNamed', { name })}
              onClick={() => void take(token)}
            >
              {t('documents.scanTake')}
            </Button>
          </li>
        ))}
      </ul>
      {files.length > most && (
        <Button variant="subtle" size="compact-sm" onClick={() => setMost(files.length)}>
          {t('dossier.moreRows', { count: files.length - most })}
        </Button>
      )}
    </Card>
  );
}
