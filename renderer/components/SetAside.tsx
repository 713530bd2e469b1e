/** A value of a file that has no place here: text as text, an object or a list as an indented list of names and values. */
import { partsOf, type Part } from './set-aside-parts.ts';
import classes from './SetAside.module.css';

export function SetAside({ text }: { text: string }) {
  const parts = partsOf(text);
  return parts && parts.length > 0 ? <Parts parts={parts} /> : <p className={classes.text}>{text}</p>;
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className={classes.parts}>
      {parts.map(({ name, value }, at) => (
        // eslint-disable-next-line react/no-array-index-key -- the parts of one value never change
        <li key={at}>
          {name !== null && <span className={classes.name}>{name}: </span>}
          {typeof value === 'string' ? value : <Parts parts={value} />}
        </li>
      ))}
    </ul>
  );
}
