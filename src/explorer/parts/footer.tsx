import './footer.css';
import { linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import { waysIn } from './ways.ts';

/** What this is not, and the ways to other pages and to the same facts for machines. */
export function Footer() {
  const { words } = useSpeech();
  const { shell, embed } = words;
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
        <a href={linkTo('/embed')}>{embed.title}</a>
        <a href="/graphiql" target="_self">
          GraphiQL
        </a>
        <a href="/schema.graphql" target="_self">
          schema.graphql
        </a>
      </nav>
    </footer>
  );
}
