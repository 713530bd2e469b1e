/** The whole list on paper: a table of which the head comes back on each sheet. On the screen it is not there. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { Cell, useCellWords } from './Cell.tsx';
import { useConditions } from './useConditions.ts';
import type { Column, Filter, Line } from './list-state.ts';
import classes from './PaperList.module.css';

export type Paper = { lines: readonly Line[]; filter: Filter; columns: readonly Column[]; on: Date };

export const PaperList = memo(function PaperList({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const say = useCellWords();
  const { lines, filter, columns, on } = paper;
  const conditions = useConditions(filter).map((each) => each.words);
  if (filter.words) conditions.unshift(t('candidates.chipWords', { what: filter.words }));
  const day = `${on.getFullYear()}-${String(on.getMonth() + 1).padStart(2, '0')}-${String(on.getDate()).padStart(2, '0')}`;
  return (
    <div className={classes.paper} data-paper>
      {conditions.length > 0 && <p>{conditions.join(' · ')}</p>}
      <p>{t('candidates.printedOn', { day: formatPartialDate(day, say.language) })}</p>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`candidates.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              {columns.map((column) => (
                <td key={column}>
                  <Cell line={line} column={column} say={say} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
