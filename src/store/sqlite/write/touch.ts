import { ADD_ON_FILE, LISTS } from '../../../lattice/standing.ts';
import type { ImportKind } from '../../records.ts';
import type { Database } from '../driver.ts';

/** Notes the codes, by the numbers that `select` gives, whose rows may have to be written anew; `reattribute` does it. */
export function touch(database: Database, select: string): void {
  database.exec(`create temp table if not exists touched (code integer primary key);
    insert or ignore into touched ${select}`);
}

/**
 * Notes the codes that a release lists or names; of a kind that lists all codes of a system, all of them, since what one
 * edition says changes what the others come to; and of the add-on files, of which only the newest is heard, all add-ons.
 */
export function touchRelease(database: Database, release: number, kind: ImportKind): void {
  touch(
    database,
    `select m.code from source s cross join named m on m.source = s.n where s.part_of = ${release}`,
  );
  if (kind === ADD_ON_FILE) {
    touch(
      database,
      `select m.code from release r cross join source s on s.part_of = r.n cross join named m on m.source = s.n
       where r.kind = '${kind}' and m.add_on = 1`,
    );
  }
  const system = LISTS[kind];
  if (system === undefined) return;
  touch(
    database,
    `select l.code from release r cross join listed l on l.release = r.n where r.kind = '${kind}'
     union select c.n from seeded d cross join code c on c.n = d.code where c.system = '${system}'`,
  );
}
