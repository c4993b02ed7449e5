-- The tables of the embedded store. A code, term or family is known by its id outside, by its number n inside.
-- `seed` is the version of the seed alone.
create table dataset (version text not null, seed text not null, fingerprint text not null) strict;

-- Files and works that rows cite.
create table source (
  n integer primary key, id text not null unique, title text not null, publisher text not null, release text not null,
  sha256 text, licence text not null, rows integer, imported_at text not null,
  -- The release that an imported file is of; which part of it, and from which code to which it goes.
  part_of integer, part text, first_code text, last_code text
) strict;

-- What an import took in: all files of one kind and release. Rows of imported files name it, so that it can be replaced.
create table release (
  n integer primary key, kind text not null, release text not null, starts text not null, unique (kind, release)
) strict;

create table family (
  n integer primary key, id text not null unique, name text not null, includes text, broader text,
  rows_axis text not null, columns_axis text not null, position integer not null, code_count integer not null,
  source text not null, line integer not null, evidence text
) strict;

-- A value on an axis. Lists (synonyms, overlaps) have tables of their own; what a term of an import includes, each with its
-- source and line, is read as a whole and stands there a line each (src/store/cited.ts). An extent may count: unit, least, most, repeat.
create table term (
  n integer primary key, id text not null unique, axis text not null, name text not null, phrase text not null,
  short text not null, participle text, definition text, explanation text, includes text, rank real,
  unit text, least integer, most integer, repeat text, notation text, title text, broader text,
  position integer not null, code_count integer not null,
  source text not null, line integer not null, evidence text
) strict;
create index family_broader on family (broader);
create index term_broader on term (broader);
create table synonym (term text not null, position integer not null, text text not null, primary key (term, position))
  strict, without rowid;
create table overlap (term text not null, position integer not null, other text not null, primary key (term, position))
  strict, without rowid;
-- Every term with itself and all above it.
create table at_or_under (term integer not null, broader integer not null, primary key (term, broader))
  strict, without rowid;

-- Which specialty performs or supports a family of operations.
create table performs (
  family text not null, specialty text not null, role text not null, position integer not null,
  primary key (position)
) strict;

-- The successors of a deleted code are ids with spaces between.
create table code (
  n integer primary key, id text not null unique, code text not null, system text not null, edition text not null,
  status text not null, last_valid_day text, successors text, label text not null, label_kind text not null,
  add_on integer not null, curated integer not null, family text, broader text, specialties text,
  source text not null, line integer not null, evidence text
) strict;
create index code_family on code (family, id);
create index code_system on code (system, id);
create index code_broader on code (broader, id) where broader is not null;

-- What a code says on an axis. The terms of an axis are alternatives; an inherited axis has none. They stand here once more,
-- as do the specialties of a code: the numbers of terms with spaces between, which reads faster than their rows.
create table fact (
  code integer not null, axis text not null, basis text not null, inherited integer not null, terms text,
  source text not null, line integer not null, evidence text, primary key (code, axis)
) strict, without rowid;
create table fact_term (
  code integer not null, axis text not null, position integer not null, term integer not null,
  primary key (code, axis, position)
) strict, without rowid;
create index fact_term_by_term on fact_term (term, code);

-- Related codes, in both directions: axes is a set of bits, in the order of the axes.
-- Which ranges of CPT codes are visits, operations or other services; the first that holds a code speaks.
create table code_kind (
  position integer primary key, kind text not null, first text not null, last text not null,
  source text not null, line integer not null, evidence text
) strict;

create table differs (
  code integer not null, other integer not null, axes integer not null, count integer not null, distance real not null,
  primary key (code, other)
) strict, without rowid;

create table add_on (
  add_on integer not null, "primary" integer not null, type integer, release integer not null default 0,
  source text not null, line integer not null, evidence text,
  primary key (add_on, "primary", release)
) strict, without rowid;
create index add_on_by_primary on add_on ("primary", add_on, release);

-- The add-ons of the seed that do something else than their primary, as the facts of both say.
create table accompanies (
  add_on integer not null, "primary" integer not null, primary key (add_on, "primary")
) strict, without rowid;

-- What may be reported beside a code, or is not, apart from the add-ons of the graph.
create table companion (
  position integer primary key, code integer not null, companion integer not null, relation text not null,
  kind text not null, source text not null, line integer not null, evidence text
) strict;

-- Codes that people take for each other, once, from the lesser id; the evidence is the ids of works with " | " between.
create table confused (
  code integer not null, other integer not null,
  source text not null, line integer not null, evidence text not null, primary key (code, other)
) strict, without rowid;
create index confused_by_other on confused (other, code);

-- What people say for operations; lists as JSON: terms asked of each code, ids of codes, axes.
create table spoken_name (
  position integer primary key, id text not null unique, name text not null, abbreviations text not null,
  by_facts integer not null, parts text not null, codes text not null, conveys text not null,
  source text not null, line integer not null, evidence text not null
) strict;

-- Candidates in another code system: relationship, how sure from 0 to 1, and for which case; of each file its own.
create table crosswalk (
  code integer not null, other integer not null, relationship text not null, confidence real,
  justification text, release integer not null default 0,
  source text not null, line integer not null, evidence text, primary key (code, other, release)
) strict, without rowid;
create index crosswalk_by_other on crosswalk (other, code);

-- Diagnoses that are taken for an operation's and belong elsewhere.
create table never (
  code integer not null, other integer not null, why text not null,
  source text not null, line integer not null, evidence text, primary key (code, other)
) strict, without rowid;

-- What search finds: tokens made by the loader, taken as they are.
-- In the order in which search takes them. Names keep their tokens, because they move when more of them come.
create table document (
  n integer primary key, kind text not null, id text not null unique, curated integer not null, tokens text
) strict;
create virtual table search using fts5 (
  tokens, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);

-- What the seed says of its codes, and by what search finds them; what editions say of the codes that they list, and of
-- those that they name: the rows of `code` follow from all of it. They cite a source by its number, but for the seed's.
create table seeded (
  code integer primary key, edition text not null, status text not null, last_valid_day text, label text not null,
  label_kind text not null, add_on integer not null, curated integer not null, tokens text not null,
  source text not null, line integer not null, evidence text
) strict;
create table listed (
  release integer not null, code integer not null, label text, status text not null, last_valid_day text,
  family text, broader text, short text,
  source integer not null, line integer not null, primary key (release, code)
) strict, without rowid;
create table named (
  code integer not null, source integer not null, line integer not null, valid integer not null, add_on integer not null,
  primary key (code, source)
) strict, without rowid;
-- What an edition of ICD-10-PCS says that the values of its tables mean, and how it names terms and families.
create table meaning (
  release integer not null, "table" text not null, position integer not null, value text not null, axis text not null,
  term integer not null, source text, line integer, evidence text,
  primary key (release, "table", position, value, axis)
) strict, without rowid;
create table worded (
  release integer not null, id text not null, name text not null, title text, definition text, explanation text, includes text,
  source integer not null, line integer not null, primary key (id, release)
) strict, without rowid;

-- Rows of imported files. They cite a source by its number.
create table billing (
  release integer not null, code integer not null, modifier text not null, status text not null,
  work_rvu real, non_facility_pe_rvu real, facility_pe_rvu real, malpractice_rvu real,
  non_facility_total_rvu real, facility_total_rvu real, global_days text not null,
  non_facility_na integer not null, facility_na integer not null, pre_operative real, intra_operative real,
  post_operative real, pc_tc text not null,
  multiple_procedure text not null, bilateral text not null, assistant text not null, co_surgeon text not null,
  team_surgeon text not null, endoscopic_base text, conversion_factor real,
  source integer not null, line integer not null, primary key (release, code, modifier)
) strict, without rowid;
create table contractor_add_on (
  release integer not null, add_on integer not null, type integer not null, source integer not null,
  line integer not null, primary key (add_on, release)
) strict, without rowid;
create table units_per_day (
  release integer not null, code integer not null, units integer not null, adjudication integer not null,
  rationale text not null, source integer not null, line integer not null, primary key (release, code)
) strict, without rowid;
-- A row is its file and line: the same pair recurs. Days are numbers such as 20240701; open ends are null.
create table bundle (
  release integer not null, column1 integer not null, column2 integer not null, source integer not null,
  line integer not null, indicator integer not null, effective integer, last_day integer, rationale integer not null,
  primary key (release, column1, column2, source, line)
) strict, without rowid;
create index bundle_by_column2 on bundle (release, column2, column1);
create table rationale (n integer primary key, text text not null unique) strict;
-- Text that the user holds the licence for; no export reads it.
create table licensed_text (
  release integer not null, code integer not null, kind text not null, text text not null,
  source integer not null, line integer not null, primary key (code, kind, release)
) strict, without rowid;
