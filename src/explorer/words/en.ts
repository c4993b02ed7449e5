import axes from './en/axes.json';
import basket from './en/basket.json';
import billing from './en/billing.json';
import browse from './en/browse.json';
import canvas from './en/canvas.json';
import changes from './en/changes.json';
import claim from './en/claim.json';
import code from './en/code.json';
import compare from './en/compare.json';
import crosswalk from './en/crosswalk.json';
import data from './en/data.json';
import embed from './en/embed.json';
import family from './en/family.json';
import home from './en/home.json';
import learn from './en/learn.json';
import listing from './en/listing.json';
import path from './en/path.json';
import present from './en/present.json';
import search from './en/search.json';
import shell from './en/shell.json';
import spine from './en/spine.json';
import term from './en/term.json';

const english = {
  axes,
  basket,
  billing,
  browse,
  canvas,
  changes,
  claim,
  code,
  compare,
  crosswalk,
  data,
  embed,
  family,
  home,
  learn,
  listing,
  path,
  present,
  search,
  shell,
  spine,
  term,
};

/** The page's own words: the files of `words/en` say which there are, and every language has the same. */
export type Words = typeof english;

export default english;
