/** Answers in dossiers that the list in use does not have any more, or calls otherwise. Followed on request, as one deed. */
import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './settings.module.css';
import lists from './Lists.module.css';

type Change = Answer<'packs.changes'>[number];

export function ListChanges() {
  const { t } = useTranslation();
  const { language } = useWords();
  const found = useAsk('packs.changes', { language });
  const following = useDo('packs.follow');
  const say = useToast();
  const undoOf = useUndoOf();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const changes = found.data ?? [];
  if (changes.length === 0) return null;
  const wanted = changes.filter(({ code }) => !left.has(code));
  const follow = async () => {
    const answer = await following.run({ codes: wanted.map(({ code }) => code), language });
    if (!answer.ok) return;
    const { group, changed } = answer.value;
    say({
      message: t('packs.followed', { count: changed }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  const turn = (code: string) => {
    const next = new Set(left);
    if (!next.delete(code)) next.add(code);
    setLeft(next);
  };
  return (
    <Card tone="amber" title={t('packs.changes')}>
      <p className={classes.text}>{t('packs.changesWhat')}</p>
      <ul className={lists.changes}>
        {changes.map((change) => (
          <li key={change.code}>
            <Checkbox
              checked={!left.has(change.code)}
              onChange={() => turn(change.code)}
              label={
                <>
                  <b>{change.was ?? t('packs.unknownWas')}</b>{' '}
                  {t(`packs.change.${change.change}`, { now: change.becomes?.label ?? '' })}
                </>
              }
            />
            <Where of={change} />
          </li>
        ))}
      </ul>
      <ErrorNote failure={following.failure} />
      <div className={classes.buttons}>
        <Button busy={following.busy} disabled={wanted.length === 0} onClick={() => void follow()}>
          {t('packs.follow', { count: wanted.length })}
        </Button>
      </div>
    </Card>
  );
}

function Where({ of: { rows, was } }: { of: Change }) {
  const { t } = useTranslation();
  return (
    <ul className={lists.rows}>
      {rows.map(({ dossier, row, concept, text, whose }) => (
        <li key={row}>
          <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: tabOf(concept) }} search={{ row }}>
            {t('packs.changeRow', { text: text ?? was ?? '', whose: whose ?? t('packs.nobody') })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
