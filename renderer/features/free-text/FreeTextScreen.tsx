/** What stands in free text already and seldom may, over the whole caseload: found while it is looked at, with the way to each text. */
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { IconBulb, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { displayName } from '../../../core/domain/name.ts';
import { POINTED_SORTS } from '../../../core/privacy/special-sorts.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ToggleChips } from '../../components/choices.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Pieces } from '../../components/Pieces.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './free-text.module.css';

type Looked = Answer<'freeText.look'>;
const AT_ONCE = 50;

type Looking = {
  readonly found: Looked['found'];
  readonly looked: number;
  readonly total: number;
  /** Where it goes on; null when it is through. */
  readonly next: number | null;
};
const NOTHING_YET: Looking = { found: [], looked: 0, total: 0, next: 0 };

/** Some dossiers after each other, until it is through or stopped. */
function useLooking() {
  const api = useApi();
  const [looking, setLooking] = useState<Looking>(NOTHING_YET);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useRef(0);
  const stop = useCallback(() => {
    run.current++;
    setBusy(false);
  }, []);
  const look = useCallback(
    async (from: Looking) => {
      const mine = ++run.current;
      setLooking(from);
      setBusy(true);
      setFailure(null);
      for (let now = from; now.next !== null;) {
        const answer = await api.ask('freeText.look', { after: now.next });
        if (run.current !== mine) return;
        if (!answer.ok) {
          setFailure(answer.error);
          break;
        }
        const { found, ...rest } = answer.value;
        now = { ...rest, found: [...now.found, ...found] };
        setLooking(now);
      }
      setBusy(false);
    },
    [api],
  );
  useEffect(() => {
    void look(NOTHING_YET);
    return stop;
  }, [look, stop]);
  return { looking, isBusy, failure, look, stop };
}

export function FreeTextScreen() {
  const { t } = useTranslation();
  const words = useWords();
  const id = useId();
  const { looking, isBusy, failure, look, stop } = useLooking();
  const [sorts, setSorts] = useState<readonly string[]>([]);
  const [most, setMost] = useState(AT_ONCE);
  const { found, looked, total, next } = looking;
  const present = POINTED_SORTS.filter((sort) => found.some((each) => each.sorts.includes(sort)));
  const shown = found.filter((each) => sorts.length === 0 || each.sorts.some((sort) => sorts.includes(sort)));
  return (
    <div className={classes.screen} data-free-text>
      <PageHeader
        title={t('guard.look.title')}
        actions={
          !isBusy && (
            <Button variant="default" leftSection={<Icon of={IconRefresh} />} onClick={() => void look(NOTHING_YET)}>
              {t('guard.look.again')}
            </Button>
          )
        }
      >
        {found.length > 0 && t('guard.look.found', { count: found.length })}
      </PageHeader>
      <p className={classes.what}>{t('guard.look.what')}</p>
      <ErrorNote failure={failure} retry={() => void look(looking)} />
      {isBusy && <Progress phase={t('guard.look.busy')} done={looked} total={total} onCancel={stop} />}
      {!isBusy && !failure && next !== null && (
        <p className={classes.stopped}>
          {t('guard.look.stopped', { looked, total })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void look(looking)}>
            {t('guard.look.goOn')}
          </Button>
        </p>
      )}
      {present.length > 1 && (
        <div>
          <span id={id} className="screen-only-reader">
            {t('guard.look.which')}
          </span>
          <ToggleChips
            labelledBy={id}
            options={present.map((sort) => ({ code: sort, label: t(`guard.look.sort.${sort}`) }))}
            value={sorts}
            onChange={setSorts}
          />
        </div>
      )}
      {!isBusy && next === null && found.length === 0 && (
        <EmptyState icon={IconBulb} title={t('guard.look.none')}>
          {t('guard.look.noneWhat', { count: total })}
        </EmptyState>
      )}
      {found.length > 0 && shown.length === 0 && <p>{t('guard.look.notChosen')}</p>}
      {shown.length > 0 && (
        <Card>
          <ul className={classes.list}>
            {shown.slice(0, most).map(({ dossier, concept, row, field, sorts: of, excerpt, ...who }) => {
              const name = displayName(who) || t('common.noName');
              const where = `${words.concept(concept)}, ${words.field(concept, field)}`;
              return (
                <li key={`${row}/${field}`}>
                  <p className={classes.who}>
                    <Link
                      to="/dossier/$id/$tab"
                      params={{ id: dossier, tab: tabOf(concept) }}
                      search={{ row }}
                      aria-label={t('guard.look.open', { name, field: where })}
                    >
                      {name}
                    </Link>
                    <span className={classes.where}>{where}</span>
                    {of.map((sort) => (
                      <Tag key={sort} kind="amber">
                        {t(`guard.look.sort.${sort}`)}
                      </Tag>
                    ))}
                  </p>
                  <p className={classes.excerpt}>
                    <Pieces of={excerpt} />
                  </p>
                </li>
              );
            })}
          </ul>
        </Card>
      )}
      {shown.length > most && (
        <div>
          <Button variant="default" onClick={() => setMost(most + AT_ONCE)}>
            {t('guard.look.more')}
          </Button>
        </div>
      )}
    </div>
  );
}
