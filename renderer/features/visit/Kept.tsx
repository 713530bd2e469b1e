/** The dossier is not on this laptop any more; what was typed in a visit to it still is, and is shown until the adviser puts it away. */
import { useState } from 'react';
import { IconTrash, IconUserQuestion } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { VisitDraft } from '../../../core/guidance/visit.ts';
import { useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useToast } from '../../components/Toasts.tsx';
import classes from './visit.module.css';

export function Kept({ drafts }: { drafts: readonly { key: string; draft: VisitDraft | null; body: string }[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useToast();
  const remove = useDo('drafts.remove');
  const { run: keepAgain } = useDo('drafts.save');
  const [away, setAway] = useState<readonly string[]>([]);
  const shown = drafts.filter(({ key }) => !away.includes(key));
  if (shown.length === 0)
    return (
      <EmptyState
        icon={IconUserQuestion}
        title={t('dossier.notFound')}
        action={<Button onClick={() => void navigate({ to: '/candidates' })}>{t('app.toCandidates')}</Button>}
      >
        {t('dossier.notFoundWhat')}
      </EmptyState>
    );
  const putAway = async (key: string, body: string) => {
    const answer = await remove.run({ key });
    if (!answer.ok) return;
    setAway([...away, key]);
    say({
      message: t('visit.thrown'),
      action: {
        label: t('common.undo'),
        run: () => void keepAgain({ key, body }).then(() => setAway((before) => before.filter((each) => each !== key))),
      },
    });
  };
  return (
    <div className={classes.screen}>
      <header className={classes.top}>
        <div className={classes.who}>
          <h1>{t('visit.keptTitle', { name: shown[0]?.draft?.name || t('common.noName') })}</h1>
          <p className={classes.how}>{t('visit.keptWhat')}</p>
        </div>
      </header>
      <ErrorNote failure={remove.failure} />
      {shown.map(({ key, draft, body }) => (
        <Card
          key={key}
          title={draft ? [draft.subject, draft.date, draft.time].filter(Boolean).join(' · ') : t('visit.report')}
        >
          <textarea
            className={classes.report}
            readOnly
            aria-label={t('visit.report')}
            value={draft ? textOf(draft) : body}
          />
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon of={IconTrash} size={16} />}
            onClick={() => void putAway(key, body)}
          >
            {t('visit.throwAway')}
          </Button>
        </Card>
      ))}
    </div>
  );
}

/** Every word that was typed, to be read and copied. */
const textOf = (draft: VisitDraft): string =>
  [
    [draft.date, draft.time, draft.minutes, draft.participants].filter(Boolean).join(' · '),
    draft.text.trim(),
    ...draft.agreements.map(({ what, due }) => [what, due].filter(Boolean).join(', ')),
    ...draft.tasks.map(({ what, due }) => [what, due].filter(Boolean).join(', ')),
    [draft.next.date, draft.next.time, draft.next.place, draft.next.subject].filter(Boolean).join(' · '),
    draft.confidentialNote.trim(),
  ]
    .filter(Boolean)
    .join('\n\n');
