/** What the list knows of an occupation in the career: its skills, to choose from. What is chosen goes into the dossier as one deed. */
import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import classes from './OccupationSkills.module.css';

export function OccupationSkills({ code, system, title }: { code: unknown; system: unknown; title: string }) {
  const { t } = useTranslation();
  const lists = useAsk('packs.list', null);
  const [open, setOpen] = useState(false);
  const isKnown = system === 'esco' && typeof code === 'string' && lists.data?.some(({ kind }) => kind === 'esco');
  if (!isKnown) return null;
  return (
    <div className={classes.line}>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Icon of={IconListCheck} size={16} />}
        aria-label={t('dossier.skillsOfNamed', { what: title })}
        onClick={() => setOpen(true)}
      >
        {t('dossier.skillsOf')}
      </Button>
      {open && <Choosing code={code} title={title} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Choosing({ code, title, onClose }: { code: string; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { candidate, rows } = useDossier();
  const say = useToast();
  const undoOf = useUndoOf();
  const found = useAsk('classification.skillsOf', { code, language });
  const adding = useDo('classification.addSkills');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const there = new Set(rows.skill.map((skill) => skill.code));
  const skills = found.data?.skills ?? [];
  const parts = [
    { name: 'essential', list: skills.filter((each) => each.essential) },
    { name: 'optional', list: skills.filter((each) => !each.essential) },
  ] as const;
  const add = async () => {
    const answer = await adding.run({ dossier: candidate.id, codes: [...chosen], language });
    if (!answer.ok) return;
    const { group, added } = answer.value;
    onClose();
    say({
      message: t('dossier.skillsAdded', { count: added }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t('dossier.skillsOfTitle', { what: found.data?.label ?? title })}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button busy={adding.busy} disabled={chosen.length === 0} onClick={() => void add()}>
            {t('dossier.skillsAdd', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <ErrorNote failure={found.error?.failure ?? adding.failure} />
      {found.data && skills.length === 0 && <EmptyState small title={t('dossier.skillsOfNone')} />}
      {skills.length > 0 && <p className={classes.what}>{t('dossier.skillsOfWhat')}</p>}
      {parts.map(
        ({ name, list }) =>
          list.length > 0 && (
            <fieldset key={name} className={classes.part}>
              <legend>{t(`dossier.skillsPart.${name}`)}</legend>
              <div className={classes.skills}>
                {list.map((each) => (
                  <Checkbox
                    key={each.code}
                    label={each.label}
                    {...(there.has(each.code) ? { description: t('dossier.skillsThere') } : {})}
                    disabled={there.has(each.code)}
                    checked={there.has(each.code) || chosen.includes(each.code)}
                    onChange={(event) =>
                      setChosen(
                        event.currentTarget.checked
                          ? [...chosen, each.code]
                          : chosen.filter((other) => other !== each.code),
                      )
                    }
                  />
                ))}
              </div>
            </fieldset>
          ),
      )}
    </Dialog>
  );
}
