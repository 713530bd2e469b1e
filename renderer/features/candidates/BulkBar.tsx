/**
 * What can be done with everybody who is picked: one deed for all of them, undone at once. Nothing asks whether you are sure, since all of
 * it can be taken back.
 */
import { useState } from 'react';
import { Menu } from '@mantine/core';
import {
  IconArrowsJoin2,
  IconCheckbox,
  IconChevronDown,
  IconFileSpreadsheet,
  IconMail,
  IconPencil,
  IconPlus,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PHASES } from '../../../core/domain/concepts.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import type { Failure } from '../../api/bridge.ts';
import { useDo, useJob } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { useCommands } from '../../components/commands.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { usePicked } from '../../components/picked.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { BulkForm } from './BulkForm.tsx';
import { BULK_ROWS, type BulkRow } from './bulk-fields.ts';
import classes from './candidates.module.css';

type Edit = Pick<Ask<'bulk.edit'>, 'set' | 'add'>;

export function BulkBar({ onExport }: { onExport: () => void }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const say = useToast();
  const undoOf = useUndoOf();
  const { picked, setPicked } = usePicked();
  const job = useJob();
  const edit = useDo('bulk.edit');
  const remove = useDo('bulk.remove');
  const [form, setForm] = useState<BulkRow | 'answer' | null>(null);
  const busy = edit.busy || remove.busy;
  const dossiers = [...picked];
  const number = new Intl.NumberFormat(i18n.language);

  const told = (
    { group, changed, done, stopped, frozen, objecting }: Answer<'bulk.edit'>,
    what: 'bulkDone' | 'bulkRemoved',
  ) => {
    const did = stopped
      ? t('candidates.bulkStopped', {
          changed: number.format(changed),
          done: number.format(done),
          total: number.format(dossiers.length),
        })
      : changed === 0 && frozen + objecting > 0
        ? t('candidates.bulkNobody')
        : changed === 0
          ? t('candidates.bulkNothing')
          : t(`candidates.${what}`, { count: changed, replace: { count: number.format(changed) } });
    const message = [
      did,
      ...(frozen > 0 ? [t('candidates.bulkFrozen', { count: frozen })] : []),
      ...(objecting > 0 ? [t('candidates.bulkObjecting', { count: objecting })] : []),
    ].join(' ');
    say({ message, ...(group === null ? {} : { action: { label: t('common.undo'), run: () => undoOf(group) } }) });
  };
  const run = async (what: Edit): Promise<boolean> => {
    setForm(null);
    const answer = await edit.run({ dossiers, ...what, job: job.begin() });
    job.end();
    if (answer.ok) told(answer.value, 'bulkDone');
    return answer.ok;
  };
  const runRemove = async () => {
    const answer = await remove.run({ dossiers, job: job.begin() });
    job.end();
    if (!answer.ok) return;
    told(answer.value, 'bulkRemoved');
    setPicked(new Set());
  };

  const count = t('candidates.picked', { count: picked.size, replace: { count: number.format(picked.size) } });
  const failure: Failure | null = edit.failure ?? remove.failure;
  useCommands(
    busy
      ? []
      : [
          ...BULK_ROWS.map((concept) => ({
            key: `bulk.${concept}`,
            icon: IconPlus,
            words: t('candidates.bulkCommand', { what: words.concept(concept), who: count }),
            run: () => setForm(concept),
          })),
          ...PHASES.map((phase) => ({
            key: `bulk.phase.${phase}`,
            icon: IconPencil,
            words: t('candidates.bulkCommandPhase', { phase: words.option('candidate', 'phase', phase), who: count }),
            run: () => void run({ set: [{ concept: 'candidate', fields: { phase } }], add: [] }),
          })),
          {
            key: 'bulk.answer',
            icon: IconPencil,
            words: t('candidates.bulkCommand', { what: t('candidates.bulkAnswer'), who: count }),
            run: () => setForm('answer'),
          },
          {
            key: 'bulk.remove',
            icon: IconTrash,
            words: t('candidates.bulkCommand', { what: t('candidates.bulkRemove'), who: count }),
            run: () => void runRemove(),
          },
        ],
  );

  return (
    <section className={classes.bulk} aria-label={t('candidates.bulk')} data-no-print data-bulk>
      {busy ? (
        <div className={classes.bulkWork}>
          <Progress
            phase={t('candidates.bulkWorking')}
            done={job.progress?.done ?? 0}
            total={job.progress?.total ?? dossiers.length}
            cancelling={job.cancelling}
            onCancel={() => void job.cancel()}
          />
        </div>
      ) : (
        <>
          <span className={classes.bulkCount}>{count}</span>
          <Menu position="bottom-start" width={220}>
            <Menu.Target>
              <Button variant="default" size="sm" rightSection={<Icon of={IconChevronDown} size={16} />}>
                {t('candidates.bulkPhase')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {PHASES.map((phase) => (
                <Menu.Item
                  key={phase}
                  onClick={() => void run({ set: [{ concept: 'candidate', fields: { phase } }], add: [] })}
                >
                  {words.option('candidate', 'phase', phase)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Menu position="bottom-start" width={220}>
            <Menu.Target>
              <Button
                variant="default"
                size="sm"
                leftSection={<Icon of={IconPlus} size={16} />}
                rightSection={<Icon of={IconChevronDown} size={16} />}
              >
                {t('common.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {BULK_ROWS.map((concept) => (
                <Menu.Item key={concept} onClick={() => setForm(concept)}>
                  {words.concept(concept)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon of={IconCheckbox} size={16} />}
            onClick={() => setForm('answer')}
          >
            {t('candidates.bulkAnswer')}
          </Button>
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon of={IconMail} size={16} />}
            onClick={() => void navigate({ to: '/letters' })}
          >
            {t('letters.open')}
          </Button>
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon of={IconFileSpreadsheet} size={16} />}
            onClick={onExport}
          >
            {t('candidates.export')}
          </Button>
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon of={IconTrash} size={16} />}
            onClick={() => void runRemove()}
          >
            {t('candidates.bulkRemove')}
          </Button>
          {dossiers.length === 2 && (
            <Button
              variant="default"
              size="sm"
              leftSection={<Icon of={IconArrowsJoin2} size={16} />}
              onClick={() =>
                void navigate({ to: '/duplicates', search: { one: dossiers[0] ?? '', other: dossiers[1] ?? '' } })
              }
            >
              {t('duplicates.mergeTwo')}
            </Button>
          )}
          <Button
            variant="subtle"
            size="sm"
            leftSection={<Icon of={IconX} size={16} />}
            rightSection={<KeyHint of="pickNobody" />}
            aria-keyshortcuts={ariaKeys('pickNobody')}
            onClick={() => setPicked(new Set())}
          >
            {t('candidates.pickNobody')}
          </Button>
        </>
      )}
      <ErrorNote failure={failure} />
      {form !== null && (
        <BulkForm of={form} count={picked.size} onClose={() => setForm(null)} onDo={(what) => void run(what)} />
      )}
    </section>
  );
}
