import { mapYielding } from '../../event-loop.ts';
import { dayOfNumber, numberOfDay } from '../../lattice/days.ts';
import type { Part } from '../../lattice/parts.ts';
import type {
  BundleQuery,
  ChangeKind,
  ChangeRow,
  ChangesQuery,
  ImportedSnapshot,
  Release,
} from '../imported.ts';
import type { Billing, Bundle } from '../records.ts';
import { type CitedRow, citation } from './rows.ts';
import type { Run, RunAside } from './statements.ts';

/** A row of an imported file, and where it stands. */
interface FiledRow {
  readonly file: string;
  readonly line: number;
}

interface PairRow extends FiledRow {
  readonly indicator: number;
  readonly effective: number | null;
  readonly last_day: number | null;
  readonly rationale: string;
}

interface BillingRow extends FiledRow {
  readonly modifier: string;
  readonly status: string;
  readonly work_rvu: number | null;
  readonly non_facility_pe_rvu: number | null;
  readonly facility_pe_rvu: number | null;
  readonly malpractice_rvu: number | null;
  readonly non_facility_total_rvu: number | null;
  readonly facility_total_rvu: number | null;
  readonly global_days: string;
  readonly non_facility_na: number;
  readonly facility_na: number;
  readonly pre_operative: number | null;
  readonly intra_operative: number | null;
  readonly post_operative: number | null;
  readonly pc_tc: string;
  readonly multiple_procedure: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly co_surgeon: string;
  readonly team_surgeon: string;
  readonly endoscopic_base: string | null;
  readonly conversion_factor: number | null;
}

/** What the embedded store says of imported files. */
export function imported(run: Run, aside: RunAside): ImportedSnapshot {
  return {
    releases: toReleases(run('releases')),
    async contractorDefinedPrimaries(ids) {
      const rows = run<CitedRow & { id: string }>('contractorDefinedPrimaries', { ids: JSON.stringify(ids) });
      return ids.map((id) => {
        const row = rows.find((one) => one.id === id);
        return row === undefined ? null : citation(row);
      });
    },
    billing: (requests, signal) =>
      mapYielding(
        requests,
        (request) => {
          const [row] = run<BillingRow>('billing', { ...request });
          return row === undefined ? null : toBilling(request.id, row);
        },
        signal,
      ),
    unitsPerDay: (requests, signal) =>
      mapYielding(
        requests,
        ({ id, release }) => {
          type Row = FiledRow & { units: number; adjudication: number; rationale: string };
          const [row] = run<Row>('unitsPerDay', { id, release });
          if (row === undefined) return null;
          const { file, line, ...said } = row;
          return { ...said, code: id, citation: cited(row) };
        },
        signal,
      ),
    bundles: (requests, signal) =>
      mapYielding(
        requests,
        ({ first, after, ...query }) =>
          run<PairRow & { id: string }>(query.direction === 'OUT' ? 'bundlesOut' : 'bundlesIn', {
            ...pairParameters(query),
            first,
            after: after?.id ?? null,
            line: after?.line ?? null,
            file: after?.file ?? null,
          }).map((row) => ({ id: row.id, ...toPair(row) })),
        signal,
      ),
    bundleCount: (requests, signal) =>
      mapYielding(
        requests,
        (query) => {
          const name = query.direction === 'OUT' ? 'bundlesOutCount' : 'bundlesInCount';
          return run<{ count: number }>(name, pairParameters(query))[0]?.count ?? 0;
        },
        signal,
      ),
    together: (requests, signal) =>
      mapYielding(
        requests,
        ({ ids, bundles }) => ({
          bundles:
            bundles === null
              ? []
              : run<PairRow & Pick<Bundle, 'column1' | 'column2'>>('bundlesAmong', {
                  ids: JSON.stringify(ids),
                  release: bundles.release,
                  day: numberOfDay(bundles.day),
                }).map((row) => ({ column1: row.column1, column2: row.column2, ...toPair(row) })),
          addOns: run<CitedRow & { addOn: string; primary: string; type: number | null }>('addOnsAmong', {
            ids: JSON.stringify(ids),
          }).map((row) => {
            const { addOn, primary, type } = row;
            return { addOn, primary, type, citation: citation(row) };
          }),
        }),
        signal,
      ),
    descriptor: (requests, signal) =>
      mapYielding(
        requests,
        ({ id, kind }) => {
          const [row] = run<FiledRow & { text: string }>('descriptor', { id, kind });
          return row === undefined ? null : { code: id, kind, text: row.text, citation: cited(row) };
        },
        signal,
      ),
    changes: async (requests, signal) =>
      Promise.all(
        requests.map(({ first, after, ...query }) =>
          aside<ChangeRow>(
            query.kind === 'pfs' ? 'billingChanges' : 'listedChanges',
            { ...changeParameters(query), first, after: after?.id ?? '', field: after?.field ?? '' },
            signal,
          ),
        ),
      ),
    changeCounts: async (requests, signal) =>
      Promise.all(
        requests.map((query) =>
          aside<{ kind: ChangeKind; count: number }>(
            query.kind === 'pfs' ? 'billingChangeCounts' : 'listedChangeCounts',
            { ...changeParameters(query), after: '', field: '' },
            signal,
          ),
        ),
      ),
  };
}

function toReleases(files: readonly (Omit<Release, 'parts'> & Part)[]): Release[] {
  const releases = new Map<string, Omit<Release, 'parts'> & { parts: Part[] }>();
  for (const { kind, release, starts, ...part } of files) {
    const name = `${kind} ${release}`;
    const before = releases.get(name);
    if (before === undefined) releases.set(name, { kind, release, starts, parts: [part] });
    else before.parts.push(part);
  }
  return [...releases.values()];
}

const cited = ({ file, line }: FiledRow) => ({ source: file, line, evidence: null });

const pairParameters = ({ id, release, day }: BundleQuery) => ({ id, release, day: numberOfDay(day) });

const changeParameters = ({ kind, system, from, to }: ChangesQuery) => ({ kind, system, from, to });

function toPair(row: PairRow): Omit<Bundle, 'column1' | 'column2'> {
  const day = (number: number | null) => (number === null ? null : dayOfNumber(number));
  return {
    modifierIndicator: row.indicator,
    effective: day(row.effective),
    lastDay: day(row.last_day),
    rationale: row.rationale,
    citation: cited(row),
  };
}

function toBilling(code: string, row: BillingRow): Billing {
  return {
    code,
    modifier: row.modifier,
    status: row.status,
    workRvu: row.work_rvu,
    nonFacilityPeRvu: row.non_facility_pe_rvu,
    facilityPeRvu: row.facility_pe_rvu,
    malpracticeRvu: row.malpractice_rvu,
    nonFacilityTotalRvu: row.non_facility_total_rvu,
    facilityTotalRvu: row.facility_total_rvu,
    globalDays: row.global_days,
    nonFacilityNa: row.non_facility_na === 1,
    facilityNa: row.facility_na === 1,
    preOperative: row.pre_operative,
    intraOperative: row.intra_operative,
    postOperative: row.post_operative,
    pcTc: row.pc_tc,
    multipleProcedure: row.multiple_procedure,
    bilateral: row.bilateral,
    assistant: row.assistant,
    coSurgeon: row.co_surgeon,
    teamSurgeon: row.team_surgeon,
    endoscopicBase: row.endoscopic_base,
    conversionFactor: row.conversion_factor,
    citation: cited(row),
  };
}
