/** The room of work that waits: what others wrote too late for a dossier that is held here, and what the office did not take of one's own. */
import { IconArrowLeft, IconChecks } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { AsideItem } from './AsideItem.tsx';
import { WorkCard } from './WorkCard.tsx';
import classes from './waiting.module.css';

export function WaitingScreen({ dossier }: { dossier: string | null }) {
  const { t } = useTranslation();
  const say = useToast();
  const waiting = useAsk('waiting.list', { dossier }, { keepPrevious: true });
  const aside = useAsk('aside.list', null);
  const putAway = useDo('aside.putAway');
  const bringBack = useDo('aside.bringBack');
  const own = (aside.data ?? []).filter((each) => dossier === null || each.dossier === dossier);
  const works = waiting.data ?? [];
  const away = async (operations: string[]): Promise<void> => {
    const answer = await putAway.run({ operations });
    if (answer.ok)
      say({
        message: t('waiting.wasPutAway'),
        action: { label: t('common.undo'), run: () => void bringBack.run({ operations }) },
      });
  };
  return (
    <div className={classes.screen} data-waiting>
      {dossier !== null && (
        <Link className={classes.back} to="/dossier/$id/$tab" params={{ id: dossier, tab: 'overview' }}>
          <Icon of={IconArrowLeft} size={16} /> {t('waiting.back')}
        </Link>
      )}
      <PageHeader title={t('waiting.title')} />
      {waiting.isError && <ErrorNote failure={waiting.error.failure} retry={() => void waiting.refetch()} />}
      {aside.isError && <ErrorNote failure={aside.error.failure} retry={() => void aside.refetch()} />}
      {waiting.data && aside.data && works.length + own.length === 0 && (
        <EmptyState icon={IconChecks} title={t('waiting.none')}>
          {t('waiting.noneText')}
        </EmptyState>
      )}
      {works.length > 0 && (
        <section className={classes.part} aria-labelledby="waiting-others">
          <h2 id="waiting-others">{t('waiting.others')}</h2>
          <p className={classes.text}>{t('waiting.othersText')}</p>
          {works.map((deed) => (
            <WorkCard key={`${deed.group}/${deed.works[0]?.operation ?? ''}`} deed={deed} />
          ))}
        </section>
      )}
      {own.length > 0 && (
        <div className={classes.part} data-aside>
          <Card
            title={t('waiting.aside')}
            tone="amber"
            aside={
              own.length > 1 && (
                <Button
                  variant="default"
                  size="xs"
                  busy={putAway.busy}
                  onClick={() => void away(own.map(({ operation }) => operation))}
                >
                  {t('waiting.putAllAway')}
                </Button>
              )
            }
          >
            <p className={classes.text}>{t('waiting.asideText')}</p>
            <ul className={classes.asides}>
              {own.map((each) => (
                <AsideItem key={each.operation} aside={each} putAway={() => void away([each.operation])} />
              ))}
            </ul>
            <ErrorNote failure={putAway.failure ?? bringBack.failure} />
          </Card>
        </div>
      )}
    </div>
  );
}
