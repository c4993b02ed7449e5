import './footer.css';
import { linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';

/** What this is not, and the ways to other pages and to the same facts for machines. */
export function Footer() {
  const { shell, claim, compare, path, changes, learn, embed } = useSpeech().words;
  return (
    <footer class="footer">
      <p>{shell.licence}</p>
      <nav aria-label={shell.more}>
        <a href={linkTo('/')}>{shell.home}</a>
        <a href={linkTo('/browse')}>{shell.nav.browse}</a>
        <a href={linkTo('/compare')}>{compare.title}</a>
        <a href={linkTo('/together')}>{claim.title}</a>
        <a href={linkTo('/path')}>{path.title}</a>
        <a href={linkTo('/changes')}>{changes.title}</a>
        <a href={linkTo('/learn')}>{learn.title}</a>
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
