import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageProps } from '../router.ts';
import { useSpeech } from '../words.ts';
import { Notice, Skeleton } from './loaded.tsx';

export type LoadPage = () => Promise<ComponentType<PageProps>>;

const loaded = new Map<LoadPage, ComponentType<PageProps>>();

/** Fetches the code of the page that is opened first, so that it stands at once; the page itself says where it cannot be had. */
export async function fetchPage(page: object | undefined): Promise<void> {
  if (page === undefined || !('load' in page)) return;
  const load = page.load as LoadPage;
  await load().then(
    (ready) => void loaded.set(load, ready),
    () => {},
  );
}

/** A page whose code is fetched when it is first opened. */
export function Lazy({ load, ...props }: PageProps & { load: LoadPage }) {
  const { shell } = useSpeech().words;
  const [state, setState] = useState<'loading' | 'ready' | 'away'>('loading');
  useEffect(() => {
    if (loaded.has(load)) return;
    load().then(
      (page) => {
        loaded.set(load, page);
        setState('ready');
      },
      () => setState('away'),
    );
  }, [load]);
  const Page = loaded.get(load);
  if (Page) return <Page {...props} />;
  if (state !== 'away') return <Skeleton />;
  return (
    <Notice title={shell.away}>
      <a class="button" href={location.href} target="_self">
        {shell.again}
      </a>
    </Notice>
  );
}
