/** Some fields of the candidate or the availability as a quiet grid. */
import type { FieldValue } from '../../../core/domain/field.ts';
import { useDossier } from './DossierContext.tsx';
import { Field } from './Field.tsx';
import { fieldOf } from '../../components/field-text.ts';
import classes from './Fields.module.css';

export function Fields({ of: concept, names }: { of: 'candidate' | 'availability'; names: readonly string[] }) {
  const dossier = useDossier();
  const row = dossier[concept] as Readonly<Record<string, FieldValue>> | null;
  return (
    <div className={classes.fields}>
      {names.map((field) => {
        const { kind } = fieldOf(concept, field);
        return (
          <Field
            key={field}
            concept={concept}
            // A dossier has one candidate and one availability: their row is the dossier itself.
            row={dossier.candidate.id}
            field={field}
            value={row?.[field]}
            wide={kind === 'longText' || kind === 'codes'}
          />
        );
      })}
    </div>
  );
}
