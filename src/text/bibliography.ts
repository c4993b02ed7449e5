/** What can be cited: a code, term or family of a dataset, the dataset itself, or a file or work behind it. */
export interface Work {
  /** Of a source its id; of a thing its global id. */
  readonly id: string;
  readonly authors: string;
  readonly title: string;
  /** What it stands in; null for what stands by itself. */
  readonly within: string | null;
  /** Its release or its dataset. */
  readonly version: string;
  /** In hexadecimal. */
  readonly sha256: string | null;
  readonly url: string | null;
}

/** What this project's own works stand in, and who wrote them. */
export const OWN = 'codelattice';
export const AUTHORS = `${OWN} authors`;

export const datasetNamed = (version: string): string => `dataset ${version}`;

/** A dataset as a whole, by its version; `url` is where it is served. */
export const datasetWork = (version: string, url: string | null): Work => ({
  id: OWN,
  authors: AUTHORS,
  title: `${OWN}, a knowledge graph of procedure codes`,
  within: null,
  version: datasetNamed(version),
  sha256: null,
  url,
});

export const CITATION_STYLES = ['TEXT', 'BIBTEX', 'CSL_JSON'] as const;
export type CitationStyle = (typeof CITATION_STYLES)[number];

/** A name that a reference is called by in a text: letters, digits and `-`. */
export const keyOf = ({ id, version }: Work): string => {
  const named = id.startsWith(OWN) ? id : `${OWN}-${id}`;
  return `${named}-${version}`.replace(/[^\w]+/g, '-').replace(/-$/, '');
};

const WRITERS: Readonly<Record<CitationStyle, (work: Work) => string>> = {
  TEXT: plain,
  BIBTEX: bibtex,
  CSL_JSON: (work) => JSON.stringify(cslItem(work)),
};

/** One reference in a style; no style says a year, since none is known of a dataset. */
export const written = (work: Work, style: CitationStyle): string => WRITERS[style](work);

/** All references as the text of one file: of CSL-JSON one list. */
export function bibliography(works: readonly Work[], style: CitationStyle): string {
  if (style === 'CSL_JSON') return `${JSON.stringify(works.map(cslItem), null, 1)}\n`;
  return `${works.map((work) => written(work, style)).join('\n')}\n`;
}

function plain({ authors, title, within, version, sha256, url }: Work): string {
  const place = within === null ? version : `${within}, ${version}`;
  const parts = [authors, title, place, ...(sha256 === null ? [] : [`SHA-256 ${sha256}`])];
  return [...parts.map((part) => `${part.replace(/\.$/, '')}.`), ...(url === null ? [] : [url])].join(' ');
}

function bibtex(work: Work): string {
  const { authors, title, within, version, sha256, url } = work;
  const fields = [
    // Braces keep an organisation from being read as a person, and a title from losing its capitals.
    ['author', `{${tex(authors)}}`],
    ['title', `{${tex(title)}}`],
    ['howpublished', tex(within === null ? version : `${within}, ${version}`)],
    ...(sha256 === null ? [] : [['note', `SHA-256 ${sha256}`]]),
    ...(url === null ? [] : [['url', url]]),
  ];
  return `@misc{${keyOf(work)},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

const tex = (text: string) => text.replace(/[\\~^{}$&#%_]/g, (sign) => TEX[sign] ?? `\\${sign}`);

function cslItem(work: Work) {
  const { authors, title, within, version, sha256, url } = work;
  return {
    id: keyOf(work),
    type: within === null ? 'dataset' : 'entry',
    author: [{ literal: authors }],
    title,
    ...(within !== null && { 'container-title': within }),
    version,
    ...(sha256 !== null && { note: `SHA-256 ${sha256}` }),
    ...(url !== null && { URL: url }),
  };
}
