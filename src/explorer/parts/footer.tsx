import './footer.css';
import { linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import { waysIn } from './ways.ts';

/** What this is not, and the ways to other pages; those for machines stand on the page of the data. */
export function Footer() {
  const { words } = useSpeech();
  const { shell, basket, embed } = words;
  return (
    <footer class="footer">
      <p>{shell.licence}</p>
      <nav aria-label={shell.more}>
        <a href={linkTo('/')}>{shell.home}</a>
        {waysIn(words)
          .flatMap((way) => [way, ...way.below])
          .map(({ to, name }) => (
            <a key={to} href={linkTo(to)}>
              {name}
            </a>
          ))}
        <a href={linkTo('/basket')}>{basket.title}</a>
        <a href={linkTo('/embed')}>{embed.title}</a>
      </nav>
    </footer>
  );
}
