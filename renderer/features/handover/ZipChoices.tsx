/**
 * What a locked zip needs besides: a password, typed twice or made here, and which documents go along, each ticked by the adviser. A document is
 * handed over as it is: nobody looks in it for what this recipient may not have, and the page says so.
 */
import { useId } from 'react';
import { Checkbox } from '@mantine/core';
import { IconKey, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import type { Recipient } from '../../../core/register/register.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { madePassword } from '../../components/made-password.ts';
import { adviceOn, isForZip } from '../../components/passphrase-advice.ts';
import { NewPassphrase } from '../../components/Passphrase.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './handover.module.css';

export type Secret = { readonly first: string; readonly second: string; readonly made: string | null };
export const NO_SECRET: Secret = { first: '', second: '', made: null };

/** Typed twice, or made here. */
export function ZipPassword({
  secret,
  onSecret,
  tried,
}: {
  secret: Secret;
  onSecret: (secret: Secret) => void;
  tried: boolean;
}) {
  const { t } = useTranslation();
  const made = useId();
  return (
    <div className={classes.zipPart}>
      {secret.made === null ? (
        <NewPassphrase
          of="zip"
          first={secret.first}
          second={secret.second}
          onFirst={(first) => onSecret({ ...secret, first })}
          onSecond={(second) => onSecret({ ...secret, second })}
          tried={tried}
        />
      ) : (
        <div>
          <p id={made} className={classes.legend}>
            {t('handover.made')}
          </p>
          <p className={classes.madePassword} role="group" aria-labelledby={made} data-made-password tabIndex={0}>
            {secret.made}
          </p>
          <p className={classes.quiet}>{t('handover.madeText')}</p>
        </div>
      )}
      <Button
        variant="default"
        leftSection={<Icon of={secret.made === null ? IconKey : IconLock} />}
        onClick={() =>
          onSecret(
            secret.made === null
              ? {
                  first: '',
                  second: '',
                  made: madePassword((bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
                }
              : NO_SECRET,
          )
        }
      >
        {secret.made === null ? t('handover.make') : t('handover.typeOwn')}
      </Button>
    </div>
  );
}

export const isGoodSecret = ({ first, second, made }: Secret): boolean =>
  made !== null || (adviceOn(first).enough && isForZip(first) && first === second);

export function ZipChoices({
  dossier,
  documents,
  recipient,
  secret,
  onSecret,
  chosen,
  onChosen,
  tried,
}: {
  dossier: string;
  documents: readonly Row<'document'>[];
  recipient: Recipient;
  secret: Secret;
  onSecret: (secret: Secret) => void;
  chosen: readonly string[];
  onChosen: (rows: string[]) => void;
  tried: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const list = useId();
  const files = useAsk('documents.list', { dossier }, { enabled: documents.length > 0 });
  const isHere = (row: string) => files.data?.find((file) => file.row === row)?.isHere ?? false;
  const others = documents.filter(({ id, confidential }) => confidential !== 'yes' && isHere(id)).map(({ id }) => id);
  const mayTakeAll = recipient === 'candidate' || recipient === 'colleague';
  return (
    <div className={classes.zip} data-zip>
      <ZipPassword secret={secret} onSecret={onSecret} tried={tried} />
      <fieldset className={classes.zipPart} aria-describedby={list}>
        <legend className={classes.legend}>{t('handover.documents')}</legend>
        <p id={list} className={classes.quiet}>
          {documents.length === 0 ? t('handover.documentsNone') : t('handover.documentsText')}
        </p>
        <div className={classes.ticks}>
          {documents.map(({ id, name, kind, confidential }) => (
            <div key={id} className={classes.tick}>
              <Checkbox
                label={name ?? t('common.noName')}
                description={
                  isHere(id) || files.isPending
                    ? kind === null
                      ? undefined
                      : words.option('document', 'kind', kind)
                    : t('handover.documentAway')
                }
                checked={chosen.includes(id)}
                disabled={!isHere(id)}
                onChange={(event) =>
                  onChosen(event.currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />
              {confidential === 'yes' && <Tag kind="violet">{t('handover.confidential')}</Tag>}
            </div>
          ))}
        </div>
        {mayTakeAll && others.length > 1 && (
          <Button variant="default" size="xs" onClick={() => onChosen([...new Set([...chosen, ...others])])}>
            {t('handover.allDocuments')}
          </Button>
        )}
      </fieldset>
    </div>
  );
}
