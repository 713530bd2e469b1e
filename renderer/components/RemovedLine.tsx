/** One thing that was removed: what, by whom and when, and the key that puts it back. */
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../core/contract/contract.ts';
import { useDo } from '../api/useAsk.ts';
import { useUndoOf } from '../app/useUndo.ts';
import { Button } from './Button.tsx';
import { tabOf } from './dossier-tabs.ts';
import { Icon } from './Icon.tsx';
import { MomentText } from './MomentText.tsx';
import classes from './RemovedLine.module.css';
import { useToast } from './Toasts.tsx';
import { useFailureText } from './useFailureText.ts';
import { useWords } from './useWords.ts';

type Removed = Answer<'removed.list'>['entries'][number];

/** @param isAlone the list is that of one dossier: it need not be said whose it is */
export function RemovedLine({ removed, isAlone }: { removed: Removed; isAlone: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const { run, busy } = useDo('removed.restore');
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { concept, row, dossier, whose, about, mergedInto } = removed;
  const isDossier = concept === 'candidate';
  const noName = t('common.noName');
  const what = isDossier ? (whose ?? noName) : about ? `${words.concept(concept)}: ${about}` : words.concept(concept);
  const restore = async () => {
    const answer = await run({ dossier, concept, row });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({
      message: t('past.restored', { what }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return (
    <li className={classes.row} data-merged={mergedInto !== null || undefined}>
      <div className={classes.words}>
        <p className={classes.what}>{what}</p>
        <p className={classes.quiet}>
          {isDossier ? (
            t('past.wholeDossier')
          ) : isAlone ? null : (
            <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: tabOf(concept) }}>
              {t('past.inDossier', { name: whose ?? noName })}
            </Link>
          )}
          {!isAlone && ' · '}
          <MomentText at={removed.at} /> {removed.actor && t('past.by', { who: removed.actor })}
        </p>
      </div>
      {mergedInto ? (
        <p className={classes.quiet}>
          {t('past.mergedWith', { name: mergedInto.name ?? noName })}{' '}
          <Link to="/dossier/$id/$tab" params={{ id: mergedInto.dossier, tab: 'overview' }}>
            {t('past.toMerged')}
          </Link>
        </p>
      ) : (
        <Button
          variant="default"
          size="xs"
          busy={busy}
          leftSection={<Icon of={IconArrowBackUp} size={16} />}
          aria-label={t('past.restoreWhat', { what })}
          onClick={() => void restore()}
        >
          {t('past.restore')}
        </Button>
      )}
    </li>
  );
}
