import type { ComponentChildren } from 'preact';
import { useTitle } from '../parts/title.ts';
import { linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';

/** What stands at an address that leads nowhere. */
export function MissingPage() {
  const { shell } = useSpeech().words;
  return <Missing title={shell.missing} hint={shell.missingHint} />;
}

interface MissingProps {
  readonly title: string;
  readonly hint: string;
  readonly children?: ComponentChildren;
}

/** Says that something is not here, and offers the search, the table of codes and the first page. */
export function Missing({ title, hint, children }: MissingProps) {
  const { shell, browse } = useSpeech().words;
  useTitle(title);
  const search = () => document.querySelector<HTMLInputElement>('[role=combobox]')?.focus();
  return (
    <section class="missing">
      <h1>{title}</h1>
      <p class="lead">{hint}</p>
      {children}
      <p class="ways">
        <button type="button" class="button" onClick={search}>
          {shell.toSearch}
        </button>
        <a class="button" href={linkTo('/browse')}>
          {browse.title}
        </a>
        <a class="button" href={linkTo('/')}>
          {shell.home}
        </a>
      </p>
    </section>
  );
}
