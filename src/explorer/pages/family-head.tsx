import type { FamilyHeadQuery } from '../../generated/explorer.ts';
import { FamilyLink, Trail } from '../parts/links.tsx';
import { capital, count, fill, list, useSpeech } from '../words.ts';

type Head = NonNullable<FamilyHeadQuery['family']>;

/** The name of a family, its place in the tree, what an index calls it, and the families below. */
export function FamilyHead({ name, parent, children, names, codeCount }: Omit<Head, 'id'>) {
  const { words, language } = useSpeech();
  return (
    <>
      <Trail>
        {words.search.family}
        {parent && <FamilyLink {...parent} />}
      </Trail>
      <h1>{capital(name, language)}</h1>
      <p class="quiet size">{count(words.shell.codes, codeCount, language)}</p>
      {names.length > 0 && (
        <p class="quiet">
          {fill(words.family.index, {
            names: list(
              names.map((one) => one.name),
              language,
            ),
          })}
        </p>
      )}
      {children.length > 0 && (
        <ul class="families">
          {children.map((child) => (
            <li key={child.id}>
              <FamilyLink {...child} />{' '}
              <span class="quiet">{count(words.shell.codes, child.codeCount, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
