import { addressOf } from '../lattice/code-ids.ts';
import type { Subject } from './page-subject.ts';

/** Percent-encodes but for the colons of ids, as the explorer's own links do. */
const readable = (text: string) => encodeURIComponent(text).replaceAll('%3A', ':');

export const pathOfCode = (code: string) => `/codes/${readable(addressOf(code))}`;
export const pathOfFamily = (id: string) => `/families/${readable(id)}`;
export const pathOfTerm = (id: string) => `/terms/${readable(id)}`;

/** The table of codes that a query narrows, in the language of the address. */
export function pathOfTable(query: Readonly<Record<string, string>>, lang: string): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  const text = [lang.slice(1), search.toString()].filter((part) => part !== '').join('&');
  return `/browse${text && `?${text.replaceAll('%3A', ':').replaceAll('%2C', ',')}`}`;
}

/** The one path of what a page is about, however it was asked for. */
export function pathOf(subject: Subject): string {
  if (subject.kind === 'code') return pathOfCode(subject.code);
  return subject.kind === 'family' ? pathOfFamily(subject.id) : pathOfTerm(subject.id);
}

/** Where the picture of a family stands for pages that link to it: a PNG, which all of them can show. */
export const pathOfPicture = (family: string) => `${pathOfFamily(family)}/preview.png`;

/** The file of that picture, as the build names it. */
export const pictureFile = (family: string) => `${family.replace(/^family:/, '')}.png`;
