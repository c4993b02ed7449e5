import './header.css';
import type { ComponentChildren } from 'preact';
import { useBasket } from '../own/basket.ts';
import { BasketMark } from '../own/in-basket.tsx';
import { linkTo, useLocation } from '../router.ts';
import { count, useSpeech } from '../words.ts';
import { Choices } from './choices.tsx';
import { Search } from './search.tsx';
import { useUnfolding } from './use-unfolding.ts';
import { type Way, waysIn } from './ways.ts';

/** The mark, the search, the ways to the pages, and the choice of language and theme, above every page; on a phone behind a menu. */
export function Header() {
  const { shell } = useSpeech().words;
  const { path } = useLocation();
  const { open, toggle, whole, button } = useUnfolding<HTMLDivElement>();
  return (
    <header class="header">
      <a class="brand" href={linkTo('/')}>
        <Mark />
        codelattice
      </a>
      <Search />
      <BasketWay isHere={path === '/basket'} />
      <div ref={whole} class={open ? 'menu open' : 'menu'}>
        <button
          ref={button}
          type="button"
          class="button"
          aria-expanded={open}
          aria-controls="menu"
          onClick={toggle}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" stroke-width="1.6" />
          </svg>
          {shell.menu}
        </button>
        <div id="menu">
          <Pages path={path} />
          <Choices />
        </div>
      </div>
    </header>
  );
}

/** The ways to the pages; the one that is open is marked. */
function Pages({ path }: { path: string }) {
  const { words } = useSpeech();
  const link = ({ to, name }: Omit<Way, 'below'>) => (
    <a href={linkTo(to)} aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}>
      {name}
    </a>
  );
  return (
    <nav aria-label={words.shell.pages}>
      <ul class="ways-in">
        {waysIn(words).map((way) => (
          <li key={way.to} class={way.below.length > 0 ? 'above' : undefined}>
            {link(way)}
            {way.below.length > 0 && <Below name={way.name}>{way.below.map(link)}</Below>}
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface BelowProps {
  readonly name: string;
  readonly children: readonly ComponentChildren[];
}

/** What stands below one of the ways: unfolded by a button, in the menu at once. */
function Below({ name, children }: BelowProps) {
  const { more } = useSpeech().words.shell;
  const { open, toggle, whole, button } = useUnfolding<HTMLSpanElement>();
  return (
    <span ref={whole} class={open ? 'below open' : 'below'}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-label={`${more}: ${name}`}
        onClick={toggle}
      >
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.6" />
        </svg>
      </button>
      <ul class="further floats">
        {children.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the ways keep their places
          <li key={index}>{child}</li>
        ))}
      </ul>
    </span>
  );
}

/** The way to the basket, with how many codes it holds; a voice says so when that changes. */
function BasketWay({ isHere }: { isHere: boolean }) {
  const { words, language } = useSpeech();
  const { basket } = useBasket();
  const said = count(words.basket.holds, basket.length, language);
  return (
    <a class="basket-way" href={linkTo('/basket')} title={said} aria-current={isHere ? 'page' : undefined}>
      <BasketMark />
      <span aria-hidden="true">{basket.length}</span>
      <span class="hidden" aria-live="polite">
        {said}
      </span>
    </a>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="24" height="24" aria-hidden="true">
      <path d="M3 3h10v10H3zM3 3l10 10" fill="none" stroke="currentColor" stroke-width="1.4" />
      <circle cx="3" cy="3" r="2" />
      <circle cx="13" cy="3" r="2" />
      <circle cx="3" cy="13" r="2" />
      <circle cx="13" cy="13" r="2" />
    </svg>
  );
}
