/** Two dossiers beside each other: which stays, which answer where they differ, and what comes along. */
import { useState } from 'react';
import { IconArrowsExchange, IconArrowsJoin2 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { useAsk, useDo, useJob } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { shownText } from '../../components/field-text.ts';
import { Icon } from '../../components/Icon.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './duplicates.module.css';

type Field = Answer<'duplicates.look'>['fields'][number];
type Chosen = Ask<'duplicates.merge'>['choose'][number];
const keyOf = ({ concept, field }: Pick<Field, 'concept' | 'field'>) => `${concept}.${field}`;

export function Compare({ one, other: second }: { one: string; other: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const say = useToast();
  const undoOf = useUndoOf();
  const [swapped, setSwapped] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [keep, other] = swapped ? [second, one] : [one, second];
  const looked = useAsk('duplicates.look', { keep, other }, { eachTime: true });
  const merge = useDo('duplicates.merge');
  const job = useJob();

  if (looked.isError) return <ErrorNote failure={looked.error.failure} retry={() => void looked.refetch()} />;
  if (!looked.data) return null;
  const { fields, rows, documentsNotHere } = looked.data;
  const turn = (field: Field, isOther: boolean) => {
    const next = new Set(chosen);
    if (isOther) next.add(keyOf(field));
    else next.delete(keyOf(field));
    setChosen(next);
  };
  const run = async () => {
    const choose = fields
      .filter((each) => each.differs && chosen.has(keyOf(each)))
      .map(({ concept, field }) => ({ concept, field }) as Chosen);
    const answer = await merge.run({ keep, other, choose, job: job.begin() });
    job.end();
    if (!answer.ok) return;
    const { group } = answer.value;
    say({ message: t('duplicates.merged'), action: { label: t('common.undo'), run: () => undoOf(group) } });
    void navigate({ to: '/dossier/$id/$tab', params: { id: keep, tab: 'overview' } });
  };
  const text = ({ concept, field }: Field, value: FieldValue) => shownText(concept, field, value, words.language);

  return (
    <>
      <Card
        title={t('duplicates.answers')}
        aside={
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon of={IconArrowsExchange} size={16} />}
            onClick={() => {
              setSwapped(!swapped);
              setChosen(new Set());
            }}
          >
            {t('duplicates.swap')}
          </Button>
        }
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('duplicates.question')}</th>
              <th scope="col">{t('duplicates.stays')}</th>
              <th scope="col">{t('duplicates.goes')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={keyOf(field)} data-differs={field.differs || undefined}>
                <th scope="row">{words.field(field.concept, field.field)}</th>
                {(['keep', 'other'] as const).map((side) => (
                  <td key={side}>
                    {field.differs ? (
                      <label className={classes.choice}>
                        <input
                          type="radio"
                          name={keyOf(field)}
                          checked={chosen.has(keyOf(field)) === (side === 'other')}
                          onChange={() => turn(field, side === 'other')}
                        />
                        <span>{text(field, field[side])}</span>
                      </label>
                    ) : (
                      <span>{text(field, field[side]) || '–'}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card title={t('duplicates.along')}>
        <p className={classes.quiet}>{t('duplicates.alongWhat')}</p>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('duplicates.what')}</th>
              <th scope="col">{t('duplicates.stays')}</th>
              <th scope="col">{t('duplicates.comes')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ concept, keep: there, added }) => (
              <tr key={concept}>
                <th scope="row">{words.concept(concept, 'many')}</th>
                <td>{there}</td>
                <td>{added > 0 ? `+ ${added}` : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {documentsNotHere > 0 && (
          <p className={classes.missing}>{t('duplicates.documentsNotHere', { count: documentsNotHere })}</p>
        )}
      </Card>
      <ErrorNote failure={merge.failure?.type === 'Cancelled' ? null : merge.failure} />
      {merge.busy ? (
        <Progress
          phase={t('duplicates.merging')}
          done={0}
          total={0}
          cancelling={job.cancelling}
          onCancel={() => void job.cancel()}
        />
      ) : (
        <div className={classes.acts}>
          <span className={classes.quiet}>{t('duplicates.undoable')}</span>
          <Button
            leftSection={<Icon of={IconArrowsJoin2} size={16} />}
            disabled={documentsNotHere > 0}
            onClick={() => void run()}
          >
            {t('duplicates.merge')}
          </Button>
        </div>
      )}
    </>
  );
}
