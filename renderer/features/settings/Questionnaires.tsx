/** The questionnaires of this laptop: ours, and packs of others that are taken in from their files, with under which licence. */
import { useState } from 'react';
import { IconAlertTriangle, IconFileImport, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languagesOf, sayIn, type Definition } from '../../../core/assessments/definition.ts';
import type { Answer } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './settings.module.css';

type Chosen = Answer<'assessmentPacks.choose'>;

export function Questionnaires() {
  const { t } = useTranslation();
  const { language } = useWords();
  const say = useToast();
  const known = useAsk('assessments.definitions', null);
  const choose = useDo('assessmentPacks.choose');
  const add = useDo('assessmentPacks.add');
  const remove = useDo('assessmentPacks.remove');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (known.isError) return <ErrorNote failure={known.error.failure} retry={() => void known.refetch()} />;
  const title = (definition: Definition) => sayIn(definition.title, language);

  const pick = async () => {
    const answer = await choose.run(null);
    if (answer.ok) setChosen(answer.value);
  };
  const takeIn = async (token: string, what: string) => {
    const answer = await add.run({ token });
    if (!answer.ok) return;
    setChosen((before) => before && { ...before, found: before.found.filter((each) => each.token !== token) });
    say({ message: t('assessments.packsTaken', { what }) });
  };
  const takeOut = async (key: string, what: string) => {
    const answer = await remove.run({ key });
    if (!answer.ok) return;
    const { token } = answer.value;
    say({
      message: t('assessments.packsRemoved', { what }),
      action: { label: t('common.undo'), run: () => void add.run({ token }) },
    });
  };

  return (
    <>
      <Card title={t('assessments.packs')}>
        <p className={classes.text}>{t('assessments.packsWhat')}</p>
        <ErrorNote failure={remove.failure} />
        <ul className={classes.packs}>
          {known.data?.map(({ key, definition, shipped, addedAt }) => (
            <li key={key}>
              <Pack definition={definition}>
                {shipped
                  ? t('assessments.packsOurs')
                  : t('assessments.packsAdded', { date: formatPartialDate(localDay(addedAt ?? 0), language) })}
              </Pack>
              {!shipped && (
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={<Icon of={IconTrash} size={16} />}
                  aria-label={t('assessments.removeWhat', { what: title(definition) })}
                  busy={remove.busy}
                  onClick={() => void takeOut(key, title(definition))}
                >
                  {t('common.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('assessments.packsChoose')}>
        <p className={classes.text}>{t('assessments.packsFiles')}</p>
        <ErrorNote failure={choose.failure ?? add.failure} />
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<Icon of={IconFileImport} />}
            busy={choose.busy}
            onClick={() => void pick()}
          >
            {t('assessments.packsChoose')}
          </Button>
        </div>
        <div role="status">
          {chosen?.problems.map(({ file, reason, detail }) => (
            <p key={`${file} ${reason}`} className={classes.packProblem}>
              <Icon of={IconAlertTriangle} size={16} />
              <span>{t(`assessments.packProblem.${reason}`, { file, detail })}</span>
            </p>
          ))}
          {chosen && chosen.found.length > 0 && (
            <>
              <p className={classes.label}>{t('assessments.packsFound')}</p>
              <ul className={classes.packs}>
                {chosen.found.map(({ token, definition, isThere }) => (
                  <li key={token}>
                    <Pack definition={definition}>{isThere ? t('assessments.packsThere') : null}</Pack>
                    <Button
                      size="compact-sm"
                      busy={add.busy}
                      onClick={() => void takeIn(token, title(definition))}
                      aria-label={`${t('assessments.packsAdd')}: ${title(definition)}`}
                    >
                      {t('assessments.packsAdd')}
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </Card>
    </>
  );
}

function Pack({ definition, children }: { definition: Definition; children: React.ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={classes.pack}>
      <p>
        <b>{sayIn(definition.title, words.language)}</b>
      </p>
      <p className={classes.text}>
        {[
          t(`assessments.measures.${definition.measures}`),
          t('assessments.questions', { count: definition.items.length }),
          languagesOf(definition)
            .map((code) => words.option('assessment', 'language', code))
            .join(', '),
          t('assessments.packVersion', { version: definition.version }),
        ].join(' · ')}
      </p>
      <p className={classes.text}>
        {t('assessments.source')}: {sayIn(definition.source, words.language)}
      </p>
      <p className={classes.text}>
        {t('assessments.licence')}: {sayIn(definition.licence, words.language)}
      </p>
      <p className={classes.packTags}>
        {children && <Tag kind="petrol">{children}</Tag>}
        {definition.norms.length === 0 && <Tag>{t('assessments.withoutNorms')}</Tag>}
        {Object.values(definition.languages).includes('adaptation') && <Tag>{t('assessments.ownVersion')}</Tag>}
      </p>
    </div>
  );
}
