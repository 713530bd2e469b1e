/** What could not be used of chosen files: first what stands in the way, then the lines that are passed over. */
import { IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isFileReason } from '../../../core/classification/packs.ts';
import type { Answer } from '../../../core/contract/contract.ts';
import { Icon } from '../../components/Icon.tsx';
import lists from './Lists.module.css';

type Problem = Answer<'packs.read'>['problems'][number];

export function ListProblems({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation();
  const stopping = problems.filter(({ reason }) => isFileReason(reason));
  const passed = problems.filter(({ reason }) => !isFileReason(reason));
  return (
    <>
      {stopping.length > 0 && (
        <section className={lists.stop} role="alert">
          <h3>{t('packs.problems')}</h3>
          <p>{t('packs.problemsStop')}</p>
          <ul>
            {stopping.map(({ file, reason, lines }) => (
              <li key={`${file} ${reason}`}>
                <Icon of={IconFileAlert} />
                <div>
                  <p className={lists.file}>{file}</p>
                  <p>{t(`packs.reason.${reason}`, { detail: lines[0]?.detail ?? '' })}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {passed.length > 0 && (
        <details className={lists.where}>
          <summary>
            {t('packs.passedOver')} ({passed.reduce((sum, { count }) => sum + count, 0)})
          </summary>
          <p>{t('packs.passedOverWhat')}</p>
          <ul>
            {passed.map(({ file, reason, count, lines }) => (
              <li key={`${file} ${reason}`}>
                <span className={lists.file}>{file}</span>: {t('packs.times', { count })}.{' '}
                {t(`packs.reason.${reason}`, { detail: '' })} (
                {lines.map(({ line }) => t('packs.line', { line })).join(', ')}
                {count > lines.length && ` ${t('packs.andMore')}`})
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
