import { CodePicker } from '../parts/code-picker.tsx';
import { CodeLink } from '../parts/links.tsx';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';

interface PathEndsProps {
  readonly from: string | null;
  readonly to: string | null;
}

/** Where the way starts and ends, and how to choose otherwise. */
export function PathEnds({ from, to }: PathEndsProps) {
  const { path } = useSpeech().words;
  return (
    <section class="ends">
      <div>
        <h2>
          {path.from} {from && <CodeLink code={from} />}
        </h2>
        <CodePicker
          label={from ? path.chooseFrom : path.from}
          placeholder={from ? path.chooseFrom : path.choose}
          pick={(code) => go(changed({ from: code, way: null }))}
        />
      </div>
      {from && to && (
        <button
          type="button"
          class="button swap"
          aria-label={path.swap}
          title={path.swap}
          onClick={() => go(changed({ from: to, to: from, way: null }))}
        >
          <span aria-hidden="true">⇄</span>
        </button>
      )}
      <div>
        <h2>
          {path.to} {to && <CodeLink code={to} />}
        </h2>
        <CodePicker
          label={to ? path.chooseTo : path.to}
          placeholder={to ? path.chooseTo : path.choose}
          pick={(code) => go(changed({ to: code, way: null }))}
        />
      </div>
    </section>
  );
}
